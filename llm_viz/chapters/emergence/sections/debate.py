"""What each side of the debate says, with its sources."""

from __future__ import annotations

import streamlit as st

from llm_viz.facts.findings import findings
from llm_viz.kit.page.citations import finding_list
from llm_viz.kit.page.frame import Page, guarded

SIDES = ("jump", "mirage", "open")
"""What the keys of findings begin with."""


def show(page: Page) -> None:
    """Three columns of findings: for the jump, for the mirage, and what is open."""
    t = page.t
    with guarded(t.language):
        for side, column in zip(SIDES, st.columns(len(SIDES), gap="large"), strict=True):
            with column:
                listed = finding_list((finding for finding in findings("emergence") if finding.key.startswith(side)), t)
                st.markdown(f"**{t(f'side-{side}')}**\n\n{listed}")
