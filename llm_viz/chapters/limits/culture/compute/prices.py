"""What one meaning costs in each language: tokens and bytes of the same sentences."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.base.numbers import as_percent
from llm_viz.engine.model import Model
from llm_viz.kit.compute.notes import Note

SENTENCES: dict[str, tuple[str, ...]] = {
    "en": (
        "Yesterday it rained all day, so we stayed at home and read books.",
        "My grandmother makes the best soup in our village.",
        "Where can I buy a ticket for the train?",
    ),
    "es": (
        "Ayer llovió todo el día, así que nos quedamos en casa y leímos libros.",
        "Mi abuela hace la mejor sopa de nuestro pueblo.",
        "¿Dónde puedo comprar un billete para el tren?",
    ),
    "fr": (
        "Hier, il a plu toute la journée, alors nous sommes restés à la maison et nous avons lu des livres.",
        "Ma grand-mère fait la meilleure soupe de notre village.",
        "Où puis-je acheter un billet pour le train ?",
    ),
    "de": (
        "Gestern hat es den ganzen Tag geregnet, deshalb sind wir zu Hause geblieben und haben Bücher gelesen.",
        "Meine Großmutter kocht die beste Suppe in unserem Dorf.",
        "Wo kann ich eine Fahrkarte für den Zug kaufen?",
    ),
    "ru": (
        "Вчера весь день шёл дождь, поэтому мы остались дома и читали книги.",
        "Моя бабушка варит самый вкусный суп в нашей деревне.",
        "Где можно купить билет на поезд?",
    ),
    "ja": (
        "昨日は一日中雨だったので、私たちは家で本を読んで過ごしました。",
        "私の祖母が作るスープは、村でいちばんおいしいです。",
        "電車の切符はどこで買えますか。",
    ),
    "zh": (
        "昨天下了一整天雨，所以我们待在家里看书。",
        "我奶奶做的汤是我们村里最好喝的。",
        "在哪里可以买到火车票？",
    ),
    "ko": (
        "어제는 하루 종일 비가 와서 우리는 집에서 책을 읽었습니다.",
        "우리 할머니가 끓이는 국은 마을에서 가장 맛있습니다.",
        "기차표는 어디에서 살 수 있습니까?",
    ),
    "hi": (
        "कल पूरे दिन बारिश हुई, इसलिए हम घर पर रहे और किताबें पढ़ीं।",
        "मेरी दादी हमारे गाँव का सबसे अच्छा सूप बनाती हैं।",
        "मैं ट्रेन का टिकट कहाँ से खरीद सकता हूँ?",
    ),
}
"""The same three sentences in each language, written for this app; English is what the others are compared with."""
REFERENCE = "en"
GUESSED = "ko"
"""The language whose price is asked for before it is shown."""
_EVEN = 1.5  # times the tokens of English up to which a tokenizer counts as even-handed
SHOWN_AT_FIRST = ("en", "fr", "ja", "ko")
"""Languages beside which the price of `GUESSED` is asked for; the others come with the answer."""


@dataclass(frozen=True, slots=True)
class LanguagePrice:
    """Tokens of the sentences in one language, as a multiple of those of the English ones (one number per sentence).

    `size`: the same for their size in bytes (UTF-8), which needs no tokenizer. `first`: tokens of the first sentence.
    """

    language: str
    tokens: tuple[float, ...]
    size: tuple[float, ...]
    first: int

    @property
    def mean(self) -> float:
        return statistics.fmean(self.tokens)

    @property
    def mean_size(self) -> float:
        return statistics.fmean(self.size)


def prices(lm: Model) -> tuple[LanguagePrice, ...]:
    """The price of each language with this model's tokenizer, without the tokens that it sets around a text."""
    counts = {language: [_count(lm, text) for text in texts] for language, texts in SENTENCES.items()}
    sizes = {language: [len(text.encode()) for text in texts] for language, texts in SENTENCES.items()}
    return tuple(
        LanguagePrice(
            language,
            _ratios(counts[language], counts[REFERENCE]),
            _ratios(sizes[language], sizes[REFERENCE]),
            counts[language][0],
        )
        for language in SENTENCES
    )


def _count(lm: Model, text: str) -> int:
    tokens = lm.tokenize(text).tokens
    return sum(token.kind != "special" for token in tokens)


def _ratios(counts: Sequence[int], reference: Sequence[int]) -> tuple[float, ...]:
    return tuple(count / reference_count for count, reference_count in zip(counts, reference, strict=True))


def price_notes(by_language: Sequence[LanguagePrice], model: str, names: dict[str, str]) -> tuple[Note, ...]:
    """The dearest language, and how much of that is merely more bytes. `names`: the languages as people read them."""
    dearest = max(by_language, key=lambda price: price.mean)
    longest = max(by_language, key=lambda price: price.mean_size)
    if dearest.mean < _EVEN:
        times = {"times": f"{dearest.mean:.1f}", "longest": names[longest.language]}
        sizes = {"tokens": f"{longest.mean:.1f}", "size": f"{longest.mean_size:.1f}"}
        return (Note("note-even", {"model": model, "language": names[dearest.language], **times, **sizes}),)
    values = {"model": model, "language": names[dearest.language]}
    share = {"share": as_percent(1 / dearest.mean)}
    if dearest.mean <= dearest.mean_size:
        return (Note("note-context", {**values, **share}),)
    dear = {"times": f"{dearest.mean:.1f}", "size": f"{dearest.mean_size:.1f}"}
    return Note("note-dearest", {**values, **dear}), Note("note-context", {**values, **share})
