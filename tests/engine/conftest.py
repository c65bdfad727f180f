"""What several tests of the engine begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from llm_viz.engine.loading import LoadedModel
from tests.support import families, tiny
from tests.support.families import Family


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a conversion makes; tests change copies of it."""
    folder = tmp_path_factory.mktemp("ready") / "llama"
    tiny.save(tiny.llama, folder)
    return folder


@pytest.fixture(scope="session")
def family(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Family:
    """The family of the name with which a test is parametrised (`indirect`).

    Tests of all files that ask for the same one follow each other, so that each is made once. They leave it as it is.
    """
    return families.family(request.param, tmp_path_factory.mktemp("families"))


@pytest.fixture(scope="session", params=tiny.CAUSAL)
def tiny_model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    """A tiny model that writes, of every kind in turn, made once for all tests that look at each of them.

    Their modules have it with what is their own: texts it remembers, what ends one.
    """
    return tiny.load_saved(tiny.save(tiny.CAUSAL[request.param], tmp_path_factory.mktemp("models") / request.param))
