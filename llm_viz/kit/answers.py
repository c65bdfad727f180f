"""Headers of HTTP answers, changed on their way out; for middleware in plain ASGI.

Starlette's convenience class for middleware would buffer streams.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send


def with_headers(send: Send, change: Callable[[MutableHeaders], None]) -> Send:
    """`send`, with `change` applied to the headers of the answer before they go out."""

    async def send_changed(message: Message) -> None:
        if message["type"] == "http.response.start":
            change(MutableHeaders(scope=message))
        await send(message)

    return send_changed
