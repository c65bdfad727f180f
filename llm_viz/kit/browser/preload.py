"""Tells the browser with the page itself which modules its chapter needs.

Without it the browser learns of them only once the page's script has run, while the server is busy computing.
"""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from llm_viz.kit.answers import with_headers
from llm_viz.kit.browser.modules import modules, with_imports

_FIRST_PAGE = "home"
_SHELL = ("streamlit", "chrome", "rail", "address", "stage")
"""Modules of the kit that every page needs."""
_LINK = "<{address}>; rel=modulepreload; fetchpriority=low"
"""After Streamlit's own scripts, which have to run before any part is there."""


class PreloadModules:
    """Adds a `Link: …; rel=modulepreload` header to the page of a chapter that has browser parts."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        def add_links(headers: MutableHeaders) -> None:
            is_page = headers.get("content-type", "").startswith("text/html")
            if is_page and (links := preload_links(scope["path"])):
                headers["Link"] = links

        await self._app(scope, receive, with_headers(send, add_links) if scope["type"] == "http" else send)


def preload_links(path: str) -> str:
    """The value of the `Link` header for the page at `path`, relative as the page is; empty if no module is needed."""
    name = PurePosixPath(path).name or _FIRST_PAGE
    served = modules()
    own = tuple(file for file in served.files if file.startswith(f"chapters/{name}/"))
    needed = _needed(own) if own else ()
    return ", ".join(_LINK.format(address=f"./parts/{served.version}/{file}") for file in needed)


@cache
def _needed(own: tuple[str, ...]) -> tuple[str, ...]:
    return with_imports(*(f"kit/browser/{name}.js" for name in _SHELL), *own)
