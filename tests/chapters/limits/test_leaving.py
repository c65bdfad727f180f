"""Whoever leaves chapter 11, or one of its drawbacks, and comes back finds everything as it was left."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.chapters.limits.support import PAGE, PronounEngine, guess, open_drawback
from tests.support.app import OpenApp

CHANGES: dict[str, dict[str, Any]] = {
    "blackbox": {
        "limits_blackbox-text-en": "The capital of Spain is",
        "limits_blackbox-cut-smollm2-135m-The capital of Spain is-layer": 2,
        "limits_blackbox-cut-smollm2-135m-The capital of Spain is-head": 0,
        "limits_blackbox-subject-smollm2-135m-The capital of Spain is": 7,
    },
    "hallucination": {"limits_hallucination-title": "Nothing", "limits_hallucination-seed": 5},
    "misuse": {"limits_misuse-word": "lemon", "limits_misuse-backdoor_seed": 4},
    "culture": {"limits_culture-seed": 6},
    "bias": {
        "limits_bias-language-en": "ja",
        "limits_bias-category": "religion",
        "limits_bias-view": "raw",
        "limits_bias-word": "pilot",
    },
    "speed": {"limits_speed-format": "int4"},
    "privacy": {"limits_privacy-canary_seed": 3},
    "data": {"limits_data-data_quality_seed": 8, "limits_data-collapse_seed": 9},
}
"""Settings by drawback and key, each other than at first: all that the drawbacks have, in the order of the page."""
CONTROLS = ("text_input", "number_input", "selectbox", "button_group")
ELSEWHERE = {"lang", "model", "projector", "cover", "limits-drawback"}


def controls(app: AppTest) -> dict[str, Any]:
    """The controls of the drawback by their keys."""
    found = {str(control.key): control for kind in CONTROLS for control in app.get(kind)}
    return {key: control for key, control in found.items() if key not in ELSEWHERE}


@pytest.mark.parametrize("key", CHANGES)
@pytest.mark.parametrize("way", ["another chapter", "another drawback"])
def test_the_drawback_and_its_settings_are_found_again(open_app: OpenApp, key: str, way: str) -> None:
    app = open_drawback(open_app, key, engine=PronounEngine())
    guess(app, key)
    for control, value in CHANGES[key].items():
        controls(app)[control].set_value(value).run()
    assert {control: found.value for control, found in controls(app).items()} == CHANGES[key]
    if way == "another chapter":
        app.query_params.clear()  # as Streamlit does on a change of page
        app.switch_page("../pages/0_home.py").run()
        app.switch_page(f"../pages/{PAGE}.py").run()
    else:
        app.session_state["limits-drawback"] = "cost"
        app.run()
        app.session_state["limits-drawback"] = key
        app.run()
    assert not app.exception
    assert not app.error
    assert app.session_state["limits-drawback"] == key
    assert {control: found.value for control, found in controls(app).items()} == CHANGES[key]
