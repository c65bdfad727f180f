"""One neuron of a feed-forward layer: what excites it, and what it writes."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.inside.compute.neurons import excitation, known
from llm_viz.chapters.inside.parts.neuron import show_neurons
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The act; of a model in which no neurons were looked for, that is said."""
    t, lm = page.t, page.visit.lm
    with page.section("neuron"):
        name = lm.check_causal().name
        search = known(page.visit.model)
        if search is None:
            st.info(t("neuron-unknown", model=escape(name)), icon=":material/search:")
            return
        show_neurons(search, excitation(lm, page.visit.text, search.found), page)
        with st.expander(t("neuron-rule-title"), icon=":material/rule:", key="inside-neuron-rule"):
            st.markdown(t("neuron-rule", read=search.read, neurons=search.neurons, fitting=search.fitting))
