"""Left to right or both ways: whether what follows a word reaches it, by two texts that begin alike.

If the residual streams of the shared beginning are the same in both texts, nothing of what follows reached it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.base.errors import BeginningsDiffer
from llm_viz.base.languages import Language
from llm_viz.base.visible import visible
from llm_viz.chapters.attention.compute.residual_streams import stacked_streams
from llm_viz.chapters.attention.compute.whole_text import check_length, token_count
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import Capture, Trace
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.dictionary import dictionary_words
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.statistics import cosine

ENCODER = "minilm-l6"
"""The model that reads both ways, beside the visitor's own."""
CONTINUED: dict[Language, tuple[str, str]] = {
    "en": ("This morning, Apple released a new phone", "This morning, Apple pie was served with cream"),
    "ja": ("昨日、アップルは新しいスマートフォンを発表した", "昨日、アップルを皮ごと食べた"),
}
"""Two texts with one beginning."""
MAX_CHARACTERS = 100
CANDIDATES = 3
"""Next tokens that are listed where the model is asked what it expects."""
_ROUNDING = 1e-5
"""A difference this small against the residual streams themselves is rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """One model on two texts, compared at the last token of their shared `beginning`, at `position`.

    `differences` (layers + 1): the largest difference of any number of the state, for each residual stream. `scale`:
    the largest number there is. `similarity`: the cosine of the two states after the last layer.
    """

    a: Trace
    b: Trace
    beginning: str
    position: int
    differences: Floats
    scale: float
    similarity: float

    @property
    def word(self) -> str:
        """The last word of the beginning, whose last token is compared."""
        return last_word(self.beginning)

    @property
    def same(self) -> bool:
        """Whether the states are the same in all layers, up to rounding."""
        return float(self.differences.max()) <= _ROUNDING * self.scale

    @property
    def average(self) -> Floats:
        """Attention in the first text, averaged over all heads of all layers: (dest, src)."""
        mean: Floats = self.a.attention_array().mean((0, 1))
        return mean


def compare(lm: Model, texts: tuple[str, str]) -> Comparison:
    """Read both texts. `BeginningsDiffer` if they do not begin with the same token, or do not differ."""
    facts = lm.facts
    for text in texts:
        check_length(token_count(lm, text), facts)
    capture = Capture(attention="all", hidden="all", candidates=CANDIDATES)
    a, b = (lm.trace(text, capture) for text in texts)
    position = shared_length(a.tokens, b.tokens) - 1
    if position < 0 or a.tokens[position].kind == "special" or position + 1 in (len(a.tokens), len(b.tokens)):
        raise BeginningsDiffer
    state_a, state_b = (stacked_streams(trace, position) for trace in (a, b))  # (layers + 1, d_model)
    beginning = texts[0][: a.tokens[position].end]
    differences, scale = np.abs(state_a - state_b).max(-1), float(np.abs(state_a).max())
    return Comparison(a, b, beginning, position, differences, scale, float(cosine(state_a[-1], state_b[-1])))


def shared_length(a: Sequence[Token], b: Sequence[Token]) -> int:
    """How many tokens both begin with; characters of which only the first bytes agree do not count."""
    pairs = enumerate(zip(a, b, strict=False))
    length = next((i for i, (token_a, token_b) in pairs if token_a.id != token_b.id), min(len(a), len(b)))
    while 0 < length < len(a) and a[length].start < a[length - 1].end:
        length -= 1
    return length


def last_word(text: str) -> str:
    """The last word of a text: as spaces part it, or in scripts without spaces as a dictionary cuts it."""
    if text.isascii():
        return text.split()[-1] if text.split() else text
    start, end = dictionary_words(text)[-1]
    return text[start:end]


def encoder_notes(comparison: Comparison) -> list[Note]:
    """What can be said about the model that reads both ways."""
    if comparison.same:
        return []
    return [Note("note-both-ways", {"word": visible(comparison.word), "similarity": f"{comparison.similarity:.2f}"})]
