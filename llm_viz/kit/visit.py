"""What one visitor is looking at: language, model, sentence, and the settings that came with the address."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import uuid4

import streamlit as st

from llm_viz.base.i18n import strings
from llm_viz.base.languages import Language
from llm_viz.base.visible import visible_words
from llm_viz.cluster.chosen import chosen_engine
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.engine import Engine
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.kit.markdown import escape
from llm_viz.kit.waiting import tell

Value = TypeVar("Value")
Option = TypeVar("Option", bound=str)
PAGE = "page-path"
"""Where the session state has the path of the page that is shown."""
STAND_IN = "stand-in"
"""Where the session state has the engine that is asked for this visit instead of the running one, if there is any."""


def _asked_of(model: Model) -> tuple[str, str]:
    return model.key, type(model.engine).__name__


BY_KEY: dict[str | type[Any], Callable[[Any], Any]] = {Model: _asked_of}
"""`hash_funcs` of `st.cache_data`: what was asked of a model is the same for all visitors who ask the same engine."""


@dataclass(frozen=True, slots=True)
class Visit:
    """The choices of one visitor, valid for one run of the script."""

    language: Language
    model: str
    text: str
    engine: Engine

    @property
    def lm(self) -> Model:
        """The visit's language model, to be asked; a question is abandoned when the visitor leaves."""
        return Model(self.engine, self.model, check_cancelled)

    @property
    def facts(self) -> ModelFacts:
        """The visit's model, loaded if need be; `LlmVizError` if it cannot be used."""
        return self.lm.facts

    def param_float(self, name: str, default: float, low: float, high: float) -> float:
        """A setting of the page, as the address had it when the page was opened.

        `default`, with a quiet notice, if it is no number in low to high.
        """
        given = st.query_params.get(name)
        if given is None:
            return default
        try:
            value = float(given)
        except ValueError:
            value = math.nan
        return value if low <= value <= high else self._refused(name, given, f"{low:g} … {high:g}", default)

    def param_int(self, name: str, default: int, low: int, high: int) -> int:
        """Like `param_float`, for a whole number."""
        given = st.query_params.get(name)
        if given is None:
            return default
        whole = re.fullmatch(r"-?[0-9]{1,18}", given)
        if whole and low <= int(given) <= high:
            return int(given)
        return self._refused(name, given, f"{low} … {high}", default)

    def param_choice(self, name: str, default: str, options: Sequence[str]) -> str:
        """Like `param_float`, for one of `options`."""
        given = st.query_params.get(name)
        if given is None:
            return default
        return given if given in options else self._refused(name, given, ", ".join(options), default)

    def param_choices(self, name: str, options: Sequence[Option]) -> list[Option]:
        """Like `param_float`, for some of `options` with commas between them; all by default."""
        given = st.query_params.get(name)
        if given is None:
            return list(options)
        named = given.split(",") if given else []
        if not set(named) <= set(options):
            return self._refused(name, given, ", ".join(options), list(options))
        return [option for option in options if option in named]

    def _refused(self, name: str, given: str, allowed: str, default: Value) -> Value:
        notice_bad_parameter(self.language, name, given, allowed)
        return default


def notice_bad_parameter(language: Language, name: str, given: str, allowed: str) -> None:
    """Say quietly that a parameter of the address was not used."""
    shortened = visible_words(given if len(given) <= 40 else given[:40] + "…")
    st.caption(strings(language)("notice-parameter", name=name, value=escape(shortened), allowed=escape(allowed)))


def engine() -> Engine:
    """The engine that this process asks."""
    return chosen_engine()


def current_visit() -> Visit:
    """The visit of the running script, as the shell has set it up."""
    return Visit(
        language=st.session_state["lang"],
        model=str(st.session_state["model"]),
        text=str(st.session_state["text"]),
        engine=st.session_state.get(STAND_IN) or engine(),
    )


def has_stand_in() -> bool:
    """Whether another engine is asked than the running one."""
    return STAND_IN in st.session_state


def page_path() -> str:
    """The path of the page that is shown, below the app's own: empty for the first."""
    return str(st.session_state.get(PAGE, ""))


def visit_name() -> str:
    """A name for this visit that no other has; a visit that the server has forgotten begins anew under another."""
    return str(st.session_state.setdefault("visit-name", uuid4().hex))


def check_cancelled() -> None:
    """Let Streamlit end this run: raises its stop or rerun signal if the visitor left or did something else. A visitor
    who waits is told how long.

    Every access to the session state passes the script runner's yield point, where such requests are handled.
    """
    tell(engine().standing())
