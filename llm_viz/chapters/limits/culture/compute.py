"""Culture: what one meaning costs in each language, and how many different answers a temperature leaves."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from llm_viz.base.i18n import Language
from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.chapters.limits.shared.samples import Answers, draw_answers
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.kit.compute.notes import Note

# ── The price of a sentence ──

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
_EVEN = 1.5  # times the tokens of English up to which a tokenizer counts as even-handed
GUESSES = ("×1", "×2", "×4", "×8", "×16")


@dataclass(frozen=True, slots=True)
class Price:
    """What the sentences of one language take, as a multiple of the English ones (one number per sentence).

    `size`: the same for their size in bytes (UTF-8), which needs no tokenizer.
    """

    language: str
    tokens: tuple[float, ...]
    size: tuple[float, ...]

    @property
    def mean(self) -> float:
        return statistics.fmean(self.tokens)

    @property
    def mean_size(self) -> float:
        return statistics.fmean(self.size)


def prices(lm: Model) -> tuple[Price, ...]:
    """The price of each language with this model's tokenizer, without the tokens that it sets around a text."""
    counts = {language: [_count(lm, one) for one in texts] for language, texts in SENTENCES.items()}
    sizes = {language: [len(one.encode()) for one in texts] for language, texts in SENTENCES.items()}
    return tuple(
        Price(language, _ratios(counts[language], counts[REFERENCE]), _ratios(sizes[language], sizes[REFERENCE]))
        for language in SENTENCES
    )


def _count(lm: Model, text: str) -> int:
    tokens = lm.tokenize(text).tokens
    return sum(token.kind != "special" for token in tokens)


def _ratios(counts: Sequence[int], reference: Sequence[int]) -> tuple[float, ...]:
    return tuple(count / one for count, one in zip(counts, reference, strict=True))


def guess_answer(found: Sequence[Price]) -> str:
    """The one of `GUESSES` that is nearest, in the ratio, to the price of `GUESSED`."""
    price = next(one.mean for one in found if one.language == GUESSED)
    return min(GUESSES, key=lambda guess: max(price / float(guess[1:]), float(guess[1:]) / price))


def price_notes(found: Sequence[Price], model: str, names: dict[str, str]) -> tuple[Note, ...]:
    """The dearest language, and how much of that is merely more bytes. `names`: the languages as people read them."""
    dearest = max(found, key=lambda one: one.mean)
    longest = max(found, key=lambda one: one.mean_size)
    if dearest.mean < _EVEN:
        shown = {"times": f"{dearest.mean:.1f}", "longest": names[longest.language]}
        sizes = {"tokens": f"{longest.mean:.1f}", "size": f"{longest.mean_size:.1f}"}
        return (Note("note-even", {"model": model, "language": names[dearest.language], **shown, **sizes}),)
    values = {"model": model, "language": names[dearest.language]}
    share = {"share": percent(1 / dearest.mean)}
    if dearest.mean <= dearest.mean_size:
        return (Note("note-context", {**values, **share}),)
    dear = {"times": f"{dearest.mean:.1f}", "size": f"{dearest.mean_size:.1f}"}
    return Note("note-dearest", {**values, **dear}), Note("note-context", {**values, **share})


# ── Diversity by temperature ──

TEMPERATURES = (0.3, 0.7, 1.0, 1.3)
SAMPLES = 20
REPEATS = 3
"""Drawings at each temperature, with other seeds: how much the count changes by chance alone."""
SEED_STRIDE = 100
TOKENS = 6
PROMPTS: dict[Language, str] = {
    "en": "What did you have for breakfast?\nAnna: toast\nBen: porridge\nCarla:",
    "ja": "朝ごはんに何を食べましたか。\n花子：パン\n太郎：納豆\n美咲：",
}


@dataclass(frozen=True, slots=True)
class Diversity:
    """The answers drawn at one temperature, one set per repeat."""

    temperature: float
    repeats: tuple[Answers, ...]

    @property
    def distinct(self) -> tuple[int, ...]:
        return tuple(one.distinct for one in self.repeats)

    @property
    def mean(self) -> float:
        return statistics.fmean(self.distinct)


def diversities(lm: Model, prompt: str, seed: int) -> Iterator[tuple[int, tuple[Diversity, ...]]]:
    """Draw `SAMPLES` answers, `REPEATS` times at each temperature; yields how many sets are drawn, and the results.

    Repeat r draws with the seeds from `seed + r * SEED_STRIDE` on, the same at each temperature.
    """
    done: list[Diversity] = []
    for temperature in TEMPERATURES:
        repeats: list[Answers] = []
        for repeat in range(REPEATS):
            sampling = Sampling(temperature=temperature, seed=seed + repeat * SEED_STRIDE)
            repeats.append(draw_answers(lm, prompt, sampling, SAMPLES, TOKENS))
            yield len(done) * REPEATS + len(repeats), (*done, Diversity(temperature, tuple(repeats)))
        done.append(Diversity(temperature, tuple(repeats)))


def diversity_notes(found: Sequence[Diversity]) -> tuple[Note, ...]:
    """Whether cold drawing makes answers alike by more than chance, and which answer crowds the others out."""
    cold, hot = found[0], found[-1]
    notes = []
    if max(cold.distinct) < min(hot.distinct):
        values = {"cold": cold.temperature, "hot": hot.temperature}
        ranges = {"few": _range(cold.distinct), "many": _range(hot.distinct)}
        notes.append(Note("note-alike", {**values, **ranges, "samples": SAMPLES}))
    else:
        notes.append(Note("note-no-difference", {"cold": cold.temperature, "hot": hot.temperature}))
    favourite, times = max((one.counts[0] for one in cold.repeats), key=lambda counted: counted[1])
    if favourite and times >= SAMPLES / 3:
        shares: dict[str, str | int | float] = {"answer": visible(favourite), "count": times, "samples": SAMPLES}
        notes.append(Note("note-crowded", {**shares, "temperature": cold.temperature}))
    return tuple(notes)


def _range(counts: Sequence[int]) -> str:
    low, high = min(counts), max(counts)
    return str(low) if low == high else f"{low} – {high}"
