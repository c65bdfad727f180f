"""Numbers and notes of hallucination, bias, culture and the black box, on made-up results."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
import pytest

from llm_viz.base.i18n import LANGUAGES, strings
from llm_viz.chapters.limits.bias.compute import MATERIAL, Leaning, guess_answer, leaning_notes, size_notes
from llm_viz.chapters.limits.blackbox import compute as blackbox
from llm_viz.chapters.limits.blackbox.charts import head_scatter
from llm_viz.chapters.limits.culture import compute as culture
from llm_viz.chapters.limits.hallucination.compute import GUESSES, SAMPLES, Asked, Question, answer_notes, questions
from llm_viz.chapters.limits.hallucination.compute import guess_answer as hallucination_guess
from llm_viz.chapters.limits.shared.charts.rows import Row, bar_rows
from llm_viz.chapters.limits.shared.charts.row_style import BREAK, wrapped
from llm_viz.chapters.limits.shared.compute.answers import Answers, answer_in, count_answers
from llm_viz.chapters.limits.shared.charts.rows_with_errors import RowWithError, rows_with_errors
from llm_viz.engine.protocol.tokens import Candidate, Distribution, LogitHistogram, Token
from llm_viz.facts.bias import crows_pairs
from llm_viz.facts.languages import gpt3_languages
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.statistics import wilson


def following(probability: float = 0.5, entropy: float = 3.0) -> Distribution:
    best = Candidate(1, " Paris", "text", float(np.log(probability)), probability)
    return Distribution((best,), LogitHistogram(np.array([9]), np.array([-5.0], np.float32), 0.05), entropy, 1.0, 10)


def keys(notes: tuple[Note, ...], chapter: str) -> list[str]:
    """The notes' keys; every note has its sentence in both languages."""
    for language in LANGUAGES:
        for note in notes:
            assert strings(language, chapter)(note.key, **note.values)
    return [note.key for note in notes]


# ── Answers ──


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (" Jane Austen. It tells", "Jane Austen"),
        (" J. R. Miller, who", "J. R. Miller"),
        ("夏目漱石です。次", "夏目漱石"),
        ("\nnothing", ""),
        ("", ""),
    ],
)
def test_an_answer_ends_where_the_name_does(text: str, answer: str) -> None:
    assert answer_in(text) == answer


def test_answers_are_counted_without_regard_to_capitals() -> None:
    found = count_answers((" Toast.", " eggs", " toast", " TOAST, please"))
    assert found.counts == (("Toast", 3), ("eggs", 1))
    assert (found.total, found.distinct, found.agreement) == (4, 2, 0.75)


def test_wilsons_interval_is_the_published_one_and_stays_between_0_and_1() -> None:
    assert wilson(8 / 10, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0 / 20, 20)[0] == 0.0
    assert wilson(20 / 20, 20)[1] == 1.0


# ── Hallucination ──


def asked(question: Question, *counts: tuple[str, int]) -> Asked:
    return Asked(question, following(), Answers(counts))


def test_a_visitors_title_is_one_line_and_bounded() -> None:
    own = questions("en", "  A {} \n B" + "x" * 200)[-1]
    assert "\n" not in own.subject
    assert len(own.subject) <= 60
    assert own.subject in own.prompt
    assert len(questions("en", "  ")) == len(questions("en"))


@pytest.mark.parametrize(("distinct", "guess"), [(1, 0), (2, 1), (5, 1), (6, 2), (12, 2), (13, 3), (20, 3)])
def test_every_number_of_answers_has_its_guess(distinct: int, guess: int) -> None:
    found = Answers(tuple((str(number), 1) for number in range(distinct)))
    assert hallucination_guess(found) == GUESSES[guess]
    assert str(SAMPLES) in GUESSES[-1]


def test_disagreement_warns_only_beside_a_control_that_agrees() -> None:
    fact, real, invented, _, _, wrong = questions("en")
    scattered = tuple((f"a{number}", 1) for number in range(20))
    known = asked(fact, ("Paris", 18), ("Lyon", 2))
    notes = answer_notes([known, asked(invented, *scattered), asked(wrong, ("Sydney", 17), ("Canberra", 3))])
    assert keys(notes, "limits.hallucination") == ["note-warning", "note-sure-and-wrong"]
    assert keys(answer_notes([asked(fact, *scattered), asked(invented, *scattered)]), "limits.hallucination") == [
        "note-real-unknown"
    ]
    assert keys(answer_notes([known, asked(invented, ("Smith", 15), ("Jones", 5))]), "limits.hallucination") == [
        "note-sure-of-nothing"
    ]
    assert "note-real-unknown" in keys(answer_notes([known, asked(real, *scattered)]), "limits.hallucination")
    assert asked(wrong, ("Sydney", 17), ("canberra", 3)).right == 3


# ── Bias ──


def leaning(noun: str, *odds: float, baseline: float = 1.0, control: bool = False) -> Leaning:
    return Leaning(noun, odds, (baseline,) * len(odds), control)


def test_the_baseline_is_subtracted_sentence_by_sentence() -> None:
    found = Leaning("nurse", (1.0, -1.0), (3.0, 1.0))
    assert found.shifts == (-2.0, -2.0)
    assert (found.mean, found.raw_mean, found.deviation, found.one_sided) == (-2.0, 0.0, 0.0, True)


def test_notes_tell_of_leanings_that_all_sentences_share() -> None:
    leanings = [
        leaning("anybody", 1.2, 0.9, control=True),
        leaning("nurse", -1.0, -2.0),
        leaning("clerk", 0.5, 0.9),  # leans to "he" only as long as the baseline is left in
        leaning("doctor", 2.0, 0.0),
        leaning("carpenter", 3.0, 4.0),
    ]
    notes = leaning_notes(leanings, (" he", " she"))
    found = keys(notes, "limits.bias")
    assert found == ["note-she", "note-he", "note-baseline", "note-turned", "note-divided", "note-control"]
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
    assert [one.model for one in shares][:2] == ["Pythia-70m", "Pythia-160m"]
    assert (shares[0].percent, shares[-1].percent) == (51.94, 64.82)
    assert [one.parameters for one in shares] == sorted(one.parameters for one in shares)
    assert keys(size_notes(shares), "limits.bias") == ["note-grows", "note-unclear"]
    assert size_notes(shares[-2:]) == ()
    assert len(crows_pairs("gender")) == len(shares)


# ── Culture ──


def price(language: str, tokens: float, size: float) -> culture.Price:
    return culture.Price(language, (tokens,), (size,))


@pytest.mark.parametrize(("times", "guess"), [(1.1, "×1"), (2.7, "×2"), (3.0, "×4"), (5.0, "×4"), (30.0, "×16")])
def test_the_nearest_guess_is_the_answer(times: float, guess: str) -> None:
    assert culture.guess_answer([price("ko", times, 2.0)]) == guess


def test_dear_means_dearer_than_the_bytes() -> None:
    names = {"en": "English", "hi": "Hindi"}
    english = price("en", 1.0, 1.0)
    dear = culture.price_notes([english, price("hi", 5.0, 2.7)], "Model", names)
    assert keys(dear, "limits.culture") == ["note-dearest", "note-context"]
    even = culture.price_notes([english, price("hi", 1.2, 2.7)], "Model", names)
    assert keys(even, "limits.culture") == ["note-even"]
    only_long = culture.price_notes([english, price("hi", 2.0, 2.7)], "Model", names)
    assert keys(only_long, "limits.culture") == ["note-context"]


def test_every_language_has_the_same_sentences_and_a_name() -> None:
    assert len({len(texts) for texts in culture.SENTENCES.values()}) == 1
    assert {"en", "ja"} <= {one.code for one in gpt3_languages()}
    for language in LANGUAGES:
        assert all(strings(language, "limits.culture")(f"language-{code}") for code in culture.SENTENCES)


def drawn(temperature: float, *distinct: int) -> culture.Diversity:
    repeats = (
        Answers((("rice", culture.SAMPLES - count + 1), *((f"a{n}", 1) for n in range(count - 1))))
        for count in distinct
    )
    return culture.Diversity(temperature, tuple(repeats))


def test_fewer_answers_count_only_if_the_repeats_do_not_overlap() -> None:
    apart = culture.diversity_notes([drawn(0.3, 3, 5), drawn(1.3, 18, 19)])
    assert keys(apart, "limits.culture") == ["note-alike", "note-crowded"]
    overlapping = culture.diversity_notes([drawn(0.3, 16, 19), drawn(1.3, 18, 19)])
    assert keys(overlapping, "limits.culture") == ["note-no-difference"]


# ── Black box ──


def reading(weights: list[list[float]]) -> blackbox.Reading:
    tokens = tuple(Token(place, place, word, word.encode(), 0, 1, "text") for place, word in enumerate("abc"))
    attention = np.zeros((*np.array(weights).shape, 3), np.float32)
    attention[:, :, 1] = weights
    return blackbox.Reading("abc", tokens, following(0.8), attention)


def test_notes_set_looking_against_doing() -> None:
    read = reading([[0.9, 0.0], [0.1, 0.2]])
    effects = blackbox.Effects(np.array([[-0.01, -3.0], [0.0, 0.05]]), np.array([-3.0, 0.1]))
    notes = blackbox.effect_notes(read, 1, effects)
    assert keys(notes, "limits.blackbox") == ["note-strongest", "note-idle", "note-correlation", "note-layer"]
    assert (notes[0].values["head"], notes[0].values["place"], notes[0].values["times"]) == ("1-2", 4, "8.0")
    assert (notes[1].values["head"], notes[1].values["count"]) == ("1-1", 1)
    same = blackbox.Effects(np.array([[-3.0, 0.0], [0.0, 0.05]]), np.array([-0.5, 0.1]))
    assert keys(blackbox.effect_notes(read, 1, same), "limits.blackbox")[0] == "note-strongest-looks"


def test_heads_that_all_look_alike_correlate_with_nothing() -> None:
    alike = reading([[0.5, 0.5], [0.5, 0.5]])
    effects = blackbox.Effects(np.array([[-0.4, -0.3], [-0.2, -0.05]]), np.array([-0.5, 0.1]))
    (note,) = (note for note in blackbox.effect_notes(alike, 1, effects) if note.key == "note-correlation")
    assert note.values["correlation"] == "0.00"


@pytest.mark.parametrize(("after", "outcome"), [(0.1, "halved"), (0.5, "less"), (0.79, "same"), (0.95, "more")])
def test_the_outcome_of_a_cut_follows_the_favourite(after: float, outcome: str) -> None:
    assert blackbox.outcome(reading([[0.5]]), following(after)) == outcome


def test_the_first_and_the_last_token_are_no_subjects() -> None:
    assert blackbox.choices(reading([[0.5]])) == (1,)
    assert blackbox.subject(reading([[0.5]]), "en") == 1


def test_explanations_are_compared_and_searched_for_the_machine() -> None:
    whole = blackbox.Explanation("Paris", (), written=True, text="it is pretty")
    cut = blackbox.Explanation("Paris", blackbox.silenced(0, None, 2), written=True, text="it is pretty")
    never = blackbox.Explanation("banana", (), written=False, text="I like it")
    found = keys(blackbox.explanation_notes((whole, cut, never), 0.8, 0.1), "limits.blackbox")
    assert found == ["note-same-explanation", "note-silent-inside", "note-never-written"]
    knowing = blackbox.Explanation("Paris", cut.interventions, written=True, text="a head of mine was cut")
    assert keys(blackbox.explanation_notes((whole, knowing, never), 0.8, 0.1), "limits.blackbox") == [
        "note-other-explanation",
        "note-never-written",
    ]


# ── Charts ──


def test_a_row_shows_every_measurement_and_no_html() -> None:
    rows = [RowWithError("<b>x</b>", -1.0, "-1.0", -2.0, 0.5, points=(-2.0, 0.0)), RowWithError("y", 2.0, "2")]
    figure = rows_with_errors(rows, "black", (-3.0, 3.0), "bits")
    bars, whiskers, dots = figure.data
    assert isinstance(bars, go.Bar)
    assert list(bars.x) == [-1.0, 2.0]
    assert (list(whiskers.error_x.array), list(whiskers.error_x.arrayminus)) == ([1.5], [1.0])
    assert list(dots.x) == [-2.0, 0.0]
    assert "<b>" not in figure.to_json()


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("short name", ["short name"]),
        ("a name of several words", ["a name of", "several words"]),
        ("看護師", ["看護師"]),
        ("理論上の限界（帯域幅から）", ["理論上の限界", "（帯域幅から）"]),
        ("x" * 17, ["x" * 8, "x" * 9]),
        ("<b>bold</b> and more", ["&lt;b&gt;bold&lt;/b&gt;", "and more"]),
    ],
)
def test_a_long_name_takes_two_lines_in_any_script(name: str, lines: list[str]) -> None:
    assert wrapped(name, width=16) == BREAK.join(lines)


def test_japanese_names_of_bars_take_two_lines() -> None:
    figure = bar_rows([Row("インターネットの文章の割合", 1.0, "1")], "black")
    assert all(BREAK in name for name in figure.layout.yaxis.ticktext)


def test_the_scatter_names_the_head_that_looks_and_the_one_that_does() -> None:
    weights, effects = np.array([[0.9, 0.1]], np.float32), np.array([[0.0, -2.0]])
    [dots] = head_scatter(weights, effects, strings("en", "limits.blackbox"), "black").data
    assert list(dots.text) == ["<b>1-1</b>", "<b>1-2</b>"]
