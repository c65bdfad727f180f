"""Rude words: covered in everything that leaves the server while the switch is on, and in nothing that is shipped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters import chapters
from llm_viz.kit import rude_words
from llm_viz.kit.page.question import Question, QuestionPayload
from llm_viz.kit.shell.contents import Chapter
from tests.support.app import ROOT, OpenApp, payload_of

RUDE = {"en": "My boss said: fucking shit", "ja": "社長は言った。このクソ野郎、キチガイ"}
READING = [chapter for chapter in chapters() if chapter.about.reads_sentence]
AS_WRITTEN = ("llm_viz_sentence", "llm_viz_address", "llm_viz_rail")
"""Parts that hold what the visitor wrote: the field, the address, and the links, whose addresses are like it."""
SHIPPED = (".json", ".toml", ".csv", ".ftl", ".md", ".txt")


def sent(app: AppTest) -> Iterator[str]:
    """All texts that the page sends to the browser, but for what the visitor wrote himself."""
    for element in app._tree:
        proto = getattr(element, "proto", None)
        if proto is None or getattr(proto, "component_name", "").endswith(AS_WRITTEN):
            continue
        yield proto.SerializeToString().decode("utf-8", "replace")
        written = getattr(proto, "json", "")
        if isinstance(written, str) and written.startswith("{"):
            yield json.dumps(json.loads(written), ensure_ascii=False)


def of_visit(app: AppTest) -> dict[str, str | None]:
    """What every address says of the visit."""
    address: dict[str, str | None] = payload_of(app, "rail")["address"]
    return address


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chapter", READING, ids=lambda chapter: chapter.name)
def test_no_rude_word_leaves_the_server_while_they_are_covered(
    open_app: OpenApp, chapter: Chapter, language: Language
) -> None:
    app = open_app(f"{chapter.number}_{chapter.name}", lang=language, text=RUDE[language], cover="1", reveal="1")
    texts = list(sent(app))
    assert [word for text in texts for word in rude_words.rude_words(text)] == []
    assert (strings(language)("cover-note") in "".join(texts)) == any("••" in text for text in texts)
    assert app.session_state["text"] == RUDE[language]


def test_they_are_shown_as_they_are_unless_somebody_wants_them_covered(open_app: OpenApp) -> None:
    app = open_app(lang="en", text=RUDE["en"])
    assert "fucking" in "".join(sent(app))
    assert of_visit(app)["cover"] is None


@pytest.mark.parametrize(
    ("query", "is_on", "told"),
    [
        ({}, False, None),
        ({"cover": "1"}, True, "1"),
        ({"projector": "1"}, True, None),
        ({"projector": "1", "cover": "0"}, False, "0"),
    ],
)
def test_the_address_keeps_the_switch_and_a_projector_turns_it_on(
    open_app: OpenApp, query: dict[str, str], is_on: bool, told: str | None
) -> None:
    app = open_app("12_sources", **query)
    assert app.session_state["cover"] == is_on
    assert of_visit(app)["cover"] == told


def test_turning_the_projector_on_covers_and_may_be_taken_back(open_app: OpenApp) -> None:
    app = open_app("12_sources")
    app.toggle(key="projector").set_value(True).run()
    assert app.session_state["cover"]
    app.toggle(key="cover").set_value(False).run()
    assert not app.session_state["cover"]
    assert of_visit(app)["cover"] == "0"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("This is fucking great", "This is f•••••• great"),
        ("␣Shit", "␣S•••"),
        ("MOTHERFUCKER!", "M•••••••••••!"),
        ("このクソ野郎！", "このク•••！"),
        ("Scunthorpe, shiitake, Dick, cockpit, sniggered, Matsushita, class, assess", None),
        ("やくそくのパチンコ、ばかり、なんこつ、クソアプリではない", None),
    ],
)
def test_only_rude_words_are_covered(text: str, shown: str | None) -> None:
    assert rude_words.without_rude_words(text) == (text if shown is None else shown)


def test_a_covered_option_can_be_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[object] = []
    monkeypatch.setattr("llm_viz.kit.page.question.covered", rude_words.without_rude_words)
    monkeypatch.setattr("llm_viz.kit.page.question.remember_guess", lambda place, subject, choice: kept.append(choice))
    state = {"part": type("Sent", (), {"guess": {"choice": "s•••"}})}
    monkeypatch.setattr("llm_viz.kit.page.question.st.session_state", state)
    payload: QuestionPayload = {
        "key": "k", "open": True, "guess": None, "text": "", "options": ["shit", "good"], "own": "", "longest": 60,
        "waive": "",
    }  # fmt: skip
    Question(True, None, payload, "place", ("model", "text")).keep("part")()
    assert kept == ["shit"]


def shipped_files() -> list[Path]:
    """Data and texts that come with the app; the list of rude words itself is none to be read."""
    files = (file for file in (ROOT / "llm_viz").rglob("*") if file.suffix in SHIPPED)
    return [file for file in files if file.name != "rude_words.toml"]


def test_nothing_that_is_shipped_holds_a_rude_word() -> None:
    found = {
        file.relative_to(ROOT).as_posix(): words
        for file in shipped_files()
        if (words := rude_words.rude_words(_decoded(file.read_text("utf-8"))))
    }
    assert found == {}


def _decoded(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
