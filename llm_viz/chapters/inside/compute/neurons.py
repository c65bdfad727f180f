"""Neurons of the feed-forward layers: which tokens of the app's own stories excite one most, and what excites it now.

The neurons on offer were looked for once (`python -m llm_viz neurons --write`), in all layers, by one rule (`find`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.numbers import as_percent
from llm_viz.base.visible import visible
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.neurons import WrittenToken
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import Capture
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.notes import Note

PLACES = 10
"""The strongest places of a neuron that are looked at and kept."""
WRITTEN = 8
"""Words that are kept of those whose scores a neuron raises most; “about” and “About” are one."""
SHOWN = 6
"""Neurons on offer for a model."""
LEAST_SHARPNESS = 12.0
LEAST_WORDS = 4
LEAST_STORIES = 8
_SHARED = 1  # words that two neurons on offer may have in common
_ASKED = 60  # tokens, among which so many different words are sure to be
_JUDGED = 5  # of the raised tokens: their mean tells how clearly a neuron writes
_BEFORE, _AFTER = 44, 14  # characters shown around a place
_LEAST_SQUARES = 1e-12  # of a neuron that nothing excites
_FELT = 0.25  # of the strongest place: from there on a neuron counts as excited


@dataclass(frozen=True, slots=True)
class Place:
    """A token (`word`) of a story, what stands around it, and the neuron's activation there."""

    before: str
    word: str
    after: str
    activation: float


@dataclass(frozen=True, slots=True)
class Written:
    """A token whose score the neuron raises, in standard deviations (see `WrittenToken` of the engine)."""

    text: str
    deviations: float


@dataclass(frozen=True, slots=True)
class Neuron:
    """One neuron (layer and number from 0): its strongest places, and the tokens that it raises most.

    `sharpness`: the weakest of its strongest places, as a multiple of its activations' root mean square everywhere.
    """

    layer: int
    number: int
    sharpness: float
    places: tuple[Place, ...]
    raised: tuple[Written, ...]

    @property
    def strongest(self) -> float:
        """Its activation at the strongest place."""
        return self.places[0].activation


@dataclass(frozen=True, slots=True)
class Search:
    """What was found in a model: `read` tokens of the corpus, `neurons` looked at, `fitting` of them by the rule."""

    model: str
    corpus: str
    read: int
    neurons: int
    fitting: int
    found: tuple[Neuron, ...]


@dataclass(frozen=True, slots=True)
class _Story:
    number: int
    text: str
    tokens: tuple[Token, ...]


class _Strongest:
    """The strongest places of each neuron of a layer, while the corpus is read."""

    def __init__(self, neurons: int) -> None:
        self.values = np.full((PLACES, neurons), -np.inf, np.float32)
        self.places = np.full((PLACES, neurons), -1, np.int64)
        self.squares = np.zeros(neurons)

    def add(self, activations: Floats, first: int) -> None:
        """Activations (pos, neuron) of the places `first` and following."""
        numbers = np.arange(first, first + len(activations))[:, None]
        values = np.concatenate([self.values, activations])
        places = np.concatenate([self.places, np.broadcast_to(numbers, activations.shape)])
        best = np.argpartition(-values, PLACES - 1, axis=0)[:PLACES]
        self.values = np.take_along_axis(values, best, 0)
        self.places = np.take_along_axis(places, best, 0)
        self.squares += np.square(activations, dtype=np.float64).sum(0)

    def ordered(self, neuron: int) -> tuple[NDArray[np.int64], Floats]:
        """Places and activations of one neuron, strongest first."""
        order = np.argsort(-self.values[:, neuron])
        return self.places[order, neuron], self.values[order, neuron]


def find(lm: Model, corpus: str, stories: Sequence[str], progress: Callable[[str], None] = lambda _: None) -> Search:
    """Read all stories, each alone, and choose neurons by this rule.

    1. Sharp: its `PLACES` strongest places are all at least `LEAST_SHARPNESS` times its root mean square.
    2. Not one word: at least `LEAST_WORDS` different words among them, from at least `LEAST_STORIES` stories.
    3. Of those, the `SHOWN` that write most clearly: whose most raised tokens stand out most. One of a layer, no two
       with more than one word in common, and no two that raise the same word most.

    The first token of a text is left out: it excites many neurons, whatever it says (attention sink).
    """
    strongest, index, stories_read = _read(lm, stories, progress)
    fitting: list[tuple[float, Neuron]] = []
    for layer, kept in sorted(strongest.items()):
        progress(f"layer {layer + 1}: {len(fitting)} fitting")
        sharpness = kept.values.min(0) / np.sqrt(np.maximum(kept.squares, _LEAST_SQUARES) / len(index))
        for number in np.flatnonzero(sharpness >= LEAST_SHARPNESS):
            places, activations = kept.ordered(int(number))
            at = [index[place] for place in places]
            words = {_word(stories_read[story].tokens[position]) for story, position in at}
            if len(words) < LEAST_WORDS or len({story for story, _ in at}) < LEAST_STORIES:
                continue
            raised = lm.neuron_writes(layer, int(number), _ASKED).raised
            found = Neuron(
                layer,
                int(number),
                round(float(sharpness[number]), 1),
                tuple(
                    _place(stories_read[story], position, value)
                    for (story, position), value in zip(at, activations, strict=True)
                ),
                _different_words(raised),
            )
            fitting.append((float(np.mean([token.deviations for token in raised[:_JUDGED]])), found))
    clearest = [neuron for _, neuron in sorted(fitting, key=lambda item: -item[0])]
    total = sum(kept.values.shape[1] for kept in strongest.values())
    return Search(lm.key, corpus, len(index), total, len(fitting), tuple(_different(clearest)))


def _read(
    lm: Model, stories: Sequence[str], progress: Callable[[str], None]
) -> tuple[dict[int, _Strongest], list[tuple[int, int]], list[_Story]]:
    """By layer the strongest places; of every place its story and position; the stories as they were read."""
    strongest: dict[int, _Strongest] = {}
    index: list[tuple[int, int]] = []
    read: list[_Story] = []
    for number, story in enumerate(stories):
        progress(f"story {number + 1} of {len(stories)}")
        trace = lm.trace(story, Capture(neurons="all", candidates=0))
        first = 1 + next(place for place, token in enumerate(trace.tokens) if token.kind != "special")
        for layer, activations in trace.neurons.items():
            kept = strongest.setdefault(layer, _Strongest(activations.shape[1]))
            kept.add(activations[first:], len(index))
        index += [(number, position) for position in range(first, len(trace.tokens))]
        read.append(_Story(number, story, trace.tokens))
    return strongest, index, read


def _different_words(raised: Sequence[WrittenToken]) -> tuple[Written, ...]:
    """Of tokens that are the same word but for spaces and capitals, the first."""
    words = {token.text.strip().casefold(): token for token in reversed(raised)}
    kept = sorted(words.values(), key=lambda token: -token.deviations)[:WRITTEN]
    return tuple(Written(token.text, round(token.deviations, 2)) for token in kept)


def _word(token: Token) -> str:
    return token.text.strip().casefold()


def _place(story: _Story, position: int, activation: float) -> Place:
    token = story.tokens[position]
    start, end = max(0, token.start - _BEFORE), token.end + _AFTER
    before = ("…" if start else "") + story.text[start : token.start]
    after = story.text[token.end : end] + ("…" if end < len(story.text) else "")
    return Place(before, token.text, after, round(float(activation), 3))


def _different(neurons: Sequence[Neuron]) -> Iterator[Neuron]:
    """The first `SHOWN` of them that differ: see `find`."""
    chosen: list[Neuron] = []
    for neuron in neurons:
        if all(_differ(neuron, other) for other in chosen):
            chosen.append(neuron)
            yield neuron
        if len(chosen) == SHOWN:
            return


def _differ(one: Neuron, other: Neuron) -> bool:
    read, written = (
        [{text.strip().casefold() for text in texts(neuron)} for neuron in (one, other)]
        for texts in (_read_by, _said_by)
    )
    return one.layer != other.layer and len(read[0] & read[1]) <= _SHARED and not written[0] & written[1]


def _read_by(neuron: Neuron) -> list[str]:
    return [place.word for place in neuron.places]


def _said_by(neuron: Neuron) -> list[str]:
    return [neuron.raised[0].text]


def data_file(model: str) -> Path:
    """Where the search of a model is kept."""
    return Path(__file__).with_name(f"neurons.{model}.json")


def keep(search: Search) -> Path:
    """Write a search into the app; where."""
    path = data_file(search.model)
    path.write_text(json.dumps(asdict(search), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


@cache
def known(model: str) -> Search | None:
    """What was found in this model beforehand; None for a model that nobody has searched."""
    if not model.replace("-", "").isalnum() or not (path := data_file(model)).is_file():
        return None
    kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
    neurons = tuple(_neuron(found) for found in kept.pop("found"))
    return Search(**kept, found=neurons)


def _neuron(kept: Mapping[str, Any]) -> Neuron:
    places = tuple(Place(**place) for place in kept["places"])
    return Neuron(
        kept["layer"], kept["number"], kept["sharpness"], places, tuple(Written(**token) for token in kept["raised"])
    )


@dataclass(frozen=True, slots=True)
class Excitation:
    """How strongly the tokens of a text excite the neurons on offer: `activations` has a row (pos,) for each."""

    tokens: tuple[Token, ...]
    activations: tuple[Floats, ...]


def excitation(lm: Model, text: str, neurons: Sequence[Neuron]) -> Excitation:
    """One pass over the text. Raises what `Engine.trace` raises."""
    layers = tuple(sorted({neuron.layer for neuron in neurons}))
    trace = lm.trace(text, Capture(neurons=layers, candidates=0))
    return Excitation(trace.tokens, tuple(trace.neurons[neuron.layer][:, neuron.number] for neuron in neurons))


def strongest_felt(neuron: Neuron, tokens: Sequence[Token], activations: Floats) -> tuple[float, int]:
    """What excites the neuron most in this text: the share of its strongest place, and the position (−1: nothing).

    The first token that is read is left out, as in the search.
    """
    first = 1 + next((place for place, token in enumerate(tokens) if token.kind != "special"), 0)
    shares = ((float(value) / neuron.strongest, place) for place, value in enumerate(activations) if place >= first)
    return max(shares, default=(0.0, -1))


_GUESSED = {"smollm2-135m": (24, 917), "gemma-3-270m": (10, 171)}
"""The neuron whose writing is guessed, by layer and number: what it writes goes with what it reads."""
_OPTIONS = 4


def guessed(search: Search) -> int:
    """The place among `found` of the neuron whose writing is guessed."""
    wanted = _GUESSED.get(search.model)
    return next((place for place, one in enumerate(search.found) if (one.layer, one.number) == wanted), 0)


def likely_raised(search: Search, place: int) -> list[str]:
    """What this neuron raises most, and what some others do, in an order that does not give it away."""
    others = [neuron for number, neuron in enumerate(search.found) if number != place]
    chosen = [search.found[place], *others[: _OPTIONS - 1]]
    options = sorted({visible(neuron.raised[0].text) for neuron in chosen})
    return options if len(options) > 1 else []


def neuron_note(neuron: Neuron, tokens: Sequence[Token], activations: Floats) -> Note:
    """What excites the neuron most in this text, and what it then raises; or that nothing does."""
    share, at = strongest_felt(neuron, tokens, activations)
    if share < _FELT:
        return Note("note-neuron-quiet", {"share": as_percent(max(0.0, share))})
    raised = visible(neuron.raised[0].text)
    return Note(
        "note-neuron-excited", {"token": visible(tokens[at].text), "share": as_percent(share), "raised": raised}
    )
