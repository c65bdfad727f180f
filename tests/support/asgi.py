"""Asks an app for something as a browser would, without a server."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from urllib.parse import quote

from starlette.types import ASGIApp, Message


class Answer(NamedTuple):
    """What came back; names of headers in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(app: ASGIApp, path: str, encoding: str = "", method: str = "GET") -> Answer:
    """What the app answers; the path as a client that hides nothing would send it. `encoding`: what is understood."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": quote(path).encode(),
        "query_string": b"",
        "headers": [(b"accept-encoding", encoding.encode())],
    }
    with ThreadPoolExecutor(1) as elsewhere:  # Playwright keeps a loop of its own in the thread of the tests
        elsewhere.submit(asyncio.run, app(scope, receive, send)).result()
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:]))
