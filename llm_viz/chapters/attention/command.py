"""`sense`: which sense of a word each context calls up, and which other words it owes that to; `covers`: in which
sentences one word alone carries it.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from llm_viz.base.languages import LANGUAGES
from llm_viz.base.numbers import percent
from llm_viz.chapters.attention.compute.note_values import signed
from llm_viz.chapters.attention.compute.word_sense.axis import References, build_axis, mean_sense, sense_by_layer
from llm_viz.chapters.attention.compute.word_sense.cover_search import Found, best, keep
from llm_viz.chapters.attention.compute.word_sense.presets import WORD_PRESETS, find_preset
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, read_word
from llm_viz.chapters.attention.compute.word_sense.word_groups import language_of
from llm_viz.chapters.attention.compute.word_sense.word_ranking import (
    WordEffect,
    by_attention,
    by_intervention,
    rank_words,
)
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.terminal import Json, command_line_engine, print_answer

if TYPE_CHECKING:
    from llm_viz.kit.terminal import Commands

_DESCRIPTION = """\
What a word means in each context: its sense score after every layer (0 = embedding; +1 = the sense of the references A,
-1 = that of the references B); the words it can see, ranked by how far the mean score of the last third of the layers
moves when the word may no longer look at them; the same words ranked by their share of the word's attention, averaged
over all heads and layers. The word that holds the text's first token is left out of both rankings: attention rests
there whatever it says.
"""
_COVERS = """\
Tries every sentence of the words that a model tells apart: how far the word moves when it may not look at one other
word, or at any. A star marks the sentences in which one word alone carries the sense; of those, the one that moves
furthest is what chapter 6 shows first.
"""


def add(commands: Commands) -> None:
    """Declare the command."""
    command = commands.add_parser("sense", help="what a word means in a context", description=_DESCRIPTION)
    command.add_argument("--word", required=True, metavar="W", help="the word; it ends each context or is found in it")
    command.add_argument("--context", required=True, action="append", metavar="TEXT", help="may be repeated")
    for side in "ab":
        command.add_argument(
            f"--reference-{side}",
            action="append",
            default=[],
            metavar="TEXT",
            help=f"a sentence that uses the word in sense {side.upper()}; may be repeated; preset words have their own",
        )
    command.add_argument("--model", metavar="KEY", help="default: the model that writes the word's language best")
    command.add_argument("--json", action="store_true", help="print JSON only")
    command.set_defaults(run=run)
    covers = commands.add_parser("covers", help="sentences in which one word carries the sense", description=_COVERS)
    covers.add_argument("--write", action="store_true", help="keep what was found in the app")
    covers.set_defaults(run=run_covers)


def run(options: argparse.Namespace) -> int:
    """Print the scores and the rankings of every context."""
    lm = Model(
        command_line_engine(), default_model(language_of(options.word)) if options.model is None else options.model
    )
    axis = build_axis(lm, options.word, _references(options))
    contexts: list[Json] = []
    lines: list[str] = []
    for context in options.context:
        reading = read_word(lm, context, options.word)
        scores, effects = sense_by_layer(axis, reading), rank_words(lm, reading, axis, draws=0).words
        contexts.append(_answer(reading, scores, effects))
        lines += _lines(reading, scores, effects)
    print_answer(options, {"contexts": contexts}, lines)
    return 0


def run_covers(options: argparse.Namespace) -> int:
    """Try all sentences on all models that tell the words apart; print each and, if asked to, keep the best."""
    engine = command_line_engine()
    kept: list[Found] = []
    for language in LANGUAGES:
        for key in dict.fromkeys(model for preset in WORD_PRESETS for model in preset.models):
            lm = Model(engine, key)
            if not lm.facts.causal:
                continue
            found, tried = best(lm, language)
            for covered, passes in tried:
                word, share = covered.strongest
                mark = "*" if passes else " "
                ends = f"{signed(covered.nothing)} {signed(covered.everything)}"
                print(f"{mark} {ends} {share:5.2f} {word!r} {covered.text!r}")
            print(f"{key} {language}: {'nothing' if found is None else found.text!r} of {len(tried)}")
            kept += [] if found is None else [found]
    if options.write:
        print(keep(kept))
    return 0


def _references(options: argparse.Namespace) -> References:
    """Those of the command line, else the word's own; without the contexts, since no context is measured by itself."""
    preset = find_preset(options.word)
    if preset is None or options.reference_a or options.reference_b:
        references = References(tuple(options.reference_a), tuple(options.reference_b))
    else:
        references = preset.references
    return references.without(options.context)


def _answer(reading: WordReading, scores: Floats, effects: tuple[WordEffect, ...]) -> Json:
    return {
        "context": reading.context,
        "sense_by_layer": scores.tolist(),
        "by_intervention": [{"token": effect.word.text, "shift": effect.shift} for effect in by_intervention(effects)],
        "by_attention": [{"token": effect.word.text, "weight": effect.mean_weight} for effect in by_attention(effects)],
    }


def _lines(reading: WordReading, scores: Floats, effects: tuple[WordEffect, ...]) -> list[str]:
    ranking = (
        f"  {signed(effect.shift)}  {percent(effect.mean_weight, 'en'):>7}  {effect.word.text!r}"
        for effect in by_intervention(effects)
    )
    return [f"{signed(mean_sense(scores))}  {reading.context!r}", *ranking]
