"""The page of sources as a script."""

from __future__ import annotations

import pytest

from llm_viz.facts.files import names
from tests.support.app import OpenApp

PAGE = "12_sources"


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_every_data_file_is_there_with_its_sources_and_the_check_passed(open_app: OpenApp, locale: str) -> None:
    app = open_app(PAGE, locale)
    assert not app.exception
    assert not app.error
    assert len(app.success) == 1
    written = "".join(element.value for element in app.markdown)  # a fold holds all files of a chapter
    assert all(rf"{name}\.csv".replace("_", r"\_") in written for name in names("csv"))
    text = "".join(element.value for element in app.markdown)
    assert "https://arxiv.org/abs/2104.10350" in text
    assert "CC BY 4" in text
    assert "Gemma" in text
    assert ("as of 26 November 2026" if locale == "en-US" else "2026\u00a0年 11\u00a0月 26\u00a0日現在") in text  # law
    for seen in ("seen in the source", "reports by others") if locale == "en-US" else ("原典で確認", "ほかの人の報告"):
        assert seen in text
    assert any("2026-11-24" in caption.value for caption in app.caption)


def test_sources_can_be_searched(open_app: OpenApp) -> None:
    app = open_app(PAGE)
    everything = len(app.expander)
    app.text_input(key="sources-search").set_value("luccioni 2022").run()
    assert 0 < len(app.expander) < everything
    app.text_input(key="sources-search").set_value("</script>*no such source*").run()
    assert not app.exception
    assert len(app.expander) == 0
    assert len(app.info) == 1


def test_a_broken_model_does_not_matter(open_app: OpenApp) -> None:
    app = open_app(PAGE, model="later")
    assert len(app.success) == 1
