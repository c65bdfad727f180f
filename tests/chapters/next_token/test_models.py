"""What chapter 3 claims, on the embedded models."""

from __future__ import annotations

import contextlib
import io
import re

import numpy as np
import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.next_token.compute.counterpart import with_a_word_exchanged
from llm_viz.chapters.next_token.compute.distribution import LISTED, make_guess
from llm_viz.chapters.next_token.compute.presets import PRESETS
from llm_viz.chapters.next_token.compute.softmax import histogram_error, normaliser_error
from llm_viz.engine.catalogue import default_model, find_card
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Sampling, SamplingRequest
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.engine.protocol.tracing import Capture, TraceRequest
from llm_viz.engine.protocol.types import Floats
from llm_viz.engine.store import prepared_folder
from llm_viz.kit.compute.prediction_shift import compare
from llm_viz.kit.compute.predictions import settled_layer
from llm_viz.kit.compute.words import ends_word

pytestmark = pytest.mark.model

GEMMA, SMOLLM = "gemma-3-270m", "smollm2-135m"


def following(model: str, text: str) -> Distribution:
    distribution = local_engine().trace(TraceRequest(model, text, capture=Capture(candidates=LISTED))).next
    assert distribution is not None
    return distribution


def all_probabilities(model: str, text: str, vocabulary: int) -> Floats:
    return local_engine().sampling_probabilities(SamplingRequest(model, text, tuple(range(vocabulary)), Sampling()))


@pytest.mark.parametrize(
    ("model", "text"), [(GEMMA, "私は今日"), (SMOLLM, "The capital of France is"), (SMOLLM, "今日")]
)
def test_entropy_and_normaliser_are_those_of_the_whole_vocabulary(model: str, text: str) -> None:
    distribution = following(model, text)
    p = all_probabilities(model, text, distribution.vocabulary_size).astype(np.float64)
    assert distribution.entropy_bits == pytest.approx(-(p[p > 0] * np.log2(p[p > 0])).sum(), abs=1e-3)
    assert -1e-5 <= normaliser_error(distribution) <= histogram_error(distribution) + 1e-5
    assert [candidate.probability for candidate in distribution.candidates] == pytest.approx(
        p[[candidate.id for candidate in distribution.candidates]], rel=1e-3
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_presets_offer_guesses_of_whole_words_with_the_answer(language: Language) -> None:
    lm = Model(local_engine(), default_model(language))
    guesses = [
        make_guess(
            lm.next_distribution(text, LISTED),
            text,
            lambda word, text=text: ends_word(lm, text, (word.id,), word.text),
        )
        for text in [preset.text for preset in PRESETS if preset.language in (None, language)]
    ]
    asked = [guess for guess in guesses if guess is not None]
    assert asked, "where the favourite is a sign, there is nothing to guess"
    for guess in asked:
        assert 2 <= len(set(guess.options)) <= 4
        assert guess.answer in guess.options
        assert all(any(letter.isalnum() for letter in option) for option in guess.options)


def test_the_capital_is_found_only_in_the_last_layers() -> None:
    trace = local_engine().trace(TraceRequest(SMOLLM, "The capital of France is", capture=Capture(lens=5)))
    assert trace.lens[-1].candidates[0].text == " Paris"
    assert settled_layer(trace.lens) >= 0.9 * (len(trace.lens) - 1)
    assert trace.lens[len(trace.lens) // 2].winner_rank > 1000
    assert trace.lens[0].candidates[0].id == trace.tokens[-1].id  # shared embeddings echo the token just read


def test_the_capital_follows_the_country() -> None:
    first, second = following(SMOLLM, "The capital of France is"), following(SMOLLM, "The capital of Japan is")
    p, q = (
        all_probabilities(SMOLLM, f"The capital of {country} is", first.vocabulary_size)
        for country in ("France", "Japan")
    )
    comparison = compare(first, second, p, q)
    assert comparison.gained is not None
    assert comparison.lost is not None
    assert (comparison.gained.candidate.text, comparison.lost.candidate.text) == (" Tokyo", " Paris")
    assert comparison.divergence_bits > 0.5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_on_the_page_runs_and_agrees_with_the_picture(language: str) -> None:
    model = default_model(language)
    [code] = re.findall(r"```python\n(.*?)```", strings(language, "next_token").prose("code"), re.DOTALL)
    local, replaced = re.subn(r'name, text = "[^"]+"', f'name, text = "{prepared_folder(find_card(model))}"', code)
    assert replaced == 1
    printed, scope = io.StringIO(), {}
    with contextlib.redirect_stdout(printed):
        exec(local, scope)
    expected = following(model, scope["text"]).candidates[:5]
    shares = [float(share) for share in re.findall(r"([\d.]+)%", printed.getvalue())]
    assert shares == pytest.approx([100 * candidate.probability for candidate in expected], abs=0.06)
    assert repr(scope["tokenizer"].decode(expected[0].id)) in printed.getvalue()


@pytest.mark.parametrize(
    ("text", "other"),
    [("The capital of Germany is", "The capital of France is"), ("Once upon a time, there was a little", "")],
)
def test_a_word_is_exchanged_for_another_of_its_kind(text: str, other: str) -> None:
    changed = with_a_word_exchanged(Model(local_engine(), SMOLLM), text)
    assert changed == (other or changed)
    assert changed not in ("", text)
    assert len(changed.split()) == len(text.split())


@pytest.mark.parametrize(("text", "is_whole"), [(" Par", False), (" Paris", True)])
def test_a_piece_of_a_word_is_told_from_a_word(text: str, is_whole: bool) -> None:
    lm, before = Model(local_engine(), SMOLLM), "The capital of France is"
    [token] = lm.tokenize(text).tokens
    assert ends_word(lm, before, (token.id,), text) == is_whole
