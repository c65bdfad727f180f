"""An entry of the table of contents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from llm_viz.base.i18n import Language, strings

_DOORS = Path(__file__).parents[3] / "pages"


@dataclass(frozen=True, slots=True)
class About:
    """What a chapter says of itself.

    `reads_sentence`: whether it reads the sentence that travels through the app; one that does not is there without a
    model. `shows_before_model`: whether it has something to show while its model is being loaded, and waits for it
    itself. `command`: the name of its command in the terminal (module `command` of its folder), if it has one.
    """

    icon: str
    reads_sentence: bool = True
    shows_before_model: bool = False
    command: str | None = None

    @property
    def waits_for_model(self) -> bool:
        """Whether the chapter itself cannot do anything before its model is there."""
        return self.reads_sentence and not self.shows_before_model


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page: `name` is its folder and its URL path, `number` its place in the story (0 = Home)."""

    number: int
    name: str
    about: About

    @property
    def door(self) -> Path:
        """The script that Streamlit runs for the page."""
        return _DOORS / f"{self.number}_{self.name}.py"

    def label(self, language: Language) -> str:
        """What links to it are called: its number and its title; Home has no number."""
        title = strings(language, self.name)("title")
        return f"{self.number} {title}" if self.number else strings(language)("home")
