"""The merges that a byte-pair encoding learned, ready to be asked for their rank."""

from __future__ import annotations

import json

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models

from llm_viz.base.errors import ModelUnsupported

_ID_BITS = 32
"""A pair of token ids is kept as one integer, the left one in the upper half."""


class MergeTable:
    """All merges in three integer arrays: 12 MB for Gemma's half million, where a dict takes a hundred.

    Raises ModelUnsupported for a tokenizer that has no merges, or that marks the ends of words in its vocabulary.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        model = tokenizer.model
        if not isinstance(model, models.BPE) or model.continuing_subword_prefix or model.end_of_word_suffix:
            raise ModelUnsupported(model="tokenizer", detail=type(model).__name__)
        description = json.loads(model.__getstate__())  # a second for Gemma: there is no other way to the merges
        ids: dict[str, int] = description["vocab"]
        merges: list[tuple[str, str]] = description["merges"]
        keys = np.array([_key(ids[left], ids[right]) for left, right in merges], np.int64)
        joined = np.array([ids[left + right] for left, right in merges], np.int64)
        self._ranks: NDArray[np.int64] = np.argsort(keys)
        self._keys: NDArray[np.int64] = keys[self._ranks]
        self._joined: NDArray[np.int64] = joined[self._ranks]

    def find(self, left: int, right: int) -> tuple[int, int] | None:
        """The merge of two tokens: its place in the learned list (0 = learned first) and the token it makes, if any."""
        key = _key(left, right)
        place = int(np.searchsorted(self._keys, key))
        if place == len(self._keys) or self._keys[place] != key:
            return None
        return int(self._ranks[place]), int(self._joined[place])


def _key(left: int, right: int) -> int:
    return (left << _ID_BITS) | right
