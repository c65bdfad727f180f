"""Both languages say the same things, and every error has its sentence."""

from __future__ import annotations

import pickle
import re
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

import llm_viz
from llm_viz.base import errors
from llm_viz.base.i18n import parsed, strings, text_file
from llm_viz.base.languages import LANGUAGES, Language

PACKAGE = Path(llm_viz.__file__).parent
FOLDERS = sorted(PACKAGE.rglob("texts"))
NAMED = {"base": "common", "cli": "doctor"}
CHAPTERS = [
    NAMED.get(folder.parent.name) or ".".join(folder.parent.relative_to(PACKAGE / "chapters").parts)
    for folder in FOLDERS
]
ERRORS = sorted(errors.LlmVizError.__subclasses__(), key=lambda error: error.__name__)
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


class Variables(Visitor):
    """Collects the names of the values that a message needs."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 (named by the library)
        self.names.add(node.id.name)


@cache
def messages(language: Language, chapter: str) -> dict[str, set[str]]:
    """The ids of a chapter's messages and the values that each needs."""
    found: dict[str, set[str]] = {}
    for entry in parsed(language, chapter).body:
        assert not isinstance(entry, ast.Junk), f"not Fluent: {entry.content}"
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, f"twice: {entry.id.name}"
            variables = Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.names
    return found


def sections(language: Language, chapter: str) -> list[str]:
    text = text_file(chapter, language, "md").read_text("utf-8")
    return re.findall(r"^## (.*)$", text, re.MULTILINE)


@pytest.mark.parametrize("folder", FOLDERS, ids=CHAPTERS)
def test_both_languages_have_the_same_files(folder: Path) -> None:
    suffixes = [{file.suffix for file in folder.glob(f"{language}.*")} for language in LANGUAGES]
    assert suffixes[0] == suffixes[1]
    assert ".ftl" in suffixes[0]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_both_languages_have_the_same_messages_with_the_same_values(chapter: str) -> None:
    assert messages("ja", chapter) == messages("en", chapter)


@pytest.mark.parametrize("chapter", [name for name in CHAPTERS if text_file(name, "en", "md").is_file()])
def test_both_languages_have_the_same_sections(chapter: str) -> None:
    assert sections("ja", chapter) == sections("en", chapter)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chapter", [name for name in CHAPTERS if name != "common"])
def test_no_chapter_redefines_a_common_message(language: Language, chapter: str) -> None:
    assert not messages(language, chapter).keys() & messages(language, "common").keys()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_japanese_is_written_in_japanese(chapter: str) -> None:
    """Names, code and formulas may stay, so not every single message has to hold Japanese letters."""
    text = strings("ja", chapter)
    written = [text(key, **dict.fromkeys(values, 0)) for key, values in messages("ja", chapter).items()]
    assert sum(bool(JAPANESE.search(message)) for message in written) >= 0.75 * len(written)


def test_the_languages_name_themselves() -> None:
    assert JAPANESE.search(strings("ja")("language-name"))
    assert strings("en")("language-name") == "English"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ERRORS)
def test_every_error_has_its_sentence(kind: type[errors.LlmVizError], language: Language) -> None:
    values = re.findall(r"`(\w+)`", str(kind.__doc__))
    error = kind(**dict.fromkeys(values, 77))
    sentence = error.sentence(language)
    assert bool(JAPANESE.search(sentence)) == (language == "ja")
    assert sentence.count("77") >= len(values)
    assert messages(language, "common")[kind.message_id] <= set(values)


def test_an_error_survives_the_way_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(errors.TextTooLong(length=7, limit=5)))
    assert isinstance(error, errors.TextTooLong)
    assert error.values == {"length": 7, "limit": 5}
    assert str(error) == errors.TextTooLong(length=7, limit=5).sentence("en")


def test_a_missing_message_or_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        strings("en")("no-such-message")
    with pytest.raises(KeyError, match="limit"):
        strings("en")("error-text-too-long", length=3)
    with pytest.raises(KeyError):
        strings("en", "home").prose("no-such-section")


def test_values_are_inserted_as_they_are() -> None:
    assert "<b>{ $x }" in strings("en")("error-unknown-model", model="<b>{ $x }", known="")


PRESSED = {
    "en": re.compile("(?:press|click|choose) (?:on )?“([^”]+)”", re.IGNORECASE),
    "ja": re.compile("「([^」]+)」(?:を押|をクリック|ボタン|を選)"),
}
"""How texts name something to be pressed."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_texts_ask_visitors_to_press_is_there(language: Language) -> None:
    written = [file.read_text("utf-8") for folder in FOLDERS for file in folder.glob(f"{language}.*")]
    labels = {line.split(" = ", 1)[1].strip() for text in written for line in text.splitlines() if " = " in line}
    named = {name.strip("*") for text in written for name in PRESSED[language].findall(text)}
    assert named
    assert named - labels == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_pointer_does_a_finger_can_do_too(language: Language) -> None:
    """Half of a class reads on phones: whoever is told to point is told that tapping does it as well."""
    pointing, tapping = {"en": (r"\b(Point at|Hover)\b", r"\btap\b"), "ja": (r"(カーソル|ポインター)を", "タップ")}[
        language
    ]
    lines = [line for file in PACKAGE.rglob(f"texts/{language}.*") for line in file.read_text("utf-8").splitlines()]
    told = [line for line in lines if re.search(pointing, line)]
    assert told
    assert [line for line in told if not re.search(tapping, line)] == []
