"""What chapter 1 says of a training run and of a surprise, on made-up and on shipped numbers."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.base.errors import BadRequest, TextTooLong
from llm_viz.chapters.learning.compute.lesson import CORPORA, first_below, lesson_notes, longest_copy, reached
from llm_viz.chapters.learning.compute.surprisal import ModelScore, Score, foreseen, score, shuffled, surprise_notes
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import Surprisal
from llm_viz.training.character_model import Baselines, TrainingReport, baselines
from llm_viz.training.character_settings import TrainingSettings, default_prompt, default_settings
from llm_viz.training.corpora import Corpus, corpus, own_corpus
from llm_viz.training.results import read

COUNTED = Baselines(uniform=5, unigram=4, bigram=3, trigram=2)
TEXT = Corpus("own", None, "the fox sat on the mat and looked at the moon. " * 20, "the fox looked. " * 10)
CHOICE = TrainingSettings(TEXT, prompt="the ", word="fox")


def report(
    step: int, unseen: float, seen: float | None = None, word: float = 0.5, sample: str | None = None
) -> TrainingReport:
    return TrainingReport(step, 1024 * step, step / 10, unseen if seen is None else seen, unseen, word, sample)


def notes(*reports: TrainingReport, choice: TrainingSettings = CHOICE, complete: bool = True) -> dict[str, dict]:
    return {note.key: note.values for note in lesson_notes(reports, COUNTED, choice, complete=complete)}


def test_the_best_beaten_counting_is_named_with_its_moment() -> None:
    assert notes(report(0, 5), report(10, 3.9), report(20, 2.5), report(30, 2.4))["note-beats-bigram"]["step"] == 20
    assert set(notes(report(0, 5), report(10, 4.5))) == set()
    found = notes(report(0, 5), report(10, 1.9), report(20, 2.1), report(30, 1.8))
    assert found["note-beats-trigram"]["step"] == 30  # for good only from there on


def test_nothing_is_said_of_a_run_that_has_not_begun() -> None:
    assert notes(report(0, 5)) == {}


def test_overfitting_is_told_only_where_the_unread_text_suffers() -> None:
    worse = notes(report(0, 5), report(100, 2.5, 2.4), report(200, 2.8, 1.5))
    assert worse["note-overfit"] == {"step": 100, "times": f"{1024 * 200 / len(TEXT.train):.0f}"}
    assert "note-overfit" not in notes(report(0, 5), report(100, 2.5, 2.4), report(200, 2.4, 1.5))
    assert "note-overfit" not in notes(report(0, 5), report(100, 2.5, 2.4), report(200, 2.8, 2.9))  # merely unstable


def test_a_word_is_mentioned_when_it_became_much_likelier() -> None:
    found = notes(report(0, 5, word=0.00002), report(10, 4.5, word=0.25))["note-word"]
    assert found["before"] == "1 : 50,000"
    assert found["after"] == "25 %"
    assert "note-word" not in notes(report(0, 5, word=0.2), report(10, 4.5, word=0.3))


def test_what_is_copied_is_shown() -> None:
    copied = "xx fox sat on the mat and looked at qq"
    found = notes(report(0, 5), report(10, 4.5, sample=copied))["note-copied"]
    assert found["copied"] == "fox sat on the mat and looked at"
    assert "note-copied" not in notes(report(0, 5), report(10, 4.5, sample="the fox has a mat"))
    assert longest_copy("abcabcd", "xabcdx") == "abcd"
    assert longest_copy("", "x") == longest_copy("y", "x") == ""


def test_the_floor_is_spoken_of_at_the_end_only() -> None:
    choice = default_settings(corpus("grammar_en"))
    assert "note-floor" in notes(report(0, 5), report(10, 0.5), choice=choice)
    assert "note-floor" not in notes(report(0, 5), report(10, 0.5), choice=choice, complete=False)
    assert "note-floor" not in notes(report(0, 5), report(10, 0.5))


def test_below_for_good() -> None:
    reports = [report(0, 5), report(1, 1), report(2, 3), report(3, 1)]
    assert first_below(reports, 2) == reports[3]
    assert first_below(reports, 0.5) is None


def test_every_text_can_be_asked_what_it_suggests() -> None:
    for key in CORPORA["en"]:
        assert default_settings(corpus(key)).setup()
    own = own_corpus(("Ünïcode, 漢字 and more.\n" * 50).encode())
    prompt, word = default_prompt(own)
    assert TrainingSettings(own, prompt=prompt, word=word).setup()


@pytest.mark.parametrize(("prompt", "word", "error"), [("x" * 100, "fox", TextTooLong), ("the ", "漢", BadRequest)])
def test_what_cannot_be_asked(prompt: str, word: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        TrainingSettings(TEXT, prompt=prompt, word=word).setup()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_run_computed_beforehand_shows_learning(language: str) -> None:
    """What the page shows first and what its guess is judged by."""
    choice = default_settings(corpus(CORPORA[language][0]))
    shipped = read(f"character_model_{language}", TrainingReport)
    counted = baselines(choice.corpus.train, choice.corpus.validation)
    first, last = shipped.reports[0], shipped.reports[-1]
    assert last.step == choice.steps
    assert first.validation_bits == pytest.approx(counted.uniform, abs=0.1)
    assert last.validation_bits < counted.bigram
    assert last.word_probability > 1000 * first.word_probability
    assert reached(last, counted) == ("triples" if language == "en" else "pairs")


def token(position: int, text: str, start: int, kind: str = "text") -> Token:
    return Token(position, position, text, text.encode(), start, start + (0 if kind == "special" else len(text)), kind)  # type: ignore[arg-type]


def read_text(*bits: float, special: bool = False) -> Surprisal:
    words = [token(index, word, 3 * index) for index, word in enumerate(("ab ", "cd ", "ef ", "gh ")[: len(bits)])]
    before = [token(0, "<bos>", 0, "special")] if special else []
    return Surprisal((*before, *words), np.array([*([np.nan] if special else []), *bits], np.float32))


@pytest.mark.parametrize("special", [False, True])
def test_the_first_token_never_counts(special: bool) -> None:
    surprises = read_text(7, 3, 6, special=special)
    found = score(surprises)
    assert found == Score(9, 6, 2)
    assert found.bits_per_character == 1.5
    assert found.perplexity == pytest.approx(2**4.5)
    assert [bits for _, bits in foreseen(surprises)] == [None, 3, 6]
    assert score(read_text(7, special=special)) is None


def test_shuffling_keeps_the_words() -> None:
    assert sorted(shuffled("one two three four").split()) == sorted(["one", "two", "three", "four"])
    assert shuffled("one two three four") != "one two three four"
    assert sorted(shuffled("私は今日")) == sorted("私は今日")


def test_notes_on_surprise_need_differences() -> None:
    scores = [ModelScore("A", Score(10, 10, 5), Score(30, 10, 5)), ModelScore("B", Score(20, 10, 5), None)]
    read_ = foreseen(read_text(1, 2, 9))
    found = {note.key: note.values for note in surprise_notes(read_, scores, "A")}
    assert found["note-order"] == {"model": "A", "text": "1.00", "mixed": "3.00"}
    assert found["note-best"] == {"best": "A", "low": "1.00", "worst": "B", "high": "2.00"}
    assert found["note-extremes"]["surprising"] == "ef␣"
    alike = [ModelScore("A", Score(10, 10, 5), Score(10, 10, 5)), ModelScore("B", Score(10, 10, 5), None)]
    assert surprise_notes(foreseen(read_text(1, 2, 2.5)), alike, "A") == ()
