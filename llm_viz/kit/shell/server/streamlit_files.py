"""Streamlit's own scripts and styles, compressed and kept in memory.

Streamlit reads each of the seventy that a page loads from the disk again for every visitor, and sends them as they are:
a class that arrives would take 3 MB a head through one wireless network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import anyio.to_thread
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from llm_viz.base.reachable import reachable
from llm_viz.kit.answers import KeptFile, takes_compressed

_ADDRESS = re.compile(r"/static/((?:js|css)/[^/]+\.(js|css))$")
_MEDIA_TYPES = {"js": "text/javascript", "css": "text/css"}
_LATE = ("BidiComponent", "PageLink", "Html", "ButtonGroup")
"""Scripts of elements that every page has. Streamlit's page asks for each only when the first one is to be drawn."""
_IMPORTED = re.compile(r'(?:from|import)"\./([^"]+\.js)"')


class StreamlitFiles:
    """Answers for Streamlit's scripts and styles where gzip is understood; everything else goes on to Streamlit.

    Their names hold a checksum of their content, and only names that are there at the first request are known.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[str, KeptFile] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = _ADDRESS.search(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        if asked is None or asked[1] not in _names() or not takes_compressed(scope):
            await self._app(scope, receive, send)
            return
        if asked[1] not in self._kept:
            self._kept[asked[1]] = await anyio.to_thread.run_sync(_read, asked[1], asked[2])
        await self._kept[asked[1]].unchanging(scope)(scope, receive, send)


def _folder() -> Path:
    return Path(file_util.get_static_dir(), "static")  # the folder around it holds the page


@cache
def _names() -> frozenset[str]:
    found = (file for kind in _MEDIA_TYPES for file in _folder().glob(f"{kind}/*"))
    return frozenset(file.relative_to(_folder()).as_posix() for file in found)


def late_scripts(page: str) -> tuple[str, ...]:
    """Names of the scripts that the first drawing needs and Streamlit's own `page` does not name, each once."""
    first = (name for stem in _LATE for name in sorted(_names()) if name.startswith(f"js/{stem}."))
    return reachable(first, lambda name: (each for each in _imported(name) if each not in page))


def _imported(name: str) -> Iterator[str]:
    return (f"js/{each}" for each in _IMPORTED.findall((_folder() / name).read_text("utf-8")))


def _read(name: str, kind: str) -> KeptFile:
    return KeptFile.of((_folder() / name).read_bytes(), _MEDIA_TYPES[kind])
