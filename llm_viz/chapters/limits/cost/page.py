"""The drawback of cost: what training took, where it was done, and what a class uses."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.chapters.limits.cost.compute import (
    BOILING_A_LITRE,
    GUESSES,
    class_calculator,
    energy_runs,
    metered,
    place_notes,
    places,
    right_guess,
    run_notes,
    watt_hours,
)
from llm_viz.chapters.limits.frame import drawback
from llm_viz.chapters.limits.shared.bar_charts import Row, bar_rows, dot_rows
from llm_viz.facts.cost import Query, TrainingFootprint, grids
from llm_viz.kit.browser.calculator import calculator
from llm_viz.kit.compute.calculator import Axis, Mark, Option
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import Visit

_TRAINED = ("OLMo-7B", "GPT-3 175B", "Llama 3.1 405B")
"""Training runs to compare a class with."""


def draw(visit: Visit) -> None:
    """Show the drawback."""
    with drawback("cost", visit) as page:
        options = [page.t("tonnes", tonnes=tonnes) for tonnes in GUESSES]
        if not page.cover("guess-question", options, page.t("tonnes", tonnes=right_guess()), judge="figures"):
            return
        _show_places(page)
        _show_runs(page)
        _show_class(page)


def _show_places(page: Page) -> None:
    t = page.t
    with page.section("place"):
        found = places(t("twin-hydro"), t("twin-grid"))
        rows = [
            Row(
                place.name,
                place.grams_per_kwh,
                f"{place.grams_per_kwh:.0f}",
                "marked" if place.twin else "plain",
            )
            for place in found
        ]
        show_figure(partial(bar_rows, rows), "limits_cost-places", t("place-alt"))
        st.caption(t.prose("place-control"))
        page.notes(place_notes(found))


def _show_runs(page: Page) -> None:
    t = page.t
    with page.section("runs"):
        runs = energy_runs()
        rows = [_run_row(run, t) for run in runs]
        show_figure(partial(dot_rows, rows), "limits_cost-runs", t("runs-alt"))
        st.caption(t.prose("runs-legend"))
        page.notes(run_notes(runs))
        with st.expander(t("sources-runs"), icon=":material/menu_book:", key="limits_cost-sources"):
            st.markdown(
                "\n".join(f"- **{escape(run.model)}** · {_known(run, t)} · {citation(run.source, t)}" for run in runs)
            )


def _run_row(run: TrainingFootprint, t: Strings) -> Row:
    mwh = run.energy_mwh or 0
    text = t("energy", mwh=mwh)
    return Row(
        run.model, mwh, text, "plain" if metered(run) else "hollow", f"{run.model}: {text} MWh · {_known(run, t)}"
    )


def _known(run: TrainingFootprint, t: Strings) -> str:
    """How the energy is known."""
    return t(f"kind-{run.energy_kind}")


def _show_class(page: Page) -> None:
    t = page.t
    with page.section("class"):
        published = watt_hours()
        trained = [run for run in energy_runs() if run.model in _TRAINED]
        marks = [Mark(t("boiling"), BOILING_A_LITRE)]
        marks += [Mark(t("training-of", model=run.model), 1000 * (run.energy_mwh or 0)) for run in trained]
        axis = Axis(1e-2, 1e8, ("energy", "most"), tuple(marks))
        presets = [_preset(one, t) for one in published]
        calculator(class_calculator(), page.visit, t, axis, presets)
        st.caption(t.prose("class-control"))
        sources = (*(one.source for one in published), grids().source)
        with st.expander(t("sources-class"), icon=":material/menu_book:", key="limits_cost-class-sources"):
            st.markdown("\n".join(f"- {citation(source, t)}" for source in sources))


def _preset(query: Query, t: Strings) -> Option:
    each = query.watt_hours or 0
    return Option(query.key, {"wh": each}, t(f"query-{query.key}", wh=each))
