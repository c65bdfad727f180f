"""A word read by the model inside a context: its residual streams and its attention to the words around it."""

from __future__ import annotations

from dataclasses import dataclass

from llm_viz.chapters.attention.compute.residual_streams import stacked_streams
from llm_viz.chapters.attention.compute.word_sense.word_groups import (
    ContextWord,
    find_word,
    is_word_group,
    language_of,
    tokens_of,
    word_groups,
)
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Distribution, Token
from llm_viz.engine.protocol.tracing import Capture, InterventionSet, Trace
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.content_words import content_words

MAX_CONTEXT_CHARACTERS = 200


@dataclass(frozen=True, slots=True, eq=False)
class WordReading:
    """A word in a context, read at `position`, the last of its tokens `word`: the only one that has seen all of it.

    `hidden` (layers + 1, d_model) is its residual stream, `rows` (layer, head, src) its attention.
    """

    context: str
    tokens: tuple[Token, ...]
    word: range
    hidden: Floats
    rows: Floats
    next: Distribution | None

    @property
    def position(self) -> int:
        return self.word[-1]

    @property
    def sees_later(self) -> bool:
        """Whether the word looks at what comes after it, as in an encoder; out of sight, a weight is exactly 0."""
        return bool(self.rows[:, :, self.word.stop :].any())

    @property
    def visible_stop(self) -> int:
        """One past the last position where the word can see others: its own start, in an encoder the text's end."""
        return len(self.tokens) if self.sees_later else self.word.start


def read_word(lm: Model, context: str, word: str, interventions: InterventionSet = ()) -> WordReading:
    """The word in the context, with interventions applied. Raises WordNotFound and what `Engine.trace` raises."""
    tokens, place = _locate(lm, context, word)
    trace = trace_word(lm, context, place[-1], interventions)
    # A copy, so that the weights of all other tokens can be released.
    rows = trace.attention_array(dest=place[-1])
    return WordReading(context, tokens, place, stacked_streams(trace), rows, trace.next)


def trace_word(lm: Model, context: str, position: int, interventions: InterventionSet = ()) -> Trace:
    """What `read_word` asks of the model, which remembers the answer for those who need more of it."""
    capture = Capture(attention="all", hidden="all", positions=(position,), candidates=10)
    return lm.trace(context, capture, interventions=interventions)


def word_streams(lm: Model, context: str, word: str) -> Floats:
    """The residual streams of the word's last token, (layers + 1, d_model)."""
    _, place = _locate(lm, context, word)
    return stacked_streams(lm.trace(context, Capture(hidden="all", positions=(place[-1],), candidates=0)))


def context_groups(reading: WordReading) -> tuple[ContextWord, ...]:
    """The whole context cut into words (the studied one in one group), signs and special tokens."""
    return word_groups(reading.context, reading.tokens, reading.word)


def token_groups(reading: WordReading) -> tuple[ContextWord, ...]:
    """The whole context token by token."""
    return tuple(ContextWord(token.text, (token.position,)) for token in reading.tokens)


def compared_words(reading: WordReading) -> tuple[ContextWord, ...]:
    """The words that are compared: those that the studied one can see, before it and, in an encoder, after it.

    The one that holds the first token is left out: attention rests there whatever it says (attention sinks, Xiao et al.
    2023, arXiv:2309.17453). A special first token, such as <bos>, leaves all words in.
    """
    left_out = {0, *reading.word}
    return tuple(
        group
        for group in context_groups(reading)
        if is_word_group(group, reading.tokens)
        and group.positions[-1] < reading.visible_stop
        and not left_out & set(group.positions)
    )


def compared_content_words(reading: WordReading) -> tuple[ContextWord, ...]:
    """Those of the compared words that have a meaning of their own, each whole: no "by", no の, no half of a word."""
    spans = dict(content_words(reading.context, language_of(reading.context)))  # from → to

    def is_whole(word: ContextWord) -> bool:
        end = spans.get(_start(reading, word))
        return end is not None and end <= reading.tokens[word.positions[-1]].end

    return tuple(filter(is_whole, compared_words(reading)))


def _start(reading: WordReading, word: ContextWord) -> int:
    """The character with which the word begins, after the blanks that its first token may hold."""
    token = reading.tokens[word.positions[0]]
    return token.start + len(token.text) - len(token.text.lstrip())


def _locate(lm: Model, context: str, word: str) -> tuple[tuple[Token, ...], range]:
    tokens = lm.tokenize(context).tokens
    return tokens, tokens_of(tokens, *find_word(context, word))
