"""One block at one token: what is added to the vector that passes, and how one number comes about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

import numpy as np
import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.chapters.inside.compute.block import BlockPicture, covered, first_layer
from llm_viz.chapters.inside.compute.looks import Looks, on_words
from llm_viz.chapters.inside.parts.words import Marks, WordPayload, sentences
from llm_viz.engine.protocol.anatomy import BlockPart, Product
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload

_KEY = "inside-block"
_PARTS: dict[str, BlockPart] = {"attention": "attention", "mlp": "mlp"}
_MARKS: Marks = {
    "words": (), "block": (), "number": (), "bars": (), "before": (), "attends": (), "feeds": (), "after": (),
    "passes": (), "length": ("length",), "arrows": (), "arrows_alt": ("before", "attention", "mlp", "after"),
    "picture": (), "head": ("head", "heads"), "earlier": (),
    "open": (), "open_attention": (), "open_mlp": (), "open_hint": (), "term": ("index", "input", "weight"),
    "others": ("count",), "bias": (), "value": (), "behind": ("factor",),
    "asking": ("block", "word", "attention", "mlp", "before"), "right": (), "wrong": ("guess",),
    "says": ("block", "word", "attention", "mlp", "before", "after"),
}  # fmt: skip


class TermPayload(TypedDict):
    """`Term` in `block.js`."""

    index: int
    input: float
    weight: float


class OpenedPayload(TypedDict):
    """`Opened` in `block.js`; `problem`: why there is no product, "" where there is one."""

    layer: int
    part: BlockPart
    cell: int
    terms: list[TermPayload]
    others: float
    others_count: int
    bias: float
    value: float
    added: float
    problem: str


class BlockSettings(TypedDict):
    """What is looked at; `name` and `shown` as in the payload. `cell` None: the one that the picture chooses."""

    name: str
    shown: int
    layer: int
    cell: int | None


class BlockPayload(TypedDict):
    """What `block.js` gets: the arrays of `BlockPicture`; while the question is open, `long` (the answer) is None.

    `heads` (from 1) and `weights` (layer, 1 + word) as in `on_words`; `heads` is empty where attention is not seen.
    """

    name: str
    question: QuestionPayload
    long: str | None
    words: list[WordPayload]
    word: int
    layers: int
    start: int
    shown: int
    cells: int
    streams: Floats
    attention: Floats
    mlp: Floats
    lengths: Floats
    turns: Floats
    heads: list[int]
    heads_count: int
    weights: Floats
    opened: OpenedPayload | None
    settings: BlockSettings
    strings: dict[str, str]


Asked = tuple[int, BlockPart, int]
"""Layer, part, and the cell whose number is to be opened."""


def block_view(
    name: str,
    words: list[WordPayload],
    word: int,
    picture: BlockPicture,
    looks: Looks | None,
    wanted: int | None,
    opened: OpenedPayload | None,
    question: Question,
    long: str,
    t: Strings,
    *,
    on_word: Callable[[], None],
    on_open: Callable[[], None],
) -> None:
    """Draw the blocks at the token `word` (its place in the row). `on_word` is called when another (`asked_word`) is
    chosen, `on_open` when a number (`asked_product`) is to be opened. `long` is the true answer to the question.
    `looks` is None where attention is not seen. `wanted`: the layer to be shown first, from 1.
    """
    layer = first_layer(picture)
    shown = layer if wanted is None else wanted - 1
    if question.is_open:
        picture = covered(picture, layer)
    payload: BlockPayload = {
        "name": name,
        "question": question.payload,
        "long": None if question.is_open else long,
        "words": words,
        "word": word,
        "layers": len(picture.attention),
        "start": layer,
        "shown": shown,
        "cells": picture.streams.shape[1],
        "streams": picture.streams,
        "attention": picture.attention,
        "mlp": picture.mlp,
        "lengths": picture.lengths,
        "turns": picture.turns,
        "heads": [] if looks is None else [int(head) + 1 for head in looks.heads],
        "heads_count": 0 if looks is None else looks.count,
        "weights": np.zeros(0, np.float32) if looks is None else on_words(looks, words[0]["position"], len(words)),
        "opened": opened,
        "settings": {"name": name, "shown": shown, "layer": shown, "cell": None},
        "strings": sentences(t, "block", _MARKS),
    }
    part(__file__, styles=("stage", "ask", "controls", "products", "words"))(
        _KEY, payload, on_word_change=on_word, on_open_change=on_open, on_guess_change=question.keep(_KEY)
    )  # fmt: skip


def asked_word() -> int | None:
    """The place in the row of the token that was chosen; None if that is nothing one could choose."""
    match st.session_state[_KEY].word:
        case {"place": int(place)} if place >= 0:
            return place
    return None


def asked_product() -> Asked | None:
    """The number that is to be opened; None if that is nothing one could ask."""
    match st.session_state[_KEY].open:
        case {"layer": int(layer), "part": str(name), "cell": int(cell)} if name in _PARTS:
            return layer, _PARTS[name], cell
    return None


def opened_payload(asked: Asked, found: Product | None, problem: str = "") -> OpenedPayload:
    """The product for the browser, or why there is none."""
    layer, named, cell = asked
    product = Product((), 0.0, 0, 0.0, 0.0, 0.0) if found is None else found
    return {
        "layer": layer,
        "part": named,
        "cell": cell,
        "terms": [{"index": term.index, "input": term.input, "weight": term.weight} for term in product.terms],
        "others": product.others,
        "others_count": product.others_count,
        "bias": product.bias,
        "value": product.value,
        "added": product.added,
        "problem": problem,
    }
