"""What the model of chapter 1 is to learn from and how: the controls, whose settings stand in the address."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from llm_viz.chapters.learning.compute.lesson import CORPORA, LAYERS, LEARNING_RATES, MAX_SEED, STEPS, WIDTHS
from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.frame import Page
from llm_viz.training.character_settings import MAX_PROMPT_CHARACTERS, TrainingSettings, default_settings
from llm_viz.training.corpora import Corpus, corpus, own_corpus

OWN = "own"
_ASKED_OF = "learning-asked-of"


def default_choice(page: Page) -> TrainingSettings:
    """What a visitor gets who changes nothing, and what the run computed beforehand was made with."""
    return default_settings(corpus(CORPORA[page.visit.language][0]))


def choose(page: Page) -> TrainingSettings | None:
    """The controls; None while a file of one's own is wanted but there is none. Raises what `own_corpus` does."""
    chosen = _corpus(page)
    if chosen is None:
        return None
    choice = _settings(page, default_settings(chosen))
    _remember(page, choice)
    return choice


def _corpus(page: Page) -> Corpus | None:
    t, offered = page.t, (*CORPORA[page.visit.language], OWN)
    asked = page.visit.param_choice("corpus", offered[0], offered)
    key = st.segmented_control(
        t("corpus"),
        offered,
        default=asked,
        required=True,
        format_func=lambda one: t(f"corpus-{one}"),
        key=f"learning-corpus-{page.visit.language}",
    )
    if key != OWN:
        return corpus(key or asked)
    file = st.file_uploader(t("own-file"), max_upload_size=1, key="learning-file", help=t("own-help"))
    if file is None:
        return None
    own = own_corpus(file.getvalue(), file.name)
    if own.replaced:
        st.caption(t("own-replaced", count=own.replaced))
    return own


def _settings(page: Page, start: TrainingSettings) -> TrainingSettings:
    t, visit = page.t, page.visit
    with st.expander(t("settings"), icon=":material/tune:", key="learning-settings"):
        prompt, word = _asked(page, start.corpus)
        left, right = st.columns(2, gap="large")
        width = _slider(page, left, "width", WIDTHS, start.width)
        layers = _slider(page, left, "layers", LAYERS, start.layers)
        steps = _slider(page, right, "steps", STEPS, start.steps, of=start.corpus.key)
        rate = _slider(page, right, "rate", LEARNING_RATES, start.learning_rate)
        seed = st.number_input(
            t("seed"), 0, MAX_SEED, visit.param_int("seed", start.seed, 0, MAX_SEED), key="learning-seed", width=160
        )
    return replace(
        start,
        width=int(width),
        layers=int(layers),
        steps=int(steps),
        learning_rate=rate,
        seed=int(seed),
        prompt=prompt,
        word=word,
    )


def _slider(
    page: Page,
    place: st.delta_generator.DeltaGenerator,
    name: str,
    options: tuple[float, ...],
    usual: float,
    of: str = "",
) -> float:
    """One of these values; the message `<name>` is its label, `<name>-help` its help. Every `of` has its own."""
    by_text = {str(option): option for option in options}
    asked = by_text[page.visit.param_choice(name, str(usual), tuple(by_text))]
    chosen: float = place.select_slider(
        page.t(name), options, asked, key=f"learning-{name}{of}", help=page.t(f"{name}-help")
    )
    return chosen


def _asked(page: Page, chosen: Corpus) -> tuple[str, str]:
    """Which word is watched, and after what; another text brings its own suggestion."""
    t, state = page.t, st.session_state
    subject = chosen.key, chosen.name
    if state.get(_ASKED_OF) != subject:
        suggested = default_settings(chosen)
        first = _ASKED_OF not in state
        state["learning-prompt"] = (st.query_params.get("prompt") if first else None) or suggested.prompt
        state["learning-word"] = (st.query_params.get("word") if first else None) or suggested.word
        state[_ASKED_OF] = subject
    left, right = st.columns([3, 2])
    before = left.text_input(t("prompt"), key="learning-prompt", max_chars=MAX_PROMPT_CHARACTERS, help=t("prompt-help"))
    word = right.text_input(t("word"), key="learning-word", max_chars=MAX_PROMPT_CHARACTERS)
    return before or "", word or ""


def _remember(page: Page, choice: TrainingSettings) -> None:
    """What differs from the defaults."""
    start = default_settings(choice.corpus)
    own = choice.corpus.key == OWN
    settings = {
        "corpus": (choice.corpus.key, default_choice(page).corpus.key),
        "width": (choice.width, start.width),
        "layers": (choice.layers, start.layers),
        "steps": (choice.steps, start.steps),
        "rate": (choice.learning_rate, start.learning_rate),
        "seed": (choice.seed, start.seed),
        "prompt": (choice.prompt, choice.prompt if own else start.prompt),  # what is in a visitor's file stays here
        "word": (choice.word, choice.word if own else start.word),
    }
    changed = {name: None if value == usual else str(value) for name, (value, usual) in settings.items()}
    remember_in_address("learning-settings-address", **changed)


def describe(choice: TrainingSettings, page: Page) -> str:
    """The text that is learned, as Markdown: its size, and how it begins."""
    t, text = page.t, choice.corpus
    name = escape(text.name) if text.key == OWN else t(f"corpus-{text.key}")
    return t(
        "corpus-facts",
        name=name,
        characters=len(text.train),
        held=len(text.validation),
        alphabet=len(set(text.train + text.validation)),
        sample=escape(text.train[:90].replace("\n", " ⏎ ")),
    )
