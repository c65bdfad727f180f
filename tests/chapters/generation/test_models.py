"""What chapter 4 claims, on the embedded models."""

from __future__ import annotations

import pickle
import tracemalloc
from collections.abc import Generator

import pytest

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.generation import ABOUT
from llm_viz.chapters.generation.compute import steps as generation
from llm_viz.chapters.generation.compute.rounds import branch_ending, write_rounds, write_with_rivals, written_ending
from llm_viz.chapters.generation.compute.tree import (
    MAX_LENGTH,
    MAX_NODES,
    Generate,
    TextTree,
    chosen_tokens,
    follow,
    write,
)
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import GREEDY, GenerationRequest, GenerationStep, Sampling

pytestmark = pytest.mark.model

GEMMA, SMOL = "gemma-3-270m", "smollm2-135m"
WARM = Sampling(temperature=0.9, top_p=0.95, seed=3)


def generator(model: str, text: str, sampling: Sampling = GREEDY) -> Generate:
    def generate(ids: tuple[int, ...], count: int) -> Generator[GenerationStep, None, None]:
        yield from local_engine().generate(GenerationRequest(model, text, ids, sampling, count, generation.TOP))

    return generate


def record(model: str, text: str, count: int, sampling: Sampling = GREEDY) -> list[GenerationStep]:
    return list(generator(model, text, sampling)((), count))


@pytest.mark.parametrize("sampling", [GREEDY, WARM], ids=["greedy", "sampling"])
@pytest.mark.parametrize(("model", "text"), [(GEMMA, "私は今日"), (SMOL, "Once upon a time"), (SMOL, "私は今日")])
def test_the_text_does_not_depend_on_how_it_is_cut_into_chunks(model: str, text: str, sampling: Sampling) -> None:
    at_once = record(model, text, 8, sampling)
    tree, number = TextTree(), 0
    for count in (1, 4, 1, 2):
        number = write(tree, number, count, generator(model, text, sampling))
    assert tree.ids(number) == tuple(step.chosen.id for step in at_once)
    chosen = chosen_tokens(tree.line(number))
    assert [choice.rank for choice in chosen] == [step.rank for step in at_once]
    for choice, step in zip(chosen, at_once, strict=True):
        assert choice.token.probability == pytest.approx(step.chosen.probability, rel=1e-3)


@pytest.mark.parametrize(
    ("model", "text", "sampling"), [(SMOL, "私は今日", WARM), (SMOL, "👨‍👩‍👧 hat", WARM), (GEMMA, "私は今日", WARM)]
)
def test_what_is_on_screen_is_what_the_engine_says_was_written(model: str, text: str, sampling: Sampling) -> None:
    tree, number, spelled = TextTree(), 0, ""
    for step in record(model, text, 32, sampling):
        number = tree.record(number, step)
        spelled += tree.nodes[number].added
        assert spelled == step.text


def test_japanese_is_parts_of_characters_to_smollm2() -> None:
    tree = TextTree()
    end = write(tree, 0, 12, generator(SMOL, "私は今日"))
    line = tree.line(end)
    assert any(node.pending for node in line), "some characters wait for their bytes"
    assert "\N{REPLACEMENT CHARACTER}" not in "".join(node.added for node in line)
    assert "note-parts" in {note.key for note in generation.notes(line)}


def test_smollm2_says_that_it_is_finished() -> None:
    tree = TextTree()
    end = write(tree, 0, MAX_LENGTH, generator(SMOL, "The capital of France is"))
    line = tree.line(end)
    assert line[0].added == " Paris"
    assert tree.nodes[end].ending == "end_of_text"
    assert "note-end" in {note.key for note in generation.notes(line)}


def test_gemma_repeats_itself_and_grows_surer() -> None:
    tree = TextTree()
    end = write(tree, 0, 48, generator(GEMMA, "私は今日"))
    keys = {note.key for note in generation.notes(tree.line(end))}
    assert {"note-all-top", "note-loop-surer"} <= keys


def test_a_choice_of_the_visitor_has_the_probability_the_model_gave_it() -> None:
    tree, generate = TextTree(), generator(GEMMA, "私は今日")
    end = write(tree, 0, 3, generate)
    first = tree.line(end)[0]
    third = record(GEMMA, "私は今日", 2)[1].candidates[2]
    taken = tree.nodes[tree.choose(first.number, third.id)]
    assert taken.choice is not None
    assert (taken.choice.rank, taken.choice.forced) == (3, True)
    assert taken.choice.token.probability == pytest.approx(third.probability, rel=1e-3)


@pytest.mark.parametrize("sampling", [GREEDY, WARM], ids=["greedy", "sampling"])
def test_a_shared_link_opens_to_the_same_text(sampling: Sampling) -> None:
    generate = generator(SMOL, "Once upon a time", sampling)
    tree = TextTree()
    end = write(tree, 0, 4, generate)
    prediction = tree.nodes[tree.line(end)[2].number].prediction
    assert prediction is not None
    other = next(token for token in prediction.candidates if token.id != prediction.drawn.token.id)
    shared = tree.ids(write(tree, tree.choose(tree.line(end)[2].number, other.id), 4, generate))
    path = generation.read_path(".".join(map(str, shared)), local_engine().facts(SMOL).vocabulary_size)
    assert path == shared
    opened = TextTree()
    assert opened.ids(follow(opened, path, generate)) == shared


def test_a_full_tree_stays_small() -> None:
    tree, generate = TextTree(), generator(SMOL, "Once upon a time", WARM)
    write(tree, 0, 24, generate)
    pickled = pickle.dumps(list(tree.nodes.values())[:20])
    tracemalloc.start()
    copies = [pickle.loads(pickled) for _ in range(MAX_NODES // 20)]
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(map(len, copies)) == MAX_NODES
    assert size <= 2**20


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_that_the_chapter_begins_with_leads_to_three_endings_of_several_words(language: Language) -> None:
    lm, text = Model(local_engine(), default_model(language)), ABOUT.opening[language]
    rounds, others = write_with_rivals(lm, text)
    assert rounds == write_rounds(lm, text)
    endings = [written_ending(rounds), *map(branch_ending, others)]
    assert len(endings) == 3
    for one in endings:
        assert 4 <= len(one.text.split() if language == "en" else one.text) <= (8 if language == "en" else 16), one.text
