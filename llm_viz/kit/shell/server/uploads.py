"""What visitors may upload, in all: the server keeps their files in memory as long as they are there.

Streamlit bounds one file (`server.maxUploadSize`), nothing else. It forgets a visitor's files when the visit ends, less
than a minute after the page was closed.
"""

from __future__ import annotations

import re
from collections import Counter

import anyio
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from llm_viz.kit.shell.server.refusal import refuse

_MB = 1 << 20
FILES_A_VISIT = 8
"""The page keeps one; the others have been replaced and are about to go."""
BYTES_IN_ALL = 128 * _MB
FILES_IN_ALL = 500
SECONDS = 60.0
"""Until when a file must have arrived."""
_PATH = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+$")


class UploadLimits:
    """Refuses a file that would be too much for a visit or for the server; those that are arriving count in full."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._arriving: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = _PATH.search(scope["path"]) if scope["type"] == "http" and scope["method"] == "PUT" else None
        if found is None:
            await self._app(scope, receive, send)
            return
        visit = found[1]
        if self._is_too_much(visit):
            await refuse(scope, receive, send, 507, "refused-upload")
            return
        self._arriving[visit] += 1
        try:
            await self._receive_in_time(scope, receive, send)
        finally:
            self._arriving[visit] -= 1
            self._arriving += Counter()  # drops those with none

    def _is_too_much(self, visit: str) -> bool:
        kept = kept_bytes()
        arriving = self._arriving.total()
        return (
            len(kept.get(visit, ())) + self._arriving[visit] >= FILES_A_VISIT
            or sum(map(len, kept.values())) + arriving >= FILES_IN_ALL
            or sum(map(sum, kept.values())) + (arriving + 1) * largest_bytes() > BYTES_IN_ALL
        )

    async def _receive_in_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        answered = False

        async def note_answer(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        with anyio.move_on_after(SECONDS):
            await self._app(scope, receive, note_answer)
        if not answered:
            await refuse(scope, receive, send, 408, "refused-slow-upload", seconds=round(SECONDS))


def largest_bytes() -> int:
    """The size of the largest file that Streamlit takes."""
    return int(config.get_option("server.maxUploadSize")) * _MB


def kept_bytes() -> dict[str, list[int]]:
    """Sizes of the files that Streamlit keeps, by visit. Other threads may add and remove some meanwhile."""
    manager = Runtime.instance().uploaded_file_mgr
    assert isinstance(manager, MemoryUploadedFileManager)
    return {
        visit: [len(file.data) for file in list(files.values())] for visit, files in list(manager.file_storage.items())
    }
