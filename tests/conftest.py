"""What holds for every test: no network, no crowd of threads on a small machine, no crash that goes unseen."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

gc.disable()  # what is imported stays: looking through it again and again costs a quarter of the time to collect
_BETWEEN_LOOKS = 10_000
"""New objects after which garbage is looked for: Python's 700 cost a twentieth of the time of the tests."""

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.pop("LLM_VIZ_ENGINE", None)  # tests bring their own engine

settings.register_profile("untimed", deadline=None)  # no test measures time
settings.load_profile("untimed")

pytest.register_assert_rewrite("tests.support.site")
pytest_plugins = ("tests.support.fixtures",)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the embedded models come first: one of the processes takes them all, and no other loads the models."""
    items.sort(key=lambda item: item.get_closest_marker("model") is None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """From here on, garbage is looked for among what the tests make."""
    let_logs_reach_the_root()
    gc.freeze()
    gc.set_threshold(_BETWEEN_LOOKS, 10, 10)
    gc.enable()


def let_logs_reach_the_root() -> None:
    """pytest listens to the root, and adds itself to every logger that does not tell the root, six times a test.

    PyTorch has dozens of those: that took a tenth of the time of quick tests.
    """
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            logger.propagate = True


class Crashes(logging.Handler):
    """Collects what the app logs as an error: exceptions that a page or a job shows as a sentence."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(self.format(record))


@pytest.fixture(autouse=True)
def no_crash(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test fails if the app logged an error meanwhile; one marked `crashes` fails if it did not."""
    handler, logger = Crashes(), logging.getLogger("llm_viz")
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)
    if request.node.get_closest_marker("crashes"):
        assert handler.texts, "a test marked `crashes` saw none"
    else:
        assert not handler.texts, "\n".join(handler.texts)
