"""The simplest tokenizer there is: every character is a token."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
"""Token ids, one after another."""


class Alphabet:
    """The characters of a text, in the order of their code points; the id of a character is its place."""

    def __init__(self, text: str) -> None:
        self.characters = tuple(sorted(set(text)))
        self._ids = {character: index for index, character in enumerate(self.characters)}

    def __len__(self) -> int:
        return len(self.characters)

    def __contains__(self, text: str) -> bool:
        return all(character in self._ids for character in text)

    def encode(self, text: str) -> Ids:
        """The ids of a text's characters; KeyError for one that is not in the alphabet."""
        return np.fromiter((self._ids[character] for character in text), np.int64, len(text))

    def decode(self, ids: Iterable[int]) -> str:
        """The text of these ids."""
        return "".join(self.characters[index] for index in ids)
