"""How many pages may be open at the same time."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from llm_viz.kit.shell.server.refusal import refuse

MAX_PAGES = 500
"""Open pages of all visitors together; each has a socket and a session in memory."""


class AtMost:
    """Refuses further sockets while `pages` are open; the browser tries again by itself."""

    def __init__(self, app: ASGIApp, pages: int = MAX_PAGES) -> None:
        self._app = app
        self._pages = pages
        self._open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        if self._open >= self._pages:
            await refuse(scope, receive, send, 503, "refused-crowd")
            return
        self._open += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._open -= 1
