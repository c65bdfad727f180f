"""What texts cost in tokens, and what is said of it."""

from __future__ import annotations

from llm_viz.chapters.tokens.compute.cost import (
    PAIRS,
    Cost,
    PairCost,
    context_note,
    pair_costs,
    ratio_notes,
    text_costs,
)
from llm_viz.engine.model import Model
from llm_viz.kit.compute.notes import Note
from tests.support.fake_engine import FakeEngine


def test_costs_are_those_of_every_model_the_visitors_first() -> None:
    """The tokens of the fake engine are characters."""
    lm = Model(FakeEngine(), "smollm2-135m")
    own = text_costs(lm, "猫 ab")
    assert own[0].name == lm.facts.name
    assert {cost.name for cost in own} == {status.name for status in lm.usable()}
    assert [cost.tokens for cost in own] == [4] * len(own)
    together = pair_costs(lm, PAIRS)
    assert together[0].name == lm.facts.name
    assert [(pair.ja, pair.en) for pair in together[0].pairs] == [(len(pair.ja), len(pair.en)) for pair in PAIRS]
    assert (together[0].together.ja, together[0].together.en) == (
        sum(len(pair.ja) for pair in PAIRS),
        sum(len(pair.en) for pair in PAIRS),
    )


def test_pairs_of_sentences_are_what_their_languages_say() -> None:
    for pair in PAIRS:
        assert pair.en.isascii()
        assert not any(character.isascii() for character in pair.ja)


def test_costs_are_told_by_their_ratio() -> None:
    same, dear, cheap = PairCost("same", 10, 10), PairCost("dear", 30, 10), PairCost("cheap", 5, 10)
    own = Cost("model", 8, "猫猫猫猫")
    assert (own.per_character, own.per_byte) == (2, 8 / 12)
    found = ratio_notes([same, dear, cheap])
    assert [note.key for note in found] == ["note-pair-dearer", "note-pair-alike"]
    assert [note.key for note in ratio_notes([cheap])] == ["note-pair-cheaper"]
    assert context_note(own, 8192)[0] == Note("note-context", {"model": "model", "context": 8192, "characters": 4100})
    assert context_note(Cost("drops spaces", 0, " "), 8192) == []
