"""Markdown put together."""

from __future__ import annotations

import pytest

from llm_viz.kit.markdown import table


def test_a_table_has_a_head_its_alignment_and_its_rows() -> None:
    lines = table(("A", "B", "C"), [("x", "1", "✓"), ("y", "2", "✕")], "lrc").splitlines()
    assert lines == ["| A | B | C |", "| :-- | --: | :-: |", "| x | 1 | ✓ |", "| y | 2 | ✕ |"]


def test_an_unknown_alignment_is_refused() -> None:
    with pytest.raises(KeyError):
        table(("A",), [], "x")
