"""What chapter 1 says of a training run, on made-up and on shipped numbers."""

from __future__ import annotations

import pytest

from llm_viz.base.languages import Language
from llm_viz.chapters.learning.compute.settings import recorded_settings
from llm_viz.chapters.learning.compute.training import first_below, longest_copy, outcome, training_notes
from llm_viz.training.character_model import Baselines, TrainingReport, baselines
from llm_viz.training.character_settings import TrainingSettings, default_settings
from llm_viz.training.corpora import Corpus, corpus
from llm_viz.training.results import read
from tests.support.written import written

COUNTED = Baselines(uniform=5, unigram=4, bigram=3, trigram=2)
TEXT = Corpus("own", None, "the fox sat on the mat and looked at the moon. " * 20, "the fox looked. " * 10)
SETTINGS = TrainingSettings(TEXT, prompt="the ", word="fox")


def report(
    step: int, unseen: float, seen: float | None = None, word: float = 0.5, sample: str | None = None
) -> TrainingReport:
    return TrainingReport(step, 1024 * step, step / 10, unseen if seen is None else seen, unseen, word, sample)


def notes(*reports: TrainingReport, settings: TrainingSettings = SETTINGS, complete: bool = True) -> dict[str, dict]:
    return {note.key: note.values for note in training_notes(reports, COUNTED, settings, complete=complete)}


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
    assert (written(found)["before"], written(found)["after"]) == ("1 in 50,000", "25\u00a0%")
    assert written(found, "ja")["before"] == "5\u00a0万分の 1"
    rare = notes(report(0, 5, word=1.04e-8), report(10, 4.5, word=0.25))["note-word"]
    assert [written(rare, language)["before"] for language in ("ja", "en")] == [
        "9,600\u00a0万分の 1",
        "1 in 96,000,000",
    ]
    assert "note-word" not in notes(report(0, 5, word=0.2), report(10, 4.5, word=0.3))


def test_what_is_copied_is_shown() -> None:
    copied = "xx fox sat on the mat and looked at qq"
    found = notes(report(0, 5), report(10, 4.5, sample=copied))["note-copied"]
    assert found["copied"] == "fox sat on the mat and looked at"
    assert "note-copied" not in notes(report(0, 5), report(10, 4.5, sample="the fox has a mat"))
    assert longest_copy("abcabcd", "xabcdx") == "abcd"
    assert longest_copy("", "x") == longest_copy("y", "x") == ""


def test_the_floor_is_spoken_of_at_the_end_only() -> None:
    settings = default_settings(corpus("grammar_en"))
    assert "note-floor" in notes(report(0, 5), report(10, 0.5), settings=settings)
    assert "note-floor" not in notes(report(0, 5), report(10, 0.5), settings=settings, complete=False)
    assert "note-floor" not in notes(report(0, 5), report(10, 0.5))


def test_below_for_good() -> None:
    reports = [report(0, 5), report(1, 1), report(2, 3), report(3, 1)]
    assert first_below(reports, 2) == reports[3]
    assert first_below(reports, 0.5) is None


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_run_computed_beforehand_shows_learning(language: Language) -> None:
    """What the page shows first and what its guess is judged by."""
    settings = recorded_settings(language)
    shipped = read(f"character_model_{language}", TrainingReport)
    counted = baselines(settings.corpus.train, settings.corpus.validation)
    first, last = shipped.reports[0], shipped.reports[-1]
    assert last.step == settings.steps
    assert first.validation_bits == pytest.approx(counted.uniform, abs=0.1)
    assert last.validation_bits < counted.bigram
    assert last.word_probability > 1000 * first.word_probability
    assert outcome(last, counted) == ("triples" if language == "en" else "pairs")
