"""One head at a time: which heads are chosen, and what comes next without their look."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest

from llm_viz.chapters.attention.compute.head_looks import LANES, MEASURED, SHOWN, head_looks
from llm_viz.engine.catalogue import find_card
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import AttentionKnockout, Capture, TraceRequest
from tests.support import tiny
from tests.support.fake_engine import FakeEngine


def test_without_a_look_comes_next_what_an_ordinary_trace_says(tmp_path: Path) -> None:
    tiny.save(tiny.llama, tmp_path)
    engine = LocalEngine(find=partial(find_card, trusted=True))
    lm = Model(engine, str(tmp_path))
    text = "we ate the red apple"
    looks = head_looks(lm, text)
    whole = engine.trace(TraceRequest(lm.key, text, capture=Capture(attention="all", candidates=8)))
    assert whole.next is not None
    assert looks.target is not None
    assert looks.target.id == whole.next.candidates[0].id
    assert len(looks.heads) == min(SHOWN, looks.measured) <= MEASURED
    last = len(looks.tokens) - 1
    changes = []
    for look in looks.heads:
        assert look.rows[-1].tolist() == pytest.approx(whole.attention[look.layer][look.head, last].tolist(), abs=1e-6)
        cut = tuple(AttentionKnockout(last, source, (look.layer,), (look.head,)) for source in range(1, last))
        without = engine.trace(TraceRequest(lm.key, text, capture=Capture(candidates=200), interventions=cut)).next
        assert without is not None
        chances = {candidate.id: candidate.probability for candidate in without.candidates}
        assert look.without == pytest.approx(chances[looks.target.id], abs=1e-5)
        changes.append(abs(look.without - looks.target.probability))
    assert changes == sorted(changes, reverse=True)


def test_a_long_text_has_lanes_that_several_tokens_share() -> None:
    looks = head_looks(Model(FakeEngine(), "smollm2-135m"), "a" * (LANES + 5))
    assert [len(lane) for lane in looks.lanes] == [1, 6, *[1] * (LANES - 2)]
    for look in looks.heads:
        assert look.rows.shape == (LANES, LANES)
        assert np.allclose(look.rows.sum(-1), 1, atol=1e-5)


def test_a_model_that_predicts_nothing_shows_looks_without_effects() -> None:
    looks = head_looks(Model(FakeEngine(), "minilm-l6"), "abcd")
    assert looks.target is None
    assert looks.heads
    assert all(look.without is None for look in looks.heads)


@pytest.mark.parametrize("text", ["a", "ab"])
def test_a_text_without_anything_to_look_at_has_no_heads(text: str) -> None:
    assert head_looks(Model(FakeEngine(), "smollm2-135m"), text).heads == ()
