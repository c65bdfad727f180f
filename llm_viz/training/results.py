"""Results of experiments that were run beforehand, so that a page can show them without computing.

They are made by the very generators that a visitor's run uses (`python -m llm_viz experiments`), and kept in
`results/<name>.json`: the seed, the seconds it took on one processor core, and the reports.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Generic, TypeVar, get_type_hints

import torch

from llm_viz.jobs.cancellation import CancelCheck, never_cancel

FOLDER = Path(str(resources.files("llm_viz.training") / "results"))

Report = TypeVar("Report")
Measure = Callable[[int, CancelCheck], Iterator[Report]]
"""An experiment: from a seed and a cancellation check to its reports, dataclasses of numbers, strings and tuples."""


@dataclass(frozen=True, slots=True)
class Recorded(Generic[Report]):
    """What an experiment reported with this seed, and how long it took on one core."""

    seed: int
    seconds: float
    reports: tuple[Report, ...]


_READ: dict[Path, Recorded[Any]] = {}
"""Made once, for every run of every page that shows them: nothing in them can change."""


@contextmanager
def on_one_core() -> Iterator[None]:
    """The block computes on one core, as a job in the background of a page does."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def record(measure: Measure[Report], seed: int) -> Recorded[Report]:
    """Run an experiment to its end, on one core; its seconds are processor time."""
    began = time.thread_time()
    with on_one_core():
        reports = tuple(measure(seed, never_cancel))
    return Recorded(seed, round(time.thread_time() - began, 1), reports)


def write(name: str, recorded: Recorded[Any], folder: Path = FOLDER) -> Path:
    """Keep results as `<folder>/<name>.json`, one report a line; the file's path."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(asdict(report), ensure_ascii=False, allow_nan=False) for report in recorded.reports)
    head = json.dumps({"seed": recorded.seed, "seconds": recorded.seconds})[1:-1]
    path = folder / f"{name}.json"
    path.write_text(f'{{{head}, "reports": [\n{lines}\n]}}\n', "utf-8")
    return path


def read(name: str, kind: type[Report]) -> Recorded[Report]:
    """The shipped results of an experiment whose reports are of this kind; FileNotFoundError if there are none."""
    path = FOLDER / f"{name}.json"
    if path not in _READ:
        tree = json.loads(path.read_text("utf-8"))
        _READ[path] = Recorded(tree["seed"], tree["seconds"], tuple(_frozen(entry, kind) for entry in tree["reports"]))
    return _READ[path]


def _frozen(entry: Mapping[str, object], kind: type[Report]) -> Report:
    """A dataclass of this kind; values of its own may be dataclasses again."""
    kinds = get_type_hints(kind)
    return kind(**{name: _value(value, kinds[name]) for name, value in entry.items()})


def _value(value: object, kind: type[object]) -> object:
    if isinstance(value, dict):
        return _frozen(value, kind)
    return tuple(value) if isinstance(value, list) else value
