"""An experiment that trains models, on a page: as it came out beforehand, and again with a seed of one's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, TypeVar

import streamlit as st

from llm_viz.base.languages import Language
from llm_viz.jobs.background import Work
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.job_panel import Experiment, Run, job_panel
from llm_viz.kit.page.settings import number_setting
from llm_viz.training.experiments import MAX_SEED, TrainedExperiment

Report = TypeVar("Report")

_OWN_SEED = 1  # offered first: another one than that of the shipped results


class Setting(NamedTuple):
    """What a run is started with."""

    language: Language
    seed: int


def trained_experiment(
    page: Page, experiment: TrainedExperiment[Report], show: Callable[[tuple[Report, ...]], None]
) -> None:
    """Seed, buttons, and what `show` draws of the reports: the visitor's own in the page's language if there are any,
    or else the shipped ones. A caption says which. The seed is in the address as `<name>_seed`.
    """
    t, language = page.t, page.visit.language
    shipped = experiment.recorded(language)

    def show_run(run: Run[Setting, Report] | None) -> None:
        if run is None or run.settings.language != language:
            st.caption(t("experiment-recorded", seed=_plain(shipped.seed), seconds=round(shipped.seconds)))
            show(shipped.reports)
        else:
            st.caption(t("experiment-own" if run.complete else "experiment-partly", seed=_plain(run.settings.seed)))
            show(run.reports)

    name = f"{experiment.name}_seed"
    seed = number_setting(
        page.visit, name, t("experiment-seed"), key=f"{page.name}-{name}", high=MAX_SEED, default=_OWN_SEED, width=160
    )
    panel = Experiment(
        f"{page.name}-{experiment.name}", partial(_work, experiment), experiment.length, round(shipped.seconds)
    )
    job_panel(panel, Setting(language, seed), show_run, t)


def _work(experiment: TrainedExperiment[Report], setting: Setting) -> Work[Report]:
    return partial(experiment.of(setting.language), setting.seed)


def _plain(seed: int) -> str:
    """Seeds are names, not quantities: no separators."""
    return str(seed)
