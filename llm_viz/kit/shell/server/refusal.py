"""How a request is turned away before it reaches Streamlit: a plain sentence in both languages."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, message: str, **values: str | int) -> None:
    """Answer with the message in every language; a handshake of a socket is refused without words (403)."""
    if scope["type"] == "websocket":
        await receive()  # the request to connect
        await send({"type": "websocket.close", "code": 1008, "reason": message})
        return
    sentences = (strings(language)(message, **values) for language in LANGUAGES)
    response = PlainTextResponse(
        "\n\n".join(sentences) + "\n", status_code=status, headers={"Cache-Control": "no-store", "Connection": "close"}
    )
    await response(scope, receive, send)
