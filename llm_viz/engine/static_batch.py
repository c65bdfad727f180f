"""The rows that one forward pass continues, at fixed addresses, so that the pass is recorded and replayed.

What was never compared is not trusted: the first replay of every recording is compared with the plain step on the same
inputs, logits and what is remembered. A model whose recording differs, or that cannot be recorded, is written plainly
from then on.
"""

from __future__ import annotations

import logging
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

import torch
from transformers import Cache, PreTrainedModel

from llm_viz.engine.attempt import Impossible, attempt, explanation, is_out_of_memory
from llm_viz.engine.attention import HOOKED, at_places
from llm_viz.engine.choosing import Choice, Draw, choose, orders_of, pack_each_way, unpacked
from llm_viz.engine.filters import LOGIT_MARGIN
from llm_viz.engine.memory import Memory
from llm_viz.engine.plain_batch import PlainBatch
from llm_viz.engine.replay import NotReplayable, Recorder, Replay
from llm_viz.engine.static_memory import ROWS, Bucket, NoRoom, StaticMemory
from llm_viz.engine.vocabulary_groups import VocabularyGroups

_LOG = logging.getLogger(__name__)
_BEST = (16, 64, 256, 1024)
"""So many of the best tokens a recording chooses; each is used for requests of up to so many."""
_ROUNDING = {torch.float32: 1e-4}
_COARSE_ROUNDING = 0.06
"""How far the numbers of two kernels may be apart, as a share of the largest; bfloat16 keeps 8 binary digits."""


def can_be_static(model: PreTrainedModel, memory: Memory) -> bool:
    """Whether the model takes positions and lets its mask be made from them."""
    return memory.shared and memory.positions and model.config._attn_implementation == HOOKED


class GivenUp(Exception):
    """The rows go on in `plain`, which has read what they have read."""

    def __init__(self, plain: PlainBatch) -> None:
        super().__init__()
        self.plain = plain


@dataclass(eq=False)
class StaticBatch:
    """The `Batch` of a model, kept as long as the model, and used by one decoder at a time.

    `recorders` makes what records a set of steps, `plain` an empty plain batch. `step` and `join` raise `GivenUp`.
    `refused` says why the model is not written in this way any more.
    """

    name: str
    model: PreTrainedModel
    options: Memory
    vocabulary: int
    memory: StaticMemory
    plain: Callable[[], PlainBatch]
    recorders: Callable[[], Recorder]
    refused: str | None = None
    _user: weakref.ref[object] | None = None
    _recorder: Recorder | None = None
    _passes: dict[Bucket, Replay] = field(default_factory=dict)
    _choices: dict[tuple[int, int], tuple[Replay, torch.Tensor]] = field(default_factory=dict)
    _recorded_for: int = 0  # which addresses of the memory

    def __post_init__(self) -> None:
        self._groups = VocabularyGroups(self.vocabulary)
        device, rows = self.model.device, ROWS[-1]
        self._tokens = torch.zeros((2, rows, 1), dtype=torch.long, device=device)  # ids and positions
        self._orders = torch.ones((rows, 5 + self._groups.count + self._groups.largest), device=device)
        self._logits = torch.zeros((0, self.vocabulary), device=device)

    def taken_by(self, user: object) -> bool:
        """Whether this user has it from now on, empty: not if anybody uses it, or it is refused."""
        if self.refused is not None or (self._user is not None and self._user() is not None):
            return False
        self._user = weakref.ref(user)
        self.memory.clear()
        return True

    def given_back(self) -> None:
        """Nobody uses it any more."""
        self._user = None
        self.memory.clear()

    def join(self, read: Cache, row: int, length: int, copies: int) -> None:
        with self._giving_up_if_it_must():
            self.memory.join(read, row, length, copies)

    def leave(self, row: int) -> None:
        self.memory.leave(row)

    def step(self, ids: Sequence[int], draws: Sequence[Draw], top: int) -> list[Choice]:
        with self._giving_up_if_it_must():
            self.memory.make_step_room()
            bucket = self.memory.bucket
            self._prepare(bucket, ids)
            if (replay := self._passes.get(bucket)) is None:
                replay = self._recorded(partial(self._pass, bucket))
                replay()
                self._compare_pass(ids)
                self._passes[bucket] = replay
            else:
                replay()
            choices = self._chosen(bucket, draws, top)
        self.memory.advance()
        return choices

    def _prepare(self, bucket: Bucket, ids: Sequence[int]) -> None:
        """Give the pass its inputs; rows of the bucket that no text uses read token 0 at position 0."""
        if self._recorded_for != self.memory.grown or not len(self._logits):
            self._forget_recordings()
            self._logits = self._logits.new_zeros((ROWS[-1], self.vocabulary))
        unused = [0] * (bucket.rows - len(ids))
        inputs = torch.tensor([[*ids, *unused], [*self.memory.lengths, *unused]])
        self._tokens[:, : bucket.rows] = inputs[:, :, None].to(self._tokens.device)

    def _pass(self, bucket: Bucket) -> None:
        """From ids and positions to keys, values and logits. Can be run again with the same result."""
        ids, positions = self._tokens[:, : bucket.rows]
        cache = self.memory.cache(bucket, positions)
        with at_places(positions):
            output = self.model(
                input_ids=ids,
                position_ids=positions,
                # The mask is made from the positions; without any, some families look for padding, on the host.
                attention_mask=positions.new_ones(bucket),
                use_cache=True,
                logits_to_keep=1,
                **{str(self.options.argument): cache},
            )
        self._logits[: bucket.rows] = output.logits[:, -1]

    def _chosen(self, bucket: Bucket, draws: Sequence[Draw], top: int) -> list[Choice]:
        used, best = len(draws), min(next(best for best in _BEST if best >= top), self.vocabulary)
        self._orders[:used] = orders_of(draws, self._groups).to(self._orders.device)  # while the pass is computed
        found = self._choices.get((bucket.rows, best))
        if found is None:
            packed = self._packed(bucket.rows, best)
            replay = self._recorded(partial(self._choose_into, packed, bucket.rows, best))
            expected = packed.clone()
            packed.zero_()
            replay()
            self._compare("choices", [(packed[:used], expected[:used])])
            self._choices[bucket.rows, best] = replay, packed
        else:
            replay, packed = found
            replay()
        choices: list[Choice] = []
        for row, numbers in enumerate(packed[:used].tolist()):  # the step's one way to the host
            whole, choice = unpacked(numbers, top)
            choices.append(choice if whole else choose(self._logits[row : row + 1], draws[row : row + 1], top)[0])
        return choices

    def _packed(self, rows: int, best: int) -> torch.Tensor:
        """What the rows of a bucket choose, with so many of the best tokens (row, number)."""
        return pack_each_way(self._logits[:rows], self._orders[:rows], self._groups, best)

    def _choose_into(self, packed: torch.Tensor, rows: int, best: int) -> None:
        packed.copy_(self._packed(rows, best))

    def _recorded(self, step: Callable[[], None]) -> Replay:
        if self._recorder is None:
            self._recorder = self.recorders()
        with attempt():
            return self._recorder(step)

    def _compare_pass(self, ids: Sequence[int]) -> None:
        """Compare what was replayed with the plain step, whose memory is a copy of this one. Raises `NotReplayable`."""
        plain = self._copied()
        logits = plain.logits(ids)
        remembered = zip(self.memory.newest(), plain.newest(), strict=True)
        self._compare("logits", [(self._logits[: len(ids)], logits)], LOGIT_MARGIN)
        self._compare("keys and values", list(remembered))

    def _compare(
        self, what: str, pairs: Sequence[tuple[torch.Tensor, torch.Tensor]], margin: float | None = None
    ) -> None:
        """Raises `NotReplayable` if the first tensor of a pair is farther from the second than rounding explains.
        `margin`: how far in float32, if not a share of the largest number.
        """
        dtype = self.model.dtype
        for found, expected in pairs:
            largest = float(expected[expected.isfinite()].abs().max().clamp_min(1.0))
            allowed = largest * _ROUNDING.get(dtype, _COARSE_ROUNDING)
            if margin is not None and dtype == torch.float32:
                allowed = margin
            if not torch.isclose(found.float(), expected.float(), rtol=0.0, atol=allowed).all():
                off = float((found.float() - expected.float()).abs().max())
                raise NotReplayable(f"{what} differ by {off:.2g} from the plain step")

    @contextmanager
    def _giving_up_if_it_must(self) -> Iterator[None]:
        """Raise `GivenUp` where there is no room, or where recording fails: in that case for good."""
        try:
            yield
        except (NoRoom, MemoryError, RuntimeError) as problem:
            if isinstance(problem, RuntimeError) and not is_out_of_memory(problem):
                raise
            plain = self._copied()
            _LOG.info("%s: written without recorded steps: no room", self.name)
            self._leave_everything()
            raise GivenUp(plain) from problem
        except (NotReplayable, Impossible) as problem:
            plain = self._copied()
            cause = problem.__cause__ if isinstance(problem, Impossible) else problem
            self.refused = explanation(cause if isinstance(cause, Exception) else problem)
            _LOG.warning("%s: written without recorded steps: %s", self.name, self.refused)
            self._leave_everything()
            raise GivenUp(plain) from problem

    def _copied(self) -> PlainBatch:
        """A plain batch that remembers what the rows here do."""
        plain, whole = self.plain(), self.memory.whole()
        for row, length in enumerate(self.memory.lengths):
            plain.join(whole, row, length, 1)
        return plain

    def _forget_recordings(self) -> None:
        self._passes.clear()
        self._choices.clear()
        self._recorder = None
        self._recorded_for = self.memory.grown

    def _leave_everything(self) -> None:
        self._user = None
        self.memory.release()
        self._logits = self._logits.new_zeros((0, self.vocabulary))
        self._forget_recordings()
