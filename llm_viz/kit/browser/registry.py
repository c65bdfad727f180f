"""Components that run in the browser: `<name>.js` and `<name>.css` beside this file, after `core.js` and `core.css`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_PACKAGE = Path(__file__).parents[2]


@cache
def component(name: str, parts: tuple[str, ...] = (), styles: tuple[str, ...] = ()) -> ComponentRenderer:
    """The mount callable of a component, registered once: `component("lens")(key=…, data=…)`.

    Its JavaScript exports a default function and finds `.root`, an empty element, under `parentElement`. `parts` are
    further JavaScript files, which stand before the component's own in the same module; `styles` are further CSS files.
    """
    return st.components.v2.component(
        f"llm_viz_{name}",
        html='<div class="root"></div>\n',
        css=_joined(("core", *styles, name), "css"),
        js=_joined(("core", *parts, name), "js"),
    )


def _joined(files: tuple[str, ...], suffix: str) -> str:
    return "\n".join(_files(suffix)[file].read_text("utf-8") for file in files)


@cache
def _files(suffix: str) -> dict[str, Path]:
    return {file.stem: file for file in _PACKAGE.rglob(f"*.{suffix}")}
