"""The sense score of one word in two contexts, and how far it and a control word move from one to the other."""

from __future__ import annotations

from dataclasses import dataclass

from llm_viz.chapters.attention.compute.word_sense.axis import References, SenseAxis, build_axis, sense_by_layer
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, read_word, word_streams
from llm_viz.chapters.attention.compute.word_sense.word_groups import replace_word
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.types import Floats


@dataclass(frozen=True, slots=True, eq=False)
class WordSenseResult:
    """One word in two contexts on one axis. `sense` holds its scores by layer, (layers + 1,) each.

    `moved` and `control_moved` are how far the word and the control, another word without the second sense in the same
    places, move along the axis from the second context to the first, (layers + 1,); the latter None without a control.
    """

    model: str
    word: str
    axis: SenseAxis
    readings: tuple[WordReading, WordReading]
    sense: tuple[Floats, Floats]
    moved: Floats
    control_word: str | None
    control_moved: Floats | None


def measure_word_sense(
    lm: Model,
    word: str,
    contexts: tuple[str, str],
    references: References,
    control_word: str | None = None,
) -> WordSenseResult:
    """The word in both contexts, texts that hold it, scored at every layer.

    A context that is among the references is left out of them. `control_word` takes the word's place in each context.
    Raises what `build_axis` and `read_word` raise.
    """
    axis = build_axis(lm, word, references.without(contexts))
    readings = (read_word(lm, contexts[0], word), read_word(lm, contexts[1], word))
    moved = axis.movement(*(reading.hidden for reading in readings))
    control_moved: Floats | None = None
    if control_word is not None:
        replaced = [replace_word(context, word, control_word) for context in contexts]
        control_moved = axis.movement(*(word_streams(lm, context, control_word) for context in replaced))
    sense = (sense_by_layer(axis, readings[0]), sense_by_layer(axis, readings[1]))
    return WordSenseResult(lm.key, word, axis, readings, sense, moved, control_word, control_moved)
