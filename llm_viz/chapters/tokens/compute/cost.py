"""What the same meaning costs in tokens: by language, by tokenizer, and for the visitor's own sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.chapters.tokens.compute.cuts import token_count
from llm_viz.chapters.tokens.compute.tokenizers import tokenizer_names
from llm_viz.engine.model import Model
from llm_viz.kit.compute.notes import Note


@dataclass(frozen=True, slots=True)
class SentencePair:
    """One meaning in two languages, written for this app; its label is the message `pair-<key>`."""

    key: str
    ja: str
    en: str


PAIRS = (
    SentencePair("greeting", "こんにちは、世界！", "Hello, world!"),
    SentencePair(
        "weather",
        "今日は朝から雨が降っていたので、傘を持って出かけました。",
        "It had been raining since the morning, so I took an umbrella when I went out today.",
    ),
    SentencePair(
        "science",
        "光は一秒間に地球を七周半まわる速さで進みます。",
        "Light travels fast enough to circle the Earth seven and a half times in one second.",
    ),
    SentencePair(
        "story",
        "古い図書館の奥で、小さな猫が静かに眠っていた。",
        "Deep inside the old library, a small cat was quietly sleeping.",
    ),
    SentencePair(
        "contract",
        "この契約は、両者が署名した日から効力を生じるものとする。",
        "This agreement shall take effect on the day on which both parties sign it.",
    ),
)


@dataclass(frozen=True, slots=True)
class Cost:
    """How many tokens the tokenizer of the model `name` makes of one text; special tokens are not counted."""

    name: str
    tokens: int
    text: str

    @property
    def per_character(self) -> float:
        """Tokens per Unicode character."""
        return self.tokens / len(self.text)

    @property
    def per_byte(self) -> float:
        """Tokens per byte of UTF-8."""
        return self.tokens / len(self.text.encode())


@dataclass(frozen=True, slots=True)
class PairCost:
    """How many tokens the tokenizer of the model `name` makes of the same meaning in Japanese and in English."""

    name: str
    ja: int
    en: int

    @property
    def ratio(self) -> float:
        """How many times the tokens of the English sentence the Japanese one takes."""
        return self.ja / self.en


@dataclass(frozen=True, slots=True)
class TokenizerCosts:
    """What each of several pairs costs by one tokenizer."""

    name: str
    pairs: tuple[PairCost, ...]

    @property
    def together(self) -> PairCost:
        """What all pairs cost."""
        return PairCost(self.name, sum(pair.ja for pair in self.pairs), sum(pair.en for pair in self.pairs))


def pair_costs(lm: Model, pairs: Sequence[SentencePair]) -> list[TokenizerCosts]:
    """What these pairs cost by every tokenizer, that of the visitor's model `lm` first."""
    return [
        TokenizerCosts(name, tuple(_pair_cost(lm.other(model), name, pair) for pair in pairs))
        for model, name in tokenizer_names(lm).items()
    ]


def text_costs(lm: Model, text: str) -> list[Cost]:
    """What the text costs by every tokenizer, that of the visitor's model `lm` first."""
    names = tokenizer_names(lm)
    return [Cost(name, token_count(lm.other(model).tokenize(text)), text) for model, name in names.items()]


def ratio_notes(pairs: Sequence[PairCost]) -> list[Note]:
    """The tokenizers that treat the two languages least and most alike."""
    by_likeness = sorted(pairs, key=lambda cost: max(cost.ratio, 1 / cost.ratio))
    extremes = dict.fromkeys((by_likeness[-1], by_likeness[0]))
    return [_ratio_note(cost) for cost in extremes]


def context_note(cost: Cost, context_length: int) -> list[Note]:
    """How much text like the visitor's own, which has this `cost`, the model reads at once, to two significant digits.

    No note on a text without a token.
    """
    if not cost.tokens:
        return []
    characters = int(float(f"{context_length / cost.per_character:.1e}"))
    return [Note("note-context", {"model": cost.name, "context": context_length, "characters": characters})]


def _pair_cost(lm: Model, name: str, pair: SentencePair) -> PairCost:
    return PairCost(name, token_count(lm.tokenize(pair.ja)), token_count(lm.tokenize(pair.en)))


def _ratio_note(cost: PairCost) -> Note:
    key = (
        "note-pair-dearer" if cost.ratio >= 1.1 else "note-pair-cheaper" if cost.ratio <= 1 / 1.1 else "note-pair-alike"
    )
    return Note(key, {"model": cost.name, "ratio": f"{cost.ratio:.1f}", "ja": cost.ja, "en": cost.en})
