"""What all data files hold, as the checks go through it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from llm_viz.base.i18n import text_file
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.facts.files import FINDINGS, names, read_table, read_tree

Row = dict[str, str]
Sentences = dict[Language, dict[str, str]]

DECLARATIONS = "tables"
"""The tree that declares what every table is."""

_FINDING = re.compile(r"^finding-([\w-]+) = (.*(?:\n[ \t]+.*)*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Data:
    """All data files: tables (CSV) as rows of text, trees (TOML) as nested dictionaries, by name.

    `sentences`: for the trees of findings, what the pages say of each finding, by language and key, with its
    placeholders (`{ $share }`).
    """

    tables: dict[str, list[Row]] = field(default_factory=dict)
    trees: dict[str, dict[str, Any]] = field(default_factory=dict)
    sentences: dict[str, Sentences] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: the file's name and the row or key in it."""

    file: str
    place: str
    what: str


def shipped() -> Data:
    """The data files of the package."""
    trees = {name: read_tree(name) for name in names("toml")}
    return Data(
        {name: read_table(name) for name in names("csv")},
        trees,
        {name: _sentences(name) for name in trees if is_findings(name)},
    )


def is_findings(tree: str) -> bool:
    """Whether a tree holds the findings of a room: "limits/bias/findings" does."""
    return tree.endswith(f"/{FINDINGS}")


def seen_of(tree: str, entry: Mapping[str, Any]) -> object:
    """With what an entry of a tree was last compared, "never" for a finding and a declared table that do not say it;
    None where nobody is asked to.
    """
    return entry.get("seen", "never" if is_findings(tree) or tree == DECLARATIONS else None)


def sourced_entries(node: object, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table of a tree that names a source, with its place: "training[GPT-3 175B]", "data_centres"."""
    if isinstance(node, dict):
        if "source" in node:
            yield place, node
        for key, value in node.items():
            yield from sourced_entries(value, f"{place}.{key}" if place else key)
    elif isinstance(node, list):
        for index, value in enumerate(node, start=1):
            yield from sourced_entries(value, f"{place}[{_name(value) or index}]")


def listed(cell: str | None) -> list[str]:
    """The names in a cell that holds several, separated by ";"."""
    return [name for name in (cell or "").split(";") if name]


def _name(value: object) -> object:
    if not isinstance(value, dict):
        return None
    return next((value[key] for key in ("key", "model", "name") if key in value), None)


def _sentences(name: str) -> Sentences:
    room = name.removesuffix(f"/{FINDINGS}").replace("/", ".")
    texts = {language: text_file(room, language, "ftl").read_text("utf-8") for language in LANGUAGES}
    return {language: dict(_FINDING.findall(text)) for language, text in texts.items()}
