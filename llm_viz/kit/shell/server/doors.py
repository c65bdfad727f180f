"""Streamlit's own routes that no page of this app needs are not there."""

from __future__ import annotations

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from llm_viz.kit.shell.server.refusal import refuse

# Of `/_stcore/…`, what a browser needs. Not: metrics (sizes and counts of everything that is kept), the interface for
# programs that act as visitors, the files of components (those of this app come with the page), a second health check.
_OPEN = re.compile(r"/_stcore/(stream|health|host-config|upload_file/[^/]+/[^/]+)$")
# Signing in, and components of Streamlit's first kind: this app has neither.
_CLOSED = re.compile(r"^(/[^/]+)?/(auth/|oauth2callback$|component/)")


class ClosedDoors:
    """404 for `/_stcore/…` and the like where a browser that shows a page has nothing to ask."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and is_closed(scope["path"]):
            await refuse(scope, receive, send, 404, "refused-path")
        else:
            await self._app(scope, receive, send)


def is_closed(path: str) -> bool:
    """Whether nothing is served under this path of the address."""
    inner = "/_stcore" in path and _OPEN.search(path) is None
    return inner or _CLOSED.search(path) is not None
