"""Whoever waits for the model is told how long, at a readable pace, and no longer than he waits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from streamlit.runtime.scriptrunner_utils.script_run_context import in_cached_function

from llm_viz.base.languages import Language
from llm_viz.engine.protocol.tracing import Trace, TraceRequest
from llm_viz.engine.protocol.waiting import Standing
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from llm_viz.kit.waiting import Notice, sentence
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine


@dataclass
class Place:
    """Stands for the place on the page: all that it was told."""

    shown: list[str] = field(default_factory=list)

    def html(self, body: str) -> None:
        self.shown.append(body)

    def empty(self) -> None:
        self.shown.append("")


def said(standings: list[tuple[float, Standing | None]]) -> list[str]:
    """What a page says when its request stands so at these seconds."""
    place, now = Place(), 0.0
    notice = Notice(cast(Any, place), "en", clock=lambda: now)
    for moment, standing in standings:
        now = moment
        notice.tell(standing)
    return place.shown


def test_a_cached_function_does_not_keep_the_line() -> None:
    """Streamlit records what is drawn while such a function runs, and draws it again instead of the next run."""
    recorded: list[bool] = []

    class Recording(Place):
        def html(self, body: str) -> None:
            super().html(body)
            recorded.append(in_cached_function.get())

    notice = Notice(cast(Any, Recording()), "en", since=0.0, clock=lambda: 10.0)
    token = in_cached_function.set(True)
    notice.tell(Standing(1, 1.0))
    in_cached_function.reset(token)
    assert recorded == [False]


def line(before: int, seconds: int) -> str:
    return f'<div role="status">The model is busy: {before} before you, about {seconds}\u00a0s.</div>'


def test_a_short_wait_is_not_spoken_of() -> None:
    assert said([(0.0, Standing(3, 2.0)), (0.9, Standing(1, 0.5)), (1.0, None)]) == []


def test_a_long_wait_is_told_once_a_second_and_gone_when_it_ends() -> None:
    wait = [(tenth / 10, Standing(5 - tenth // 10, 4.0 - tenth / 10)) for tenth in range(35)]
    assert said([*wait, (3.5, None), (3.6, None)]) == [line(4, 3), line(3, 2), line(2, 1), ""]


def test_the_next_wait_begins_anew() -> None:
    waits = [(0.0, Standing(1, 1.0)), (1.5, Standing(1, 1.0)), (1.6, None), (1.7, Standing(1, 1.0))]
    assert said([*waits, (2.5, Standing(1, 1.0))]) == [line(1, 1), ""]


@pytest.mark.parametrize(
    ("standing", "language", "expected"),
    [
        (Standing(0, 0.2), "en", "The model is busy: you are next, about 1\u00a0s."),
        (Standing(3, None), "en", "The model is busy: 3 before you."),
        (Standing(3, 3.2), "ja", "モデルが混み合っています。あなたの前に 3\u00a0人います（あと約 4\u00a0秒）。"),
        (Standing(0, None), "ja", "モデルが混み合っています。次があなたの番です。"),
    ],
)
def test_the_sentence(standing: Standing, language: Language, expected: str) -> None:
    assert sentence(standing, language) == expected


class BusyEngine(FakeEngine):
    """Every request of it waits for two seconds, and looks at the wait as the real one does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__()
        self.now, self.place = 0.0, Standing(2, 2.0)
        self.waits = False
        self.lines: list[str] = []
        monkeypatch.setattr("llm_viz.kit.waiting.Notice", self._notice)

    def _notice(self, place: Any, language: Language) -> Notice:
        self.notice = Notice(place, language, clock=lambda: self.now)
        return self.notice

    def standing(self) -> Standing | None:
        return self.place if self.waits else None

    def trace(self, request: TraceRequest, check_cancelled: CancelCheck = never_cancel) -> Trace:
        self.waits = True
        for _ in range(20):
            check_cancelled()
            self.now += 0.1
        self.lines.append(self.notice.said)
        self.waits = False
        check_cancelled()
        return super().trace(request, check_cancelled)


@pytest.mark.parametrize("page", ["3_next_token", "6_attention"])
def test_every_page_says_it_in_one_place(monkeypatch: pytest.MonkeyPatch, open_app: OpenApp, page: str) -> None:
    engine = BusyEngine(monkeypatch)
    app = open_app(page, engine=engine, reveal="1")
    assert set(engine.lines) == {"The model is busy: 2 before you, about 2\u00a0s."}
    assert not app.exception
    assert not app.error
    assert "The model is busy" not in str(app.main)
