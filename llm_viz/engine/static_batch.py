"""The rows that one forward pass continues, at fixed addresses, so that the pass is recorded and replayed.

What was never compared is not trusted: the first two replays of every recording, the second with other inputs, are
compared with the plain step, logits and what is remembered. A model whose recording differs, or that cannot be
recorded, is written plainly from then on.
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
_CHECKED = 2
"""Replays of a recording that are compared; the second would show inputs that became part of it."""
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


@dataclass
class _Recording:
    """`results` are tensors outside the recording, to which it writes. `checked`: how many replays were compared."""

    replay: Replay
    results: torch.Tensor
    checked: int = 0


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
    _passes: dict[Bucket, _Recording] = field(default_factory=dict)
    _choices: dict[tuple[int, int], _Recording] = field(default_factory=dict)  # by rows and number of best tokens
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
        if self._user is not None:  # the last one ended by an error
            self._leave_everything()
        self._user = weakref.ref(user)
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
            self._read(bucket, ids)
            choices = self._chosen(bucket.rows, draws, top)
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

    def _read(self, bucket: Bucket, ids: Sequence[int]) -> None:
        """Replay the pass. Raises `NotReplayable` if it is not the plain one, whose memory is a copy of this one."""
        logits = self._logits[: len(ids)]
        recording = self._passes.get(bucket)
        if recording is None:
            recording = self._passes[bucket] = _Recording(self._recorded(partial(self._pass, bucket)), logits)
        if recording.checked == _CHECKED:
            recording.replay()
            return
        logits.zero_()
        self.memory.erase_newest()
        recording.replay()
        plain = self._copied()
        margin = LOGIT_MARGIN if self.model.dtype == torch.float32 else 0.0
        self._compare("logits", logits, plain.logits(ids), margin)
        for found, expected in zip(self.memory.newest(), plain.newest(), strict=True):
            self._compare("keys and values", found, expected)
        recording.checked += 1

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

    def _chosen(self, rows: int, draws: Sequence[Draw], top: int) -> list[Choice]:
        """Replay the choice after the pass of a bucket of so many rows. Raises as `_read`."""
        used, best = len(draws), min(next(best for best in _BEST if best >= top), self.vocabulary)
        self._orders[:used] = orders_of(draws, self._groups).to(self._orders.device)  # while the pass is computed
        recording = self._choices.get((rows, best))
        if recording is None:
            packed = self._packed(rows, best)
            replay = self._recorded(partial(self._choose_into, packed, rows, best))
            recording = self._choices[rows, best] = _Recording(replay, packed)
        packed = recording.results
        if recording.checked < _CHECKED:
            packed.zero_()
            recording.replay()
            if not torch.allclose(packed[:used], self._packed(rows, best)[:used], rtol=1e-6, atol=1e-5, equal_nan=True):
                raise NotReplayable("choices differ from those of the plain step")
            recording.checked += 1
        else:
            recording.replay()
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

    def _compare(self, what: str, found: torch.Tensor, expected: torch.Tensor, margin: float = 0.0) -> None:
        """Raises `NotReplayable` if tensors of any shape (…) are farther apart than `margin`, or where that is 0, than
        rounding explains.
        """
        largest = float(expected.float().nan_to_num(0.0, 0.0, 0.0).abs().max().clamp_min(1.0))
        allowed = margin or largest * _ROUNDING.get(self.model.dtype, _COARSE_ROUNDING)
        if not torch.isclose(found.float(), expected.float(), rtol=0.0, atol=allowed, equal_nan=True).all():
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
