"""Components that run in the browser: `<name>.js` and `<name>.css` beside this file, after `core.js` and `core.css`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_FOLDER = Path(__file__).parent


@cache
def component(name: str) -> ComponentRenderer:
    """The mount callable of a component, registered once: `component("lens")(key=…, data=…)`.

    Its JavaScript exports a default function and finds `.root`, an empty element, under `parentElement`.
    """
    return st.components.v2.component(
        f"llm_viz_{name}",
        html='<div class="root"></div>\n',
        css=_joined(name, "css"),
        js=_joined(name, "js"),
    )


def _joined(name: str, suffix: str) -> str:
    return "\n".join((_FOLDER / f"{part}.{suffix}").read_text("utf-8") for part in ("core", name))
