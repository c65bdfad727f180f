"""What browsers are told with every answer: above all, that a page may load from and send to this server only."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from llm_viz.kit.answers import with_headers
from llm_viz.kit.shell.server.page_file import page

_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


class SecurityHeaders:
    """Adds `headers` to every HTTP answer, where it has none of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, with_headers(send, _add_missing) if scope["type"] == "http" else send)


def _add_missing(given: MutableHeaders) -> None:
    for name, value in headers().items():
        given.setdefault(name, value)


@cache
def headers() -> dict[str, str]:
    """The headers by name."""
    return {
        "Content-Security-Policy": content_security_policy(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }


def content_security_policy() -> str:
    """Scripts are files of this server, and those that stand in Streamlit's own page, known by their checksums.

    Streamlit makes files (`blob:`) of the loaders that its components bring. Styles it writes into the page as it goes.
    """
    scripts = " ".join(f"'sha256-{checksum}'" for checksum in inline_scripts())
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {scripts}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'self' blob: data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


def inline_scripts() -> list[str]:
    """Checksums (SHA-256 in base64) of the scripts that stand in the page, Streamlit's and ours."""
    digests = (hashlib.sha256(script).digest() for script in _INLINE_SCRIPT.findall(page()))
    return [base64.b64encode(digest).decode() for digest in digests]
