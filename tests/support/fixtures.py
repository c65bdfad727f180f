"""Fixtures of all tests.

What they need is imported when a test asks for it: the process that hands the tests out to others asks for none, and
would load PyTorch, Streamlit and Playwright before the others may begin.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest
    from streamlit.testing.v1.local_script_runner import LocalScriptRunner

    from llm_viz.engine.protocol.engine import Engine
    from tests.support.app import OpenApp
    from tests.support.site import Site


@pytest.fixture(scope="session", autouse=True)
def installed_components() -> Iterator[None]:
    """Look for components among the installed packages once: every `AppTest` would read all packages' metadata.

    The engine's tests also run where only its own packages are installed, as on a lent GPU.
    """
    if find_spec("streamlit") is None:
        yield
        return
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(scope="session", autouse=True)
def patient_app_tests() -> Iterator[None]:
    """An `AppTest` sleeps until its script has ended; by itself, it would look a thousand times a second."""
    if find_spec("streamlit") is None:
        yield
        return
    from streamlit.testing.v1 import local_script_runner

    give_up = local_script_runner.require_widgets_deltas

    def wait(runner: LocalScriptRunner, timeout: float) -> None:
        thread = runner._script_thread
        thread.join(timeout)
        if thread.is_alive():
            give_up(runner, 0)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "require_widgets_deltas", wait)
        yield


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch) -> OpenApp:
    """`open_app(page="0_home", locale="en-US", engine=FakeEngine(), **query)`: the page after its first run."""
    from tests.support.app import run_page
    from tests.support.fake_engine import FakeEngine

    def open_(page: str = "0_home", locale: str = "en-US", engine: Engine | None = None, **query: str) -> AppTest:
        chosen = engine or FakeEngine()
        monkeypatch.setattr("llm_viz.kit.visit.engine", lambda: chosen)
        return run_page(page, locale, **query)

    return open_


@pytest.fixture(scope="session")
def session_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One server for all processes of this run, one browser for each of them."""
    from tests.support.site import open_site

    own = tmp_path_factory.getbasetemp()
    with open_site(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own, brief=True) as site:
        yield site


@pytest.fixture
def site(session_site: Site) -> Iterator[Site]:
    """`site.open_page(...)`; everything opened is closed after the test."""
    yield session_site
    session_site.close_pages()
