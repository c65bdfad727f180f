"""What the visitor has cut and ablated, kept in the session state: the controls of cutting and the grid of heads add to
it.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from llm_viz.chapters.attention.compute.word_sense.cuts import Cuts, parse_cuts
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading
from llm_viz.chapters.attention.compute.word_sense.span_knockouts import fits
from llm_viz.chapters.attention.frame.word_pair import WordPair
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import notice_bad_parameter

CUTS = "attention-cuts"
"""The cuts in the session state: links, heads and layers as texts that `parse_cuts` reads."""
_CUTS_OF = "attention-cuts-of"
_NOTHING_CUT = ("", "", "")
PARAMS = ("cut", "silence", "cut_layers")
"""What is cut, in the address."""


def ablate_head(name: str) -> None:
    """Add a head ("7-3", numbers from 1) to what is cut, and open the fold that shows it."""
    links, heads, layers = st.session_state.get(CUTS, _NOTHING_CUT)
    if name not in heads.split("."):
        st.session_state[CUTS] = (links, f"{heads}.{name}".strip("."), layers)
    st.session_state["show_proof"] = True


def chosen_cuts(page: Page, pair: WordPair, readings: Sequence[WordReading]) -> Cuts:
    """What the visitor, or at first the address, wants to be cut; nothing for another word or other contexts."""
    visit, state = page.visit, st.session_state
    if _CUTS_OF not in state:  # a head may have been ablated in the grid before the controls were ever seen
        state.setdefault(CUTS, tuple(st.query_params.get(name, "") for name in PARAMS))
    elif state[_CUTS_OF] != pair:
        state[CUTS] = _NOTHING_CUT
    state[_CUTS_OF] = pair
    links, heads, layers = state[CUTS]
    cuts = parse_cuts(links, heads, layers, visit.facts)
    if cuts is None:
        notice_bad_parameter(visit.language, "cut", " ".join((links, heads, layers)), "a4-2.bx-3, 7-3, 1-30")
        state[CUTS] = _NOTHING_CUT
        return Cuts((), (), 0, visit.facts.layers - 1)
    lengths = [len(reading.tokens) for reading in readings]
    fitting = tuple((side, link) for side, link in cuts.links if fits(link, lengths[side]))
    return Cuts(fitting, cuts.heads, cuts.first, cuts.last)
