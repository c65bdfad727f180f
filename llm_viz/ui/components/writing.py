"""The components of the generation page: `player`, and the views `step_view`, `text_tree` and `steps_table`.

The player holds the text and where it stands. It tells the views through the window's event `llmviz:writing`, and hears
from them through `llmviz:go-to` and `llmviz:take`; a view that comes later asks with `llmviz:writing-wanted`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from llm_viz.i18n import Strings

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

Words = Mapping[str, Sequence[str]]
"""Names of messages, each with the names of its values."""


@cache
def writing_component(name: str) -> ComponentRenderer:
    """As `registry.component`, with the shared `writing.js` before the component's own JavaScript."""
    folder = Path(__file__).parent
    return st.components.v2.component(
        f"llm_viz_{name}",
        html='<div class="root"></div>\n',
        css="\n".join((folder / f"{part}.css").read_text("utf-8") for part in ("core", name)),
        js="\n".join((folder / f"{part}.js").read_text("utf-8") for part in ("core", "writing", name)),
    )


def words(t: Strings, prefix: str, wanted: Words) -> dict[str, str]:
    """Messages `<prefix>-<name>` for the browser, which fills in their values where it finds `{value}`."""
    return {
        name: t(f"{prefix}-{name}", **{value: f"{{{value}}}" for value in values}) for name, values in wanted.items()
    }
