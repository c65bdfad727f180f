"""Streamlit's own scripts and styles: from memory, compressed, and no others than Streamlit's."""

from __future__ import annotations

import gzip
import re
from functools import partial
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, Router
from streamlit import file_util

from llm_viz.kit.shell.server.page_file import page
from llm_viz.kit.shell.server.streamlit_files import StreamlitFiles
from tests.support.asgi import ask

FOLDER = Path(file_util.get_static_dir(), "static")
SCRIPT = next(FOLDER.glob("js/index.*.js"))


async def _streamlit(_: Request) -> PlainTextResponse:
    return PlainTextResponse("Streamlit's")


get = partial(ask, StreamlitFiles(Router([Route("/{path:path}", _streamlit, methods=["GET", "POST"])])))


@pytest.mark.parametrize("base", ["", "/class/3b"])
def test_a_script_comes_compressed_and_for_good(base: str) -> None:
    for _ in range(2):
        status, headers, body = get(f"{base}/static/js/{SCRIPT.name}", "br, gzip")
        assert status == 200
        assert gzip.decompress(body) == SCRIPT.read_bytes()
        assert len(body) < SCRIPT.stat().st_size / 2
        assert headers["content-type"].startswith("text/javascript")
        assert headers["cache-control"] == "public, max-age=31536000, immutable"
        assert headers["vary"] == "Accept-Encoding"


def test_a_style_sheet_is_one() -> None:
    sheet = next(FOLDER.glob("css/*.css"))
    _, headers, body = get(f"/static/css/{sheet.name}", "gzip")
    assert gzip.decompress(body) == sheet.read_bytes()
    assert headers["content-type"].startswith("text/css")


@pytest.mark.parametrize(
    "path",
    [
        "/static/js/no-such-file.js",
        f"/static/css/{SCRIPT.name}",
        f"/static/js/../js/{SCRIPT.name}",
        f"/static/js/%2e%2e/js/{SCRIPT.name}",
        "/static/js/../../index.html",
        f"/js/{SCRIPT.name}",
        "/static/media/font.woff2",
        "/",
    ],
)
def test_everything_else_is_left_to_streamlit(path: str) -> None:
    assert get(path, "gzip").body == b"Streamlit's"


def test_who_cannot_read_gzip_or_wants_to_write_is_left_to_streamlit() -> None:
    assert get(f"/static/js/{SCRIPT.name}").body == b"Streamlit's"
    assert get(f"/static/js/{SCRIPT.name}", "gzip", "POST").body == b"Streamlit's"


def test_the_page_names_what_its_first_drawing_needs_once() -> None:
    text = page().decode()
    named = re.findall(r'href="\./static/(js/[^"]+)"', text)
    for element in ("BidiComponent", "PageLink", "Html", "ButtonGroup"):
        assert len([name for name in named if name.startswith(f"js/{element}.")]) == 1, element
    assert len(set(named)) == len(named)
    assert not [name for name in named if not (FOLDER / name).is_file()]
    imported = {
        f"js/{found}"
        for name in named
        for found in re.findall(r'(?:from|import)"\./([^"]+)"', (FOLDER / name).read_text("utf-8"))
    }
    assert imported <= {*named, f"js/{SCRIPT.name}"}
