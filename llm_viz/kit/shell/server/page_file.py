"""Streamlit's page, told where its server is, and with the app's own styles and the names of its chapter's modules.

On a page below the root, such as `/tokens`, it would first look for the server beside the page (`/tokens/_stcore/…`),
get two errors, and only then ask where the server is: at the folder that the page lies in. Styles that came with the
first run would come after the first elements: everything would be drawn in another place for a moment, and jump.
So would a projected page that is enlarged only then. Scripts that are needed later are named in the order in which they
have to be there: those of Streamlit that run first stand in its page already, then those that it asks for at its first
drawing, then our modules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from llm_viz.kit.answers import KeptFile, takes_compressed
from llm_viz.kit.browser.preload import modules_for
from llm_viz.kit.shell.server.streamlit_files import late_scripts

_SCRIPT = """window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href };
(() => {
%s
if (new URLSearchParams(location.search).get("projector") === "1") enlarge();
})()"""
_ENLARGE = Path(__file__).parents[2] / "browser" / "enlarge.js"
_FIRST_SCRIPT = re.compile(r"(?=<script>)")
_STYLES = Path(__file__).parents[1] / "shell.css"
_LINK = '<link rel="modulepreload" crossorigin fetchpriority="low" href="{}">'
_HEAD_END = "</head>"
_END = "</body>"
"""Here styles follow those that Streamlit adds to the head, and count where both say something."""
_FIRST_PAGE = "home"
_OF_THE_FILE = ("content-encoding", "etag", "last-modified", "accept-ranges")
"""Headers that describe Streamlit's own file."""


class KnownServer:
    """Sends the page with our script and styles in place of Streamlit's own, whatever the address of the page is.

    `opens_on`: stems of the parts that a chapter shows at first, by its name. What its other acts need is asked for
    when they are opened.
    """

    def __init__(self, app: ASGIApp, opens_on: Mapping[str, tuple[str, ...]]) -> None:
        self._app = app
        self._opens_on = opens_on

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_page, body = False, b""

        async def send_page(message: Message) -> None:
            nonlocal is_page, body
            if message["type"] == "http.response.start":
                is_page = _is_page(message)
                if is_page:
                    body = _describe(message, scope, self._modules(scope["path"]))
            elif is_page and message["type"].startswith("http.response"):
                if message.get("more_body"):
                    return
                message = {"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body}
            await send(message)

        await self._app(scope, receive, send_page if scope["type"] == "http" else send)

    def _modules(self, path: str) -> tuple[str, ...]:
        chapter = PurePosixPath(path).name or _FIRST_PAGE
        return modules_for(chapter, self._opens_on[chapter]) if chapter in self._opens_on else ()


@cache
def page(modules: tuple[str, ...] = ()) -> bytes:
    """The page of a chapter that needs these modules, addresses relative to it."""
    text = Path(file_util.get_static_dir(), "index.html").read_text("utf-8")
    script = _SCRIPT % _ENLARGE.read_text("utf-8").replace("export ", "")
    told = _FIRST_SCRIPT.sub(lambda _: f"<script>{script}</script>\n    ", text, count=1)
    links = (_LINK.format(address) for address in (*(f"./static/{name}" for name in late_scripts(text)), *modules))
    told = told.replace(_HEAD_END, f"  {''.join(links)}{_HEAD_END}", 1)
    return told.replace(_END, f"  <style>\n{_STYLES.read_text('utf-8')}</style>\n  {_END}", 1).encode()


def _is_page(start: Message) -> bool:
    """Whether this begins the answer with Streamlit's page; a page of ours brings a policy of its own."""
    headers = MutableHeaders(scope=start)
    is_html = headers.get("content-type", "").startswith("text/html")
    return start["status"] == 200 and is_html and "content-security-policy" not in headers


def _describe(start: Message, scope: Scope, modules: tuple[str, ...]) -> bytes:
    """Make the headers those of the page, which comes back as the browser wants it: compressed, or as it is."""
    headers = MutableHeaders(scope=start)
    for name in _OF_THE_FILE:
        del headers[name]
    body = page(modules)
    if takes_compressed(scope):
        body = _kept(modules).compressed
        headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(body))
    return body


@cache
def _kept(modules: tuple[str, ...]) -> KeptFile:
    return KeptFile.of(page(modules), "text/html")
