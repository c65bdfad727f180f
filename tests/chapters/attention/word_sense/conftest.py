"""A word in a context, read by tiny models."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis, build_axis
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, read_word
from llm_viz.engine.catalogue import find_card
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.model import Model
from tests.chapters.attention.word_sense.made_up import CONTEXT, REFERENCES
from tests.support import tiny


@pytest.fixture(scope="session", params=["llama", "gemma3"])
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("models") / request.param
    tiny.save(tiny.CAUSAL[request.param], folder)
    return str(folder)


@pytest.fixture(scope="session")
def engine() -> LocalEngine:
    return LocalEngine(find=partial(find_card, trusted=True))


@pytest.fixture(scope="session")
def axis(engine: LocalEngine, model: str) -> SenseAxis:
    return build_axis(Model(engine, model), "apple", REFERENCES)


@pytest.fixture(scope="session")
def reading(engine: LocalEngine, model: str) -> WordReading:
    return read_word(Model(engine, model), CONTEXT, "Apple")
