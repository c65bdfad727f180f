"""The black box: what attention suggests, what taking a head away really does, and what the model says of itself."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.i18n import Language
from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Candidate, Distribution, Token
from llm_viz.engine.protocol.tracing import Capture, HeadAblation
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.prediction_shift import Shift, most_probable_first
from llm_viz.kit.compute.statistics import rank_correlation

LONGEST_TEXT = 120  # characters
LISTED = 200
EXPLANATION_TOKENS = 24
EXPLANATIONS = 3
"""Asked for: of the favourite word, of it with heads silent, and of a word that was never written."""
_COMPARED = 6  # best tokens before and after that are shown
_UNMOVED = 0.1  # bits
_LOOKS = 0.5  # attention weight from which a head looks at little else
_HALF, _LESS, _MORE = 0.5, 0.9, 1.1  # probability after the cut as a share of that before

Outcome = Literal["halved", "less", "same", "more"]
OUTCOMES: tuple[Outcome, ...] = ("halved", "less", "same", "more")

_TEXTS: dict[Language, tuple[str, str]] = {
    "en": ("The capital of France is", "France"),
    "ja": ("イタリアの首都はローマです。イギリスの首都はロンドンです。フランスの首都は", "フランス"),
}
_EXPLAIN: dict[Language, str] = {
    "en": '{text} {word}.\nQuestion: Why did you write "{word}"?\nAnswer: I wrote "{word}" because',
    "ja": "{text}{word}です。\n質問：なぜ「{word}」と書いたのですか。\n答え：「{word}」と書いたのは、",
}
_NEVER_WRITTEN: dict[Language, str] = {"en": "banana", "ja": "バナナ"}
_INSIDE = ("head", "layer", "attention", "neuron", "weight", "ヘッド", "層", "注意機構", "ニューロン", "重み")
"""Words without which no explanation can speak of what really happened."""


def default_text(language: Language) -> str:
    """The text whose next word is looked into."""
    return _TEXTS[language][0]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text read by the whole model. `attention` is (layers, heads, tokens): how hard the last token looks at each."""

    text: str
    tokens: tuple[Token, ...]
    following: Distribution
    attention: NDArray[np.float32]

    @property
    def winner(self) -> str:
        """The favourite next token, as it reads."""
        return self.following.candidates[0].text

    @property
    def probability(self) -> float:
        return self.following.candidates[0].probability


def read(lm: Model, text: str) -> Reading:
    """Read the text once; `NotCausal` for an encoder."""
    lm.check_causal()
    trace = lm.trace(text, Capture(attention="all", candidates=LISTED))
    last = trace.attention_array(dest=len(trace.tokens) - 1)  # (layer, head, src)
    return Reading(text, trace.tokens, lm.following(trace), last)


def choices(reading: Reading) -> tuple[int, ...]:
    """The tokens that attention to can be asked about: not the first, which soaks up attention, nor the last itself."""
    return tuple(token.position for token in reading.tokens[1:-1] if token.kind == "text" and token.text.strip())


def subject(reading: Reading, language: Language) -> int | None:
    """The token that matters in our own text; in another, the one that is looked at most. None if there is none."""
    offered = choices(reading)
    text, word = _TEXTS[language]
    if reading.text == text:
        named = [one for one in offered if reading.tokens[one].text.strip() == word]
        if named:
            return named[-1]
    return max(offered, key=lambda one: float(reading.attention[:, :, one].sum()), default=None)


Head = tuple[int, int]
"""Layer and head, from 0."""


def head_name(head: Head) -> str:
    """Layer and head as people count: "7-3"."""
    return f"{head[0] + 1}-{head[1] + 1}"


def hardest_looking(reading: Reading, at: int) -> Head:
    """The head that looks hardest at token `at`."""
    layer, head = np.unravel_index(int(reading.attention[:, :, at].argmax()), reading.attention.shape[:2])
    return int(layer), int(head)


def silenced(layer: int, head: int | None, heads: int) -> tuple[HeadAblation, ...]:
    """One head, or (None) all `heads` of the layer."""
    return tuple(HeadAblation(layer, one) for one in (range(heads) if head is None else (head,)))


def without(
    lm: Model,
    text: str,
    interventions: tuple[HeadAblation, ...],
) -> Distribution:
    """What comes next with some heads silent."""
    return lm.next_distribution(text, LISTED, interventions=interventions)


def probability_of(token: int, following: Distribution) -> float:
    """The probability of a token; of one that is not listed, that of the last that is, which is more."""
    return next(
        (one.probability for one in following.candidates if one.id == token), following.candidates[-1].probability
    )


def outcome(reading: Reading, after: Distribution) -> Outcome:
    """What became of the favourite."""
    share = probability_of(reading.following.candidates[0].id, after) / reading.probability
    return "halved" if share < _HALF else "less" if share < _LESS else "same" if share <= _MORE else "more"


def shifts(before: Distribution, after: Distribution) -> tuple[Shift, ...]:
    """The best tokens of both, with their probability before and after; 0 where a token is not among those listed."""
    first, second = ({one.id: one.probability for one in side.candidates} for side in (before, after))
    shown = {one.id: one for side in (before, after) for one in side.candidates[:_COMPARED]}
    return most_probable_first(
        Shift(candidate, first.get(token, 0.0), second.get(token, 0.0)) for token, candidate in shown.items()
    )


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """What silencing each head (layers, heads), and all heads of each layer (layers,), does to the favourite: bits.

    −1 halves its probability. Where it fell out of the listed candidates the value is the most it can be.
    """

    heads: NDArray[np.float64]
    layers: NDArray[np.float64]


def measure(lm: Model, reading: Reading) -> Iterator[tuple[float, Effects | None]]:
    """Silence every head in turn, then every layer; yields how much is done (0 – 1), and the effects at the end."""
    layers, heads = reading.attention.shape[:2]
    single = [silenced(layer, head, heads) for layer in range(layers) for head in range(heads)]
    interventions = (*single, *(silenced(layer, None, heads) for layer in range(layers)))
    winner = reading.following.candidates[0].id
    found: list[float] = []
    position = len(reading.tokens) - 1
    for batch in lm.intervention_batches(reading.text, interventions, position, hidden=(0,), candidates=LISTED):
        found += [math.log2(probability_of(winner, one) / reading.probability) for one in batch.next]
        yield len(found) / len(interventions), None
    bits = np.array(found)
    yield 1.0, Effects(bits[: len(single)].reshape(layers, heads), bits[len(single) :])


def effect_notes(reading: Reading, at: int, effects: Effects) -> tuple[Note, ...]:
    """What the heads do, against what their attention to token `at` suggests."""
    weights = reading.attention[:, :, at].astype(np.float64)
    strongest = _index(np.abs(effects.heads).argmax(), effects.heads)
    place = int((weights > weights[strongest]).sum()) + 1
    looked: dict[str, str | int | float] = {"token": visible(reading.tokens[at].text), "total": effects.heads.size}
    bits = float(effects.heads[strongest])
    notes: list[Note] = []
    if bits < -_UNMOVED:
        shown = {"head": head_name(strongest), "weight": percent(float(weights[strongest]))}
        key = "note-strongest-looks" if place == 1 else "note-strongest"
        notes.append(Note(key, {**looked, **shown, "times": f"{2**-bits:.1f}", "place": place}))
    idle = (weights >= _LOOKS) & (np.abs(effects.heads) < _UNMOVED)
    if idle.any():
        staring = _index(np.where(idle, weights, 0).argmax(), weights)
        shown = {"head": head_name(staring), "weight": percent(float(weights[staring]))}
        change = f"{float(effects.heads[staring]):+.2f}"
        notes.append(Note("note-idle", {**looked, **shown, "bits": change, "count": int(idle.sum())}))
    unmoved = int((np.abs(effects.heads) < _UNMOVED).sum())
    correlation = rank_correlation(weights, np.abs(effects.heads)) or 0.0  # None: heads that are all alike
    notes.append(Note("note-correlation", {**looked, "correlation": f"{correlation:.2f}", "unmoved": unmoved}))
    layer = int(effects.layers.argmin())
    if effects.layers[layer] < -1:
        times = f"{2 ** abs(float(effects.layers[layer])):,.0f}"
        notes.append(Note("note-layer", {"layer": layer + 1, "times": times, "token": visible(reading.winner)}))
    return tuple(notes)


def _index(flat: np.intp | int, shaped: NDArray[np.float64]) -> Head:
    layer, head = divmod(int(flat), shaped.shape[1])
    return layer, head


# ── The model's own explanation ──


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the model writes when asked why it wrote `word`.

    `interventions`: heads silent meanwhile; `written`: whether the model wrote the word by itself.
    """

    word: str
    interventions: tuple[HeadAblation, ...]
    written: bool
    text: str


def explanations(
    lm: Model,
    language: Language,
    reading: Reading,
    interventions: tuple[HeadAblation, ...],
) -> Iterator[tuple[Explanation, ...]]:
    """Of its favourite word, whole and with heads silent; and, as a control, of a word that it never wrote."""
    word, other = reading.winner.strip(), _NEVER_WRITTEN[language]
    found: tuple[Explanation, ...] = ()
    for subject_word, silent, own in ((word, (), True), (word, interventions, True), (other, (), False)):
        prompt = _EXPLAIN[language].replace("{text}", reading.text.rstrip()).replace("{word}", subject_word)
        text = _write(lm, prompt, silent)
        found = (*found, Explanation(subject_word, silent, own, text))
        yield found


def _write(lm: Model, prompt: str, interventions: tuple[HeadAblation, ...]) -> str:
    """The most probable continuation, up to the end of its line."""
    text = ""
    for token in _best_tokens(lm, prompt, interventions):
        if token.kind == "special":
            break
        text += token.text
        if "\n" in text.strip():
            break
    return text.strip().split("\n", 1)[0].strip()


def _best_tokens(lm: Model, prompt: str, interventions: tuple[HeadAblation, ...]) -> Iterator[Candidate]:
    """Greedy decoding; heads can be silenced in traces only, which read the whole text again for each token."""
    if not interventions:
        yield from (step.chosen for step in lm.generate(prompt, max_new_tokens=EXPLANATION_TOKENS, top=1))
        return
    ids: tuple[int, ...] = ()
    for _ in range(EXPLANATION_TOKENS):
        following = lm.next_distribution(prompt, 1, continuation=ids, interventions=interventions)
        best = following.candidates[0]
        yield best
        ids = (*ids, best.id)


def explanation_notes(found: Sequence[Explanation], before: float, after: float) -> tuple[Note, ...]:
    """Whether the explanation knows of the cut; `before`, `after`: the word's probability without and with it."""
    whole, cut, control = found
    values: dict[str, str | int | float] = {"word": whole.word, "before": percent(before), "after": percent(after)}
    key = "note-same-explanation" if whole.text == cut.text else "note-other-explanation"
    notes = [Note(key, values)]
    spoken = " ".join(one.text.casefold() for one in found)
    if not any(word in spoken for word in _INSIDE):
        notes.append(Note("note-silent-inside"))
    if control.text:
        notes.append(Note("note-never-written", {"word": control.word}))
    return tuple(notes)
