"""A job on a page: started, paused, stopped, refused, failed; its picture grows and stays."""

from __future__ import annotations

import time
from collections.abc import Callable
from unittest.mock import Mock

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.jobs import background as jobs
from llm_viz.jobs.background import JobBoard
from llm_viz.kit.page import job_panel
from tests.support.fake_engine import FakeEngine

PATIENCE = 10.0  # seconds


def page() -> None:
    import time
    from collections.abc import Iterator

    import streamlit as st

    from llm_viz.base.errors import TrainingDiverged
    from llm_viz.base.i18n import strings
    from llm_viz.jobs.cancellation import CancelCheck
    from llm_viz.kit.page.job_panel import Experiment, Run, job_panel

    def work(kind: str):
        def count(check_cancelled: CancelCheck) -> Iterator[int]:
            for number in range(3):
                yield number
                while kind == "endless":
                    time.sleep(0.005)
                    check_cancelled()
            if kind == "diverging":
                raise TrainingDiverged(step=7, learning_rate=9.0)
            if kind == "broken":
                raise RuntimeError("a mistake")

        return count

    def show(run: Run[str, int] | None) -> None:
        st.text("nothing yet" if run is None else f"{run.settings}: {run.reports} {run.complete}")

    st.session_state.setdefault("kind", "counting")
    job_panel(Experiment("test", work, length=3, seconds=1), st.session_state["kind"], show, strings("en"))


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    board = JobBoard(at_once=1, waiting=1)
    monkeypatch.setattr(job_panel, "job_board", lambda: board)
    return AppTest.from_function(page, default_timeout=30).run()


def start(app: AppTest, kind: str = "counting") -> None:
    app.session_state["kind"] = kind
    app.run()
    app.button(key="job-start-test").click().run()


def until(app: AppTest, holds: Callable[[], bool]) -> None:
    """Look again and again, as the page itself does."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, [element.value for element in app.text]
        time.sleep(0.02)
        app.run()


def buttons(app: AppTest) -> list[str]:
    return [str(button.key) for button in app.button]


def test_nothing_runs_until_it_is_started(app: AppTest) -> None:
    assert app.text[0].value == "nothing yet"
    assert buttons(app) == ["job-start-test"]


def test_a_run_ends_with_all_of_its_reports_and_can_be_repeated(app: AppTest) -> None:
    start(app)
    until(app, lambda: buttons(app) == ["job-start-test"])
    assert app.text[0].value == "counting: (0, 1, 2) True"
    assert not app.error


def test_a_picture_belongs_to_the_settings_it_was_started_with(app: AppTest) -> None:
    start(app)
    until(app, lambda: buttons(app) == ["job-start-test"])
    app.session_state["kind"] = "other"
    app.run()
    assert app.text[0].value.startswith("counting")


def test_a_run_can_be_paused_resumed_and_stopped(app: AppTest) -> None:
    start(app, "endless")
    until(app, lambda: app.text[0].value == "endless: (0,) False")
    app.button(key="job-pause-test").click().run()
    until(app, lambda: "job-resume-test" in buttons(app))
    app.button(key="job-resume-test").click().run()
    until(app, lambda: "job-pause-test" in buttons(app))
    app.button(key="job-stop-test").click().run()
    until(app, lambda: buttons(app) == ["job-start-test"])
    assert app.text[0].value == "endless: (0,) False"  # what was measured stays


@pytest.mark.parametrize(
    ("kind", "said"), [("diverging", "blown up"), pytest.param("broken", "server's log", marks=pytest.mark.crashes)]
)
def test_a_failure_is_explained_and_its_reports_stay(app: AppTest, kind: str, said: str) -> None:
    start(app, kind)
    until(app, lambda: bool(app.error))
    assert said in app.error[0].value
    assert app.text[0].value.startswith(f"{kind}: (0, 1, 2)")


def test_who_comes_late_sees_the_queue_and_one_too_many_is_told(app: AppTest) -> None:
    start(app, "endless")
    until(app, lambda: "job-pause-test" in buttons(app))
    second, third = (AppTest.from_function(page, default_timeout=30).run() for _ in range(2))
    start(second, "endless")
    assert "one other run" in second.info[0].value
    start(third)
    assert "2 people are waiting" in third.error[0].value
    for one in (second, app):
        one.button(key="job-stop-test").click().run()
        until(one, lambda one=one: buttons(one) == ["job-start-test"])
    start(third)
    until(third, lambda: third.text[0].value == "counting: (0, 1, 2) True")
    assert not third.error


def test_who_has_left_finds_the_run_stopped(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "FORGOTTEN_AFTER", 0.1)
    start(app, "endless")
    time.sleep(0.5)
    app.run()
    assert buttons(app) == ["job-start-test"]


def test_jobs_give_way_while_somebody_waits_for_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    class Busy(FakeEngine):
        @property
        def is_idle(self) -> bool:
            return False

    for engine, busy in ((Busy(), True), (FakeEngine(), False)):
        monkeypatch.setattr(job_panel, "engine", Mock(return_value=engine))
        assert job_panel.job_board()._others_wait() == busy
