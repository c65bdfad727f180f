"""A model that learns while one looks on: its loss, its writing, a word it comes to expect."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.chapters.learning.compute.lesson import lesson_notes
from llm_viz.chapters.learning.parts.samples import sample_table
from llm_viz.chapters.learning.sections.choice import choose, default_choice, describe
from llm_viz.jobs.background import Work
from llm_viz.kit.browser.graph import Axis, Level, Series, graph
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.job_panel import Experiment, Run, job_panel
from llm_viz.training.character_model import VALIDATED, Baselines, TrainingReport, baselines, report_steps, run_training
from llm_viz.training.character_settings import TrainingSettings
from llm_viz.training.experiments import CHARACTER_MODEL
from llm_viz.training.results import Recorded

_SECONDS = 60
_SHOWN_SAMPLES = 7
_WORD_HEIGHT = 260  # pixels


def recorded(page: Page) -> Recorded[TrainingReport]:
    """The run that was made beforehand with the defaults of the language."""
    return CHARACTER_MODEL.recorded(page.visit.language)


def counted(choice: TrainingSettings) -> Baselines:
    """What counting reaches on the text of these settings."""
    return _counted(choice.corpus.train, choice.corpus.validation)


@st.cache_data(max_entries=20, max_size="50mb", show_spinner=False)
def _counted(train: str, validation: str) -> Baselines:
    return baselines(train, validation)


def show(page: Page) -> None:
    """The section."""
    with page.section("lesson"):
        choice = choose(page)
        if choice is None:
            st.info(page.t("own-missing"), icon=":material/upload_file:")
            return
        choice.setup()  # what is not possible is said before anybody presses a button
        st.markdown(describe(choice, page))
        length = len(report_steps(choice.steps))
        experiment = Experiment("learning", _work, length, _SECONDS)
        job_panel(experiment, choice, partial(_show_run, page), page.t)


def _work(settings: TrainingSettings) -> Work[TrainingReport]:
    return partial(run_training, settings.setup())


def _show_run(page: Page, run: Run[TrainingSettings, TrainingReport] | None) -> None:
    t = page.t
    if run is None:
        choice, before = default_choice(page), recorded(page)
        reports: Sequence[TrainingReport] = before.reports
        st.caption(t("beforehand", seed=before.seed, seconds=f"{before.seconds:.0f}"))
    else:
        choice, reports = run.settings, run.reports
        st.caption(t("your-run", seed=choice.seed, seconds=f"{reports[-1].seconds:.0f}"))
    measured = counted(choice)
    picture, writing = st.columns([3, 2], gap="large")
    with picture:
        _show_curves(page, choice, reports, measured)
    with writing:
        _show_samples(page, reports, choice)
    page.notes(lesson_notes(reports, measured, choice, complete=run is None or run.complete))


def _show_curves(page: Page, choice: TrainingSettings, reports: Sequence[TrainingReport], measured: Baselines) -> None:
    t, floor = page.t, choice.corpus.floor_bits(VALIDATED)
    levels = [
        Level(t("level-unigram"), measured.unigram),
        Level(t("level-bigram"), measured.bigram),
        Level(t("level-trigram"), measured.trigram),
    ]
    if floor is not None:
        levels.append(Level(t("level-entropy"), floor, "ink", "solid"))
    seen = [(report.step, report.train_bits) for report in reports if report.train_bits is not None]
    series = (
        Series(t("line-train"), seen, "first", "dotted"),
        Series(t("line-validation"), [(report.step, report.validation_bits) for report in reports], "second"),
    )
    steps = Axis(t("axis-steps"), log=True, low=1, high=choice.steps)
    graph(
        "learning-loss",
        series,
        steps,
        Axis(t("axis-loss"), low=0, high=measured.uniform * 1.05),
        t("loss-alt", last=f"{reports[-1].validation_bits:.2f}", step=reports[-1].step),
        levels,
    )
    st.markdown(_shape_line(page, choice, reports[-1]))
    graph(
        "learning-word-curve",
        [Series("", [(report.step, report.word_probability) for report in reports], "second")],
        steps,
        Axis(t("axis-word", prompt=visible(choice.prompt), word=visible(choice.word)), low=0, percent=True),
        t("word-alt", word=choice.word, last=percent(reports[-1].word_probability)),
        height=_WORD_HEIGHT,
    )


def _shape_line(page: Page, choice: TrainingSettings, last: TrainingReport) -> str:
    lesson = choice.setup()
    return page.t(
        "shape",
        parameters=lesson.recipe.shape.parameters(len(lesson.vocabulary)),
        layers=choice.layers,
        width=choice.width,
        characters=last.characters,
        times=f"{choice.corpus.readings(last.characters):.0f}",
    )


def _show_samples(page: Page, reports: Sequence[TrainingReport], choice: TrainingSettings) -> None:
    """What the model writes after the prompt, early and late."""
    samples = [(report.step, report.sample) for report in reports if report.sample is not None]
    st.subheader(page.t("samples"), anchor=False)
    sample_table(samples[:1] + samples[1:][-_SHOWN_SAMPLES:], choice.prompt, page.t)
