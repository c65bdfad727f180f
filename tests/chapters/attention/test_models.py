"""What chapter 6 claims, on the embedded models."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.attention.compute.attention_links import sink_share
from llm_viz.chapters.attention.compute.dot_product_attention import attention_weights, queries_and_keys
from llm_viz.chapters.attention.compute.reading_on import read_on, similarity_again
from llm_viz.chapters.attention.compute.rollout import rollout
from llm_viz.chapters.attention.compute.shared_beginning import CONTINUED, ENCODER, compare
from llm_viz.chapters.attention.compute.word_sense.axis import build_axis
from llm_viz.chapters.attention.compute.word_sense.cover_search import (
    CARRIED,
    LEAST_WAY,
    LEAST_WORDS,
    found_for,
    references_of,
)
from llm_viz.chapters.attention.compute.word_sense.covers import cover_words, rests
from llm_viz.chapters.attention.compute.word_sense.presets import presets_for
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, read_word
from llm_viz.chapters.attention.compute.word_sense.result import measure_word_sense
from llm_viz.chapters.attention.compute.word_sense.scale import build_scale
from llm_viz.chapters.attention.compute.word_sense.word_attention import (
    contrasting_heads,
    strongest_heads,
    strongest_look,
)
from llm_viz.chapters.attention.parts.heatmap import quantised
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import Capture, Trace, TraceRequest

pytestmark = pytest.mark.model


def seen(model: str, text: str) -> Trace:
    return local_engine().trace(TraceRequest(model, text, capture=Capture(attention="all", candidates=8)))


def readings(language: Language) -> list[WordReading]:
    model = default_model(language)
    preset = presets_for(model, language)[0]
    return [read_word(Model(local_engine(), model), context, preset.word) for context in preset.contexts]


@pytest.mark.parametrize(("language", "clue"), [("en", "iPhone"), ("ja", "会社")])
def test_a_head_looks_from_apple_to_what_makes_it_a_company(language: Language, clue: str) -> None:
    _, company = readings(language)
    weight = {head.word.text: head.weight for head in strongest_heads(company)}
    assert weight[clue] > 0.6


@pytest.mark.parametrize(("language", "answer"), [("en", "iPhone"), ("ja", "会社")])
def test_the_strongest_look_goes_to_a_word_with_a_meaning_and_is_shown(language: Language, answer: str) -> None:
    _, company = readings(language)
    best = strongest_look(company)
    assert best is not None
    assert best.word.text == answer
    assert best in strongest_heads(company)  # what the picture begins with


@pytest.mark.parametrize("language", LANGUAGES)
def test_some_head_behaves_very_differently_in_the_two_contexts(language: Language) -> None:
    fruit, company = readings(language)
    (contrast,) = contrasting_heads(fruit, company, 1)
    assert contrast.difference > 0.3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readings_change_what_is_predicted(language: Language) -> None:
    fruit, company = readings(language)
    assert fruit.next is not None
    assert company.next is not None
    probabilities = [{each.id: each.probability for each in reading.next.candidates} for reading in (fruit, company)]
    shared = sum(min(probability, probabilities[1].get(each, 0.0)) for each, probability in probabilities[0].items())
    assert shared < 0.6


@pytest.mark.parametrize(
    ("model", "language"), [("smollm2-135m", "en"), ("gemma-3-270m", "en"), ("gemma-3-270m", "ja")]
)
def test_in_the_sentence_that_the_cloth_opens_on_one_word_carries_the_sense(model: str, language: Language) -> None:
    kept = found_for(model, language)
    assert kept is not None
    found, preset = kept
    lm = Model(local_engine(), model)
    scale = build_scale(build_axis(lm, preset.word, references_of(found, preset)))
    assert scale.trusted_in_the_end
    reading = read_word(lm, found.text, preset.word)
    words = cover_words(reading)
    count = sum(word.kind == "free" for word in words)
    assert count >= LEAST_WORDS
    needle = rests(lm, reading, scale, words, (0, 2**count - 1, *(1 << index for index in range(count))))
    way = needle[2**count - 1] - needle[0]
    assert abs(way) >= LEAST_WAY
    shares = [(needle[1 << index] - needle[0]) / way for index in range(count)]
    assert CARRIED[0] <= max(shares) <= CARRIED[1]
    assert sorted(shares)[-2] < CARRIED[0]  # the others do not


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_two_words_part_on_a_scale_that_can_be_trusted(language: Language) -> None:
    """What act 1 shows; the control parts less than half as far."""
    model = default_model(language)
    preset = presets_for(model, language)[0]
    result = measure_word_sense(
        Model(local_engine(), model), preset.word, preset.contexts, preset.references, preset.control
    )
    scale = build_scale(result.axis)
    assert scale.first_layer is not None
    assert scale.first_layer <= result.axis.layers / 3
    fruit, company = (scale.places(reading.hidden) for reading in result.readings)
    assert (fruit[0], company[0]) == (0, 0)
    assert fruit[-1] > 0.8
    assert company[-1] < -0.8
    assert result.control_moved is not None
    assert abs(result.control_moved[-1]) * 2 < (fruit[-1] - company[-1]) / 2


@pytest.mark.parametrize(
    ("model", "text"), [("smollm2-135m", "The capital of France is"), ("gemma-3-270m", "夏は暑く、冬は")]
)
def test_the_first_token_soaks_up_most_attention(model: str, text: str) -> None:
    share = sink_share(seen(model, text).attention_array())
    assert share is not None
    assert share > 0.5


def test_a_causal_model_sees_nothing_that_comes_later_and_an_encoder_does() -> None:
    causal = seen("smollm2-135m", "The new iPhone was launched by Apple").attention_array()
    both = seen("minilm-l6", "The new iPhone was launched by Apple").attention_array()
    assert causal[..., 0, 1:].max() == 0
    assert both[..., 1, 2:].max() > 0.1
    assert causal.sum(-1) == pytest.approx(1.0, abs=1e-4)


def test_128_tokens_in_every_head_are_small_enough_to_send() -> None:
    trace = seen("smollm2-135m", " ".join(["one", "two", "three", "four", "five", "six", "seven", "eight"] * 16))
    weights = trace.attention_array()
    numbers = [quantised(part, causal=True) for part in (weights, rollout(weights))]
    assert len(trace.tokens) == 128
    assert sum(part.nbytes for part in numbers) <= 4_960_000  # the header takes some 30 000 bytes


@pytest.mark.parametrize(
    ("model", "text"),
    [
        ("smollm2-135m", "The new iPhone was launched by Apple"),
        ("gemma-3-270m", "iPhoneを作った会社アップル"),
        ("minilm-l6", "The new iPhone was launched by Apple"),
    ],
)
def test_the_product_equals_the_captured_weight_in_every_head(model: str, text: str) -> None:
    engine = local_engine()
    facts = engine.facts(model)
    trace = engine.trace(TraceRequest(model, text, capture=Capture(attention="all", vectors="all")))
    for layer in range(facts.layers):
        given = queries_and_keys(trace, layer, facts)
        assert np.abs(attention_weights(given) - trace.attention[layer]).max() <= 1e-4
        assert len(given.keys) == facts.key_value_heads


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_suggested_texts_leave_the_causal_word_untouched_and_change_the_encoder_s(language: Language) -> None:
    engine, texts, model = local_engine(), CONTINUED[language], default_model(language)
    pair = compare(Model(engine, model), texts)
    assert pair.word == {"en": "Apple", "ja": "アップル"}[language]
    assert float(pair.differences.max()) == 0.0
    assert similarity_again(Model(engine, model), texts, pair) < 0.98
    steps = read_on(Model(engine, model), texts[0], pair.a, pair.position)
    assert max(step.back for step in steps if step.back is not None) >= 0.3
    both = compare(Model(engine, ENCODER), texts)
    assert not both.same
    assert both.similarity < 0.98


@pytest.mark.parametrize(("model", "share"), [("gemma-3-270m", 0.264), ("minilm-l6", 0.312), ("smollm2-135m", 0.592)])
def test_the_share_of_the_feed_forward_layers_is_what_the_limits_say(model: str, share: float) -> None:
    """ "A quarter to well over half" of the parameters, in the prose of both languages."""
    inventory = local_engine().inventory(model)
    feed_forward = sum(group.parameters for group in inventory.groups if group.part == "mlp")
    assert feed_forward / inventory.parameters == pytest.approx(share, abs=0.001)
