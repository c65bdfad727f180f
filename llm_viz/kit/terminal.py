"""What the commands of the terminal share: how they are declared, the engine, and how an answer is printed."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from llm_viz.base.errors import NotANumber
from llm_viz.engine.catalogue import find_card, known_cards
from llm_viz.engine.request_limits import MAX_CHARACTERS

if TYPE_CHECKING:
    from llm_viz.engine.local import LocalEngine

Json = dict[str, Any]


class Commands(Protocol):
    """What `add_subparsers` returns, which argparse gives no public name."""

    def add_parser(self, name: str, *, help: str, description: str) -> argparse.ArgumentParser: ...


def command_line_engine() -> LocalEngine:
    """An engine that opens any folder or Hugging Face id: whoever has a command line owns the machine."""
    from llm_viz.engine.local import LocalEngine  # brings PyTorch

    return LocalEngine(find=partial(find_card, trusted=True), offered=known_cards)


def given_text(text: str) -> str:
    """The text of a command; for `-`, what comes in on standard input, without the end of its last line."""
    if text != "-":
        return text
    return sys.stdin.read(MAX_CHARACTERS + 2).removesuffix("\n").removesuffix("\r")


def print_answer(options: argparse.Namespace, answer: Json, lines: Iterable[str]) -> None:
    """The answer as JSON and nothing else, or as lines to read. Raises as `to_json` does."""
    print(to_json(answer) if options.json else "\n".join(lines))


def to_json(answer: Json, indent: int | None = None) -> str:
    """The answer as one JSON text.

    JSON has no word for what is no number: raises `NotANumber` with the name of the value, as "tokens.0.logit".
    """
    try:
        return json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=indent)
    except ValueError as problem:
        raise NotANumber(name=_not_finite(answer)) from problem


def _not_finite(value: object) -> str:
    """Where the first number stands that is not finite; "" if there is none."""
    if isinstance(value, float):
        return "" if math.isfinite(value) else str(value)
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list | tuple) else ()
    return next((f"{name}.{found}" for name, part in parts if (found := _not_finite(part))), "")


def finite(number: float) -> float | None:
    """The number; None (JSON's null) for −∞, the logit of a token that a model rules out, and where there is none."""
    return None if number == -math.inf or math.isnan(number) else number
