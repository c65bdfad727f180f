"""Models of words: vocabularies, losses of lines, and text drawn from a model."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.jobs.cancellation import never_cancel
from llm_viz.training.grammars import grammar_of
from llm_viz.training.word_model import (
    WordVocabulary,
    bits_per_line,
    grammar_lines,
    grammar_words,
    sample_rows,
    story_words,
    train_model,
    word_recipe,
)
from tests.training.tiny_words import tiny_word_model


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_grammars_sentences_fall_into_its_words(language: Language) -> None:
    grammar = grammar_of(language)
    lines = grammar_lines(grammar, 50, seed=3)
    assert ["".join(line) for line in lines] == grammar.sample(50, 3)
    assert {word for line in lines for word in line} <= grammar_words(grammar)


def test_what_is_encoded_can_be_decoded() -> None:
    vocabulary = WordVocabulary({"a ", "b."})
    ids = vocabulary.encode_lines([("a ", "b."), ("b.",)])
    assert vocabulary.decode(ids) == ("a ", "b.", "\n", "b.", "\n")
    with pytest.raises(KeyError):
        vocabulary.encode(("c",))


def test_stories_lose_no_character_but_spaces() -> None:
    assert story_words('"Go," he said.\nIt’s', "en") == ('"', "Go", ",", '"', "he", "said", ".", "\n", "It’s")
    assert "".join(story_words("空は、青い。\n", "ja")) == "空は、青い。\n"


def test_bits_of_a_line_are_those_of_all_its_words() -> None:
    vocabulary = WordVocabulary({"a", "b"})
    uniform = tiny_word_model(len(vocabulary))
    torch.nn.init.zeros_(uniform.wte.weight)  # all logits equal
    assert bits_per_line(uniform, [("a", "b"), ("a",)], vocabulary) == pytest.approx(2.5 * math.log2(3))


def test_rows_are_drawn_from_the_models_own_distribution() -> None:
    tiny = tiny_word_model(3)
    prompts = np.full((4000, 1), 2)
    drawn = sample_rows(tiny, prompts, 1, seed=0, temperature=0.5)[:, 0]
    with torch.inference_mode():
        expected = (tiny(torch.tensor([[2]]))[0, -1] / 0.5).softmax(-1).numpy()
    assert np.bincount(drawn, minlength=3) / 4000 == pytest.approx(expected, abs=0.03)
    assert (sample_rows(tiny, prompts, 9, seed=1) == sample_rows(tiny, prompts, 9, seed=1)).all()


def test_text_seen_often_is_learned() -> None:
    vocabulary = WordVocabulary({"a", "b", "c"})
    lines = [("a", "b", "c")] * 100
    learned = train_model(vocabulary.encode_lines(lines), vocabulary, word_recipe(30, 0), never_cancel)
    assert bits_per_line(learned, lines[:9], vocabulary) < 1
