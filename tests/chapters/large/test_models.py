"""What chapter 8 claims, on the embedded models."""

from __future__ import annotations

import re

import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.large.compute.machine import model_speed
from llm_viz.chapters.large.compute.models import EMBEDDED
from llm_viz.chapters.large.compute.parts import count_parts, part_notes
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.models import Inventory
from llm_viz.facts.memory import key_value_caches
from llm_viz.facts.models import published_model
from llm_viz.kit.compute.decoding_speed import measure_speed

pytestmark = pytest.mark.model

LARGEST = {"gemma-3-270m": "embedding", "smollm2-135m": "mlp", "minilm-l6": "embedding"}


@pytest.mark.parametrize("model", LARGEST)
def test_the_parts_add_up_to_the_model(model: str) -> None:
    engine = local_engine()
    inventory, facts = engine.inventory(model), engine.facts(model)
    assert sum(count.parameters for count in count_parts(inventory)) == inventory.parameters == facts.parameters
    assert max(count_parts(inventory), key=lambda count: count.parameters).part == LARGEST[model]
    assert ("note-table" in {note.key for note in part_notes(inventory, facts)}) == (LARGEST[model] == "embedding")


@pytest.mark.parametrize("model", EMBEDDED)
def test_the_embedded_models_are_those_of_the_table(model: str) -> None:
    published, counted = published_model(EMBEDDED[model]), local_engine().facts(model)
    assert published.parameters == counted.parameters
    assert (published.layers, published.width, published.heads) == (counted.layers, counted.width, counted.heads)
    assert (published.key_value_heads, published.vocabulary_size) == (counted.key_value_heads, counted.vocabulary_size)
    assert published.context_length == counted.context_length


def test_the_cache_of_smollm2_is_the_published_one() -> None:
    published = next(cache for cache in key_value_caches() if cache.model == "SmolLM2-135M")
    cache = local_engine().inventory("smollm2-135m").cache
    assert 2 * sum(layer.numbers_per_token for layer in cache) == published.bytes_per_token


def test_the_ceiling_is_one_but_for_what_a_cache_holds() -> None:
    """Writing is not faster than its memory by more than caches can explain. Both are measured, one after the other, on
    a machine that other tests keep busy: the order of magnitude is all that can be said.
    """
    engine = local_engine()
    model = "gemma-3-270m"  # a gigabyte of weights at 32 bits
    speed = model_speed(
        model, engine.inventory(model), engine.bandwidth(), measure_speed(Model(engine, model), tokens=8)
    )
    assert speed is not None
    assert 0.02 < speed.share < 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_that_counts_parameters_runs_and_lists_every_part(
    language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    code = re.findall(r"```python\n(.*?)```", strings(language, "large").prose("code"), re.DOTALL)[0]
    scope: dict[str, Inventory] = {}
    exec(code, scope)
    assert len(capsys.readouterr().out.splitlines()) == len(scope["inventory"].groups)
