"""The first token of an answer: what is likely after a known fact, and after a title that does not exist."""

from __future__ import annotations

from llm_viz.base.numbers import as_percent
from llm_viz.base.visible import visible
from llm_viz.chapters.limits.hallucination.compute.answers import LISTED, AnsweredQuestion
from llm_viz.chapters.limits.hallucination.compute.questions import Question
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.kit.compute.notes import Note, Values
from llm_viz.kit.compute.prediction_shift import Shift, most_probable_first

_SHOWN = 5  # tokens of each question that are compared


def first_words(lm: Model, known: Question, other: Question) -> tuple[Shift, ...]:
    """The best first tokens after either question, with their probability after both (temperature 1, unfiltered)."""
    prompts = known.prompt, other.prompt
    best = [lm.next_distribution(prompt, LISTED).candidates[:_SHOWN] for prompt in prompts]
    named = {candidate.id: candidate for side in best for candidate in side}
    ids = tuple(named)
    first, second = (lm.sampling_probabilities(prompt, ids, Sampling()) for prompt in prompts)
    return most_probable_first(
        Shift(named[token], float(p), float(q)) for token, p, q in zip(ids, first, second, strict=True)
    )


def first_word_notes(known: AnsweredQuestion, other: AnsweredQuestion) -> tuple[Note, ...]:
    """How sure the model is of its first token, and whether it says that it does not know."""
    sure, unsure = known.following, other.following
    if unsure.entropy_bits <= sure.entropy_bits:
        return ()
    bits: Values = {"known": f"{sure.entropy_bits:.1f}", "other": f"{unsure.entropy_bits:.1f}"}
    tokens: Values = {
        "token": visible(unsure.candidates[0].text),
        "share": as_percent(unsure.candidates[0].probability),
    }
    return (Note("note-entropy", bits), Note("note-first", tokens))
