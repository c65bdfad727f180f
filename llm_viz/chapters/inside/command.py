"""`neurons`: looks for neurons that a class can understand, in all layers of the languages' models."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from llm_viz.base.languages import LANGUAGES
from llm_viz.chapters.inside.compute.neurons import find, keep
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.model import Model
from llm_viz.kit.terminal import command_line_engine
from llm_viz.training.corpora import corpus

if TYPE_CHECKING:
    from llm_viz.kit.terminal import Commands

_DESCRIPTION = """\
The neurons of chapter 7: reads the app's own stories with the model of each language, and finds the neurons whose
strongest places are sharp, in several words and stories, and that write most clearly. Prints them; with --write, keeps
them in the app. Takes some minutes.
"""


def add(commands: Commands) -> None:
    """Declare the command."""
    command = commands.add_parser("neurons", help="neurons of chapter 7, found beforehand", description=_DESCRIPTION)
    command.add_argument("--write", action="store_true", help="keep them in the app")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Search, print and, if asked to, write."""
    engine = command_line_engine()
    for language in LANGUAGES:
        lm, key = Model(engine, default_model(language)), f"stories_{language}"
        stories = [story for story in corpus(key).train.splitlines() if story]
        search = find(lm, key, stories, lambda said: print(said, file=sys.stderr))
        print(f"{search.model}: {search.fitting} of {search.neurons} neurons fit, {search.read} tokens read")
        for neuron in search.found:
            words = [place.word.strip() for place in neuron.places]
            print(neuron.layer + 1, neuron.number, *words, "→", *(token.text.strip() for token in neuron.raised))
        if options.write:
            print(keep(search))
    return 0
