"""`rivers`: what the first page shows of some sentences, computed beforehand."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.home.compute.river import river
from llm_viz.chapters.home.parts.kept import keep_lines
from llm_viz.chapters.home.parts.river import Source, line_payload
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.model import Model
from llm_viz.kit.compute.presets import default_text
from llm_viz.kit.terminal import command_line_engine

if TYPE_CHECKING:
    from llm_viz.kit.terminal import Commands

_OPENINGS: dict[Language, tuple[str, ...]] = {
    "en": ("The opposite of hot is", "I drank a cup of", "In the middle of the night, she heard a"),
    "ja": ("冬になると、庭に雪が", "月曜日、火曜日、", "窓を開けると、冷たい"),
}
_DESCRIPTION = """\
The rivers that the first page shows until the model has answered, and with which it plays on when the visitor's
sentence has ended: each sentence, the default one first, the words that its language's model writes after it, what else
was possible, and what the scores are made of. Prints the words; with
--write, keeps the rivers in the app.
"""


def add(commands: Commands) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "rivers", help="the first page's examples, computed beforehand", description=_DESCRIPTION
    )
    command.add_argument("--write", action="store_true", help="keep them in the app")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compute, print and, if asked to, write."""
    engine = command_line_engine()
    for language in LANGUAGES:
        lm = Model(engine, default_model(language))
        facts = lm.facts
        source = Source(lm.key, facts.name, facts.layers, facts.vocabulary_size)
        rivers = [river(lm, default_text(language)), *(river(lm, text, divided=1) for text in _OPENINGS[language])]
        lines = [line_payload(found, source, kept=True) for found in rivers]
        for line in lines:
            taken = [fork["branches"][fork["taken"]]["label"] for fork in line["forks"] if fork["taken"] >= 0]
            print(line["text"], "→", " ".join(taken))
        if options.write:
            print(keep_lines(language, lines))
    return 0
