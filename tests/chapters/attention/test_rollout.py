"""Rollout, and what averages hide, on made-up weights."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.attention.compute.rollout import averaging_notes, rollout
from tests.chapters.attention.made_up import HEADS, LAYERS, keys, resting, words_as_tokens
from tests.support.written import written


def test_rollout_of_one_layer_is_half_its_average_and_half_the_token_itself() -> None:
    weights = np.zeros((1, 2, 2, 2), np.float32)
    weights[0, :, 0, 0] = 1.0
    weights[0, 0, 1] = [1.0, 0.0]
    weights[0, 1, 1] = [0.0, 1.0]
    assert rollout(weights)[0].tolist() == [[1.0, 0.0], [0.25, 0.75]]


def test_rollout_multiplies_through_the_layers_later_ones_from_the_left() -> None:
    first, second = (resting(3)[:1, :1] for _ in range(2))
    second[0, 0, 2] = [0.0, 1.0, 0.0]  # token 2 looks at token 1, which has looked at token 0 before
    flows = rollout(np.concatenate([first, second]))
    assert flows[1, 2].tolist() == pytest.approx([0.5 * 0.5 + 0.5 * 0.5, 0.5 * 0.5, 0.5 * 0.5])


def test_rollout_shares_add_up_and_see_nothing_of_the_future() -> None:
    scores = np.random.default_rng(0).random((4, 3, 6, 6)).astype(np.float32) * np.tri(6, dtype=np.float32)
    flows = rollout(scores / scores.sum(-1, keepdims=True))
    assert flows.shape == (4, 6, 6)
    assert flows.sum(-1) == pytest.approx(1.0, abs=1e-5)
    assert not flows[:, ~np.tri(6, dtype=bool)].any()


@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_say_what_the_average_and_rollout_hide_only_when_they_do(language: Language) -> None:
    tokens, weights = words_as_tokens("a b c d"), resting(4)
    weights[0, 1, 3] = [0.1, 0.9, 0.0, 0.0]
    weights[1, :, 3] = [0.0, 0.0, 0.0, 1.0]
    notes = averaging_notes(tokens, weights, np.full((LAYERS, 4, 4), 0.7, np.float32))
    assert keys(notes) == ["note-average", "note-rollout"]
    assert written(notes[0].values)["average"] == f"{90 / (LAYERS * HEADS):.0f}\u00a0%"
    for note in notes:
        assert strings(language, "attention")(note.key, **note.values)
    weights[:, :, 3] = [0.1, 0.9, 0.0, 0.0]  # every head agrees, so the average hides nothing
    assert averaging_notes(tokens, weights, np.full((LAYERS, 4, 4), 0.1, np.float32)) == []
