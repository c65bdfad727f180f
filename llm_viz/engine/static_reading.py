"""Reading one short text by a recorded pass, as for a new distribution while a visitor types.

The pass reads so many tokens that every sixteenth length needs a recording. What is too much comes first, at positions
behind the text, where no token of the text looks.
"""

from __future__ import annotations

import copy
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import torch
from transformers import Cache, DynamicCache, PreTrainedModel

from llm_viz.engine.attempt import Impossible, is_out_of_memory
from llm_viz.engine.batch_memory import keys_and_values
from llm_viz.engine.filters import LOGIT_MARGIN
from llm_viz.engine.memory import Memory
from llm_viz.engine.recordings import Recordings, compare, read_at_places, why_not
from llm_viz.engine.replay import NotReplayable
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
    options: Memory
    vocabulary: int
    memory: StaticMemory
    recordings: Recordings
    refused: str | None = None

    def __post_init__(self) -> None:
        device = self.model.device
        self._inputs = torch.zeros((2, 1, _LONGEST), dtype=torch.long, device=device)
        self._logits = torch.zeros((1, self.vocabulary), device=device)

    def read(self, ids: Sequence[int], known: int, cache: Cache) -> tuple[torch.Tensor, DynamicCache] | None:
        """Logits (1, vocab) after a text of which `cache` holds the first `known` tokens, and a cache that holds it
        all; None if it must be read plainly, for which `cache` is as before.
        """
        width = _STEP * -(-(len(ids) - known) // _STEP)
        fits = width <= _LONGEST and known + width <= min(COLUMNS, self.memory.limit)
        if self.refused is not None or not fits or not self.memory.bytes:
            return None
        try:
            self._read(ids, known, cache, width)
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
        return self._logits.clone(), self.memory.copy(len(ids))

    def prepare(self, read: Cache) -> None:
        """Make room for a text as in the memory of one that was read plainly, if there is none yet."""
        if self.refused is None and not self.memory.bytes:
            self.memory.join(read, 0, 0, 1)

    def _read(self, ids: Sequence[int], known: int, cache: Cache, width: int) -> None:
        behind = range(len(ids), known + width)
        tokens, places = [*([0] * len(behind)), *ids[known:]], [*behind, *range(known, len(ids))]
        self._inputs[:, 0, :width] = torch.tensor([tokens, places]).to(self._inputs.device)
        self.memory.hold(cache, known)
        self.recordings.run(
            width,
            step=partial(self._pass, width),
            erase=partial(self._erase, known),
            compare=partial(self._compare, ids, known, cache),
        )

    def _pass(self, width: int) -> None:
        bucket, inputs = Bucket(1, COLUMNS), self._inputs[:, :, :width]
        self._logits.copy_(read_at_places(self.model, self.options, self.memory, bucket, inputs))

    def _erase(self, known: int) -> None:
        self._logits.zero_()
        self.memory.erase_after(known)

    def _compare(self, ids: Sequence[int], known: int, cache: Cache) -> None:
        """With a plain pass, by which nothing is remembered in `cache`."""
        plain, rest = copy.deepcopy(cache), torch.tensor([ids[known:]], device=self.model.device)
        options = {str(self.options.argument): plain}
        logits = self.model(input_ids=rest, use_cache=True, logits_to_keep=1, **options).logits[:, -1]
        compare("logits", self._logits, logits, self.model.dtype, LOGIT_MARGIN)
        for layers in zip(self.memory.copy(len(ids)).layers, plain.layers, strict=True):
            found, expected = map(keys_and_values, layers)
            for states, others in zip(found or (), expected or (), strict=True):
                compare("keys and values", states, others, self.model.dtype)

    def _release(self) -> None:
        self.memory.release()
        self.recordings.clear()
