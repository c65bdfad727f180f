"""Published results by size and by training step, and the thresholds that were called emergent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from llm_viz.facts.files import number, read_table
from llm_viz.facts.load import load
from llm_viz.facts.source import Source

MetricKey = Literal["exact", "choice", "last-word", "bleu", "cross-entropy"]
SMOOTH: frozenset[MetricKey] = frozenset(("bleu", "cross-entropy"))
"""Metrics with partial credit. The others are right or wrong, multiple-choice accuracy too (Schaeffer et al. 2023,
arXiv:2304.15004).
"""

_METRICS: dict[str, MetricKey] = {
    "exact match accuracy": "exact",
    "exact match": "exact",
    "accuracy": "exact",
    "multiple-choice accuracy (chance 25)": "choice",
    "accuracy (last word right)": "last-word",
    "BLEU": "bleu",
    "cross-entropy": "cross-entropy",
}
_COLUMNS = {"parameters": "params", "flop": "train_flop", "items": "n_items"}
_GPT3, _WORDS, _OPEN = "A_gpt3_arithmetic", "A_gpt3_words", "E_obsscaling_bigbench"
_TASKS: dict[str, tuple[str, str, str]] = {  # data set, task and setting as the table has them
    "addition-2": (_GPT3, "2-digit addition (2D+)", "few-shot K=50"),
    "addition-3": (_GPT3, "3-digit addition (3D+)", "few-shot K=50"),
    "addition-4": (_GPT3, "4-digit addition (4D+)", "few-shot K=50"),
    "addition-5": (_GPT3, "5-digit addition (5D+)", "few-shot K=50"),
    "reversed-words": (_WORDS, "Reversed words", "few-shot K=100"),
    "symbol-insertion": (_WORDS, "Symbol insertion", "few-shot K=100"),
    "lambada-gpt3": ("B_gpt3_lambada", "LAMBADA last word", "few-shot K=15"),
    "lambada-size": ("C_pythia_lambada_by_size", "LAMBADA last word (lambada_openai)", "zero-shot"),
    "lambada-step": ("D_pythia_lambada_by_step", "LAMBADA last word (lambada_openai)", "zero-shot"),
    "ipa": (_OPEN, "BIG-bench IPA transliterate", "2-shot"),
    "persian": (_OPEN, "BIG-bench Persian QA", "2-shot"),
    "open-addition-2": (_OPEN, "arithmetic 2-digit addition", "2-shot"),
}


@dataclass(frozen=True, slots=True)
class ModelResult:
    """One model's result in one task: `value` in percent (right answers), points of 100 (BLEU) or nats (cross-entropy).

    `parameters` counts weights, `flop` is the training compute, `step` the training step (None where all models
    are finished ones).
    `standard_error` has the unit of `value`, `items` is the number of questions; None where not known.
    """

    model: str
    family: str
    parameters: float
    flop: float
    step: int | None
    value: float
    standard_error: float | None
    items: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class TaskResults:
    """All results in one task, by metric, in the order of size (or of steps)."""

    key: str
    setting: str
    by_metric: dict[MetricKey, tuple[ModelResult, ...]]

    @property
    def examples(self) -> int:
        """How many solved examples stood before each question: "few-shot K=50", "2-shot", "zero-shot"."""
        return int("".join(letter for letter in self.setting if letter.isdigit()) or "0")

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where the results come from, each once; results from one folder of a repository count as one source."""
        sources = (result.source for results in self.by_metric.values() for result in results)
        return tuple(dict.fromkeys(Source(_folder(source.citation), source.confidence) for source in sources))


@dataclass(frozen=True, slots=True)
class Threshold:
    """An ability and the training compute (FLOP) and size from which it was seen."""

    key: str
    flop: float
    parameters: str
    model: str
    source: Source


@cache
def results(task: str) -> TaskResults:
    """The published results in a task; KeyError for a task that is not there."""
    data_set, name, setting = _TASKS[task]
    rows = [row for row in _rows(data_set) if (row["task"], row["setting"]) == (name, setting)]
    errors = {_place(row): _relative_error(row) for row in rows if row["metric"] == "perplexity"}
    by_step = len({row["training_step"] for row in rows}) > 1
    by_metric: dict[MetricKey, list[ModelResult]] = defaultdict(list)
    for row in rows:
        if row["metric"] in _METRICS:  # perplexity is e^(cross-entropy)
            by_metric[_METRICS[row["metric"]]].append(_model_result(row, by_step, errors.get(_place(row))))
    return TaskResults(task, setting, {metric: _in_order(found) for metric, found in by_metric.items()})


@cache
def thresholds() -> tuple[Threshold, ...]:
    """The abilities that Wei et al. (2022, arXiv:2206.07682) list with their thresholds, least compute first."""
    keys = {"flop": "emergent_train_flop", "parameters": "emergent_params"}
    found = (
        load(Threshold, row | {"key": _slug(row["ability"])}, f"emergence_thresholds.csv, {row['ability']}", **keys)
        for row in read_table("emergence_thresholds")
    )
    return tuple(sorted(found, key=lambda threshold: threshold.flop))


@cache
def _rows(data_set: str) -> tuple[dict[str, str], ...]:
    return tuple(row for row in read_table("emergence") if row["dataset_id"] == data_set)


def _model_result(row: dict[str, str], by_step: bool, loss_error: float | None) -> ModelResult:
    error = loss_error if row["metric"] == "cross-entropy" else number(row["stderr"])
    derived: dict[str, object] = {
        "model": row["model"].rpartition("/")[2],
        "step": row["training_step"] if by_step else None,
        "standard_error": error,
    }
    return load(ModelResult, {**row, **derived}, f"emergence.csv, {row['model']}", **_COLUMNS)


def _relative_error(row: dict[str, str]) -> float | None:
    """The standard error of ln(perplexity): to first order the relative error of the perplexity."""
    error = number(row["stderr"])
    return None if error is None else error / float(row["value"])


def _place(row: dict[str, str]) -> tuple[str, str]:
    return row["model"], row["training_step"]


def _in_order(found: Iterable[ModelResult]) -> tuple[ModelResult, ...]:
    return tuple(sorted(found, key=lambda result: (result.parameters, result.model, result.step or 0)))


def _folder(citation: str) -> str:
    """`owner/repository evals/a/b/c.json @commit` → `owner/repository @commit`; other citations as they are."""
    repository, _, rest = citation.partition(" evals/")
    return f"{repository} @{rest.rpartition('@')[2]}" if rest else citation


def _slug(name: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in name.lower()).split()
    return "-".join(words)
