"""`examples`: measure which sentences convince, and write down those that the pages may begin with."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.sampling.compute.distribution import LISTED, shares
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.model import Model
from llm_viz.kit.compute import presets
from llm_viz.kit.compute.examples import CANDIDATES, Example, best_first, measure
from llm_viz.kit.terminal import command_line_engine

if TYPE_CHECKING:
    from llm_viz.kit.terminal import Commands

TEMPERATURES = (0.3, 1.0, 1.5)
KEPT = 12
"""Examples of each language that are written down."""
_FOLDER = Path(presets.__file__).parent
_HEAD = """\
# Openings that convince, best first: the rules are in examples.py, the openings tried in candidates.toml.
# Written by `python -m llm_viz examples --write`, on {model}.
"""


def add(commands: Commands) -> None:
    """Declare the command."""
    description = "Measure openings as examples: does the model name a content word, without signs and repetitions?"
    command = commands.add_parser(
        "examples", help="measure which sentences make good examples", description=description
    )
    command.add_argument("texts", nargs="*", metavar="TEXT", help="openings (default: those that come along)")
    command.add_argument("--language", choices=LANGUAGES, help="of the openings (default: both; with TEXT: ja)")
    command.add_argument("--model", metavar="KEY", help="default: the one meant for the language")
    command.add_argument("--write", action="store_true", help="keep the best in the package")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print a table for each language, and write the best ones down if that is wanted."""
    languages: Sequence[Language] = (
        [options.language] if options.language else (["ja"] if options.texts else list(LANGUAGES))
    )
    engine = command_line_engine()
    for language in languages:
        lm = Model(engine, options.model or default_model(language))
        measured = [measure(lm, text, language) for text in options.texts or CANDIDATES[language]]
        for example in best_first(measured):
            print(_line(example, _choices(lm, example.text)), flush=True)
        if options.write:
            lines = [_HEAD.format(model=lm.key), *_rows(best_first(measured)[:KEPT])]
            (_FOLDER / f"examples.{language}.toml").write_text("\n".join(lines), "utf-8")
    return 0


def _choices(lm: Model, text: str) -> list[float]:
    """Among how many equally likely tokens the draw chooses at each of `TEMPERATURES`: 2 to the entropy."""
    found = []
    distribution = lm.next_distribution(text, LISTED)
    for temperature in TEMPERATURES:
        listed, rest = shares(distribution, temperature)
        known = listed[listed > 0]
        bits = -float((known * np.log2(known)).sum())
        if rest > 0:  # the tail as if its tokens were equally likely
            bits -= rest * float(np.log2(rest / distribution.rest.counts.sum()))
        found.append(2.0**bits)
    return found


def _line(example: Example, choices: Sequence[float]) -> str:
    """A row of the table: rules kept, signs and pieces, opening, best tokens, where most of the score came from,
    variety, continuation.
    """
    marks = f"{'ok' if example.keeps else '--'} {'tells' if example.tells else '     '} "
    marks += f"{'loops' if example.loops else '     '} {example.stray:>2}"
    words = " ".join(
        f"{word!r} {100 * share:.0f}" for word, share in zip(example.words[:5], example.shares[:5], strict=True)
    )
    variety = " → ".join(f"{number:,.1f}" for number in choices)
    source = f"← {example.source!r}{'' if example.says_something else ' (no content word)'}"
    return f"{marks}  {example.text}  [{words}]  {source}  {variety}  {example.continuation!r}"


def _rows(measured: Sequence[Example]) -> list[str]:
    return [
        f"[[example]]\ntext = {json.dumps(example.text, ensure_ascii=False)}\n"
        f"word = {json.dumps(example.words[0], ensure_ascii=False)}\n"
        f"share = {example.shares[0]:.2f}\nstray = {example.stray}\n"
        for example in measured
    ]
