"""What several tests of the engine begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

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
