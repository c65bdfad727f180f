"""Whoever leaves a chapter and comes back finds its settings as they were left."""

from __future__ import annotations

import time
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.kit.shell.opening import DEFAULT_TEXT
from tests.support.app import OpenApp

CHANGES: dict[str, dict[str, Any]] = {
    "1_learning": {
        "act-learning": "lesson",
        "learning-corpus-en": "grammar_en",
        "learning-prompt": "Two ",
        "learning-word": "red",
        "learning-width": 32,
        "learning-layers": 1,
        "learning-steps-grammar_en": 100,
        "learning-rate": 0.001,
        "learning-seed": 7,
    },
    "2_tokens": {"act-tokens": "cost"},
    "3_next_token": {
        "act-next_token": "cards",
        "next_token-words-only": True,
        "next_token-why-token": "2",
        "next_token-why-against": "3",
        "next_token-why-by": "layer",
    },
    "4_generation": {
        "act-generation": "player",
        "generation-words-only": True,
        "generation-mode": "sampling",
        "generation-temperature": 0.5,
        "generation-top_k": 7,
        "generation-top_p": 0.9,
        "generation-seed": 3,
    },
    "6_attention apple": {
        "act-attention": "apple",
        "word": "bank",
        "a": "She sat on the bank of the river",
        "b": "She took money to the bank",
        "ref_a": "the bank of the stream",
        "ref_b": "the bank gave a loan",
        "control": "table",
    },
    "6_attention all": {
        "act-attention": "all",
        "written": True,
        f"qk-layer-smollm2-135m-{DEFAULT_TEXT['en']}": "2",
        "first": "The bat flew",
        "second": "The bat broke",
        "attention-bertviz": "model",
    },
    "8_large": {"act-large": "models"},
    "9_scaling": {"act-scaling": "own", "scaling-seed": 5},
    "10_emergence metrics": {"act-emergence": "metrics", "emergence-task": "persian"},
    "10_emergence copying": {"act-emergence": "copying", "emergence-seed": 4},
}
"""Settings of each chapter, or of acts of it, by key, that differ from the defaults: every control that is there."""
CHOICES = ("text_input", "text_area", "number_input", "slider", "select_slider", "selectbox", "toggle", "button_group")
OF_THE_MENU = {"lang", "model", "projector", "cover"}


def controls(app: AppTest) -> dict[str, Any]:
    found = {str(control.key): control for kind in CHOICES for control in app.get(kind)}
    return {key: control for key, control in found.items() if key not in OF_THE_MENU}


FOLDS = {
    "3_next_token": {"show_distribution": "true", "show_why": "true"},
    "10_emergence": {"show_tasks": "true"},
    "6_attention": {"show_look": "true", "show_qk": "true", "show_directions": "true", "show_free": "true"},
}
"""What must be open, so that all controls are there."""


@pytest.mark.parametrize("case", CHANGES)
def test_every_setting_is_found_again(open_app: OpenApp, case: str) -> None:
    page = case.split()[0]
    app = open_app(page, reveal="1", **FOLDS.get(page, {}))
    for key, value in CHANGES[case].items():
        controls(app)[key].set_value(value).run()
    assert {key: control.value for key, control in controls(app).items()} == CHANGES[case]
    app.query_params.clear()  # as Streamlit does on a change of page
    app.switch_page("../pages/0_home.py").run()
    app.switch_page(f"../pages/{page}.py").run()
    assert not app.exception
    assert not app.error
    assert {key: control.value for key, control in controls(app).items()} == CHANGES[case]


def test_a_training_that_goes_on_can_be_seen_and_stopped_on_return(open_app: OpenApp) -> None:
    app = open_app("1_learning", reveal="1", act="lesson", corpus="grammar_en", steps="3000")
    app.button(key="job-start-learning").click().run()
    app.query_params.clear()
    app.switch_page("../pages/0_home.py").run()
    app.switch_page("../pages/1_learning.py").run()
    assert not app.error
    app.text_input(key="learning-prompt").set_value("漢字").run()  # not possible, which hides no run that goes on
    assert len(app.error) == 1
    app.button(key="job-stop-learning").click().run()
    deadline = time.monotonic() + 20
    while [button for button in app.button if button.key == "job-stop-learning"]:
        assert time.monotonic() < deadline
        app.run()
    assert any(bar.text.startswith("Stopped after ") for bar in app.get("progress"))


def test_a_file_of_ones_own_is_found_again(open_app: OpenApp) -> None:
    app = open_app("1_learning", reveal="1", act="lesson", corpus="own")
    app.file_uploader(key="learning-file").upload("mine.txt", b"a private letter to nobody. " * 50, "text/plain").run()
    app.switch_page("../pages/0_home.py").run()
    app.switch_page("../pages/1_learning.py").run()
    assert [text.value for text in app.markdown if "**mine" in text.value]
