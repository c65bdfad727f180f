"""Every parameter of the loaded model, counted part by part."""

from __future__ import annotations

import math
from functools import partial

import streamlit as st

from llm_viz.base.numbers import large, percent
from llm_viz.chapters.large.charts.parts import mosaic
from llm_viz.chapters.large.compute.parts import columns, count_parts, layer_tensors, part_notes
from llm_viz.engine.protocol.models import Inventory, ModelFacts
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import bottom_line
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The picture, the sum, and one layer matrix by matrix."""
    t, visit = page.t, page.visit
    with page.section("parts", is_picture=True):
        with st.spinner(t("loading-model")):
            facts = visit.facts
            inventory = visit.lm.inventory
        notes = part_notes(inventory, facts)
        show_figure(
            partial(mosaic, columns(inventory), count_parts(inventory), t),
            "large-parts",
            page.described(t("parts-alt"), notes),
        )
        st.markdown(t("whole", name=escape(facts.name), parameters=f"{inventory.parameters:,}"))
        bottom_line(page, "parts", notes)
        with st.expander(t("parts-table"), icon=":material/table:", key="large-parts-table"):
            st.markdown(_counted(page, inventory, facts))
        _show_layer(page, inventory, facts)


def _counted(page: Page, inventory: Inventory, facts: ModelFacts) -> str:
    """The parts with their counts and the sum, which is checked against the model's own number, as Markdown."""
    t = page.t
    head = (t("column-part"), t("column-parameters"), t("column-share"))
    rows = [
        (t(f"part-{count.part}"), f"{count.parameters:,}", percent(count.share, t.language))
        for count in count_parts(inventory)
    ]
    rows.append((f"**{t('sum')}**", f"**{inventory.parameters:,}**", ""))
    agrees = "sum-agrees" if inventory.parameters == facts.parameters else "sum-differs"
    return f"{table(head, rows, 'lrr')}\n\n:small[{t(agrees, parameters=f'{facts.parameters:,}')}]"


def _show_layer(page: Page, inventory: Inventory, facts: ModelFacts) -> None:
    """Every matrix and vector of the first layer with its shape."""
    t = page.t
    groups = layer_tensors(inventory, 0)
    with st.expander(t("one-layer", layers=facts.layers), icon=":material/grid_on:", key="large-layer"):
        head = [t(f"column-{name}") for name in ("part", "matrix", "shape", "parameters")]
        rows = [
            (t(f"part-{group.part}"), escape(name), " × ".join(f"{size:,}" for size in shape), f"{math.prod(shape):,}")
            for group in groups
            for name, shape in group.tensors
        ]
        total = sum(group.parameters for group in groups)
        rows.append((f"**{t('sum')}**", "", "", f"**{total:,}** ({large(total, t.language)})"))
        st.markdown(table(head, rows, "llrr"))
