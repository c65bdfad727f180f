"""Reading one short text by a recorded pass, as for a new distribution while a visitor types.

The pass reads so many tokens that every sixteenth length needs a recording. What is too much comes first, at positions
behind the text, where no token of the text looks.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import torch
from transformers import DynamicCache, PreTrainedModel

from llm_viz.engine.attempt import Impossible, is_out_of_memory
from llm_viz.engine.filters import LOGIT_MARGIN
from llm_viz.engine.recordings import Recordings, compare, read_at_places, why_not
from llm_viz.engine.remembered import Remembered
from llm_viz.engine.replay import NotReplayable
from llm_viz.engine.self_check import Abilities
from llm_viz.engine.staged import Staged
from llm_viz.engine.static_memory import Bucket, StaticMemory

_LOG = logging.getLogger(__name__)
_STEP, _LONGEST = 16, 64
"""Tokens that a recording reads: a multiple of the first, up to the second."""
COLUMNS = 128
"""Of the memory: the longest text, what was known of it included."""


@dataclass(eq=False)
class StaticReading:
    """`memory` holds one text, of at most `COLUMNS` tokens. `refused` says why nothing is read here any more."""

    name: str
    model: PreTrainedModel
    abilities: Abilities
    vocabulary: int
    memory: StaticMemory
    recordings: Recordings
    refused: str | None = None

    def __post_init__(self) -> None:
        device = self.model.device
        self._inputs = Staged(2 * _LONGEST, device, initially=0)  # ids and positions
        self._logits = torch.zeros((1, self.vocabulary), device=device)

    def read(self, ids: Sequence[int], known: int, before: Remembered | None) -> tuple[torch.Tensor, Remembered] | None:
        """Logits (1, vocab) after a text, of whose first `known` tokens is given what is remembered, and what is
        remembered of all; None if it must be read plainly.
        """
        logits = self.logits(ids, known, before)
        return None if logits is None else (logits, self.memory.copy(len(ids)))

    def logits(self, ids: Sequence[int], known: int = 0, before: Remembered | None = None) -> torch.Tensor | None:
        """As `read`, without what is remembered."""
        width = _STEP * -(-(len(ids) - known) // _STEP)
        fits = width <= _LONGEST and known + width <= min(COLUMNS, self.memory.limit)
        if self.refused is not None or not fits or not self.memory.bytes:
            return None
        try:
            self._read(ids, known, before, width)
        except (NotReplayable, Impossible) as problem:
            self.refused = why_not(problem)
            _LOG.warning("%s: short texts are read without recordings: %s", self.name, self.refused)
            self._release()
            return None
        except RuntimeError as problem:
            if not is_out_of_memory(problem):
                raise
            self._release()
            return None
        return self._logits.clone()

    @property
    def lacks_room(self) -> bool:
        """Whether it has to be prepared before anything is read."""
        return self.refused is None and not self.memory.bytes

    def prepare(self, read: Remembered) -> None:
        """Make room for a text as in the memory of one that was read plainly. To be called if it `lacks_room`."""
        self.memory.join(read, 0, 0, 1)

    def _read(self, ids: Sequence[int], known: int, before: Remembered | None, width: int) -> None:
        behind = range(len(ids), known + width)
        tokens, places = [*([0] * len(behind)), *ids[known:]], [*behind, *range(known, len(ids))]
        self._inputs.write(torch.tensor([tokens, places]))
        self.memory.hold(before, known)
        self.recordings.run(
            width,
            step=partial(self._pass, width),
            erase=partial(self._erase, known),
            compare=partial(self._compare, ids, known, before),
        )

    def _pass(self, width: int) -> None:
        bucket, inputs = Bucket(1, COLUMNS), self._inputs.of_shape(2, 1, width)
        self._logits.copy_(read_at_places(self.model, self.abilities, self.memory, bucket, inputs))

    def _erase(self, known: int) -> None:
        self._logits.zero_()
        self.memory.erase_after(known)

    def _compare(self, ids: Sequence[int], known: int, before: Remembered | None) -> None:
        """With a plain pass."""
        plain = DynamicCache() if before is None else before.cache()
        rest = torch.tensor([ids[known:]], device=self.model.device)
        options = {str(self.abilities.memory.argument): plain}
        logits = self.model(input_ids=rest, use_cache=True, logits_to_keep=1, **options).logits[:, -1]
        compare("logits", self._logits, logits, self.model.dtype, LOGIT_MARGIN)
        for found, expected in zip(self.memory.copy(len(ids)).stacks, Remembered.of(plain).stacks, strict=True):
            compare("keys and values", found, expected, self.model.dtype)

    def _release(self) -> None:
        self.memory.release()
        self.recordings.clear()
