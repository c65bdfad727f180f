"""One neuron of a feed-forward layer: what excites it, and what it writes."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.chapters.inside.compute.neurons import Search, excitation, guessed, known, likely_raised
from llm_viz.chapters.inside.parts.machine import machine_payload
from llm_viz.chapters.inside.parts.neuron import Asked, SumPayload, asked_sum, show_neurons, sum_payload
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page

QUESTION = "guess-neuron"
_ABOUT = "neuron"
_OPENED = "inside-neuron-opened"
"""Where the session state keeps the activation that is opened, with the model and the text that it belongs to."""


@st.fragment
def show(page: Page) -> None:
    """The fold; what one neuron writes is guessed. Of a model in which no neurons were looked for, that is said."""
    t, lm = page.t, page.visit.lm
    with folded(page, "neuron", ("neuron",)) as is_open:
        if not is_open:
            return
        name = lm.check_causal().name
        search = known(page.visit.model)
        if search is None:
            st.info(t("neuron-unknown", model=escape(name)), icon=":material/search:")
            return
        asked = guessed(search)
        question = page.ask_on_picture(QUESTION, likely_raised(search, asked), about=_ABOUT, in_fold=True)
        live = excitation(lm, page.visit.text, search.found)
        machine = machine_payload(lm.facts, live.tokens[-1].text, t)
        subject = page.visit.model, page.visit.text
        about, wanted = st.session_state.get(_OPENED, (None, None))

        def keep() -> None:
            chosen = asked_sum()
            if chosen is not None and chosen[0] < len(search.found) and chosen[1] < len(live.tokens):
                st.session_state[_OPENED] = subject, chosen

        opened = _opened(page, search, wanted) if wanted and about == subject and not question.is_open else None
        show_neurons(search, live, asked, opened, question, machine, page, on_open=keep)
        if not question.is_open:
            with st.expander(t("neuron-rule-title"), icon=":material/rule:", key="inside-neuron-rule"):
                st.markdown(t("neuron-rule", read=search.read, neurons=search.neurons, fitting=search.fitting))


def _opened(page: Page, search: Search, asked: Asked) -> SumPayload:
    neuron, place = search.found[asked[0]], asked[1]
    try:
        found = page.visit.lm.neuron_sum(page.visit.text, place, neuron.layer, neuron.number)
    except LlmVizError as problem:  # the picture stays, and says it in place
        return sum_payload(asked, None, neuron.strongest, problem.sentence(page.visit.language))
    return sum_payload(asked, found, neuron.strongest)
