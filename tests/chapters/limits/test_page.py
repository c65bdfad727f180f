"""Chapter 11 as a script: the choice of drawbacks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.i18n import strings
from llm_viz.chapters.limits.drawbacks import OPENING, ORDER
from tests.chapters.limits.support import GUESSED_ON_PICTURE, PronounEngine, charts, guess, open_drawback
from tests.support.app import OpenApp

COST_CHARTS = 3


def test_only_the_chosen_drawback_is_drawn(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "returns", reveal="1")
    headings = [heading.value for heading in app.header]
    app.session_state["limits-drawback"] = "legal"
    app.run()
    assert not app.exception
    assert not set(headings) & {heading.value for heading in app.header}


def test_a_link_uncovers_only_the_drawback_that_it_names(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "cost", reveal="1")
    assert charts(app) == COST_CHARTS
    app.session_state["limits-drawback"] = "legal"
    app.run()
    assert charts(app) == 0
    app.session_state["limits-drawback"] = "cost"
    app.run()
    assert charts(app) == COST_CHARTS


@pytest.mark.parametrize("asked", ["", "nonsense", "<script>", "../../etc", "cost\x00"])
def test_an_unknown_drawback_opens_as_without_one(open_app: OpenApp, asked: str) -> None:
    app = open_drawback(open_app, asked)
    assert not app.exception
    assert app.session_state["limits-drawback"] == OPENING
    assert any("drawback" in caption.value for caption in app.caption)


@pytest.mark.parametrize("key", ["cost", "hallucination", "bias"])
def test_nothing_answers_the_question_or_judges_the_demonstration_before_it_is_seen(
    open_app: OpenApp, key: str
) -> None:
    t = strings("en", f"limits.{key}")
    findings_of, limits_of = t("findings"), t.prose("limits")
    app = open_drawback(open_app, key, engine=PronounEngine())
    said = "\n".join(markdown.value for markdown in app.markdown)
    assert findings_of not in said
    assert limits_of not in said
    assert not app.expander
    guess(app, key)
    said = "\n".join(markdown.value for markdown in app.markdown)
    assert findings_of in said
    assert limits_of in said


@pytest.mark.parametrize(
    ("key", "setting", "value"),
    [
        ("bias", "limits_bias-language-en", "ja"),
        ("blackbox", "limits_blackbox-text-en", "A cat sat on"),
    ],
)
def test_a_guess_is_not_judged_by_what_it_was_not_about(
    open_app: OpenApp, key: str, setting: str, value: str | int
) -> None:
    app = open_drawback(open_app, key, engine=PronounEngine())
    guess(app, key)
    verdicts = (":material/check_circle:", ":material/cancel:")
    assert any(markdown.value.startswith(verdicts) for markdown in app.markdown)
    app.session_state[setting] = value
    app.run()
    assert not app.exception
    assert not any(markdown.value.startswith(verdicts) for markdown in app.markdown)
    assert not any("model says **" in markdown.value for markdown in app.markdown)


def test_on_the_piles_a_guess_is_not_judged_by_other_answers(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "hallucination", engine=PronounEngine())
    open_question = piles(app)
    assert open_question["question"]["open"]
    assert open_question["piles"][1]["rows"] == []
    assert "distinct" not in str(open_question)
    guess(app, "hallucination")
    answered = piles(app)
    assert answered["question"]["guess"] == GUESSED_ON_PICTURE
    assert sum(row["count"] for row in answered["piles"][1]["rows"]) == answered["tries"]
    app.session_state["limits_hallucination-seed"] = 1000
    app.run()
    assert piles(app)["question"]["guess"] is None
    assert not piles(app)["question"]["open"]


def test_a_card_shows_its_number_once_it_answers_no_open_question(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "privacy")
    covered = {card["key"]: card for card in cards(app)}
    assert list(covered) == list(ORDER)
    assert {key for key, card in covered.items() if card["number"] == "?"} == {
        "returns", "hallucination", "misuse", "privacy",
    }  # fmt: skip
    assert covered["cost"]["number"] == "1,287\N{NO-BREAK SPACE}MWh"
    assert covered["bias"]["share"] == 0.83
    guess(app, "privacy")
    assert next(card for card in cards(app) if card["key"] == "privacy")["number"] != "?"


def payload(app: AppTest, part: str) -> dict[str, Any]:
    """What a browser part of the page was given."""
    return next(
        json.loads(element.proto.json)
        for element in app.get("bidi_component")
        if element.proto.component_name.endswith(f"_{part}")
    )


def piles(app: AppTest) -> dict[str, Any]:
    return payload(app, "piles")


def cards(app: AppTest) -> list[dict[str, Any]]:
    return list(payload(app, "drawback_cards")["cards"])
