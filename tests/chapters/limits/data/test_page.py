"""The drawback of data quality as a script: nothing before the guess, the shipped results after it."""

from __future__ import annotations

import pytest

from tests.chapters.limits.support import LOCALES, charts, uncover
from tests.support.app import OpenApp


@pytest.mark.parametrize("language", LOCALES)
def test_it_is_covered_until_guessed(open_app: OpenApp, language: str) -> None:
    covered, app = uncover(open_app, "data", language)
    assert covered == 0
    assert charts(app) == 3
    assert len(app.info) == 2
