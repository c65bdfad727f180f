"""The drawback of slowness: measured now, and computed for machines that people have."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import large
from llm_viz.chapters.limits.frame import drawback
from llm_viz.chapters.limits.shared.bar_charts import Row, dot_rows
from llm_viz.chapters.limits.speed.compute import (
    FORMATS,
    LIMITS,
    Cell,
    Format,
    Machine,
    Run,
    bound,
    cells,
    machines,
    measure_all,
    run_notes,
    table_notes,
)
from llm_viz.facts.memory import precisions
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page, guarded
from llm_viz.kit.page.settings import option_setting
from llm_viz.kit.visit import Visit

_RUNS = "limits_speed-runs"


def draw(visit: Visit) -> None:
    """Show the drawback."""
    with drawback("speed", visit) as page:
        t = page.t
        limit, by_memory, by_arithmetic = bound()
        if not page.cover(
            "guess-question", [t(f"limit-{one}") for one in LIMITS], t(f"limit-{limit}"), judge="figures"
        ):
            return
        page.notes((Note("note-bound", {"memory": f"{by_memory:,.0f}", "arithmetic": f"{by_arithmetic:,.0f}"}),))
        with page.section("measured"):
            st.fragment(_show_measured)(page)
        with page.section("machines"):
            st.fragment(_show_machines)(page)


def _show_measured(page: Page) -> None:
    """Measured when asked for; it takes the engine for some seconds."""
    t, state = page.t, st.session_state
    with guarded(page.visit.language):
        runs: tuple[Run, ...] = state.get(_RUNS, ())
        place = st.empty()
        if place.button(t("measure-again" if runs else "measure"), key="limits_speed-measure", icon=":material/timer:"):
            with place, st.spinner(t("measuring")):
                state[_RUNS] = measure_all(page.visit.lm)
            st.rerun()  # the button comes back
        if not runs:
            return
        show_figure(partial(dot_rows, _run_rows(runs, t)), "limits_speed-runs-chart", t("measured-alt"))
        st.caption(t.prose("measured-control"))
        page.notes(run_notes(runs))


def _run_rows(runs: tuple[Run, ...], t: Strings) -> list[Row]:
    rows = []
    for run in runs:
        name = t("run-again" if run.again else "run", model=run.name, parameters=large(run.parameters))
        low, high = (t("rate", rate=f"{value:.1f}") for value in run.speed.middle_half)
        rate = t("rate", rate=f"{run.speed.tokens_per_second:.1f}")
        rows.append(Row(name, run.speed.tokens_per_second, rate, "marked", f"{name}: {low} – {high}"))
        if not run.again:
            limit = t("rate", rate=f"{run.predicted:.1f}")
            rows.append(Row(t("run-limit", model=run.name), run.predicted, limit, "hollow"))
    return rows


def _show_machines(page: Page) -> None:
    t = page.t
    with guarded(page.visit.language):
        label, key = t("format"), "limits_speed-format"
        form: Format = option_setting(
            page.visit, "speed_format", FORMATS, label, lambda form: t(f"format-{form}"), key=key
        )
        found = machines()
        st.markdown(_table(found, cells(form), t))
        st.caption(t.prose("machines-control"))
        page.notes([_named(note, t) for note in table_notes(form)])
        with st.expander(t("sources-machines"), icon=":material/menu_book:", key="limits_speed-sources"):
            lines = [
                f"- **{t(f'machine-{one.key}')}**: {_figures(one, t)} · {citation(one.source, t)}" for one in found
            ]
            st.markdown("\n".join([*lines, f"- {citation(precisions().source, t)}"]))


def _table(found: tuple[Machine, ...], by_model: dict[str, tuple[Cell, ...]], t: Strings) -> str:
    """Models by machines, as Markdown: tokens per second at most, or that the weights do not fit."""
    head = (t("matrix-model"), *(t(f"machine-{one.key}") + ("\\*" if one.assumed else "") for one in found))
    rows = [(_weights(name, line[0].size, t), *map(_cell, line)) for name, line in by_model.items()]
    return table(head, rows, "l" + "r" * len(found))


def _weights(model: str, size: float, t: Strings) -> str:
    """A model and its weights, `size` bytes."""
    gigabytes = f"{size / 1e9:.2g}" if size < 1e10 else round(size / 1e9)
    return t("weights", model=escape(model), gigabytes=gigabytes)


def _figures(machine: Machine, t: Strings) -> str:
    return t("machine-figures", bandwidth=round(machine.bandwidth / 1e9), memory=round(machine.memory / 1e9))


def _cell(cell: Cell) -> str:
    if not cell.fits:
        return "✕"
    rate = cell.tokens_per_second
    return f"**{rate:.1f}**" if rate < 10 else f"**{large(round(rate))}**"


def _named(note: Note, t: Strings) -> Note:
    """The note with its machine's name in place of its key."""
    if "machine" not in note.values:
        return note
    return Note(note.key, {**note.values, "machine": t(f"machine-{note.values['machine']}")})
