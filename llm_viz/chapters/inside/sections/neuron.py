"""One neuron of a feed-forward layer: what excites it, and what it writes."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.inside.compute.neurons import excitation, guessed, known, likely_raised
from llm_viz.chapters.inside.parts.machine import machine_payload
from llm_viz.chapters.inside.parts.neuron import show_neurons
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.frame import Page

QUESTION = "guess-neuron"
_ABOUT = "neuron"


def show(page: Page) -> None:
    """The act; what one neuron writes is guessed. Of a model in which no neurons were looked for, that is said."""
    t, lm = page.t, page.visit.lm
    with page.section("neuron", is_picture=True):
        name = lm.check_causal().name
        search = known(page.visit.model)
        if search is None:
            st.info(t("neuron-unknown", model=escape(name)), icon=":material/search:")
            return
        asked = guessed(search)
        question = page.ask_on_picture(QUESTION, likely_raised(search, asked), about=_ABOUT)
        live = excitation(lm, page.visit.text, search.found)
        machine = machine_payload(lm.facts, live.tokens[-1].text, t)
        show_neurons(search, live, asked, question, machine, page)
        if not question.is_open:
            with st.expander(t("neuron-rule-title"), icon=":material/rule:", key="inside-neuron-rule"):
                st.markdown(t("neuron-rule", read=search.read, neurons=search.neurons, fitting=search.fitting))
