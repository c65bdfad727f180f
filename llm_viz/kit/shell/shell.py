"""What stands around every chapter: the rail, the line with the question and the menu, and the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from llm_viz.base.errors import LlmVizError
from llm_viz.base.i18n import Strings, strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.engine.protocol.engine import Engine
from llm_viz.engine.protocol.models import ModelFacts, ModelStatus
from llm_viz.kit.browser.chrome import chrome
from llm_viz.kit.browser.share import share_button
from llm_viz.kit.markdown import escape, escape_values
from llm_viz.kit.rude_words import SWITCH, take_note
from llm_viz.kit.shell.contents import Chapter
from llm_viz.kit.shell.opening import follow_language
from llm_viz.kit.shell.rail import contents, progress

_FOLDER = Path(__file__).parent


def page_setup(t: Strings) -> None:
    """Title, icon and language of the browser page; its styles come with it (`server/page_file.py`)."""
    st.set_page_config(page_title=t("app-name"), page_icon=str(_FOLDER / "icon.svg"), layout="wide")
    chrome(t, projector=st.session_state["projector"])


def top_line(chapter: Chapter, pages: Sequence[StreamlitPage], engine: Engine, t: Strings) -> DeltaGenerator:
    """The question of a chapter, how far one has come, and the menu: language, model, sharing, projector mode.

    Returns the menu, to which `device_note` adds.
    """
    words = strings(t.language, chapter.name)
    with st.container(key="top", horizontal=True, vertical_alignment="center", gap="small"):
        st.title(words("question"), anchor=False)
        progress(chapter, len(pages) - 1, t)
        # A menu of each page: it is closed again where a link in it has led.
        menu = st.popover(t("menu"), icon=":material/tune:", key=f"menu-{chapter.name}")
    with menu:
        _settings(engine, t)
        contents(pages)
    return menu


def device_note(menu: DeltaGenerator, engine: Engine, facts: ModelFacts, t: Strings) -> None:
    """Where the model runs and how precisely it computes, in the menu."""
    place = "device-elsewhere" if engine.elsewhere else "device"
    with menu:
        explained = [t(f"{place}-help"), *([t("device-help-rounded")] if facts.precision != "float32" else [])]
        st.caption(t(place, device=facts.device, precision=facts.precision), help=" ".join(explained))
        if facts.left_out:
            st.caption(t("closing-left-out", tokens=escape(" ".join(facts.left_out))), help=t("closing-left-out-help"))


def _settings(engine: Engine, t: Strings) -> None:
    st.segmented_control(
        t("language"),
        LANGUAGES,
        format_func=_language_name,
        key="lang",
        required=True,
        on_change=follow_language,
        args=(engine, t.language),
        persist_state="session",
    )
    _model_picker(engine, t)
    share_button(t)
    st.toggle(t("projector"), key="projector", help=t("projector-help"), on_change=_cover_too, persist_state="session")
    if st.session_state["projector"]:
        st.caption(t("projector-keys"))
    st.toggle(t("cover"), key=SWITCH, help=t("cover-help"), persist_state="session")


def _cover_too() -> None:
    """Where a class looks on, rude words are covered, unless the visitor shows them again."""
    st.session_state[SWITCH] = st.session_state["projector"]


def covered_note(t: Strings) -> None:
    """That something on the page was covered, and how to see it; nothing if nothing was."""
    if take_note():
        st.caption(f":material/visibility_off: {t('cover-note')}")


def show_error(error: LlmVizError, language: Language) -> None:
    """The explanation of an error, in place."""
    st.error(type(error)(**escape_values(error.values, language)).sentence(language), icon=":material/error:")


def _model_picker(engine: Engine, t: Strings) -> None:
    models = {model.key: model for model in engine.models()}
    st.selectbox(
        t("model"),
        list(models),
        format_func=lambda key: _model_label(models[key], t),
        key="model",
        persist_state="session",
    )


def _model_label(model: ModelStatus, t: Strings) -> str:
    if model.problem is not None:
        return t("model-unavailable", name=model.name, reason=t(f"short-{model.problem}"))
    return model.name if model.causal else t("model-reads-only", name=model.name)


def _language_name(language: Language) -> str:
    return strings(language)("language-name")
