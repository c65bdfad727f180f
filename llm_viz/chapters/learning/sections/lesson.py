"""A character-level model trained while the visitor looks on: its loss, its samples, and the probability of a word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from llm_viz.base.i18n import Language
from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.chapters.learning.compute.settings import recorded_settings
from llm_viz.chapters.learning.compute.training import training_notes
from llm_viz.chapters.learning.frame.recorded import baselines_of, recorded_run
from llm_viz.chapters.learning.frame.settings import choose_settings
from llm_viz.chapters.learning.parts.samples import sample_table
from llm_viz.jobs.background import Work
from llm_viz.kit.browser.graph import Axis, Level, Series, graph
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.frame import Page, guarded
from llm_viz.kit.page.job_panel import Experiment, Run, job_panel
from llm_viz.training.character_model import VALIDATED, Baselines, TrainingReport, report_steps, run_training
from llm_viz.training.character_settings import TrainingSettings

_SECONDS = 60  # that a run with the default settings takes on two cores, about
_SHOWN_SAMPLES = 1  # besides the first, until one asks for all
_BRIEF: dict[Language, int] = {"en": 110, "ja": 55}
"""Characters of a sample beside the curve: four lines; the whole is among all samples, folded."""
_WORD_HEIGHT = 260  # pixels
_LOSS_HEIGHT = 310  # pixels: so much that the act fits on one screen


def show(page: Page) -> None:
    """The section: what is learned, the visitor's run, whether or not the settings are possible, and these."""
    with page.section("lesson", is_picture=True):
        corpus_place, picture, settings_place = st.container(), st.container(), st.container()
        settings = _possible_settings(page, corpus_place, settings_place)
        length = len(report_steps((settings or recorded_settings(page.visit.language)).steps))
        experiment = Experiment("learning", _work, length, _SECONDS)
        with picture:
            job_panel(experiment, settings, partial(_show_run, page), page.t)


def _possible_settings(page: Page, corpus: DeltaGenerator, others: DeltaGenerator) -> TrainingSettings | None:
    """What the visitor has chosen; None where no run can be started with it, which is said at once."""
    settings = None
    with corpus, guarded(page.visit.language):
        chosen = choose_settings(page, others)
        if chosen is None:
            st.info(page.t("own-missing"), icon=":material/upload_file:")
        else:
            chosen.setup()
            settings = chosen
    return settings


def _work(settings: TrainingSettings) -> Work[TrainingReport]:
    return partial(run_training, settings.setup())


def _show_run(page: Page, run: Run[TrainingSettings, TrainingReport] | None) -> None:
    """The visitor's run so far, or the one made beforehand."""
    t = page.t
    if run is None:
        settings, recorded = recorded_settings(page.visit.language), recorded_run(page)
        reports: Sequence[TrainingReport] = recorded.reports
        st.caption(t("beforehand", seed=recorded.seed, seconds=f"{recorded.seconds:.0f}"))
    else:
        settings, reports = run.settings, run.reports
        st.caption(t("your-run", seed=settings.seed, seconds=f"{reports[-1].seconds:.0f}"))
    counted = baselines_of(settings.corpus)
    picture, writing = st.columns([3, 2], gap="large")
    with picture:
        _show_loss(page, settings, reports, counted)
    samples = [(report.step, report.sample) for report in reports if report.sample is not None]
    with writing:
        st.markdown(f"**{t('samples')}**")
        shown = samples[:1] + samples[1:][-_SHOWN_SAMPLES:]
        sample_table([(step, _brief(text, _BRIEF[t.language])) for step, text in shown], settings.prompt, t)
    notes = training_notes(reports, counted, settings, complete=run is None or run.complete)
    st.markdown(escape(page.said(notes[:1])))
    with st.expander(t("lesson-more"), icon=":material/show_chart:", key="learning-lesson-more"):
        page.notes(notes[1:])
        st.markdown(_size(page, settings, reports[-1]))
        _show_word(page, settings, reports)
        sample_table(samples, settings.prompt, t, "all_samples")


def _brief(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _show_loss(page: Page, settings: TrainingSettings, reports: Sequence[TrainingReport], counted: Baselines) -> None:
    t, floor = page.t, settings.corpus.floor_bits(VALIDATED)
    levels = [
        Level(t("level-unigram"), counted.unigram),
        Level(t("level-bigram"), counted.bigram),
        Level(t("level-trigram"), counted.trigram),
    ]
    if floor is not None:
        levels.append(Level(t("level-entropy"), floor, "ink", "solid"))
    seen = [(report.step, report.train_bits) for report in reports if report.train_bits is not None]
    series = (
        Series(t("line-train"), seen, "first", "dotted"),
        Series(t("line-validation"), [(report.step, report.validation_bits) for report in reports], "second"),
    )
    graph(
        "learning-loss",
        series,
        _steps_axis(page, settings),
        Axis(t("axis-loss"), low=0, high=counted.uniform * 1.05),
        t("loss-alt", last=f"{reports[-1].validation_bits:.2f}", step=reports[-1].step),
        levels,
        height=_LOSS_HEIGHT,
    )


def _show_word(page: Page, settings: TrainingSettings, reports: Sequence[TrainingReport]) -> None:
    t = page.t
    graph(
        "learning-word-curve",
        [Series("", [(report.step, report.word_probability) for report in reports], "second")],
        _steps_axis(page, settings),
        Axis(t("axis-word", prompt=visible(settings.prompt), word=visible(settings.word)), low=0, percent=True),
        t("word-alt", word=settings.word, last=percent(reports[-1].word_probability, t.language)),
        height=_WORD_HEIGHT,
    )


def _steps_axis(page: Page, settings: TrainingSettings) -> Axis:
    return Axis(page.t("axis-steps"), log=True, low=1, high=settings.steps)


def _size(page: Page, settings: TrainingSettings, last: TrainingReport) -> str:
    """How large the model is, and how much it has read, in words."""
    setup = settings.setup()
    return page.t(
        "shape",
        parameters=setup.recipe.shape.parameters(len(setup.vocabulary)),
        layers=settings.layers,
        width=settings.width,
        characters=last.characters,
        times=f"{settings.corpus.readings(last.characters):.0f}",
    )
