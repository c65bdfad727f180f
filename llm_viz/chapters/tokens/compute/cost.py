"""What the same meaning costs in tokens: by language, by tokenizer, and for the visitor's own sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def pair_costs(lm: Model, pairs: Sequence[SentencePair]) -> list[PairCost]:
    """What all these pairs together cost by every tokenizer, that of the visitor's model `lm` first."""
    return [
        PairCost(
            name,
            ja=_total(lm.other(model), [pair.ja for pair in pairs]),
            en=_total(lm.other(model), [pair.en for pair in pairs]),
        )
        for model, name in tokenizer_names(lm).items()
    ]


def text_costs(lm: Model, text: str) -> list[Cost]:
    """What the text costs by every tokenizer, that of the visitor's model `lm` first."""
    return [Cost(name, _total(lm.other(model), [text]), text) for model, name in tokenizer_names(lm).items()]


def cost_notes(pairs: Sequence[PairCost], own: Cost, context_length: int) -> list[Note]:
    """The tokenizers that treat the two languages least and most alike, and what fits into the visitor's model.

    `own` is the visitor's text in his model, which reads at most `context_length` tokens.
    """
    by_likeness = sorted(pairs, key=lambda cost: max(cost.ratio, 1 / cost.ratio))
    extremes = dict.fromkeys((by_likeness[-1], by_likeness[0]))
    notes = [_ratio_note(cost) for cost in extremes]
    return [*notes, _context_note(own, context_length)] if own.tokens else notes


def _total(lm: Model, texts: Iterable[str]) -> int:
    return sum(token_count(lm.tokenize(text)) for text in texts)


def _ratio_note(cost: PairCost) -> Note:
    key = (
        "note-pair-dearer" if cost.ratio >= 1.1 else "note-pair-cheaper" if cost.ratio <= 1 / 1.1 else "note-pair-alike"
    )
    return Note(key, {"model": cost.name, "ratio": f"{cost.ratio:.1f}", "ja": cost.ja, "en": cost.en})


def _context_note(cost: Cost, context_length: int) -> Note:
    """How much text like this the model can read at once, to two significant digits."""
    characters = int(float(f"{context_length / cost.per_character:.1e}"))
    return Note("note-context", {"model": cost.name, "context": context_length, "characters": characters})
