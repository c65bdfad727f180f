"""The vocabulary of a character-level model: every character is a token."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from llm_viz.training.types import TokenIds


class CharacterVocabulary:
    """The characters of a text, in the order of their code points; the id of a character is its index."""

    def __init__(self, text: str) -> None:
        self.characters = tuple(sorted(set(text)))
        self._ids = {character: index for index, character in enumerate(self.characters)}

    def __len__(self) -> int:
        return len(self.characters)

    def __contains__(self, text: str) -> bool:
        return all(character in self._ids for character in text)

    def encode(self, text: str) -> TokenIds:
        """The ids (pos,) of a text's characters; KeyError for one that is not in the vocabulary."""
        return np.fromiter((self._ids[character] for character in text), np.int64, len(text))

    def decode(self, ids: Iterable[int]) -> str:
        """The text of these ids."""
        return "".join(self.characters[index] for index in ids)
