"""Chapter 11 as a script: the choice of drawbacks."""

from __future__ import annotations

import pytest

from llm_viz.base.i18n import strings
from llm_viz.chapters.limits.drawbacks import DRAWBACKS
from tests.chapters.limits.support import PronounEngine, charts, guess, open_drawback
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
def test_an_unknown_drawback_opens_the_first(open_app: OpenApp, asked: str) -> None:
    app = open_drawback(open_app, asked)
    assert not app.exception
    assert app.session_state["limits-drawback"] == DRAWBACKS[0].key
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
        ("hallucination", "limits_hallucination-seed", 1000),
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
