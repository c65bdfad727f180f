"""The first moment of a visit: what the address asks for, and what is taken for granted otherwise."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.engine import catalogue
from llm_viz.engine.protocol.engine import Engine
from llm_viz.engine.protocol.models import ModelStatus
from llm_viz.engine.request_limits import MAX_CHARACTERS
from llm_viz.kit.browser.sentence import keep_sentence
from llm_viz.kit.compute.presets import default_text
from llm_viz.kit.rude_words import SWITCH
from llm_viz.kit.shell.contents import Chapter
from llm_viz.kit.visit import notice_bad_parameter

DEFAULT_TEXT: dict[Language, str] = {language: default_text(language) for language in LANGUAGES}


_CHAPTER, _OPENING = "opening-chapter", "opening"
"""What the session knows of the chapter that it arrived at last: its name, and what it begins with."""


def open_visit(engine: Engine) -> None:
    """Fill the session state once, from the address or the defaults: `lang`, `model`, `text`, `projector`, `cover`."""
    if "text" in st.session_state:
        return
    refused: list[tuple[str, str, str]] = []
    language = _language(refused)
    st.session_state["lang"] = language
    st.session_state["model"] = _model(engine.models(), language, refused)
    st.session_state["projector"] = st.query_params.get("projector") == "1"
    st.session_state[SWITCH] = st.query_params.get(SWITCH, st.query_params.get("projector")) == "1"
    keep_sentence(_text(language, refused))
    st.session_state["refused"] = refused


def visit_address() -> dict[str, str | None]:
    """What every page's address says of the visit (None: nothing).

    A text that is too long to be read is left out: no server takes an address of that length.
    """
    text: str = st.session_state["text"]
    return {
        "lang": st.session_state["lang"],
        "model": st.session_state["model"],
        "text": text if len(text) <= MAX_CHARACTERS else None,
        "projector": "1" if st.session_state["projector"] else None,
        SWITCH: _cover_in_address(),
    }


def show_refused() -> None:
    """Say which parameters of the address were not used; until the visitor does something."""
    shown = st.session_state["refused-shown"] = st.session_state.pop("refused", [])
    for name, given, allowed in shown:
        notice_bad_parameter(st.session_state["lang"], name, given, allowed)


def run_again() -> NoReturn:
    """Draw the page once more although the visitor did nothing: what was refused is said again."""
    st.session_state["refused"] = st.session_state.get("refused-shown", [])
    st.rerun()


def default_model(models: tuple[ModelStatus, ...], language: Language) -> str:
    """The model meant for the language, or the first that works if that one does not."""
    usable = [model.key for model in models if model.causal and model.problem is None]
    meant = catalogue.default_model(language)
    return meant if meant in usable or not usable else usable[0]


def follow_language(engine: Engine, before: Language) -> None:
    """After a change of language: sentence and model follow where the visitor had not chosen his own."""
    language: Language = st.session_state["lang"]
    models = engine.models()
    if is_untouched(before):
        st.session_state["text"] = _opening()[language]
    if st.session_state["model"] == default_model(models, before):
        st.session_state["model"] = default_model(models, language)


def follow_chapter(chapter: Chapter) -> None:
    """At the arrival in a chapter: a sentence that the visitor has not chosen gives way to the one it begins with."""
    is_first, name = _CHAPTER not in st.session_state, st.session_state.get(_CHAPTER)
    follows = "text" not in st.query_params if is_first else is_untouched(st.session_state["lang"])
    st.session_state[_CHAPTER], st.session_state[_OPENING] = chapter.name, {**DEFAULT_TEXT, **chapter.about.opening}
    if follows and name != chapter.name:
        st.session_state["text"] = _opening()[st.session_state["lang"]]


def is_untouched(language: Language) -> bool:
    """Whether the sentence is one that a visit or the chapter begins with in this language."""
    return st.session_state["text"] in (DEFAULT_TEXT[language], _opening()[language])


def _opening() -> dict[Language, str]:
    found: dict[Language, str] = st.session_state[_OPENING]
    return found


def _language(refused: list[tuple[str, str, str]]) -> Language:
    given = st.query_params.get("lang")
    for language in LANGUAGES:
        if given == language:
            return language
    if given is not None:
        refused.append(("lang", given, ", ".join(LANGUAGES)))
    return "ja" if (st.context.locale or "").lower().startswith("ja") else "en"


def _model(models: tuple[ModelStatus, ...], language: Language, refused: list[tuple[str, str, str]]) -> str:
    given = st.query_params.get("model")
    keys = [model.key for model in models]
    if given in keys:
        return str(given)
    if given is not None:
        refused.append(("model", given, ", ".join(keys)))
    return default_model(models, language)


def _text(language: Language, refused: list[tuple[str, str, str]]) -> str:
    given = st.query_params.get("text")
    if given is not None and "\N{REPLACEMENT CHARACTER}" in given:  # bytes in the address that are not UTF-8
        refused.append(("text", given, "UTF-8"))
        given = None
    return DEFAULT_TEXT[language] if given is None else given


def _cover_in_address() -> str | None:
    """Projector mode covers rude words unless the visitor has said otherwise, so only the other two cases are told."""
    is_on = bool(st.session_state[SWITCH])
    return None if is_on == st.session_state["projector"] else str(int(is_on))
