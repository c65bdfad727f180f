"""Every parameter of the loaded model: which part is the largest, what each is made of, and how they grow."""

from __future__ import annotations

import math

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.base.numbers import large, percent
from llm_viz.chapters.large.compute.inference import Loaded
from llm_viz.chapters.large.compute.parts import count_parts, layer_tensors, part_notes
from llm_viz.chapters.large.compute.recipes import PUBLISHED, Recipe, candidates, counted, published
from llm_viz.chapters.large.parts.mosaic import mosaic
from llm_viz.engine.protocol.models import Inventory, ModelFacts
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.citations import fold_citations
from llm_viz.kit.page.folds import fold_notes
from llm_viz.kit.page.frame import Page
from llm_viz.kit.shell.shell import show_error


def show(page: Page) -> None:
    """The picture with its question; then what else the counts show, all parts, and one layer matrix by matrix."""
    t = page.t
    with page.section("parts", is_picture=True):
        loaded = _loaded(page)
        own = () if loaded is None else (counted(loaded[1], loaded[0]),)
        recipes: tuple[Recipe, ...] = (*own, *map(published, PUBLISHED))
        named = [t(f"part-{part}") for part in candidates(recipes[0])]
        question = page.ask_on_picture("guess-parts", named if len(named) > 1 else (), about=recipes[0].name)
        mosaic(recipes, question, page.visit, t)
        if question.is_open:
            return
        if loaded is not None:
            facts, inventory = loaded
            fold_notes(page, "parts", part_notes(inventory, facts))
            with st.expander(t("parts-table"), icon=":material/table:", key="large-parts-table"):
                st.markdown(t("whole", name=escape(facts.name), parameters=f"{inventory.parameters:,}"))
                st.markdown(_counted(page, inventory, facts))
            _show_layer(page, inventory, facts)
        sources = dict.fromkeys(recipe.source for recipe in recipes if recipe.source is not None)
        fold_citations("parts", sources, t, t("mosaic-sources"))


def _loaded(page: Page) -> Loaded | None:
    """The visit's model with its parameters counted; None if it cannot be used, which is then said."""
    try:
        with st.spinner(page.t("loading-model")):
            return page.visit.facts, page.visit.lm.inventory
    except LlmVizError as error:
        show_error(error, page.t.language)
        return None


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
