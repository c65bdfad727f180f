"""Chapter 7 as a script: its acts, one at a time, in both languages."""

from __future__ import annotations

import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from tests.support.app import OpenApp

LOCALE: dict[Language, str] = {"ja": "ja-JP", "en": "en-US"}
PAGE = "7_inside"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("act", ["vector", "block", "stack", "scores"])
def test_an_act_has_its_heading(open_app: OpenApp, language: Language, act: str) -> None:
    app = open_app(PAGE, locale=LOCALE[language], act=act)
    assert [header.value for header in app.header] == [strings(language, "inside")(f"section-{act}")]


@pytest.mark.parametrize(("fold", "act"), [("positions", "vector"), ("neuron", "block")])
def test_what_was_an_act_once_is_a_fold_that_its_address_opens(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, fold: str, act: str
) -> None:
    monkeypatch.setattr("llm_viz.chapters.inside.sections.neuron.known", lambda _: None)
    t = strings("en", "inside")
    app = open_app(PAGE, act=fold)
    assert [header.value for header in app.header] == [t(f"section-{act}")]
    assert not app.caption or not any("act" in caption.value for caption in app.caption)
    assert app.session_state[f"show_{fold}"]
    (opened,) = (element for element in app.expander if element.label == t(f"section-{fold}"))
    assert len(opened.children) > 0
    assert not open_app(PAGE, act=act).session_state[f"show_{fold}"]
