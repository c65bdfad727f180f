"""What several tests of the engine begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import tiny


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a conversion makes; tests change copies of it."""
    folder = tmp_path_factory.mktemp("ready") / "llama"
    tiny.save(tiny.llama, folder)
    return folder
