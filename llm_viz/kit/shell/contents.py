"""An entry of the table of contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from llm_viz.base.i18n import strings
from llm_viz.base.languages import Language

_DOORS = Path(__file__).parents[3] / "pages"


@dataclass(frozen=True, slots=True)
class About:
    """What a chapter says of itself.

    `opens_on`: the browser parts that it shows at first, by their stems; browsers get them together with the page.
    `reads_sentence`: whether it reads the sentence that travels through the app; one that does not is there without a
    model. `shows_before_model`: whether it has something to show while its model is being loaded, and waits for it
    itself. `command`: the name of its command in the terminal (module `command` of its folder), if it has one.
    `opening`: the sentence in each language that it begins with while the visitor has chosen none, if not the app's.
    """

    icon: str
    opens_on: tuple[str, ...] = ()
    reads_sentence: bool = True
    shows_before_model: bool = False
    command: str | None = None
    opening: Mapping[Language, str] = field(default_factory=dict, hash=False)

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
