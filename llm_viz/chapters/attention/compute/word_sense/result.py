"""The sense score of one word in several contexts, and of a control word in the same places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.chapters.attention.compute.word_sense.axis import References, SenseAxis, build_axis, sense_by_layer
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, read_word, word_streams
from llm_viz.chapters.attention.compute.word_sense.word_groups import replace_word
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.types import Floats


@dataclass(frozen=True, slots=True, eq=False)
class WordSenseResult:
    """One word in several contexts on one axis. `sense` and `control` hold the scores by layer, (layers + 1,) each.

    `control`: another word, without the second sense, in the same places; empty if there is none.
    """

    model: str
    word: str
    axis: SenseAxis
    readings: tuple[WordReading, ...]
    sense: tuple[Floats, ...]
    control_word: str | None
    control: tuple[Floats, ...]


def measure_word_sense(
    lm: Model,
    word: str,
    contexts: Sequence[str],
    references: References,
    control_word: str | None = None,
) -> WordSenseResult:
    """The word in each of the contexts, texts that hold it, scored at every layer.

    A context that is among the references is left out of them. `control_word` takes the word's place in each context.
    Raises what `build_axis` and `read_word` raise.
    """
    axis = build_axis(lm, word, references.without(contexts))
    readings = tuple(read_word(lm, context, word) for context in contexts)
    control: tuple[Floats, ...] = ()
    if control_word is not None:
        replaced = [replace_word(context, word, control_word) for context in contexts]
        control = tuple(axis.score(word_streams(lm, context, control_word)) for context in replaced)
    sense = tuple(sense_by_layer(axis, reading) for reading in readings)
    return WordSenseResult(lm.key, word, axis, readings, sense, control_word, control)
