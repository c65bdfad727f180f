"""The published scaling laws: Kaplan et al., the 245 runs with their surface, and the best use of a budget."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from llm_viz.base.numbers import large
from llm_viz.chapters.scaling.compute.published import (
    ADVICE,
    TENFOLD,
    TIMES,
    budget_notes,
    guesses,
    kaplan_notes,
    latex_number,
    loss_left,
    rounded,
    run_groups,
    runs_notes,
    spent_models,
    surfaces,
)
from llm_viz.chapters.scaling.parts.budget import budget_split
from llm_viz.chapters.scaling.parts.runs import runs_with_surface
from llm_viz.facts.laws import FITS, QUANTITIES, allocations, joint_law, published_fits, runs_source, single_laws
from llm_viz.facts.models import EPOCH_AI
from llm_viz.facts.source import Source
from llm_viz.kit.browser.curves import curves
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.citations import citation, show_findings
from llm_viz.kit.page.frame import Page


def show_kaplan(page: Page) -> bool:
    """Three laws in one picture, covered until the visitor has guessed; whether they have."""
    t = page.t
    with page.section("kaplan"):
        options, answer = guesses()
        if not page.cover("guess-tenfold", options, answer, judge="figures"):
            return False
        left = {str(quantity): 100 * loss_left(quantity) for quantity in QUANTITIES}
        curves("kaplan", (TIMES, "large"), left, TENFOLD, page.visit, t, digits=1, log=True)
        page.notes(kaplan_notes())
        st.caption(t("kaplan-caution", **_measured()))
        with st.expander(t("constants"), icon=":material/table:", key="scaling-constants"):
            page.prose("constants")
            st.markdown(_constants_table(page))
        _cite(page, (*(single_laws()[quantity].source for quantity in QUANTITIES), joint_law().source))
    return True


def _measured() -> dict[str, str | int]:
    """On what, and how far, the laws were measured."""
    size, data = single_laws()["parameters"], single_laws()["data"]
    assert size.fitted is not None
    assert data.fitted is not None
    ends = dict(zip(("smallest", "largest", "least", "most"), (*size.fitted, *data.fitted), strict=True))
    measured: dict[str, str | int] = {name: rounded(end) for name, end in ends.items()}
    return measured | {"test_set": escape(size.test_set), "context": size.context, "vocabulary": size.vocabulary}


def _constants_table(page: Page) -> str:
    """The constants of all laws of Kaplan et al. with their units, as Markdown."""
    t, joint = page.t, joint_law()
    letters = zip("NDC", QUANTITIES, strict=True)
    laws = [(f"$L({letter})$", letter, quantity, single_laws()[quantity]) for letter, quantity in letters]
    constants = [
        (name, f"{letter}_c", law.scale, t(f"unit-{quantity}"), letter, law.exponent)
        for name, letter, quantity, law in laws
    ]
    constants += [
        ("$L(N, D)$", "N_c", joint.parameter_scale, t("unit-parameters"), "N", joint.parameter_exponent),
        ("$L(N, D)$", "D_c", joint.data_scale, t("unit-data"), "D", joint.data_exponent),
    ]
    rows = [
        (name, f"${symbol} = {latex_number(scale)}$ {unit}", f"$\\alpha_{letter} = {exponent:.3f}$")
        for name, symbol, scale, unit, letter, exponent in constants
    ]
    return table((t("column-law"), t("column-scale"), t("column-exponent")), rows, "lll")


def show_runs(page: Page) -> None:
    """The 245 runs and a surface through them."""
    with page.section("runs"):
        runs_with_surface(run_groups(), surfaces(), page.visit, page.t)
        page.notes(runs_notes())
        with st.expander(page.t("why-refit"), icon=":material/build:", key="scaling-why-refit"):
            page.prose("why-refit")
            st.markdown(_fits_table(page))
        _cite(page, (runs_source(), *(published_fits()[name].source for name in FITS)))


def show_budget(page: Page) -> None:
    """What a budget is best spent on, and what real models spent theirs on."""
    t = page.t
    with page.section("budget"):
        fits = {str(name): published_fits()[name].surface for name in FITS}
        spent = spent_models(fits[FITS[0]])
        budget_split(fits, spent, page.visit, t)
        page.notes(budget_notes(spent))
        with st.expander(t("models-table"), icon=":material/table:", key="scaling-models"):
            head = [t(f"column-{key}") for key in ("model", "parameters", "tokens", "ratio", "best", "confidence")]
            rows = [
                (
                    escape(one.model.name),
                    large(round(one.parameters)),
                    large(round(one.tokens)),
                    f"{one.ratio:,.1f}",
                    f"{one.best_ratio:,.1f}",
                    t(f"confidence-{one.model.source.confidence}"),
                )
                for one in spent
            ]
            st.markdown(table(head, rows, "lrrrrl"))
        st.caption(t("models-source", credit=escape(EPOCH_AI)))
        _cite(page, (one.source for one in allocations() if one.name in ADVICE))
        show_findings("scaling", t)


def _fits_table(page: Page) -> str:
    """All surfaces with their five numbers and standard errors, as Markdown."""
    names = ("E", "A", "B", "alpha", "beta")
    rows = []
    published = {str(name): fit.errors for name, fit in published_fits().items()}
    for name, surface in surfaces().items():
        errors = published.get(name)
        cells = []
        for number in names:
            digits = 1 if number in "AB" else 4
            cell = f"{getattr(surface, number):,.{digits}f}"
            cells.append(cell if errors is None else f"{cell} ± {getattr(errors, number):g}")
        rows.append((page.t("fit-" + name.replace("_", "-")), *cells))
    return table((page.t("column-fit"), "$E$", "$A$", "$B$", "$\\alpha$", "$\\beta$"), rows, "lrrrrr")


def _cite(page: Page, sources: Iterable[Source]) -> None:
    st.caption("  \n".join(citation(source, page.t) for source in dict.fromkeys(sources)))
