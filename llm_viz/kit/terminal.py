"""What the commands of the terminal share: how they are declared, the engine, and how an answer is printed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from llm_viz.engine.catalogue import find_card, known_cards

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


def print_answer(options: argparse.Namespace, answer: Json, lines: Iterable[str]) -> None:
    """The answer as JSON and nothing else, or as lines to read."""
    print(json.dumps(answer, ensure_ascii=False) if options.json else "\n".join(lines))
