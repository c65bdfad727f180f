"""How fast models of published sizes could write at most, on machines that people have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import large
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.speed.compute.machines import (
    FORMATS,
    Machine,
    ModelOnMachine,
    WeightFormat,
    fit_notes,
    machines,
    models_on_machines,
)
from llm_viz.facts.memory import precisions
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.settings import option_setting


@st.fragment
def show(page: DrawbackPage) -> None:
    """Draw the section."""
    t = page.t
    with folded(page, "machines", ("speed_format",)) as opened:
        if not opened:
            return
        label, key = t("format"), "limits_speed-format"
        weights: WeightFormat = option_setting(
            page.visit, "speed_format", FORMATS, label, lambda option: t(f"format-{option}"), key=key
        )
        offered = machines()
        st.markdown(_table(offered, models_on_machines(weights), t))
        st.caption(t.prose("machines-control"))
        page.notes([_named(note, t) for note in fit_notes(weights)])
        with st.expander(t("sources-machines"), icon=":material/menu_book:", key="limits_speed-sources"):
            lines = [
                f"- **{t(f'machine-{machine.key}')}**: {_figures(machine, t)} · {citation(machine.source, t)}"
                for machine in offered
            ]
            st.markdown("\n".join([*lines, f"- {citation(precisions().source, t)}"]))


def _table(offered: Sequence[Machine], by_model: Mapping[str, Sequence[ModelOnMachine]], t: Strings) -> str:
    """Models by machines, as Markdown: tokens per second at most, or that the weights do not fit."""
    names = [t(f"machine-{machine.key}") + ("\\*" if machine.assumed else "") for machine in offered]
    rows = [(_weights(name, line[0].size, t), *(_cell(model, t) for model in line)) for name, line in by_model.items()]
    return table((t("matrix-model"), *names), rows, "l" + "r" * len(offered))


def _weights(model: str, size: float, t: Strings) -> str:
    """A model and its weights, `size` bytes."""
    gigabytes = f"{size / 1e9:.2g}" if size < 1e10 else round(size / 1e9)
    return t("weights", model=escape(model), gigabytes=gigabytes)


def _figures(machine: Machine, t: Strings) -> str:
    return t("machine-figures", bandwidth=round(machine.bandwidth / 1e9), memory=round(machine.memory / 1e9))


def _cell(model: ModelOnMachine, t: Strings) -> str:
    if not model.fits:
        return "✕"
    rate = model.tokens_per_second
    return f"**{rate:.1f}**" if rate < 10 else f"**{large(round(rate), t.language)}**"


def _named(note: Note, t: Strings) -> Note:
    """The note with its machine's name in place of its key."""
    if "machine" not in note.values:
        return note
    return Note(note.key, {**note.values, "machine": t(f"machine-{note.values['machine']}")})
