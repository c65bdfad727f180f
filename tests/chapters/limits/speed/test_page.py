"""The drawback of slowness as a script: measured when asked for, and computed for machines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from llm_viz.base.errors import EngineBusy
from llm_viz.chapters.limits.speed.compute.measurement import ROUNDS, TOKENS
from llm_viz.engine.protocol.generation import GenerationRequest, GenerationStep
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.chapters.limits.support import (
    LOCALES,
    charts,
    check_setting_is_refused_quietly,
    open_drawback,
    payload,
    uncover,
)
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine


class BusyEngine(FakeEngine):
    """Writes at once; `busy`: it will not."""

    busy = False

    def generate(
        self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[GenerationStep]:
        if self.busy:
            raise EngineBusy(waiting=3)
        return super().generate(request, check_cancelled)


@pytest.mark.parametrize("language", LOCALES)
def test_it_is_covered_until_guessed(open_app: OpenApp, language: str) -> None:
    covered, app = uncover(open_app, "speed", language, BusyEngine())
    assert covered == 0
    assert charts(app) == 0
    assert len(app.info) >= 1


@pytest.mark.parametrize(("setting", "value"), [("speed_format", "float1")])
def test_settings_out_of_range_are_refused_quietly(open_app: OpenApp, setting: str, value: str) -> None:
    check_setting_is_refused_quietly(open_app, "speed", setting, value)


def test_speed_is_measured_when_asked_for_with_one_model_twice(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "speed", engine=BusyEngine(), reveal="1")
    assert charts(app) == 0
    app.button(key="limits_speed-measure").click().run()
    assert not app.exception
    assert charts(app) == 1
    runs = app.session_state["limits_speed-runs"]
    assert [run.again for run in runs] == [False, False, True]
    assert runs[0].name == runs[2].name != runs[1].name
    assert all(len(run.speed.seconds) == ROUNDS * (TOKENS - 1) for run in runs)


def test_a_busy_engine_is_said_in_place_and_the_rest_stays(open_app: OpenApp) -> None:
    engine = BusyEngine()
    app = open_drawback(open_app, "speed", engine=engine, reveal="1")
    engine.busy = True
    app.button(key="limits_speed-measure").click().run()
    assert not app.exception
    assert "3" in app.error[0].value
    assert any("405B" in markdown.value for markdown in app.markdown)


def test_what_fits_follows_the_bits(open_app: OpenApp) -> None:
    crosses = []
    for bits in ("bf16", "int4"):
        app = open_drawback(open_app, "speed", engine=BusyEngine(), reveal="1", speed_format=bits)
        crosses.append(next(markdown.value for markdown in app.markdown if "| Llama" in markdown.value).count("✕"))
    assert crosses[0] > crosses[1] > 0


def test_the_race_is_run_at_the_speeds_that_the_card_names(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "speed", engine=BusyEngine(), reveal="1")
    rates = [f"{lane['rate']:.0f}" for lane in payload(app, "race")["lanes"]]
    [card] = [card for card in payload(app, "drawback_cards")["cards"] if card["key"] == "speed"]
    assert [number in card["number"] for number in rates] == [True, True]
    assert float(rates[0]) > 10 * float(rates[1]) > 0
