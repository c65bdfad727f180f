"""What of a model stays outside a GPU that it does not fit. That it computes the same: `pretended_run`."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from llm_viz.base.errors import OutOfMemory
from llm_viz.engine.decoding import probabilities_of
from llm_viz.engine.host_weights import blocks_beyond, bytes_of
from llm_viz.engine.loading import load
from llm_viz.engine.protocol.generation import Sampling, SamplingRequest
from tests.support import tiny
from tests.support.device import DEVICE


@pytest.mark.parametrize(
    ("room", "staying"),
    [(100, 0), (99, 2), (90, 2), (80, 3), (70, 4), (60, None)],
)
def test_the_last_blocks_stay_where_they_do_not_fit(room: int, staying: int | None) -> None:
    """Ten bytes each, of a hundred; one must fit while it runs."""
    if staying is None:
        with pytest.raises(OutOfMemory):
            blocks_beyond(100, [10] * 4, room)
    else:
        assert blocks_beyond(100, [10] * 4, room) == staying


def test_a_model_that_cannot_be_split_far_enough_is_refused_before_it_is_moved(tmp_path: Path) -> None:
    card = tiny.save(tiny.llama, tmp_path / "llama")
    with pytest.raises(OutOfMemory):
        load(card, tmp_path / "llama", DEVICE, room=1000)


def test_weights_are_brought_for_each_pass_only(tmp_path: Path) -> None:
    """And are as before after it, also when it fails."""
    card = tiny.save(tiny.llama, tmp_path / "llama")
    plain = load(card, tmp_path / "llama", DEVICE)
    room = bytes_of(plain.model) - bytes_of(plain.modules.blocks[-1])
    split = load(card, tmp_path / "llama", DEVICE, room=room)
    last = split.modules.blocks[-1]
    outside = list(last.parameters())
    assert split.static is None
    asked = SamplingRequest("tiny", "the apple", tuple(range(9)), Sampling())
    assert probabilities_of(split, asked) == pytest.approx(probabilities_of(plain, asked), abs=1e-6)
    assert list(map(id, last.parameters())) == list(map(id, outside))
    seen: list[torch.nn.Parameter] = []
    last.register_forward_pre_hook(lambda block, _inputs: seen.extend(block.parameters()))
    last.mlp.register_forward_pre_hook(lambda *_: (_ for _ in ()).throw(ValueError("stopped")))
    with pytest.raises(ValueError, match="stopped"), torch.inference_mode():
        split.next_logits(split.tensor([1, 2]))
    assert {weight.device.type for weight in seen} == {DEVICE.torch_device.type}
    assert not set(map(id, seen)) & set(map(id, outside))
    assert list(map(id, last.parameters())) == list(map(id, outside))
