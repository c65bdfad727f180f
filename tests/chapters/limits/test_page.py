"""Chapter 10 as a script: the choice of drawbacks, and those that rest on published figures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import EngineBusy
from llm_viz.chapters.limits import frame as limits
from llm_viz.chapters.limits.speed.compute import ROUNDS, TOKENS
from llm_viz.engine.protocol.generation import GenerationRequest, GenerationStep
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine

PAGE = "10_limits"
LOCALES = {"ja": "ja-JP", "en": "en-US"}
CHARTS = {"cost": 2, "returns": 1, "speed": 0, "legal": 1}


class Engine(FakeEngine):
    """Also writes, at once; `busy`: it will not."""

    busy = False

    def generate(
        self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[GenerationStep]:
        if self.busy:
            raise EngineBusy(waiting=3)
        return super().generate(request, check_cancelled)


def charts(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("key", CHARTS)
def test_a_drawback_is_covered_until_guessed(open_app: OpenApp, key: str, language: str) -> None:
    app = open_app(PAGE, LOCALES[language], Engine(), drawback=key)
    assert charts(app) == 0
    guesses = [button for button in app.button if f"limits_{key}-guess-question" in str(button.key)]
    guesses[0].click().run()
    assert not app.exception
    assert not app.error
    assert charts(app) == CHARTS[key]
    assert len(app.info) >= 1


def test_only_the_chosen_drawback_is_drawn(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), drawback="returns", reveal="1")
    headings = [heading.value for heading in app.header]
    app.session_state["limits-drawback"] = "legal"
    app.run()
    assert not app.exception
    assert not set(headings) & {heading.value for heading in app.header}


def test_a_link_uncovers_only_the_drawback_that_it_names(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), drawback="cost", reveal="1")
    assert charts(app) == CHARTS["cost"]
    app.session_state["limits-drawback"] = "legal"
    app.run()
    assert charts(app) == 0
    app.session_state["limits-drawback"] = "cost"
    app.run()
    assert charts(app) == CHARTS["cost"]


@pytest.mark.parametrize("asked", ["", "nonsense", "<script>", "../../etc", "cost\x00"])
def test_an_unknown_drawback_opens_the_default(open_app: OpenApp, asked: str) -> None:
    app = open_app(PAGE, engine=Engine(), drawback=asked)
    assert not app.exception
    assert app.session_state["limits-drawback"] in limits.available()
    assert any("drawback" in caption.value for caption in app.caption)


@pytest.mark.parametrize(
    ("key", "setting", "value"),
    [
        ("cost", "class_people", "1e99"),
        ("cost", "class_wh", "nan"),
        ("returns", "ways_at", "-1"),
        ("speed", "speed_format", "float1"),
        ("legal", "flop_n", "0"),
        ("legal", "reveal", "yes"),
    ],
)
def test_settings_out_of_range_are_refused_quietly(open_app: OpenApp, key: str, setting: str, value: str) -> None:
    app = open_app(PAGE, engine=Engine(), **{"drawback": key, "reveal": "1", setting: value})
    assert not app.exception
    assert not app.error
    assert any(setting.replace("_", "") in caption.value.replace("\\", "").replace("_", "") for caption in app.caption)


def test_speed_is_measured_when_asked_for_with_one_model_twice(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), drawback="speed", reveal="1")
    assert charts(app) == 0
    app.button(key="limits_speed-measure").click().run()
    assert not app.exception
    assert charts(app) == 1
    runs = app.session_state["limits_speed-runs"]
    assert [run.again for run in runs] == [False, False, True]
    assert runs[0].name == runs[2].name != runs[1].name
    assert all(len(run.speed.seconds) == ROUNDS * (TOKENS - 1) for run in runs)


def test_a_busy_engine_is_said_in_place_and_the_rest_stays(open_app: OpenApp) -> None:
    engine = Engine()
    app = open_app(PAGE, engine=engine, drawback="speed", reveal="1")
    engine.busy = True
    app.button(key="limits_speed-measure").click().run()
    assert not app.exception
    assert "3" in app.error[0].value
    assert any("405B" in markdown.value for markdown in app.markdown)


def test_what_fits_follows_the_bits(open_app: OpenApp) -> None:
    crosses = []
    for bits in ("bf16", "int4"):
        app = open_app(PAGE, engine=Engine(), drawback="speed", reveal="1", speed_format=bits)
        crosses.append(next(one.value for one in app.markdown if "| Llama" in one.value).count("✕"))
    assert crosses[0] > crosses[1] > 0
