"""One block opened: what attention and the feed-forward layer add, down to the multiplication."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.chapters.inside.compute.block import first_layer, length_after, picture_of
from llm_viz.chapters.inside.compute.looks import looks
from llm_viz.chapters.inside.frame import opened_layer, show_act
from llm_viz.chapters.inside.parts.block import (
    Asked,
    OpenedPayload,
    asked_product,
    asked_word,
    block_view,
    opened_payload,
)
from llm_viz.chapters.inside.parts.words import last_words
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import Visit

QUESTION = "guess-block"
_TOKEN, _OPENED = "inside-block-token", "inside-block-opened"
"""Where the session state keeps the token and the number that are looked at, with what they belong to."""


def show(page: Page) -> None:
    """The act."""
    show_act(page, QUESTION, _show)


def _show(page: Page) -> None:
    """As a fragment, each rerun looks at another token or opens one number."""
    with page.section("block", is_picture=True):
        visit = page.visit
        tokens = visit.lm.tokenize(visit.text).tokens
        words = last_words(tokens)
        subject = visit.model, visit.text
        known, kept = st.session_state.get(_TOKEN, (None, len(words) - 1))
        word = kept if known == subject else len(words) - 1
        position = words[word]["position"]
        picture = picture_of(visit.lm.block_sums(visit.text, position))
        seen = looks(visit.lm, visit.text, position, len(tokens))
        asked_for, asked = st.session_state.get(_OPENED, (None, None))
        opened = _opened(visit, position, asked) if asked and asked_for == (*subject, position) else None

        layer = opened_layer(page, len(picture.attention))
        ahead = length_after(picture, first_layer(picture))
        # Who asked for one layer gets to see it, and is not asked about another.
        is_asked = layer is None or not page.has_covered(QUESTION)
        options = [page.t("block-long", length=answer) for answer in ahead.answers] if is_asked else []
        question = page.ask_on_picture(QUESTION, options)
        long = page.t("block-long", length=ahead.after)

        def keep_word() -> None:
            chosen = asked_word()
            if chosen is not None and chosen < len(words):
                st.session_state[_TOKEN] = subject, chosen

        def keep_product() -> None:
            wanted = asked_product()
            if wanted is not None:
                st.session_state[_OPENED] = (*subject, position), wanted

        name = f"{visit.model} {visit.text} {position}"
        block_view(
            name, words, word, picture, seen, layer, opened, question, long, page.t,
            on_word=keep_word, on_open=keep_product,
        )  # fmt: skip


def _opened(visit: Visit, position: int, asked: Asked) -> OpenedPayload:
    layer, part, cell = asked
    try:
        return opened_payload(asked, visit.lm.product(visit.text, position, layer, part, cell))
    except LlmVizError as problem:  # the picture stays, and says it in place
        return opened_payload(asked, None, problem.sentence(visit.language))
