"""HTTP answers: headers changed on their way out, and files that a browser may keep for ever.

Middleware is plain ASGI: Starlette's convenience class for middleware would buffer streams.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import Message, Scope, Send


def with_headers(send: Send, change: Callable[[MutableHeaders], None]) -> Send:
    """`send`, with `change` applied to the headers of the answer before they go out."""

    async def send_changed(message: Message) -> None:
        if message["type"] == "http.response.start":
            change(MutableHeaders(scope=message))
        await send(message)

    return send_changed


def takes_compressed(scope: Scope) -> bool:
    """Whether whoever asks can read gzip."""
    return "gzip" in Headers(scope=scope).get("accept-encoding", "")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file in memory, as gzip: few ask for it in another form."""

    compressed: bytes
    media_type: str

    @classmethod
    def of(cls, content: bytes, media_type: str) -> KeptFile:
        """Compressed the same way each time."""
        return cls(gzip.compress(content, mtime=0), media_type)

    def unchanging(self, scope: Scope) -> Response:
        """The answer with the file, for an address whose content never changes: browsers needn't ask for it again."""
        headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
        if takes_compressed(scope):
            headers["Content-Encoding"] = "gzip"
        content = self.compressed if takes_compressed(scope) else gzip.decompress(self.compressed)
        return Response(content, headers=headers, media_type=self.media_type)
