"""Rivers that were computed beforehand: the picture shows them until the model has answered, and plays on with them
when the visitor's sentence has ended.

Written by `python -m llm_viz rivers --write`, on the models of the languages.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path

from llm_viz.base.languages import Language
from llm_viz.chapters.home.parts.river import LinePayload


@cache
def kept_lines(language: Language) -> list[LinePayload]:
    """The rivers of this language, in the order they are shown in; first the one of the default sentence."""
    lines: list[LinePayload] = json.loads((resources.files(__package__) / _name(language)).read_text("utf-8"))
    return lines


def keep_lines(language: Language, lines: list[LinePayload]) -> Path:
    """Write the rivers of this language beside this file, one to a line; where."""
    path = Path(__file__).with_name(_name(language))
    rows = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
    path.write_text("[\n" + ",\n".join(rows) + "\n]\n", "utf-8")
    return path


def _name(language: Language) -> str:
    return f"kept.{language}.json"
