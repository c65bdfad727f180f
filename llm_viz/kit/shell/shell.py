"""What stands around every chapter: the side bar, the heading and the sentence."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.base.i18n import LANGUAGES, Language, Strings, strings
from llm_viz.engine.protocol.engine import Engine
from llm_viz.engine.protocol.models import ModelFacts, ModelStatus
from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.browser.chrome import chrome
from llm_viz.kit.browser.sentence import sentence_bar, visit_address
from llm_viz.kit.browser.share import share_button
from llm_viz.kit.markdown import escape, escape_values
from llm_viz.kit.shell.contents import Chapter
from llm_viz.kit.shell.opening import follow_language

_FOLDER = Path(__file__).parent
_STYLES = "<style>{}</style>"
_PROJECTOR = "html { font-size: 23px !important; }"  # all sizes of the page are relative to this one


def page_setup(t: Strings) -> None:
    """Title, icon, language and styles of the browser page."""
    projector = bool(st.session_state["projector"])
    st.set_page_config(
        page_title=t("app-name"),
        page_icon=str(_FOLDER / "icon.svg"),
        layout="wide",
        initial_sidebar_state="collapsed" if projector else "auto",
    )
    styles = (_FOLDER / "shell.css").read_text("utf-8")
    st.html(_STYLES.format(styles + _PROJECTOR if projector else styles))
    chrome(t)


def sidebar(engine: Engine, t: Strings) -> None:
    """Language, model, sharing, projector mode; the navigation stands above."""
    with st.sidebar:
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
        st.toggle(t("projector"), key="projector", help=t("projector-help"), persist_state="session")


def device_badge(engine: Engine, facts: ModelFacts, t: Strings) -> None:
    """Where the model runs and how precisely it computes."""
    place = "device-elsewhere" if engine.elsewhere else "device"
    with st.sidebar:
        st.caption(t(place, device=facts.device, precision=facts.precision), help=t(f"{place}-help"))
        if facts.left_out:
            st.caption(t("closing-left-out", tokens=escape(" ".join(facts.left_out))), help=t("closing-left-out-help"))


def heading(chapter: Chapter, t: Strings) -> None:
    """Number, title and question of a chapter, and the sentence that travels through the app where it is read."""
    number = "" if chapter.number == 0 else f":gray[{chapter.number}]  "
    with st.container(key="heading", gap="xsmall"):
        st.title(number + t("title"), anchor=False)
        st.markdown(t("question"))
    if chapter.about.reads_sentence:
        sentence_bar(t)
    else:
        remember_in_address(f"address-{chapter.name}", **visit_address())


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
