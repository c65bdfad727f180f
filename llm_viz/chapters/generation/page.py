"""Chapter 4: how one token becomes a text."""

from __future__ import annotations

import secrets
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

import streamlit as st

from llm_viz.chapters.generation.compute import steps as generation
from llm_viz.chapters.generation.compute.tree import MAX_LENGTH, Generate, Place, TextTree, follow, write
from llm_viz.chapters.generation.parts.player import Question, Showing, player, question
from llm_viz.chapters.generation.parts.step_view import step_view
from llm_viz.chapters.generation.parts.steps_table import steps_table
from llm_viz.chapters.generation.parts.text_tree import text_tree
from llm_viz.engine.protocol.generation import GREEDY, GenerationStep, Sampling
from llm_viz.kit.page.frame import Page, chapter, guarded
from llm_viz.kit.visit import Visit, notice_bad_parameter

MODES = ("greedy", "sampling")
MAX_TEMPERATURE = 2.0
MAX_TOP_K = 200
MAX_SEED = 9999

MadeFor = tuple[str, str, Sampling]


@dataclass(slots=True)
class Writing:
    """The texts of one visitor: `node` ends the one on screen, `seen` of its tokens are shown; `first` came at once.

    `answered` is the number of the last question of the player that has its answer. `number` is this tree's own, also
    among sessions, as a browser may come back to a new one.
    """

    made_for: MadeFor
    number: int = field(default_factory=lambda: secrets.randbits(48))
    texts: TextTree = field(default_factory=TextTree)
    node: int = 0
    seen: int = 0
    first: list[Place] = field(default_factory=list)
    answered: int = 0


@st.fragment
def show(page: Page) -> None:
    """The whole chapter; only this runs again when the player asks for more."""
    written = None
    with page.section("player"):
        stage = st.container()
        with st.container():  # below what they act on, so that the text comes first
            sampling = settings(page)
        with stage:
            written = write_on(page, sampling)
            if written is not None:
                show_writing(page, written)
    if written is None:
        return
    with page.section("tree"):
        text_tree(page.t)
    with page.section("table"):
        steps_table(page.t)


def write_on(page: Page, sampling: Sampling) -> Writing | None:
    """What has been written so far, with what the player has asked for; None, with the reason, if it is nothing."""
    writing = current_writing(page.visit, sampling)
    with guarded(page.visit.language):  # what has been written stays on screen if the model cannot go on
        answer(page.visit, writing)
        if writing.texts.root.ending is not None:
            st.info(page.t(f"step-ending-{writing.texts.root.ending}"), icon=":material/info:")
    # Answered, or refused. Where Streamlit ended the run before this point, the next one takes the question up again.
    asked: Question | None = st.session_state.pop("generation-question", None)
    writing.answered = writing.answered if asked is None else asked.number
    return None if writing.texts.root.outlook is None else writing


def show_writing(page: Page, writing: Writing) -> None:
    """The guess, the player, the step it stands at, and what the record of the steps shown supports."""
    visit, texts, sampling = page.visit, writing.texts, writing.made_for[2]
    if sampling == GREEDY:
        guess(page, writing.first)
    tokens = visit.lm.tokenize(visit.text).tokens
    size, address = visit.facts.vocabulary_size, address_of(sampling)
    showing = Showing(writing.number, texts, writing.node, writing.seen, writing.answered, tokens, size, address)
    player(showing, page.t, remember_question)
    step_view(page.t)
    page.notes(generation.notes(texts.line(writing.node)[: writing.seen]))


def settings(page: Page) -> Sampling:
    """How a token is chosen. The address is asked once; from then on the controls hold the settings."""
    t, visit, state = page.t, page.visit, st.session_state
    if "generation-mode" not in state:
        state["generation-mode"] = visit.param_choice("mode", "greedy", MODES)
        state["generation-temperature"] = visit.param_float("temperature", 0.8, 0.0, MAX_TEMPERATURE)
        state["generation-top_k"] = visit.param_int("top_k", 0, 0, MAX_TOP_K)
        state["generation-top_p"] = visit.param_float("top_p", 1.0, 0.0, 1.0)
        state["generation-seed"] = visit.param_int("seed", 0, 0, MAX_SEED)
    mode = st.segmented_control(
        t("mode"),
        MODES,
        format_func=lambda name: t(f"mode-{name}"),
        key="generation-mode",
        required=True,
        persist_state="session",
    )
    st.caption(t("mode-why"))
    if mode == "greedy":
        return GREEDY
    columns = st.columns(4, gap="medium")
    with columns[0]:
        temperature = st.slider(
            t("temperature"), 0.0, MAX_TEMPERATURE, step=0.05, key="generation-temperature", persist_state="session"
        )
    with columns[1]:
        top_k = st.slider(
            t("top_k"), 0, MAX_TOP_K, key="generation-top_k", help=t("top_k-help"), persist_state="session"
        )
    with columns[2]:
        top_p = st.slider(
            t("top_p"), 0.0, 1.0, step=0.01, key="generation-top_p", help=t("top_p-help"), persist_state="session"
        )
    with columns[3]:
        seed = st.number_input(
            t("seed"), 0, MAX_SEED, step=1, key="generation-seed", help=t("seed-help"), persist_state="session"
        )
    return Sampling(temperature, top_k, top_p, seed=seed)


def address_of(sampling: Sampling) -> dict[str, str | None]:
    """The settings as they stand in the address."""
    if sampling == GREEDY:
        return dict.fromkeys(("mode", "temperature", "top_k", "top_p", "seed"))
    values = {name: f"{getattr(sampling, name):g}" for name in ("temperature", "top_k", "top_p", "seed")}
    return {"mode": "sampling", **values}


def current_writing(visit: Visit, sampling: Sampling) -> Writing:
    """The texts of this sentence, model and settings: those of the session, or new ones."""
    made_for = (visit.model, visit.text, sampling)
    kept: Writing | None = st.session_state.get("generation-writing")
    if kept is not None and kept.made_for == made_for:
        return kept
    writing = Writing(made_for)
    if kept is None:  # a shared link is meant for the first view only
        open_path(visit, writing)
    st.session_state["generation-writing"] = writing
    return writing


def open_path(visit: Visit, writing: Writing) -> None:
    """Write the text that a shared link holds, as far as it could have been written here."""
    given = st.query_params.get("path")
    if given is None:
        return
    path = generation.read_path(given, visit.facts.vocabulary_size)
    if path is not None:
        writing.node = follow(writing.texts, path, generator(visit, writing.made_for[2]))
        writing.seen = len(writing.texts.line(writing.node))
    if path is None or writing.seen < len(path):
        notice_bad_parameter(visit.language, "path", given, visit.facts.name)


def answer(visit: Visit, writing: Writing) -> None:
    """Do what the player has asked for, if anything, and let the first tokens be written."""
    asked: Question | None = st.session_state.get("generation-question")
    generate = generator(visit, writing.made_for[2])
    if writing.texts.root.outlook is None:
        writing.node = write(writing.texts, 0, generation.CHUNK, generate)
        writing.first = writing.texts.line(writing.node)
    if asked is None or asked.tree != writing.number or asked.node not in writing.texts.places:
        return
    writing.node, writing.seen = asked.node, max(0, min(asked.seen, MAX_LENGTH))
    if asked.token is not None:
        try:
            writing.node = writing.texts.choose(asked.node, asked.token)
        except KeyError:  # not among the candidates: no button of the player says so
            return
        writing.seen = writing.texts.places[writing.node].depth
    if asked.more and writing.texts.places[writing.node].outlook is None:
        writing.node = write(writing.texts, writing.node, generation.CHUNK, generate)
        writing.texts.prune(writing.node)


def generator(visit: Visit, sampling: Sampling) -> Generate:
    """What writes on for this visitor."""

    def generate(ids: tuple[int, ...], count: int) -> Generator[GenerationStep, None, None]:
        yield from visit.lm.generate(
            visit.text, continuation=ids, sampling=sampling, max_new_tokens=count, top=generation.TOP
        )

    return generate


def guess(page: Page, first: Sequence[Place]) -> None:
    """Predict before you see: in how many of the first steps is the model sure?"""
    sure = generation.sure_steps(first)
    if sure is None:
        return
    t = page.t
    options = [t("guess-range", low=low, high=high) for low, high in sure.ranges]
    page.guess("guess-sure", options, options[sure.answer])


def remember_question() -> None:
    """Keep what the player asks for the run that it starts."""
    st.session_state["generation-question"] = question()


def render() -> None:
    """Draw the page."""
    with chapter("generation", presets=generation.PRESETS) as this_page:
        this_page.visit.lm.check_causal()
        show(this_page)
