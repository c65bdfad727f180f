"""No figure is shipped that no page shows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import llm_viz
from llm_viz.facts.files import names, read_tree

PACKAGE = Path(llm_viz.__file__).parent
CHECKS = {"check.py", "contents.py", "derived.py", "noted.py"}
"""Modules that only compare figures with each other."""
DECLARATIONS = "tables"
"""The file that says what the tables hold: shown on the page of sources."""


def readers(*wanted: str) -> set[str]:
    """The functions that read the table, or the part of a tree, of these names: they hold all of them as texts."""
    return {name for name, beginnings in functions() if set(wanted) <= beginnings}


@cache
def functions() -> tuple[tuple[str, frozenset[str]], ...]:
    """Every function, and how the texts in it begin, up to a full stop."""
    return tuple(
        (node.name, frozenset(text.partition(".")[0] for text in texts(node)))
        for path, tree in modules()
        if path.parent.name != "rules"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    )


def texts(node: ast.AST) -> Iterator[str]:
    return (part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str))


@cache
def modules() -> tuple[tuple[Path, ast.Module], ...]:
    """The rooms, the kit and the facts, without what only compares figures."""
    paths = [path for folder in ("chapters", "kit", "facts") for path in (PACKAGE / folder).rglob("*.py")]
    return tuple((path, ast.parse(path.read_text("utf-8"))) for path in paths if path.name not in CHECKS)


@cache
def used() -> frozenset[str]:
    """Every name that they use."""
    return frozenset(node.id for _, tree in modules() for node in ast.walk(tree) if isinstance(node, ast.Name))


def parts() -> Iterator[tuple[str, ...]]:
    """Every table, and every part of every tree in `facts/data`: the names that its readers give."""
    yield from ((table,) for table in names("csv"))
    for tree in names("toml"):
        if "/" not in tree and tree != DECLARATIONS:
            yield from ((tree, key) for key in read_tree(tree))


@pytest.mark.parametrize("names_of_part", list(parts()), ids=".".join)
def test_every_table_and_every_part_of_a_tree_reaches_a_page(names_of_part: tuple[str, ...]) -> None:
    """Some function reads it, and a page, or another such function, calls that."""
    assert readers(*names_of_part) & used()
