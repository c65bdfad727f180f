"""The black box: looking against doing, and the model's explanations, on made-up results."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.chapters.limits.blackbox.compute import heads
from llm_viz.chapters.limits.blackbox.compute.explanation import Explanation, explanation_notes
from llm_viz.chapters.limits.blackbox.compute.ranking import Effects, effect_notes
from llm_viz.engine.protocol.tokens import Token
from tests.chapters.limits.support import following, keys


def reading(weights: list[list[float]]) -> heads.Reading:
    tokens = tuple(Token(place, place, word, word.encode(), 0, 1, "text") for place, word in enumerate("abc"))
    attention = np.zeros((*np.array(weights).shape, 3), np.float32)
    attention[:, :, 1] = weights
    return heads.Reading("abc", tokens, following(0.8), attention)


def test_notes_set_looking_against_doing() -> None:
    read = reading([[0.9, 0.0], [0.1, 0.2]])
    effects = Effects(np.array([[-0.01, -3.0], [0.0, 0.05]]), np.array([-3.0, 0.1]))
    notes = effect_notes(read, 1, effects)
    assert keys(notes, "limits.blackbox") == ["note-strongest", "note-idle", "note-correlation", "note-layer"]
    assert (notes[0].values["head"], notes[0].values["place"], notes[0].values["times"]) == ("1-2", 4, "8.0")
    assert (notes[1].values["head"], notes[1].values["count"]) == ("1-1", 1)
    same = Effects(np.array([[-3.0, 0.0], [0.0, 0.05]]), np.array([-0.5, 0.1]))
    assert keys(effect_notes(read, 1, same), "limits.blackbox")[0] == "note-strongest-looks"


def test_heads_that_all_look_alike_correlate_with_nothing() -> None:
    alike = reading([[0.5, 0.5], [0.5, 0.5]])
    effects = Effects(np.array([[-0.4, -0.3], [-0.2, -0.05]]), np.array([-0.5, 0.1]))
    (note,) = (note for note in effect_notes(alike, 1, effects) if note.key == "note-correlation")
    assert note.values["correlation"] == "0.00"


@pytest.mark.parametrize(("after", "outcome"), [(0.1, "halved"), (0.5, "less"), (0.79, "same"), (0.95, "more")])
def test_the_outcome_of_a_cut_follows_the_favourite(after: float, outcome: str) -> None:
    assert heads.outcome(reading([[0.5]]), following(after)) == outcome


def test_the_first_and_the_last_token_are_no_subjects() -> None:
    assert heads.possible_subjects(reading([[0.5]])) == (1,)
    assert heads.default_subject(reading([[0.5]]), "en") == 1


def test_words_that_come_again_can_be_told_apart() -> None:
    words = ("<bos>", "the", " cat", " saw", " the", " cat", " (", ".")
    tokens = tuple(Token(place, place, word, word.encode(), 0, 1, "text") for place, word in enumerate(words))
    seen = heads.Reading("", tokens, following(), np.zeros((1, 1, len(words)), np.float32))
    names = heads.subject_names(seen)
    assert tuple(names) == heads.possible_subjects(seen)
    assert len(set(names.values())) == len(names)
    assert names[1] == "the"
    assert (names[2], names[5]) == ("␣cat (1)", "␣cat (2)")


def test_explanations_are_compared_with_and_without_the_heads() -> None:
    whole = Explanation("Paris", (), written=True, text="it is pretty")
    cut = Explanation("Paris", heads.head_ablations(0, None, 2), written=True, text="it is pretty")
    never = Explanation("banana", (), written=False, text="I like it")
    found = keys(explanation_notes((whole, cut, never), 0.8, 0.1), "limits.blackbox")
    assert found == ["note-same-explanation", "note-never-written"]
    knowing = Explanation("Paris", cut.ablations, written=True, text="a head of mine was cut")
    assert keys(explanation_notes((whole, knowing, never), 0.8, 0.1), "limits.blackbox") == [
        "note-other-explanation",
        "note-never-written",
    ]
