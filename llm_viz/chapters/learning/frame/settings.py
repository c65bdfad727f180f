"""What the model of chapter 1 is to learn from and how: the controls, whose settings stand in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from llm_viz.chapters.learning.compute.settings import CORPORA, LAYERS, LEARNING_RATES, MAX_SEED, STEPS, WIDTHS
from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.settings import option_setting
from llm_viz.training.character_settings import MAX_PROMPT_CHARACTERS, TrainingSettings, default_settings
from llm_viz.training.corpora import Corpus, corpus, own_corpus

_OWN = "own"  # key of a text that the visitor uploads
_FILE_TEXT = "learning-file-text"
_PROMPT, _WORD, _SEED = "learning-prompt", "learning-word", "learning-seed"
_SUGGESTED_FOR = "learning-asked-of"  # the text that brought the prompt and word in the session state
Number = TypeVar("Number", int, float)


def choose_settings(page: Page, others: DeltaGenerator) -> TrainingSettings | None:
    """The controls, all but that of the text in the place `others`.

    None while a file of one's own is wanted but there is none. Raises what `own_corpus` does.
    """
    chosen = _choose_corpus(page)
    if chosen is None:
        return None
    with others:
        settings = _change(page, default_settings(chosen))
    _remember(settings)
    return settings


def describe_corpus(page: Page, chosen: Corpus) -> str:
    """The text that is learned, as Markdown: its size, and how it begins."""
    return page.t(
        "corpus-facts",
        name=escape(chosen.name) if chosen.key == _OWN else page.t(f"corpus-{chosen.key}"),
        characters=len(chosen.train),
        held=len(chosen.validation),
        alphabet=len(set(chosen.train + chosen.validation)),
        sample=escape(chosen.train[:90].replace("\n", " ⏎ ")),
    )


def _choose_corpus(page: Page) -> Corpus | None:
    t, language = page.t, page.visit.language
    offered = (*CORPORA[language], _OWN)
    key = option_setting(
        page.visit,
        "corpus",
        offered,
        t("corpus"),
        lambda option: t(f"corpus-{option}"),
        key=f"learning-corpus-{language}",
        label_visibility="collapsed",
    )
    if key != _OWN:
        return corpus(key)
    own = _own_corpus(page)
    if own is not None and own.replaced:
        st.caption(t("own-replaced", count=own.replaced))
    return own


def _own_corpus(page: Page) -> Corpus | None:
    """The text of the visitor's file. It is kept: Streamlit forgets a file when its page is left."""
    t, forget = page.t, partial(st.session_state.pop, _FILE_TEXT, None)
    help = t("own-help")
    file = st.file_uploader(t("own-file"), max_upload_size=1, key="learning-file", help=help, on_change=forget)
    if file is not None and _FILE_TEXT not in st.session_state:
        st.session_state[_FILE_TEXT] = own_corpus(file.getvalue(), file.name)
    kept: Corpus | None = st.session_state.get(_FILE_TEXT)
    return kept


def _change(page: Page, start: TrainingSettings) -> TrainingSettings:
    """The controls for everything but the text, which begin as `start`."""
    t, visit = page.t, page.visit
    with st.expander(t("settings"), icon=":material/tune:", key="learning-settings"):
        st.markdown(describe_corpus(page, start.corpus))
        prompt, word = _prompt_and_word(page, start)
        left, right = st.columns(2, gap="large")
        with left:
            width = _slider(page, "width", WIDTHS, start.width)
            layers = _slider(page, "layers", LAYERS, start.layers)
        with right:
            steps = _slider(page, "steps", STEPS, start.steps, of=start.corpus.key)
            rate = _slider(page, "rate", LEARNING_RATES, start.learning_rate)
        st.session_state.setdefault(_SEED, visit.param_int("seed", start.seed, 0, MAX_SEED))
        seed = st.number_input(t("seed"), 0, MAX_SEED, key=_SEED, width=160, persist_state="session")
    return replace(
        start,
        width=width,
        layers=layers,
        steps=steps,
        learning_rate=rate,
        seed=int(seed),
        prompt=prompt,
        word=word,
    )


def _slider(page: Page, name: str, options: tuple[Number, ...], default: Number, of: str = "") -> Number:
    """One of the options; the message `<name>` is the label, `<name>-help` the help.

    `of`: the key of the text, where each text has a position of its own.
    """
    key = f"learning-{name}-{of}" if of else f"learning-{name}"
    if key not in st.session_state:
        by_text = {str(option): option for option in options}
        st.session_state[key] = by_text[page.visit.param_choice(name, str(default), tuple(by_text))]
    chosen: Number = st.select_slider(
        page.t(name), options, key=key, help=page.t(f"{name}-help"), persist_state="session"
    )
    return chosen


def _prompt_and_word(page: Page, start: TrainingSettings) -> tuple[str, str]:
    """Which word is watched, and after what: the address gives the first, another text brings its own suggestion."""
    t, state = page.t, st.session_state
    subject = start.corpus.key, start.corpus.name
    if state.get(_SUGGESTED_FOR) != subject:
        asked: Mapping[str, str] = {} if _SUGGESTED_FOR in state else st.query_params
        state[_PROMPT] = asked.get("prompt") or start.prompt
        state[_WORD] = asked.get("word") or start.word
        state[_SUGGESTED_FOR] = subject
    left, right = st.columns([3, 2])
    longest = MAX_PROMPT_CHARACTERS
    prompt = left.text_input(
        t("prompt"), key=_PROMPT, max_chars=longest, help=t("prompt-help"), persist_state="session"
    )
    word = right.text_input(t("word"), key=_WORD, max_chars=longest, persist_state="session")
    return prompt or "", word or ""


def _remember(settings: TrainingSettings) -> None:
    """What differs from the defaults, for the address; it stands outside the expander, which may be closed."""
    start = default_settings(settings.corpus)
    own = settings.corpus.key == _OWN
    with_defaults = {
        "width": (settings.width, start.width),
        "layers": (settings.layers, start.layers),
        "steps": (settings.steps, start.steps),
        "rate": (settings.learning_rate, start.learning_rate),
        "seed": (settings.seed, start.seed),
        "prompt": (settings.prompt, settings.prompt if own else start.prompt),  # a visitor's file is not quoted there
        "word": (settings.word, settings.word if own else start.word),
    }
    changed = {name: None if value == default else str(value) for name, (value, default) in with_defaults.items()}
    remember_in_address("learning-settings-address", **changed)
