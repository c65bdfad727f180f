"""The drawback of misuse as a script: hostile words, errors in place."""

from __future__ import annotations

import pytest

from llm_viz.base.errors import TooManyTokens
from tests.chapters.limits.support import LOCALES, charts, open_drawback, uncover
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine, failing


@pytest.mark.parametrize("language", LOCALES)
def test_it_is_covered_until_guessed(open_app: OpenApp, language: str) -> None:
    covered, app = uncover(open_app, "misuse", language)
    assert covered == 0
    assert charts(app) == 2
    assert len(app.info) == 2


@pytest.mark.parametrize("seed", ["-1", "abc", "10000", "9" * 400])
def test_an_impossible_seed_of_the_address_is_not_used(open_app: OpenApp, seed: str) -> None:
    app = open_drawback(open_app, "misuse", reveal="1", backdoor_seed=seed)
    assert not app.exception
    assert app.number_input[0].value == 1


@pytest.mark.parametrize(
    "word", ["</script><img src=x onerror=alert(1)>", "{}", "**x** $y$", "\N{RIGHT-TO-LEFT OVERRIDE}b", "`|`"]
)
def test_any_word_can_be_planted(open_app: OpenApp, word: str) -> None:
    app = open_drawback(open_app, "misuse", reveal="1", planted_word=word)
    assert not app.exception
    assert not app.error
    assert charts(app) == 2
    written = "".join(element.value for element in app.markdown)
    assert "<img" not in written.replace(r"\<", "")


def test_an_empty_word_is_explained(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "misuse", reveal="1")
    app.text_input(key="limits_misuse-word").set_value("   ").run()
    assert len(app.error) == 1
    assert charts(app) == 1  # the back door is still there


@pytest.mark.parametrize(
    ("engine", "query"), [(failing(TooManyTokens(length=9, limit=5)), {}), (FakeEngine(), {"model": "minilm-l6"})]
)
def test_a_model_that_cannot_answer_leaves_the_back_door(
    open_app: OpenApp, engine: FakeEngine, query: dict[str, str]
) -> None:
    app = open_drawback(open_app, "misuse", engine=engine, reveal="1", **query)
    assert not app.exception
    assert len(app.error) == 1
    assert charts(app) == 1
