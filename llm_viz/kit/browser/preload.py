"""Tells the browser with the page itself which modules its chapter needs.

Without it the browser learns of them only once the page's script has run, while the server is busy computing.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    """Adds a `Link: …; rel=modulepreload` header to the pages of chapters.

    `opens_on`: stems of the parts that a chapter shows at first, by its name. What its other acts need is asked for
    when they are opened.
    """

    def __init__(self, app: ASGIApp, opens_on: Mapping[str, tuple[str, ...]]) -> None:
        self._app = app
        self._opens_on = opens_on

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        def add_links(headers: MutableHeaders) -> None:
            name = PurePosixPath(scope["path"]).name or _FIRST_PAGE
            is_page = headers.get("content-type", "").startswith("text/html")
            if is_page and name in self._opens_on:
                headers["Link"] = preload_links(name, self._opens_on[name])

        await self._app(scope, receive, with_headers(send, add_links) if scope["type"] == "http" else send)


@cache
def preload_links(chapter: str, stems: tuple[str, ...]) -> str:
    """The value of the `Link` header for the page of a chapter that opens on these parts, relative as the page is."""
    served = modules()
    own = [path for path in served.files if path.startswith(f"chapters/{chapter}/") and _stem(path) in stems]
    shell = (f"kit/browser/{name}.js" for name in _SHELL)
    return ", ".join(_LINK.format(address=f"./parts/{served.version}/{path}") for path in with_imports(*shell, *own))


def _stem(path: str) -> str:
    return PurePosixPath(path).stem
