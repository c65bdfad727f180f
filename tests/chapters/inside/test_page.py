"""Chapter 7 as a script: its acts, one at a time, in both languages."""

from __future__ import annotations

import pytest

from llm_viz.base.i18n import LANGUAGES, Language, strings
from tests.support.app import OpenApp

LOCALE: dict[Language, str] = {"ja": "ja-JP", "en": "en-US"}
PAGE = "7_inside"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("act", ["vector", "positions", "block"])
def test_an_act_has_its_heading(open_app: OpenApp, language: Language, act: str) -> None:
    app = open_app(PAGE, locale=LOCALE[language], act=act)
    assert [header.value for header in app.header] == [strings(language, "inside")(f"section-{act}")]
