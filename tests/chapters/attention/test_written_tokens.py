"""What the tokens that a model has written were chosen from, on made-up weights."""

from __future__ import annotations

import pytest

from llm_viz.chapters.attention.compute.written_tokens import written_tokens
from tests.chapters.attention.made_up import resting, words_as_tokens


def test_a_written_token_was_chosen_by_the_one_before_it() -> None:
    weights = resting(4)
    weights[..., 2, :] = [0.5, 0.3, 0.2, 0.0]
    (written,) = written_tokens(words_as_tokens("a b c d"), weights, 3)
    assert (written.token.text, written.predicted_at.text) == (" d", " c")
    assert [(token.text, share) for token, share in written.sources] == [
        (" b", pytest.approx(0.6)),
        (" c", pytest.approx(0.4)),
    ]


def test_where_everything_rests_on_the_sinks_nothing_is_said_to_be_seen() -> None:
    written = written_tokens(words_as_tokens("< a b c"), resting(4), 1)
    assert [token.sources for token in written] == [(), (), ()]
