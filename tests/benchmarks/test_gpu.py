"""The program that measures a GPU, without one: what it does about faults, and that it would notice wrong numbers."""

from __future__ import annotations

import ast
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from benchmarks import gpu
from benchmarks.gpu import Part, report, run
from benchmarks.gpu_exactness import EVERY, TEXTS, Answers, compared
from benchmarks.gpu_models import TINY, Models, allocated, reserved
from benchmarks.machine import this_machine
from benchmarks.report import Row
from tests.support import tiny

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
ENGINES_PACKAGES = {"torch", "transformers", "tokenizers", "numpy"}
ROW = Row("a step", "ms", (5.0,))


class Shown:
    """What a report asks of the models."""

    def described(self) -> str:
        return "Two models."


def finished(*parts: Part, left: float = 1000.0) -> list[str]:
    return list(run(parts, Shown(), time.monotonic() + left))


def test_a_part_that_fails_is_told_with_what_it_found_and_the_others_go_on() -> None:
    def failing(_: Models) -> Iterator[Row]:
        yield ROW
        raise RuntimeError("no kernel image")

    first, second = finished(Part("First", 1, failing), Part("Second", 1, lambda _: iter([ROW])))
    assert first.startswith("### First")
    assert "| a step | 5 ms |" in first
    assert "**Failed: RuntimeError: no kernel image**" in first
    assert "| a step | 5 ms |" in second
    assert "Failed" not in second


def test_what_does_not_fit_into_the_time_is_left_out() -> None:
    (found,) = finished(Part("Long", 60, lambda _: pytest.fail("begun")), left=59)
    assert "Left out" in found


@pytest.mark.skipif(not hasattr(__import__("signal"), "setitimer"), reason="needs a timer")
def test_what_takes_too_long_is_stopped() -> None:
    def waiting(_: Models) -> Iterator[Row]:
        time.sleep(30)
        yield ROW

    began = time.monotonic()
    (found,) = finished(Part("Waiting", 0, waiting), left=0.2)
    assert "**Failed: TimeoutError" in found
    assert time.monotonic() - began < 10


def test_without_a_gpu_the_report_says_so_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu, "is_gpu", lambda: False)
    assert report(this_machine(), Shown(), []).startswith("**Not run on a GPU.**")
    monkeypatch.setattr(gpu, "is_gpu", lambda: True)
    assert report(this_machine(), Shown(), []).startswith("Measured on ")


def test_the_same_numbers_are_found_the_same_and_wrong_ones_are_not(tmp_path: Path) -> None:
    loaded = tiny.load_saved(tiny.save(tiny.llama, tmp_path / "llama"))
    expected = Answers(loaded)
    counts = [row.values[0] for row in compared("here", Answers(loaded), expected, exact=True) if row.aim == EVERY]
    assert counts == [len(TEXTS)] * 4
    torch.manual_seed(1)
    with torch.no_grad():
        weight = loaded.modules.output_projection.weight
        weight.add_(torch.randn_like(weight) * weight.std())
    wrong = list(compared("here", Answers(loaded), expected, exact=True))
    assert max(row.values[0] for row in wrong if row.aim == EVERY) < len(TEXTS)
    assert wrong[4].values[0] > 0.1  # percent of probability


def test_random_models_are_written_where_no_model_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TINY, "random-3b", TINY["random-135m"])
    models = Models(tmp_path, tiny=True)
    assert [card.key for card in models.cards] == ["random-135m", "random-3b"]
    assert models.engine().facts("random-135m").parameters > 3_000_000
    assert "random weights" in models.described()
    assert allocated() >= 0
    assert reserved() >= 0


def test_only_the_engine_and_its_packages_are_needed() -> None:
    seen: set[str] = set()
    waiting = ["gpu"]
    while waiting:
        name = waiting.pop()
        seen.add(name)
        for node in ast.walk(ast.parse((BENCHMARKS / f"{name}.py").read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                modules = [str(node.module)]
            elif isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            else:
                continue
            for module in modules:
                root, _, rest = module.partition(".")
                if root == "benchmarks":
                    waiting += [rest] if rest not in seen else []
                elif root == "llm_viz":
                    assert rest.split(".")[0] in {"engine", "base"}, module
                else:
                    assert root in ENGINES_PACKAGES or root in sys.stdlib_module_names, module
    assert {"gpu_exactness", "gpu_memory", "visitors", "engine"} <= seen
