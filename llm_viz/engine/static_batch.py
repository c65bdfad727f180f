"""The rows that one forward pass continues, at fixed addresses, so that the pass is recorded and replayed.

What was never compared is not trusted (`recordings`): logits and what is remembered are compared with the plain step.
A model whose recording differs from it, or that cannot be recorded, is written plainly from then on.
"""

from __future__ import annotations

import logging
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

import torch
from transformers import PreTrainedModel

from llm_viz.engine.attempt import Impossible, is_out_of_memory
from llm_viz.engine.choosing import Choice, Draw, choose, orders_of, pack_each_way, unpacked
from llm_viz.engine.filters import LOGIT_MARGIN
from llm_viz.engine.plain_batch import PlainBatch
from llm_viz.engine.recordings import Recordings, compare, read_at_places, why_not
from llm_viz.engine.remembered import Remembered
from llm_viz.engine.replay import NotReplayable
from llm_viz.engine.self_check import Abilities
from llm_viz.engine.staged import Staged
from llm_viz.engine.static_memory import ROWS, Bucket, NoRoom, StaticMemory
from llm_viz.engine.vocabulary_groups import VocabularyGroups

_LOG = logging.getLogger(__name__)
_BEST = (16, 64, 256, 1024)
"""So many of the best tokens a recording chooses; each is used for requests of up to so many."""


class GivenUp(Exception):
    """The rows go on in `plain`, which has read what they have read."""

    def __init__(self, plain: PlainBatch) -> None:
        super().__init__()
        self.plain = plain


@dataclass(eq=False)
class StaticBatch:
    """The `Batch` of a model, kept as long as the model, and used by one decoder at a time.

    `plain` makes an empty plain batch. `step` and `join` raise `GivenUp`. `refused` says why the model is not written
    in this way any more.
    """

    name: str
    model: PreTrainedModel
    abilities: Abilities
    vocabulary: int
    memory: StaticMemory
    plain: Callable[[], PlainBatch]
    recordings: Recordings
    refused: str | None = None
    _user: weakref.ref[object] | None = None
    _packed: dict[tuple[int, int], torch.Tensor] = field(default_factory=dict)  # choices, by rows and number of best
    _recorded_for: int = 0  # which addresses of the memory

    def __post_init__(self) -> None:
        self._groups = VocabularyGroups(self.vocabulary)
        device, rows = self.model.device, ROWS[-1]
        self._order_size = 5 + self._groups.count + self._groups.largest
        self._tokens = Staged(2 * rows, device, initially=0)  # ids and positions
        self._orders = Staged(rows * self._order_size, device, initially=1.0)
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

    def join(self, read: Remembered, row: int, length: int, copies: int) -> None:
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
        self._tokens.write(torch.tensor([[*ids, *unused], [*self.memory.lengths, *unused]]))

    def _read(self, bucket: Bucket, ids: Sequence[int]) -> None:
        """Replay the pass."""
        self.recordings.run(
            bucket,
            step=partial(self._pass, bucket),
            erase=self._erase,
            compare=partial(self._compare, ids),
        )

    def _pass(self, bucket: Bucket) -> None:
        inputs = self._tokens.of_shape(2, bucket.rows, 1)
        self._logits[: bucket.rows] = read_at_places(self.model, self.abilities, self.memory, bucket, inputs)

    def _erase(self) -> None:
        self._logits.zero_()
        self.memory.erase_newest()

    def _compare(self, ids: Sequence[int]) -> None:
        """With the plain step, whose memory is a copy of this one."""
        plain, dtype = self._copied(), self.model.dtype
        compare("logits", self._logits[: len(ids)], plain.logits(ids), dtype, LOGIT_MARGIN)
        for found, expected in zip(self.memory.newest(), plain.newest(), strict=True):
            compare("keys and values", found, expected, dtype)

    def _chosen(self, rows: int, draws: Sequence[Draw], top: int) -> list[Choice]:
        """Replay the choice after the pass of a bucket of so many rows."""
        used, best = len(draws), min(next(best for best in _BEST if best >= top), self.vocabulary)
        self._orders.write(orders_of(draws, self._groups))  # while the pass is computed
        packed = self._packed.get((rows, best))
        if packed is None:
            packed = self._packed[rows, best] = self._choices(rows, best)
        self.recordings.run(
            (rows, best, "choices"),
            step=partial(self._choose_into, packed, rows, best),
            erase=packed.zero_,
            compare=partial(self._compare_choices, packed, rows, best, used),
        )
        choices: list[Choice] = []
        for row, numbers in enumerate(packed[:used].tolist()):  # the step's one way to the host
            whole, choice = unpacked(numbers, top)
            choices.append(choice if whole else choose(self._logits[row : row + 1], draws[row : row + 1], top)[0])
        return choices

    def _choices(self, rows: int, best: int) -> torch.Tensor:
        """What the rows of a bucket choose, with so many of the best tokens (row, number)."""
        return pack_each_way(self._logits[:rows], self._orders.of_shape(rows, self._order_size), self._groups, best)

    def _choose_into(self, packed: torch.Tensor, rows: int, best: int) -> None:
        packed.copy_(self._choices(rows, best))

    def _compare_choices(self, packed: torch.Tensor, rows: int, best: int, used: int) -> None:
        """With those of the same operations run now: the numbers of tokens are exact."""
        expected = self._choices(rows, best)
        if not torch.allclose(packed[:used], expected[:used], rtol=1e-6, atol=1e-5, equal_nan=True):
            raise NotReplayable("choices differ from those of the plain step")

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
            self.refused = why_not(problem)
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
        self.recordings.clear()
        self._packed.clear()
        self._recorded_for = self.memory.grown

    def _leave_everything(self) -> None:
        self._user = None
        self.memory.release()
        self._logits = self._logits.new_zeros((0, self.vocabulary))
        self._forget_recordings()
