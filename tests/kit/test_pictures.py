"""The pictures of the README, taken from the app as it is: `make pictures` puts them into `docs/images`."""

from __future__ import annotations

import pytest

from llm_viz.base.i18n import LANGUAGES, Language, strings
from llm_viz.chapters import chapters
from tests.support.site import SCREENSHOTS, Site

pytestmark = pytest.mark.browser

PICTURES = SCREENSHOTS.parent / "pictures"
SCREEN = {"width": 1280, "height": 860}
SETTINGS: dict[str, dict[str, str]] = {
    "home": {},
    "learning": {"reveal": "1"},
    "tokens": {"reveal": "1"},
    "next_token": {"reveal": "1"},
    "generation": {},
    "sampling": {"temperature": "0.7", "top_p": "0.9"},
    "attention": {"reveal": "1"},
    "large": {"reveal": "1"},
    "scaling": {"reveal": "1"},
    "emergence": {"reveal": "1"},
    "limits": {"reveal": "1", "drawback": "privacy"},
}
BELOW_THE_FOLD = {
    "learning": "job-learning",
    "generation": "section-generation-player",
    "attention": "section-attention-meaning",
}
"""Where the picture that tells most begins further down."""
SENTENCES: dict[Language, dict[str, str]] = {
    "ja": {"tokens": "こんにちは、世界!", "generation": "私は今日"},
    "en": {"tokens": "Hello, tokenization!", "generation": "Once upon a time, there was a"},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SETTINGS)
def test_a_chapter_fills_a_projected_screen(site: Site, name: str, language: Language) -> None:
    chapter = next(chapter for chapter in chapters() if chapter.name == name)
    sentence = SENTENCES[language].get(name)
    path = f"/{name}" if chapter.number else "/"
    visit = site.open_page(path, language, size=SCREEN, text=sentence, **SETTINGS[name])
    heading = visit.page.get_by_role("heading", level=2).first
    assert heading.bounding_box()["y"] < SCREEN["height"], "the demonstration must begin on the first screen"
    assert strings(language)("error-unexpected") not in visit.text()
    if name in BELOW_THE_FOLD:
        visit.page.locator(f".st-key-{BELOW_THE_FOLD[name]}").evaluate("node => node.scrollIntoView()")
        visit.settle()
    PICTURES.mkdir(parents=True, exist_ok=True)
    visit.page.screenshot(path=PICTURES / f"{name}.{language}.png")
