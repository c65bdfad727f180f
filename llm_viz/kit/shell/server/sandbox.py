"""An empty page for what others have written: scripts may stand in it, but it has no origin and no network.

The page that shows it sends the text of a whole page, once. Such scripts cannot run in our own pages, which take them
as files only; and a frame whose text stands in its `srcdoc` would be bound by the same rule.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

_PAGE = """\
<!doctype html>
<meta charset="utf-8">
<script>
addEventListener("message", (message) => {
  if (message.source !== parent) return;
  document.open();
  document.write(message.data);
  document.close();
}, { once: true });
</script>
"""
_POLICY = "; ".join(
    (
        "sandbox allow-scripts",
        "default-src 'none'",
        "script-src 'unsafe-inline'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "font-src data:",
        "frame-ancestors 'self'",
    )
)


async def _sandbox(_: Request) -> Response:
    return HTMLResponse(_PAGE, headers={"Content-Security-Policy": _POLICY})


SANDBOX_ROUTES = (Route("/sandbox", _sandbox), Route("/{base:path}/sandbox", _sandbox))
