"""What a chapter shows while its model is being loaded: what the same model said when the server opened its own pages.

The answers lie beside the converted models (`server/own_visits.py` writes them). They are those to the sentences that
pages begin with; on another one, and where a page asks for more, a visitor waits for the model.
"""

from __future__ import annotations

import time
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread
from typing import NoReturn

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from llm_viz.base.errors import LlmVizError
from llm_viz.base.i18n import Strings
from llm_viz.base.languages import Language
from llm_viz.cluster.chosen import cluster_address
from llm_viz.cluster.kept import Answers, KeptEngine, RecordingEngine, read_answers
from llm_viz.engine.protocol.engine import Engine
from llm_viz.kit.shell.contents import About
from llm_viz.kit.shell.opening import is_untouched, run_again
from llm_viz.kit.visit import STAND_IN, check_cancelled
from llm_viz.kit.waiting import say_meanwhile

RECORDERS: dict[str, RecordingEngine] = {}
"""By the name of a session: who notes what its pages ask."""
_OVER = "kept-over"  # where the session state has that this visit waits for its models from now on
_POLL_SECONDS = 0.1
_wakers: dict[str, Thread] = {}
_wakers_lock = Lock()


def kept_file(language: Language) -> Path | None:
    """Where the answers to the sentence of a language are; None if this process has no models of its own."""
    if cluster_address() is not None:
        return None
    from llm_viz.engine.store import cache_folder

    return cache_folder() / f"first-pictures.{language}"


def shows_kept(about: About, running: Engine, t: Strings) -> bool:
    """Whether this run of the page is to show kept answers; from here on it does, and says so."""
    st.session_state.pop(STAND_IN, None)
    if not about.waits_for_model:
        return False
    context = get_script_run_ctx()
    if context is not None and (recorder := RECORDERS.get(context.session_id)) is not None:
        st.session_state[STAND_IN] = recorder
        return False
    model = st.session_state["model"]
    if _OVER in st.session_state or running.is_loaded(model) or not is_untouched(t.language):
        return False
    engine = KeptEngine(_answers(t.language), running, _missed)
    if not engine.knows(model):
        return False
    st.session_state[STAND_IN] = engine
    say_meanwhile(t("kept-meanwhile"))
    return True


def wake(running: Engine) -> NoReturn:
    """After the page has been drawn with kept answers: wait until the model is there, and draw the page with it.

    Whatever the visitor does meanwhile goes first.
    """
    waker = _waker(running, st.session_state["model"])
    while waker.is_alive():
        check_cancelled()
        time.sleep(_POLL_SECONDS)
    _missed()


def _missed() -> NoReturn:
    st.session_state[_OVER] = True
    run_again()


def _waker(running: Engine, model: str) -> Thread:
    """What loads the model, once for all who wait for it."""
    with _wakers_lock:
        waker = _wakers.get(model)
        if waker is None or not waker.is_alive():
            waker = _wakers[model] = Thread(target=_load, args=(running, model), name="waking", daemon=True)
            waker.start()
        return waker


def _load(running: Engine, model: str) -> None:
    try:
        running.facts(model)
    except LlmVizError:  # whoever waits is told on the page, which asks again
        return


@lru_cache(maxsize=2)
def _answers(language: Language) -> Answers:
    path = kept_file(language)
    return {} if path is None else read_answers(path)
