"""A job in the background on a page: its buttons, its place in the queue, and the picture that grows with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.base.i18n import Strings
from llm_viz.jobs.background import AT_ONCE, MAX_WAITING, Job, JobBoard, Work
from llm_viz.kit.page.frame import guarded
from llm_viz.kit.shell.shell import show_error
from llm_viz.kit.visit import engine, visit_name

POLL_SECONDS = 1.0
"""Between two looks at a job that is not finished."""

Settings = TypeVar("Settings")
Report = TypeVar("Report")


@dataclass(frozen=True, slots=True)
class Run(Generic[Settings, Report]):
    """A visitor's job so far: what it was started with, what it has reported, and whether that is all."""

    settings: Settings
    reports: tuple[Report, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Experiment(Generic[Settings, Report]):
    """What a panel offers: `work` makes the job from the settings, `length` is how many reports a whole run brings.

    `key` is unique on the page, `seconds` is about how long it takes (None: not said).
    """

    key: str
    work: Callable[[Settings], Work[Report]]
    length: int
    seconds: int | None = None


@lru_cache(maxsize=1)
def job_board() -> JobBoard:
    """The board that all visitors of this process share. Its jobs give way to those who wait for a model."""
    return JobBoard(others_wait=lambda: not engine().is_idle)


def job_panel(
    experiment: Experiment[Settings, Report],
    settings: Settings | None,
    show: Callable[[Run[Settings, Report] | None], None],
    t: Strings,
    *,
    every: float = POLL_SECONDS,
    picture_first: bool = False,
    details: Callable[[Run[Settings, Report] | None], None] | None = None,
) -> None:
    """Buttons to start, pause, resume and stop the experiment, its state, and below them what `show` draws of it; above
    them with `picture_first`, where the page shows something before the first start.

    A start takes the `settings` of that moment; None: they are not possible, so nothing can be started, but a run that
    goes on is shown and can be stopped. `show` is called again whenever the job is looked at, with the
    visitor's last run on this page, finished or not; None if there is none. Not inside another fragment.
    `details` are drawn like `show`, at the end.
    """
    polling = _active(_job(experiment))
    st.fragment(_draw, run_every=every if polling else None)(
        experiment, settings, show, t, polling, picture_first, details
    )


def _draw(
    experiment: Experiment[Settings, Report],
    settings: Settings | None,
    show: Callable[[Run[Settings, Report] | None], None],
    t: Strings,
    polling: bool,
    picture_first: bool,
    details: Callable[[Run[Settings, Report] | None], None] | None,
) -> None:
    job = _job(experiment)
    if _active(job) != polling:
        st.rerun()  # of the whole page: only that begins and ends the regular looks
    if picture_first:  # drawn first, too: what stands below would jump when it comes
        _draw_run(show, experiment, job, t)
    with st.container(key=f"job-{experiment.key}"), guarded(t.language):
        _show_buttons(experiment, settings, job, t)
        _show_state(experiment, job, t)
    if not picture_first:
        _draw_run(show, experiment, job, t)
    if details:
        _draw_run(details, experiment, job, t)


def _draw_run(
    draw: Callable[[Run[Settings, Report] | None], None],
    experiment: Experiment[Settings, Report],
    job: Job[Report] | None,
    t: Strings,
) -> None:
    with guarded(t.language):
        draw(_run(experiment, job))


def _show_buttons(
    experiment: Experiment[Settings, Report], settings: Settings | None, job: Job[Report] | None, t: Strings
) -> None:
    state = "none" if job is None else job.state
    with st.container(horizontal=True, vertical_alignment="center", key=f"job-buttons-{experiment.key}"):
        if job is None or not _active(job):
            if settings is None:
                return
            st.button(
                t("job-start" if job is None else "job-again"),
                key=f"job-start-{experiment.key}",
                icon=":material/play_arrow:",
                on_click=_start,
                args=(experiment, settings),
                help=t("job-limits", running=AT_ONCE, waiting=MAX_WAITING),
            )
            if experiment.seconds is not None:
                st.caption(t("job-takes", seconds=experiment.seconds), width="content")
            return
        if state == "paused":
            _button(experiment, "resume", ":material/play_arrow:", job.resume, t)
        else:
            _button(experiment, "pause", ":material/pause:", job.pause, t)
        _button(experiment, "stop", ":material/stop:", job.stop, t)


def _button(
    experiment: Experiment[Settings, Report], action: str, icon: str, do: Callable[[], None], t: Strings
) -> None:
    st.button(t(f"job-{action}"), key=f"job-{action}-{experiment.key}", icon=icon, on_click=do)


def _show_state(experiment: Experiment[Settings, Report], job: Job[Report] | None, t: Strings) -> None:
    if refused := st.session_state.get(_place(experiment, "refused")):
        show_error(refused, t.language)
    if job is None:
        return
    state, done = job.state, len(job.reports)
    if state == "failed":
        if job.error is None:
            st.error(t("error-unexpected"), icon=":material/error:")
        else:
            show_error(job.error, t.language)
    elif state == "waiting":
        st.info(t("job-waiting", ahead=job.ahead), icon=":material/hourglass_top:")
    elif state != "done":
        length = _length(experiment)
        st.progress(min(done, length) / length, text=t(f"job-{state}", done=done, total=length))


def _start(experiment: Experiment[Settings, Report], settings: Settings) -> None:
    st.session_state.pop(_place(experiment, "refused"), None)
    try:
        job = job_board().submit(visit_name(), experiment.work(settings))
    except LlmVizError as error:  # the queue is full, or the settings are not possible
        st.session_state[_place(experiment, "refused")] = error
        return
    st.session_state[_place(experiment, "job")] = job
    st.session_state[_place(experiment, "settings")] = settings
    st.session_state[_place(experiment, "length")] = experiment.length


def _run(experiment: Experiment[Settings, Report], job: Job[Report] | None) -> Run[Settings, Report] | None:
    if job is None or not job.reports:
        return None
    settings: Settings = st.session_state[_place(experiment, "settings")]
    reports = tuple(job.reports)  # the job goes on adding to its list
    return Run(settings, reports, complete=len(reports) >= _length(experiment))


def _length(experiment: Experiment[Settings, Report]) -> int:
    """How many reports the visitor's run will bring; the settings may have been changed since it was started."""
    return int(st.session_state[_place(experiment, "length")])


def _job(experiment: Experiment[Settings, Report]) -> Job[Report] | None:
    job: Job[Report] | None = st.session_state.get(_place(experiment, "job"))
    return job


def _active(job: Job[Report] | None) -> bool:
    return job is not None and job.active


def _place(experiment: Experiment[Settings, Report], what: str) -> str:
    return f"job-{what}-of-{experiment.key}"
