"""Chapter 11 as a script: the choice of drawbacks."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES
from llm_viz.chapters.limits.drawbacks import OPENING, ORDER
from llm_viz.facts.cost import accelerator, training_footprints
from llm_viz.facts.findings import findings
from llm_viz.facts.languages import gpt3_languages
from llm_viz.facts.laws import published_fits
from llm_viz.kit.page.citations import citation
from llm_viz.training.experiments import BACKDOOR, CANARY, COLLAPSE
from tests.chapters.limits.support import (
    GUESSED_ON_PICTURE,
    PronounEngine,
    captions,
    charts,
    guess,
    open_drawback,
    payload,
    unfolded,
)
from tests.support.app import OpenApp

COST_CHARTS = 3


def test_only_the_chosen_drawback_is_drawn(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "returns", reveal="1")
    headings = [fold.label for fold in app.expander]
    app.session_state["limits-drawback"] = "legal"
    app.run()
    assert not app.exception
    assert headings
    assert not set(headings) & {fold.label for fold in app.expander}


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
    assert findings_of not in said(app)
    assert limits_of not in said(app)
    claim = f"{t('title')} · {strings('en', 'limits')('claim')}"
    assert [fold.label for fold in app.expander] == [claim]  # what the article says is no answer
    guess(app, key)
    assert {findings_of, t("limits")} <= {fold.label for fold in app.expander}
    assert limits_of not in said(app)  # a drawer is filled when it is opened
    app.session_state[f"limits-limits_{key}"] = True
    app.run()
    assert limits_of in said(app)


@pytest.mark.parametrize("key", [key for key in ORDER if key not in {OPENING, "returns", "privacy"}])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_picture_has_what_it_asks_for_before_the_guess(open_app: OpenApp, language: str, key: str) -> None:
    app = open_drawback(open_app, key, language=language, engine=PronounEngine())
    asked = payload(app, "guess_rows")
    assert asked["question"]["open"]
    hidden = [row for row in asked["rows"] if row["asked"]]
    assert hidden
    assert all((row["value"], row["text"], row["points"], row["style"]) == (None, "", [], "plain") for row in hidden)
    assert asked["hero"] == {"number": "", "name": ""}
    assert charts(app) == 0
    tapped = None if asked["drag"] else asked["question"]["options"]
    if tapped:
        assert tapped == [row["name"] for row in hidden]
    guess(app, key)
    shown = payload(app, "guess_rows")
    assert not shown["question"]["open"]
    assert shown["question"]["guess"] == GUESSED_ON_PICTURE
    assert shown["hero"]["number"]
    assert shown["says"] != asked["says"]
    assert all(row["value"] is not None and row["text"] for row in shown["rows"])
    assert any(row["style"] == "marked" for row in shown["rows"] if row["asked"]) or key == "culture"


@pytest.mark.parametrize("key", ORDER)
def test_folded_sections_compute_nothing(open_app: OpenApp, key: str) -> None:
    app = open_drawback(open_app, key, engine=PronounEngine(), reveal="1", **dict.fromkeys(unfolded(key), "false"))
    assert charts(app) == 0
    assert not app.info


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
    assert payload(app, "guess_rows")["question"]["guess"] == GUESSED_ON_PICTURE
    app.session_state[setting] = value
    app.run()
    assert not app.exception
    question = payload(app, "guess_rows")["question"]
    assert (question["open"], question["guess"]) == (False, None)


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


def published(name: str) -> str:
    """The citation of a figure that a card shows."""
    sources = {
        "cost": next(run.source for run in training_footprints() if run.model == "GPT-3 175B"),
        "returns": published_fits()["besiroglu"].source,
        "speed": accelerator("H100 SXM").source,
        "legal": next(finding.source for finding in findings("limits.legal") if finding.key == "systemic"),
        "culture": gpt3_languages()[0].source,
        "bias": next(finding.source for finding in findings("limits.bias") if finding.key == "occupations"),
    }
    return citation(sources[name], strings("en"))


@pytest.mark.parametrize(("key", "number"), [
    ("cost", "1,287\N{NO-BREAK SPACE}MWh"), ("returns", "× 8"),
    ("speed", "209 \N{RIGHTWARDS ARROW} 4"), ("legal", "10²⁵"), ("culture", "93\N{NO-BREAK SPACE}%"),
    ("bias", "83\N{NO-BREAK SPACE}%"),
])  # fmt: skip
def test_the_source_of_a_card_stands_in_its_drawback(open_app: OpenApp, key: str, number: str) -> None:
    app = open_drawback(open_app, key, engine=PronounEngine(), reveal="1")
    card = next(card for card in cards(app) if card["key"] == key)
    assert (card["number"], bool(card["of"]), card["asked"]) == (number, True, False)
    assert published(key) in f"{said(app)}\n{captions(app)}"


@pytest.mark.parametrize(("key", "number"), [
    ("data", "777 \N{RIGHTWARDS ARROW} 130"), ("misuse", "94\N{NO-BREAK SPACE}%"),
    ("privacy", "try 2"),
])  # fmt: skip
def test_the_experiment_of_a_card_is_told_in_its_drawback(open_app: OpenApp, key: str, number: str) -> None:
    app = open_drawback(open_app, key, engine=PronounEngine(), reveal="1")
    card = next(card for card in cards(app) if card["key"] == key)
    assert (card["number"], bool(card["of"]), card["asked"]) == (number, True, False)
    recorded = {"data": COLLAPSE, "misuse": BACKDOOR, "privacy": CANARY}[key].recorded("en")
    told = strings("en")("experiment-recorded", seed=str(recorded.seed), seconds=round(recorded.seconds))
    assert told in captions(app)


def said(app: AppTest) -> str:
    """Texts and names of folds."""
    return "\n".join([*(markdown.value for markdown in app.markdown), *(fold.label for fold in app.expander)])


def piles(app: AppTest) -> dict[str, Any]:
    return payload(app, "piles")


def cards(app: AppTest) -> list[dict[str, Any]]:
    return list(payload(app, "drawback_cards")["cards"])
