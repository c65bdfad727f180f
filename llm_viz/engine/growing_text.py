"""What is written token by token, as a reader sees it after each: no token is looked at twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from llm_viz.engine.tokenizer import TextTokenizer
from llm_viz.engine.utf8 import LONGEST_UNFINISHED, readable, unfinished


class GrowingText:
    """Tokens after those of `before`."""

    def __init__(self, tokenizer: TextTokenizer, before: Sequence[int], ids: Iterable[int] = ()) -> None:
        self._tokenizer = tokenizer
        self._all = list(before)
        self._written = self._end = b""
        for id in ids:
            self.add(id)

    @property
    def pending(self) -> bytes:
        """The bytes at the end that begin a character and wait for its rest."""
        return unfinished(self._end)

    @property
    def text(self) -> str:
        """Whole characters only: an unfinished end is left out, stray bytes are `⟨E3⟩`."""
        return readable(self._written.removesuffix(unfinished(self._written)))

    def add(self, id: int) -> None:
        """One token more."""
        self._written += self._tokenizer.written(self._all, [id])[0]
        self._end = (self._end + self._tokenizer.token_bytes(id))[-LONGEST_UNFINISHED:]
        self._all.append(id)
