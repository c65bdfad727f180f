"""The components of the generation page: `player`, and the views `step_view`, `text_tree` and `steps_table`.

The player holds the text and where it stands. It tells the views through the window's event `llmviz:writing`, and hears
from them through `llmviz:go-to` and `llmviz:take`; a view that comes later asks with `llmviz:writing-wanted`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from llm_viz.base.i18n import Strings
from llm_viz.kit.browser.registry import component

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

Words = Mapping[str, Sequence[str]]
"""Names of messages, each with the names of its values."""


def writing_component(name: str) -> ComponentRenderer:
    """One of the generation page's components, with the shared `writing.js` before its own JavaScript."""
    return component(name, ("writing",))


def words(t: Strings, prefix: str, wanted: Words) -> dict[str, str]:
    """Messages `<prefix>-<name>` for the browser, which fills in their values where it finds `{value}`."""
    return {
        name: t(f"{prefix}-{name}", **{value: f"{{{value}}}" for value in values}) for name, values in wanted.items()
    }
