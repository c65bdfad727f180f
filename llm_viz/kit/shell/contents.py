"""The chapters of the app, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from llm_viz.base.i18n import LANGUAGES, Language, text_file

_PAGES = Path(__file__).parents[2] / "pages"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page: `name` is its URL path and the name of its files, `number` its place in the story (0 = Home).

    `sentence`: whether it reads the sentence that travels through the app; one that does not is there without a model.
    """

    number: int
    name: str
    icon: str
    sentence: bool = True

    @property
    def file(self) -> Path:
        """The script of the page."""
        return _PAGES / f"{self.number}_{self.name}.py"

    def speaks(self, language: Language) -> bool:
        """Whether the chapter has its strings in this language."""
        return text_file(self.name, language, "ftl").is_file()


_ALL = (
    Chapter(0, "home", ":material/home:"),
    Chapter(1, "learning", ":material/school:"),
    Chapter(2, "tokens", ":material/segment:"),
    Chapter(3, "next_token", ":material/bar_chart:"),
    Chapter(4, "generation", ":material/edit_note:"),
    Chapter(5, "sampling", ":material/casino:"),
    Chapter(6, "attention", ":material/hub:"),
    Chapter(7, "large", ":material/straighten:", sentence=False),
    Chapter(8, "scaling", ":material/trending_down:", sentence=False),
    Chapter(9, "emergence", ":material/stairs:", sentence=False),
    Chapter(10, "limits", ":material/warning:", sentence=False),
    Chapter(11, "sources", ":material/menu_book:", sentence=False),
)


def chapters() -> tuple[Chapter, ...]:
    """The chapters whose page and strings are there."""
    return tuple(chapter for chapter in _ALL if chapter.file.exists() and all(map(chapter.speaks, LANGUAGES)))
