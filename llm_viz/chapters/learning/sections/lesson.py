"""A character-level model trained while the visitor looks on: its loss, its samples, and the probability of a word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from llm_viz.base.languages import Language
from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.chapters.learning.compute.settings import recorded_settings
from llm_viz.chapters.learning.compute.training import OUTCOMES, outcome, training_notes
from llm_viz.chapters.learning.frame.recorded import baselines_of, recorded_run
from llm_viz.chapters.learning.frame.settings import choose_settings
from llm_viz.chapters.learning.parts.lesson import Curve, lesson_picture
from llm_viz.chapters.learning.parts.samples import sample_table
from llm_viz.jobs.background import Work
from llm_viz.kit.browser.graph import Axis, Level, Series, graph
from llm_viz.kit.page.frame import Page, guarded
from llm_viz.kit.page.job_panel import Experiment, Run, job_panel
from llm_viz.kit.page.question import Question
from llm_viz.training.character_model import VALIDATED, Baselines, TrainingReport, report_steps, run_training
from llm_viz.training.character_settings import TrainingSettings

_SECONDS = 60  # that a run with the default settings takes on two cores, about
_BEGINNING = 3  # one report in so many is shown while the question is open
_BRIEF: dict[Language, int] = {"en": 170, "ja": 80}
"""Characters of a sample above the curve: two lines; the whole is among all samples, folded."""
_WORD_HEIGHT = 260  # pixels


def show(page: Page) -> None:
    """The section: how well a training ends is to be guessed; then the visitor's run and all that can be changed."""
    with page.section("lesson", is_picture=True):
        options = [page.t(f"reached-{name}") for name in OUTCOMES]
        question = page.ask_on_picture("guess-question", options)
        if question.is_open:
            _show_run(page, question, None)
            return
        picture, corpus_place, settings_place = st.container(), st.container(), st.container()
        settings = _possible_settings(page, corpus_place, settings_place)
        length = len(report_steps((settings or recorded_settings(page.visit.language)).steps))
        experiment = Experiment("learning", _work, length, _SECONDS)
        with picture:
            show_run, details = partial(_show_run, page, question), partial(_show_details, page)
            job_panel(experiment, settings, show_run, page.t, picture_first=True, details=details)


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


def _show_run(page: Page, question: Question, run: Run[TrainingSettings, TrainingReport] | None) -> None:
    """The visitor's run so far, or the one made beforehand; of this, while the question is open, only the beginning."""
    t = page.t
    if run is None:
        settings, recorded = recorded_settings(page.visit.language), recorded_run(page)
        reports: Sequence[TrainingReport] = recorded.reports
        told = t("beforehand", seed=recorded.seed, seconds=f"{recorded.seconds:.0f}")
    else:
        settings, reports = run.settings, run.reports
        told = t("your-run", seed=settings.seed, seconds=f"{reports[-1].seconds:.0f}")
    counted = baselines_of(settings.corpus)
    notes = training_notes(reports, counted, settings, complete=run is None or run.complete)
    said = [page.said(notes[:1])]
    if run is None:
        said.insert(0, t("lesson-answer", reached=t(f"reached-{outcome(reports[-1], counted)}")))
    if question.is_open:
        reports = reports[: max(1, len(reports) // _BEGINNING)]
    samples = [(report.step, report.sample) for report in reports if report.sample is not None]
    lesson_picture(
        _loss_curve(page, settings, reports, counted),
        [(step, _brief(text, _BRIEF[t.language])) for step, text in samples],
        settings.prompt,
        t("lesson-intro") if question.is_open else " ".join(said),
        question,
        _guessed_bits(page, question.guess, counted) if run is None else None,
        t,
    )
    st.caption(told)


def _show_details(page: Page, run: Run[TrainingSettings, TrainingReport] | None) -> None:
    """What else the run shows, folded."""
    t = page.t
    settings = recorded_settings(page.visit.language) if run is None else run.settings
    reports: Sequence[TrainingReport] = recorded_run(page).reports if run is None else run.reports
    notes = training_notes(reports, baselines_of(settings.corpus), settings, complete=run is None or run.complete)
    with st.expander(t("lesson-more"), icon=":material/show_chart:", key="learning-lesson-more"):
        page.notes(notes[1:])
        st.markdown(_size(page, settings, reports[-1]))
        _show_word(page, settings, reports)
        samples = [(report.step, report.sample) for report in reports if report.sample is not None]
        sample_table(samples, settings.prompt, t, "all_samples")


def _guessed_bits(page: Page, guess: str | None, counted: Baselines) -> float | None:
    """The loss in the middle of what was guessed; None: nothing was."""
    middles = (
        (counted.unigram + counted.bigram) / 2,
        (counted.bigram + counted.trigram) / 2,
        counted.trigram / 2,
    )
    named = {page.t(f"reached-{name}"): bits for name, bits in zip(OUTCOMES, middles, strict=True)}
    return None if guess is None else named.get(guess)


def _brief(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _loss_curve(page: Page, settings: TrainingSettings, reports: Sequence[TrainingReport], counted: Baselines) -> Curve:
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
    return Curve(
        series,
        _steps_axis(page, settings),
        Axis(t("axis-loss"), low=0, high=counted.uniform * 1.05),
        levels,
        t("loss-alt", last=f"{reports[-1].validation_bits:.2f}", step=reports[-1].step),
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
