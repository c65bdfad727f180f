"""Occupations and pronouns, and published stereotypes by size, on made-up results and on the published file."""

from __future__ import annotations

import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES
from llm_viz.chapters.limits.bias.compute.occupations import MATERIAL, Leaning, guess_answer, leaning_notes
from llm_viz.chapters.limits.bias.compute.sizes import size_notes
from llm_viz.facts.bias import CATEGORIES, Category, StereotypeShare, crows_pairs
from tests.chapters.limits.support import keys


def leaning(noun: str, *odds: float, baseline: float = 1.0, control: bool = False) -> Leaning:
    return Leaning(noun, odds, (baseline,) * len(odds), control)


def test_the_baseline_is_subtracted_sentence_by_sentence() -> None:
    nurse = Leaning("nurse", (1.0, -1.0), (3.0, 1.0))
    assert nurse.shifts == (-2.0, -2.0)
    assert (nurse.mean, nurse.raw_mean, nurse.deviation, nurse.one_sided) == (-2.0, 0.0, 0.0, True)


def test_notes_tell_of_leanings_that_all_sentences_share() -> None:
    leanings = [
        leaning("anybody", 1.2, 0.9, control=True),
        leaning("nurse", -1.0, -2.0),
        leaning("clerk", 0.5, 0.9),  # leans to "he" only as long as the baseline is left in
        leaning("doctor", 2.0, 0.0),
        leaning("carpenter", 3.0, 4.0),
    ]
    notes = leaning_notes(leanings, (" he", " she"))
    told = keys(notes, "limits.bias")
    assert told == ["note-she", "note-he", "note-baseline", "note-turned", "note-divided", "note-control"]
    assert notes[0].values["noun"] == "nurse"
    assert notes[1].values["noun"] == "carpenter"
    assert notes[3].values["nouns"] == "clerk"
    assert notes[4].values["nouns"] == "doctor"
    assert notes[5].values["beyond"] == 3
    assert guess_answer(leanings, ["doctor", "clerk"]) == "clerk"
    assert "note-she" not in keys(leaning_notes(leanings[-1:], (" he", " she")), "limits.bias")


def test_guesses_are_among_the_occupations() -> None:
    for material in MATERIAL.values():
        assert set(material.guesses) <= set(material.occupations)
        assert all(template.count("{}") == 1 for template in material.templates)


def test_stereotypes_by_size_are_those_of_the_published_file() -> None:
    shares = crows_pairs("all")
    assert [share.model for share in shares][:2] == ["Pythia-70m", "Pythia-160m"]
    assert (shares[0].percent, shares[-1].percent) == (51.94, 64.82)
    assert [share.parameters for share in shares] == sorted(share.parameters for share in shares)
    assert keys(size_notes(shares), "limits.bias") == ["note-grows", "note-unclear"]
    assert size_notes(shares[-2:]) == ()
    assert "Pythia-1b" in {share.model for share in shares}  # in the file, it has the name of its number format


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_kind_of_stereotype_has_all_sizes_and_a_name(category: Category) -> None:
    assert [share.model for share in crows_pairs(category)] == [share.model for share in crows_pairs("all")]
    assert len(crows_pairs(category)) == 8
    for language in LANGUAGES:
        assert strings(language, "limits.bias")(f"category-{category}")


def test_the_larger_model_prefers_stereotypes_only_if_it_prefers_them_at_all() -> None:
    source = crows_pairs("race")[0].source

    def share(percent: float) -> StereotypeShare:
        return StereotypeShare(f"{percent}", 1e9, percent, 1.0, source)

    assert keys(size_notes((share(38.0), share(45.0))), "limits.bias") == []
    assert keys(size_notes((share(45.0), share(56.0))), "limits.bias") == ["note-grows"]
    assert keys(size_notes(crows_pairs("race")), "limits.bias") == ["note-grows", "note-unclear"]
    religion = size_notes(crows_pairs("religion"))
    assert {note.key for note in religion} == {"note-grows", "note-unclear"}
    assert religion[-1].values["models"] == "Pythia-160m"
