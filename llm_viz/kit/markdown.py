"""Text from elsewhere inside Streamlit's Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from llm_viz.base.i18n import Strings
from llm_viz.base.languages import Language
from llm_viz.base.numbers import Quantity
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.rude_words import covered

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&\"'@/=^])")


def escape(text: str) -> str:
    """The text so that Markdown shows it letter by letter: no formatting, link, formula, emoji code or HTML.

    Line ends become spaces, because a blank line would end the paragraph and with it what stands around the text.
    """
    return _SPECIAL.sub(r"\\\1", re.sub(r"[\r\n\u2028\u2029]+", " ", covered(text)))


def plain(markdown: str) -> str:
    """A line of Markdown as it is read: without emphasis, and with the escaped letters themselves."""
    return re.sub(r"\\(.)|\*+", lambda found: found[1] or "", markdown)


def escape_values(
    values: Mapping[str, str | int | float | Quantity], language: Language
) -> dict[str, str | int | float]:
    """The values of a message in this language: quantities written, and all that is text escaped."""
    written = {
        name: value.written(language) if isinstance(value, Quantity) else value for name, value in values.items()
    }
    return {name: escape(value) if isinstance(value, str) else value for name, value in written.items()}


def sentence(note: Note, t: Strings) -> str:
    """A note as plain text, for a picture that says it itself."""
    return plain(t(note.key, **escape_values(note.values, t.language)))


_ALIGNMENTS = {"l": ":--", "r": "--:", "c": ":-:"}


def table(head: Sequence[str], rows: Iterable[Sequence[str]], align: str) -> str:
    """A table with a letter in `align` for each column: l, r or c. Cells are Markdown: what comes from elsewhere has to
    be escaped.
    """
    lines = (head, [_ALIGNMENTS[letter] for letter in align], *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
