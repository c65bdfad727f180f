"""The page of all parts: their modules as the app serves them, what they are given, and Streamlit's colours."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import streamlit
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from llm_viz.kit.browser.modules import modules
from llm_viz.kit.browser.part import PACKAGE, frame
from tests.gallery.samples import ROOT, SHELL, Sample, State, samples

_FOLDER = Path(__file__).parent
_SCRIPTS = {f"tests/gallery/{file.name}": file.read_text("utf-8") for file in _FOLDER.glob("*.js")}
(_FONT,) = Path(streamlit.__file__).parent.glob("static/static/media/SourceSansVF-Upright*.woff2")
_SPECIMENS = "tests/gallery/specimens.js"
_PAGE = """<!doctype html>
<html lang="{language}" data-theme="{theme}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>All browser parts</title>
<style>{style}</style>
<nav></nav>
<main></main>
<script type="module" src="/tests/gallery/gallery.js"></script>
"""


def app() -> Starlette:
    """Serves `/?language=ja&theme=dark&states=asked,answered&group=tokens`."""
    return Starlette(
        routes=[
            Route("/", _page),
            Route("/samples", _samples),
            Route("/llm_viz/{path:path}", _module),
            Route("/tests/gallery/{name}", _script),
            Route("/font", lambda request: FileResponse(_FONT)),
        ]
    )


async def _page(request: Request) -> Response:
    asked = request.query_params
    theme, language = ("dark" if asked.get("theme") == "dark" else "light"), ("ja" if _is_japanese(asked) else "en")
    style = f"{_FOLDER.joinpath('gallery.css').read_text('utf-8')}\n:root {{ {_colours(theme)} }}"
    return HTMLResponse(_PAGE.format(language=language, theme=theme, style=style))


async def _samples(request: Request) -> Response:
    """All specimens of the page, with the styles and the frame of each."""
    asked = request.query_params
    language, group = ("ja" if _is_japanese(asked) else "en"), asked.get("group", "")
    shown: list[dict[str, Any]] = []
    wanted = asked.get("states", "asked,answered").split(",")
    for state in [state for state in get_args(State) if state in wanted]:
        found = await run_in_threadpool(samples, language, state)
        shown += [_specimen(sample) for sample in found if group in ("", sample.group)]
    if group in ("", SHELL):
        shown += [_of_kit(state) for state in ("busy", "waiting", "failed")]
    return JSONResponse({"specimens": _once(shown), "frame": frame()})


def _specimen(sample: Sample) -> dict[str, Any]:
    question = sample.payload.get("question")
    asked: State = "asked" if question and question["open"] else "answered"
    return {
        "name": f"{sample.group} · {sample.name}",
        "state": asked if question else "shown",
        "module": f"/llm_viz/{sample.module}",
        "style": _sheets(sample.styles),
        "data": sample.payload,
    }


def _of_kit(state: str) -> dict[str, Any]:
    """What may happen to any part: a guess is on its way, its modules are, or it fails."""
    styles = ("core", "stage", "ask")
    data = {"widget_key": state, "visit": "gallery", "state": state}
    sheets = _sheets([f"kit/browser/{style}.css" for style in styles])
    return {"name": f"{SHELL} · any part", "state": state, "module": f"/{_SPECIMENS}", "style": sheets, "data": data}


def _once(shown: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A part without a question is the same in both states."""
    return list({(each["name"], each["state"]): each for each in reversed(shown)}.values())[::-1]


def _sheets(paths: Sequence[str]) -> str:
    return "\n".join((PACKAGE / path).read_text("utf-8") for path in paths)


async def _module(request: Request) -> Response:
    text = modules().files.get(request.path_params["path"])
    return PlainTextResponse("Not found", 404) if text is None else Response(text, media_type="text/javascript")


async def _script(request: Request) -> Response:
    text = _SCRIPTS.get(f"tests/gallery/{request.path_params['name']}")
    return PlainTextResponse("Not found", 404) if text is None else Response(text, media_type="text/javascript")


def _is_japanese(asked: Mapping[str, str]) -> bool:
    return asked.get("language") == "ja"


def _colours(theme: str) -> str:
    """Streamlit's colours as its components get them; the tints are made as Streamlit makes them, roughly."""
    given = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"][theme]
    named = {f"--st-{re.sub('([A-Z])', lambda letter: f'-{letter[0].lower()}', name)}": v for name, v in given.items()}
    for name in ("blue", "red", "green", "violet", "orange", "yellow", "gray"):
        colour = named[f"--st-{name}-color"]
        named.setdefault(f"--st-{name}-text-color", colour)
        named[f"--st-{name}-background-color"] = f"color-mix(in srgb, {colour} 12%, transparent)"
    return json.dumps(named)[1:-1].replace('"', "").replace(", --", "; --")
