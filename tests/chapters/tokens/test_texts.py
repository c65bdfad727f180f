"""The code that the chapter shows."""

from __future__ import annotations

import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_on_the_page_runs_and_prints_what_it_says(
    language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    code = strings(language, "tokens").prose("code").split("```")[1].removeprefix("python")
    exec(code, {})
    assert capsys.readouterr().out.strip() == code.strip().rpartition("# ")[2]
