"""The river: what may come next and, inside, where it comes from, as a picture that plays in the browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.chapters.home.compute.river import Cut, Fork, Parts, River
from llm_viz.engine.protocol.tokens import Candidate
from llm_viz.engine.protocol.types import TokenKind
from llm_viz.kit.browser.part import part

_KEY = "river"
_WISHES = ("read", "take", "cut", "words", "all")
_WORDS = {
    "name": (), "play": (), "pause": (), "outside": (), "inside": (), "next": (), "write": (), "picture": (),
    "waiting": (), "kept": (), "others": ("count",), "others_short": (), "score": (),
    "layer": ("layer",), "stored": (), "stored_short": (), "small": ("count", "share"),
    "caption": ("layer", "share", "word"),
    "caption_short": ("layer", "share"), "link": ("layer", "head", "share", "most", "word", "target"), "cut_it": (),
    "only_chance": ("word", "p"), "comma": (), "spoken": ("text", "list"),
    "outside_says": ("word", "p", "source", "share", "score"), "inside_says": ("word", "score", "count", "small"),
    "cut_says": ("layer", "source", "word", "before", "after", "share", "lost"), "cut_agrees": (), "cut_less": (),
    "cut_more": (), "cut_opposite": (),
    "cut_head_says": ("layer", "head", "source", "word", "before", "after", "share", "lost"),
    "opened": ("layer", "word"), "all_heads": (), "head": ("head",), "menu": (), "words_only": (), "save_svg": (),
    "save_png": (), "save_film": (), "filming": (), "no_inside": (), "sink": (), "begin": (), "end": (),
}  # fmt: skip


class BranchPayload(TypedDict):
    """`Branch` in `river.js`."""

    id: int
    label: str
    p: float
    kind: TokenKind


class LinkPayload(TypedDict):
    """`Link` in `river.js`; `source` is a lane, `heads` are pairs of a head and its share."""

    layer: int
    source: int
    share: float
    heads: list[tuple[int, float]]


class SmallPayload(TypedDict):
    """What is not drawn one by one."""

    count: int
    sum: float


class SharesPayload(TypedDict):
    """`Shares` in `river.js`; `sources` by lane."""

    target: int
    score: float
    start: float
    rest: float
    attention: list[float]
    mlp: list[float]
    links: list[LinkPayload]
    small: SmallPayload
    sources: list[float]


class ForkPayload(TypedDict):
    """`Fork` in `river.js`; `taken` −1: none."""

    branches: list[BranchPayload]
    rest: float
    taken: int
    shares: list[SharesPayload]


class WordPayload(TypedDict):
    """A given token, or several in one lane."""

    label: str
    kind: TokenKind


class LinePayload(TypedDict):
    """`Line` in `river.js`: a river of a model."""

    key: str
    text: str
    path: list[int]
    tokens: list[WordPayload]
    forks: list[ForkPayload]
    vocabulary: int
    layers: int
    model: str
    kept: bool
    words_only: bool


class CutPayload(TypedDict):
    """`Cut` in `river.js`."""

    at: int
    target: int
    layer: int
    source: int
    head: int
    probabilities: list[float]
    shares: SharesPayload


class RiverPayload(TypedDict):
    """What `river.js` gets: the visitor's sentence, its river (None as long as the model has not answered) and others
    that were computed beforehand, the last cut, the number of the last question that was answered, and why it has no
    answer. `failure`: why there is no river of the sentence, so that kept ones are shown; empty if nothing failed.
    """

    text: str
    live: LinePayload | None
    kept: list[LinePayload]
    cut: CutPayload | None
    answered: int
    problem: str
    failure: str
    words_only: bool
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """Which model a river is of: its key, name, and sizes."""

    key: str
    name: str
    layers: int
    vocabulary_size: int


@dataclass(frozen=True, slots=True)
class Wish:
    """What the picture asks for, number `number` of its questions.

    `kind`: "read" another sentence, "take" the last token of `path`, "cut" the link of `layer` (from 1) and lane
    `source` from the score of `target` after `path`, of one `head` (from 1) or of all (0); leave out all tokens but
    "words", or show "all" of them again.
    """

    number: int
    kind: str
    text: str
    path: tuple[int, ...]
    target: int = 0
    layer: int = 0
    source: int = 0
    head: int = 0


def show_river(payload: RiverPayload, on_ask: Callable[[], None]) -> None:
    """Show the river; `on_ask` is called before the rerun that answers a `wish()`."""
    part(__file__)(_KEY, payload, on_ask_change=on_ask)


def wish() -> Wish | None:
    """What the picture has just asked for; None if that is nothing one could ask."""
    asked = st.session_state[_KEY].ask
    try:
        found = Wish(**{**asked, "path": tuple(asked["path"])})
    except (TypeError, KeyError):
        return None
    numbers = (found.number, found.target, found.layer, found.source, found.head, *found.path)
    fits = all(type(number) is int and number >= 0 for number in numbers) and type(found.text) is str
    return found if fits and found.kind in _WISHES else None


def key_of(model: str, text: str, path: tuple[int, ...] = (), *, words_only: bool = False) -> str:
    """What tells the river of a model, a sentence and the words chosen after it from all others."""
    return " ".join([*(["words"] if words_only else []), model, text, *map(str, path)])


def line_payload(river: River, source: Source, *, kept: bool = False) -> LinePayload:
    """A river for the browser."""
    return {
        "key": key_of(source.key, river.text, river.path, words_only=river.words_only),
        "text": river.text,
        "path": list(river.path),
        "tokens": [_word(river, lane) for lane in river.lanes],
        "forks": [_fork(fork) for fork in river.forks],
        "vocabulary": source.vocabulary_size,
        "layers": source.layers,
        "model": source.name,
        "kept": kept,
        "words_only": river.words_only,
    }


def cut_payload(cut: Cut) -> CutPayload:
    """A cut for the browser."""
    return {
        "at": cut.at,
        "target": cut.target,
        "layer": cut.layer,
        "source": cut.lane,
        "head": cut.head,
        "probabilities": [_digits(probability, 6) for probability in cut.probabilities],
        "shares": _shares(cut.parts),
    }


def readable(text: str, kind: TokenKind = "text") -> str:
    """A token as a word of the picture: without the space before it, unless it is nothing else."""
    return visible(text.strip(" ") or text) if kind == "text" else visible(text)


def _word(river: River, lane: tuple[int, ...]) -> WordPayload:
    tokens = [river.tokens[position] for position in lane]
    if len(tokens) > 1:
        return {"label": "…", "kind": "text"}
    return {"label": readable(tokens[0].text, tokens[0].kind), "kind": tokens[0].kind}


def _fork(fork: Fork) -> ForkPayload:
    return {
        "branches": [_branch(branch) for branch in fork.branches],
        "rest": _digits(fork.rest, 6),
        "taken": -1 if fork.taken is None else fork.taken,
        "shares": [_shares(parts) for parts in fork.parts],
    }


def _branch(branch: Candidate) -> BranchPayload:
    return {
        "id": branch.id,
        "label": readable(branch.text, branch.kind),
        "p": _digits(branch.probability, 6),
        "kind": branch.kind,
    }


def _shares(parts: Parts) -> SharesPayload:
    return {
        "target": parts.target,
        "score": _digits(parts.score),
        "start": _digits(parts.start),
        "rest": _digits(parts.rest),
        "attention": [_digits(share) for share in parts.attention],
        "mlp": [_digits(share) for share in parts.mlp],
        "links": [
            {
                "layer": link.layer,
                "source": link.lane,
                "share": _digits(link.share),
                "heads": [(head, _digits(share, 3)) for head, share in link.heads],
            }
            for link in parts.links
        ],
        "small": {"count": parts.small_count, "sum": _digits(parts.small_sum)},
        "sources": [_digits(share) for share in parts.lanes],
    }


def _digits(value: float, digits: int = 4) -> float:
    return round(value, digits)


def river_words(t: Strings) -> dict[str, str]:
    """The part's words, with {marks} left where it fills something in."""
    return {
        name: t(f"river-{name.replace('_', '-')}", **{mark: f"{{{mark}}}" for mark in marks})
        for name, marks in _WORDS.items()
    }
