"""Recorded passes through a model, each compared with a plain one before it is trusted.

The first two replays of every recording, the second with other inputs, are compared with what is computed plainly.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

import torch
from transformers import PreTrainedModel

from llm_viz.engine.attempt import Impossible, attempt, explanation
from llm_viz.engine.attention import HOOKED, at_places
from llm_viz.engine.memory import Memory
from llm_viz.engine.replay import NotReplayable, Recorder, Replay
from llm_viz.engine.self_check import Abilities
from llm_viz.engine.static_memory import Bucket, StaticMemory

_CHECKED = 2
"""Replays of a recording that are compared; the second would show inputs that became part of it."""
_ROUNDING = {torch.float32: 1e-4}
_COARSE_ROUNDING = 0.06
"""How far the numbers of two kernels may be apart, as a share of the largest; bfloat16 keeps 8 binary digits."""


def can_be_recorded(model: PreTrainedModel, options: Memory) -> bool:
    """Whether the model takes positions and lets its mask be made from them."""
    return options.shared and options.positions and model.config._attn_implementation == HOOKED


@dataclass
class _Recording:
    """`checked`: how many replays were compared."""

    replay: Replay
    checked: int = 0


@dataclass
class Recordings:
    """Recordings that are forgotten together. `recorders` makes what records one such set."""

    recorders: Callable[[], Recorder]
    _recorder: Recorder | None = None
    _found: dict[Hashable, _Recording] = field(default_factory=dict)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._found

    def run(
        self, key: Hashable, step: Callable[[], None], erase: Callable[[], object], compare: Callable[[], None]
    ) -> None:
        """Replay a step, which is recorded if need be. `erase` makes its results useless, `compare` raises
        `NotReplayable` if they are not the right ones. Raises that, and `Impossible` for other reasons.
        """
        recording = self._found.get(key)
        if recording is None:
            recording = self._found[key] = _Recording(self._recorded(step))
        if recording.checked == _CHECKED:
            recording.replay()
            return
        erase()
        recording.replay()
        compare()
        recording.checked += 1

    def clear(self) -> None:
        """Forget all."""
        self._found.clear()
        self._recorder = None

    def _recorded(self, step: Callable[[], None]) -> Replay:
        if self._recorder is None:
            self._recorder = self.recorders()
        with attempt():
            return self._recorder(step)


def read_at_places(
    model: PreTrainedModel, abilities: Abilities, memory: StaticMemory, bucket: Bucket, inputs: torch.Tensor
) -> torch.Tensor:
    """Read `inputs`, ids and positions (2, row, token), into a bucket of the memory; logits (row, vocab) after the
    last token. Can be done again with the same result.
    """
    ids, positions = inputs
    if abilities.known is not None:
        return abilities.known.logits(ids, memory.rows(bucket, positions))
    with at_places(positions):
        output = model(
            input_ids=ids,
            position_ids=positions,
            # The mask is made from the positions; without any, some families look for padding, on the host.
            attention_mask=positions.new_ones(bucket),
            use_cache=True,
            logits_to_keep=1,
            **{str(abilities.memory.argument): memory.cache(bucket, positions)},
        )
    logits: torch.Tensor = output.logits[:, -1]
    return logits


def compare(what: str, found: torch.Tensor, expected: torch.Tensor, dtype: torch.dtype, margin: float = 0.0) -> None:
    """Raises `NotReplayable` if tensors of any shape (…), computed in `dtype`, are farther apart than rounding
    explains; in float32 than `margin`, if there is one.
    """
    largest = float(expected.float().nan_to_num(0.0, 0.0, 0.0).abs().max().clamp_min(1.0))
    allowed = largest * _ROUNDING.get(dtype, _COARSE_ROUNDING)
    if margin and dtype == torch.float32:
        allowed = margin
    if not torch.isclose(found.float(), expected.float(), rtol=0.0, atol=allowed, equal_nan=True).all():
        off = float((found.float() - expected.float()).abs().max())
        raise NotReplayable(f"{what} differ by {off:.2g} from the plain pass")


def why_not(problem: NotReplayable | Impossible) -> str:
    """In words."""
    cause = problem.__cause__ if isinstance(problem, Impossible) else problem
    return explanation(cause if isinstance(cause, Exception) else problem)
