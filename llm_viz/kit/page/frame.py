"""The frame that every chapter shares: presets, guesses, sections, notes, and how errors are shown in place."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.base.i18n import Strings, strings
from llm_viz.base.languages import Language
from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.presets import Preset
from llm_viz.kit.markdown import escape_values, sentence
from llm_viz.kit.page.guesses import LONGEST_GUESS, Bounds, GuessBook
from llm_viz.kit.page.question import Question, QuestionPayload
from llm_viz.kit.shell.shell import show_error
from llm_viz.kit.visit import Visit, current_visit
from llm_viz.kit.waiting import keep_place

_LOG = logging.getLogger(__name__)

_DRAWERS = {
    "explain": ":material/lightbulb:",
    "formula": ":material/function:",
    "code": ":material/code:",
    "limits": ":material/visibility_off:",
}
"""Sections of prose that stand closed at the end of a chapter, with their icons."""


@contextmanager
def chapter(name: str, presets: Sequence[Preset] = ()) -> Iterator[Page]:
    """The body of a chapter, under the heading and the sentence that the shell has drawn.

    Presets come first; at exit the formula, the code and what the demonstration does not show (prose sections
    `formula`, `code` and `limits`, where there are such).
    """
    visit = current_visit()
    page = Page(name, visit, strings(visit.language, name))
    page.presets(presets)
    with guarded(visit.language):
        yield page
    page.closing()


@contextmanager
def guarded(language: Language) -> Iterator[None]:
    """Show what goes wrong as a sentence in place; what follows goes on. Whoever waits in here can be told."""
    keep_place(language)
    try:
        yield
    except LlmVizError as error:
        show_error(error, language)
    except Exception as error:
        st.error(explained(error, language), icon=":material/error:")


def explained(error: Exception, language: Language) -> str:
    """What went wrong, as plain text; what is none of the app's own errors is written to the log."""
    if isinstance(error, LlmVizError):
        return error.sentence(language)
    _LOG.error("A part of the page failed", exc_info=error)
    return strings(language)("error-unexpected")


@dataclass(frozen=True, slots=True)
class Page:
    """What a chapter builds its page with."""

    name: str
    visit: Visit
    t: Strings
    covers: list[str] = field(default_factory=list)
    """Questions that still cover what follows them, in this run of the page."""
    ahead: list[str] = field(default_factory=list)
    """Acts of the chapter that come after the one that is shown, in this run of the page."""
    asked: list[str] = field(default_factory=list)
    """Questions that were asked, or were found answered, in this run of the page."""
    explained: list[str] = field(default_factory=list)
    """Sections whose prose stands in the drawer "Explain", in this run of the page."""

    @contextmanager
    def section(self, key: str, *, is_picture: bool = False) -> Iterator[None]:
        """A part of the page: heading `section-<key>`, prose `<key>` if there is any, errors shown in place.

        Where an act begins with a picture (`is_picture`), the heading is only read out, and the prose is one of the
        drawers that close the page.
        In a fragment, open the section inside the fragment's function, so that its reruns are guarded too.
        """
        with st.container(key=f"section-{self.name}-{key}"):
            with st.container(key=f"heading-{self.name}-{key}") if is_picture else nullcontext():
                st.header(self.t(f"section-{key}"), anchor=key)
            if not is_picture:
                self.prose(key)
            with guarded(self.visit.language):
                yield
        if is_picture:
            self.explain(key)

    def ask_on_picture(
        self,
        key: str,
        options: Sequence[str] = (),
        *,
        own: str = "",
        bounds: Bounds | None = None,
        about: str | None = None,
        in_fold: bool = False,
    ) -> Question:
        """A guess that is asked on a picture (`ask.js`) and covers what the picture leads to: the message `key`.

        One that stands in a fold (`in_fold`) covers nothing but its own picture.

        The visitor answers with one of `options`, or, where `own` says what to do, with whatever was typed, dragged or
        tapped together there: a text of at most `LONGEST_GUESS` characters, or a number within `bounds`. It is asked
        once, and judged only for its model and sentence (or what it is `about`). As long as the question is open,
        nothing that gives the answer away may go to the browser: the part gets `payload`, and `keep` as the callback
        that takes the guess. The guess stands in the address under `key`; a link with it opens to the same picture.
        """
        book = self._book
        book.note(key, about)
        if self.opened_by_link():
            book.take_linked(key, options, is_free=own != "", bounds=bounds)
        is_open = bool(options or own) and not book.all(key) and not self.opened_by_link()
        guess = book.guess(key)
        if in_fold:
            remember_in_address(f"{self.name}-{key}-address", **{key: guess})
        else:
            self._note_cover(key, not is_open)
        payload: QuestionPayload = {
            "key": key,
            "open": is_open,
            "guess": guess,
            "text": self.t(key) if is_open else "",
            "options": list(options) if is_open else [],
            "own": own if is_open else "",
            "longest": LONGEST_GUESS,
            "waive": self.t("guess-skip"),
        }
        return Question(is_open, guess, payload, book.place(key), book.subject(key), bounds)

    def is_asked(self, key: str) -> bool:
        """Whether a guess about the sentence is still to be made, or was made about this very sentence and model."""
        book = self._book
        book.note(key, None)
        if self.opened_by_link():
            book.take_linked(key, ())
        return book.subject(key) in book.all(key) or self.has_covered(key)

    def has_covered(self, key: str) -> bool:
        """Whether a guess covers what follows it, as long as nobody has guessed."""
        return not self.opened_by_link() and not self._book.all(key)

    def opened_by_link(self) -> bool:
        """Whether the visit began with an address that uncovers the page."""
        asked = self.visit.param_choice("reveal", "0", ("0", "1")) == "1"
        # Later runs find in the address what this page wrote there itself.
        return bool(st.session_state.setdefault(f"{self.name}-revealed-by-link", asked))

    def notes(self, notes: Sequence[Note]) -> None:
        """The “look here” callout: the sentences that the numbers on screen support; nothing if there are none."""
        if not notes:
            return
        st.info("\n".join((self.t("look-here"), "", self._listed(notes))), icon=":material/visibility:")

    def say(self, notes: Sequence[Note]) -> None:
        """Notes as plain text: a sentence, or a list if there are several."""
        st.markdown(self._listed(notes) if len(notes) > 1 else self._written(notes[0]))

    def said(self, notes: Sequence[Note]) -> str:
        """Notes one after the other as plain text, for a picture that says them itself."""
        return self.t("between-sentences").join(sentence(note, self.t) for note in notes)

    def described(self, kind: str, notes: Sequence[Note]) -> str:
        """What a picture is read out as: what it is, and the first thing that its numbers say."""
        if not notes:
            return kind
        return f"{kind} {self.said(notes[:1])}"

    def prose(self, section: str) -> None:
        """A section of the chapter's prose, if there is such."""
        if self._has_prose(section):
            st.markdown(self.t.prose(section))

    def presets(self, presets: Sequence[Preset]) -> None:
        """Sentences worth trying, as buttons that replace the shared sentence."""
        offered = [preset for preset in presets if preset.language in (None, self.visit.language)]
        if not offered:
            return
        with st.container(horizontal=True, vertical_alignment="center", key=f"presets-{self.name}"):
            st.caption(self.t("presets"), width="content")
            for preset in offered:
                st.button(
                    self.t(f"preset-{preset.key}"),
                    key=f"preset-{self.name}-{preset.key}",
                    on_click=_remember,
                    args=("text", preset.text),
                )

    def closing(self) -> None:
        """The chapter's question answered, after its last act; formula, code, and what the demonstration does not show.

        Nothing as long as the demonstration is covered: nobody can judge the limits of what nobody has seen.
        """
        self._book.remember_others()
        if self.covers:
            return
        if "answer" in self.t and not self.ahead:
            with st.container(key=f"answer-{self.name}"):
                st.markdown(f"**{self.t('question')}** {self.t('answer')}")
        with st.container(key=f"drawers-{self.name}"):
            for part, icon in _DRAWERS.items():
                sections = [key for key in (self.explained if part == "explain" else [part]) if self._has_prose(key)]
                if sections:
                    self._drawer(part, icon, sections)

    @st.fragment
    def _drawer(self, part: str, icon: str, sections: Sequence[str]) -> None:
        """Filled when it is opened: formulas and programs bring along what typesets them, 2 MB, just when the visitor
        wants to see how the answer comes in.
        """
        drawer = st.expander(self.t(part), icon=icon, key=f"{part}-{self.name}", on_change="rerun")
        with drawer:
            if drawer.open:
                for section in sections:
                    self.prose(section)

    def _listed(self, notes: Sequence[Note]) -> str:
        return "\n".join(f"- {self._written(note)}" for note in notes)

    def _written(self, note: Note) -> str:
        """A note as Markdown."""
        return self.t(note.key, **escape_values(note.values, self.visit.language))

    def explain(self, section: str) -> None:
        """A section of the chapter's prose that stands in the drawer of explanations, so that the act fits a screen."""
        if section not in self.explained:
            self.explained.append(section)

    def _note_cover(self, key: str, seen: bool) -> None:
        """Say in the address whether the visitor has uncovered what the question `key` covers; note it if not."""
        was_covered = self.opened_by_link() or bool(self._book.all(key))
        reveal = "1" if seen and was_covered else None
        remember_in_address(f"{self.name}-reveal", **{"reveal": reveal, key: self._book.guess(key)})
        if not seen:
            self.covers.append(key)

    @property
    def _book(self) -> GuessBook:
        return GuessBook(self.name, self.visit, self.asked)

    def _has_prose(self, section: str) -> bool:
        try:
            self.t.prose(section)
        except KeyError:
            return False
        return True


def _remember(key: str, value: object) -> None:
    st.session_state[key] = value
