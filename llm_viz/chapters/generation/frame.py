"""The texts of one visitor: what the model has written so far, and what the player has asked for."""

from __future__ import annotations

import secrets
from collections.abc import Generator
from dataclasses import dataclass, field

import streamlit as st

from llm_viz.chapters.generation.compute.steps import CHUNK, TOP, read_path
from llm_viz.chapters.generation.compute.tree import MAX_LENGTH, Generate, TextTree, follow, write
from llm_viz.chapters.generation.parts.player import Question, question
from llm_viz.engine.protocol.generation import GenerationStep, Sampling
from llm_viz.kit.page.frame import Page, guarded
from llm_viz.kit.visit import Visit, notice_bad_parameter

_QUESTION, _WRITING = "generation-question", "generation-writing"


@dataclass(slots=True)
class Writing:
    """The texts of one visitor, for one sentence, model and settings.

    `node` ends the text on screen, of which `seen` tokens are shown.

    `answered` is the number of the last question of the player that has its answer. `number` is this tree's own, also
    among sessions, as a browser may come back to a new one.
    """

    model: str
    text: str
    sampling: Sampling
    number: int = field(default_factory=lambda: secrets.randbits(48))
    texts: TextTree = field(default_factory=TextTree)
    node: int = 0
    seen: int = 0
    answered: int = 0


def write_on(page: Page, sampling: Sampling) -> Writing | None:
    """What has been written so far, with what the player has asked for; None, with the reason, if it is nothing."""
    writing = _current_writing(page.visit, sampling)
    with guarded(page.visit.language):  # what has been written stays on screen if the model cannot go on
        _answer(page.visit, writing)
        if writing.texts.root.ending is not None:
            st.info(page.t(f"step-ending-{writing.texts.root.ending}"), icon=":material/info:")
    # Answered, or refused. Where Streamlit ended the run before this point, the next one takes the question up again.
    asked: Question | None = st.session_state.pop(_QUESTION, None)
    writing.answered = writing.answered if asked is None else asked.number
    return None if writing.texts.root.prediction is None else writing


def remember_question() -> None:
    """Keep what the player asks for the run that it starts."""
    st.session_state[_QUESTION] = question()


def _current_writing(visit: Visit, sampling: Sampling) -> Writing:
    """The texts of this sentence, model and settings: those of the session, or new ones."""
    kept: Writing | None = st.session_state.get(_WRITING)
    if kept is not None and (kept.model, kept.text, kept.sampling) == (visit.model, visit.text, sampling):
        return kept
    writing = Writing(visit.model, visit.text, sampling)
    if kept is None:  # a shared link is meant for the first view only
        _open_path(visit, writing)
    st.session_state[_WRITING] = writing
    return writing


def _open_path(visit: Visit, writing: Writing) -> None:
    """Write the text that a shared link holds, as far as it could have been written here."""
    given = st.query_params.get("path")
    if given is None:
        return
    path = read_path(given, visit.facts.vocabulary_size)
    if path is not None:
        writing.node = follow(writing.texts, path, _generator(visit, writing.sampling))
        writing.seen = len(writing.texts.line(writing.node))
    if path is None or writing.seen < len(path):
        notice_bad_parameter(visit.language, "path", given, visit.facts.name)


def _answer(visit: Visit, writing: Writing) -> None:
    """Do what the player has asked for, if anything, and let the first tokens be written."""
    asked: Question | None = st.session_state.get(_QUESTION)
    generate = _generator(visit, writing.sampling)
    if writing.texts.root.prediction is None:
        writing.node = write(writing.texts, 0, CHUNK, generate)
    if asked is None or asked.tree != writing.number or asked.node not in writing.texts.nodes:
        return
    writing.node, writing.seen = asked.node, max(0, min(asked.seen, MAX_LENGTH))
    if asked.token is not None:
        try:
            writing.node = writing.texts.choose(asked.node, asked.token)
        except KeyError:  # not among the candidates: no button of the player says so
            return
        writing.seen = writing.texts.nodes[writing.node].depth
    if asked.more and writing.texts.nodes[writing.node].prediction is None:
        writing.node = write(writing.texts, writing.node, CHUNK, generate)
        writing.texts.prune(writing.node)


def _generator(visit: Visit, sampling: Sampling) -> Generate:
    """What writes on for this visitor."""

    def generate(ids: tuple[int, ...], count: int) -> Generator[GenerationStep, None, None]:
        yield from visit.lm.generate(visit.text, continuation=ids, sampling=sampling, max_new_tokens=count, top=TOP)

    return generate
