"""The pictures of the README, taken from the app as it is.

    python -m tests.pictures docs/images

`make pictures` does this. What the pictures need to hold is tested in `tests/kit/test_shell_browser.py`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters import chapters
from tests.support.site import Site, open_site

SCREEN = {"width": 1280, "height": 860}
SETTINGS: dict[str, dict[str, str]] = {
    "home": {},
    "learning": {"reveal": "1"},
    "tokens": {"reveal": "1"},
    "next_token": {"reveal": "1"},
    "generation": {"reveal": "1"},
    "sampling": {"temperature": "0.7", "reveal": "1"},
    "attention": {"reveal": "1"},
    "inside": {"reveal": "1"},
    "large": {"reveal": "1"},
    "scaling": {"reveal": "1"},
    "emergence": {"reveal": "1"},
    "limits": {"reveal": "1"},
}
SENTENCES: dict[Language, dict[str, str]] = {
    "ja": {"tokens": "こんにちは、世界!", "generation": "私は今日"},
    "en": {"tokens": "Hello, tokenization!", "generation": "Once upon a time, there was a"},
}


def take(site: Site, name: str, language: Language, folder: Path) -> None:
    """One chapter in one language, as a projector shows it."""
    chapter = next(chapter for chapter in chapters() if chapter.name == name)
    path = f"/{name}" if chapter.number else "/"
    visit = site.open_page(path, language, size=SCREEN, text=SENTENCES[language].get(name), **SETTINGS[name])
    visit.page.screenshot(path=folder / f"{name}.{language}.png")
    site.close_pages()


def main() -> None:
    """Write a picture of every chapter in every language into the folder that the command names."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as own, open_site(Path(own)) as site:
        for name in SETTINGS:
            for language in LANGUAGES:
                take(site, name, language, folder)


if __name__ == "__main__":
    main()
