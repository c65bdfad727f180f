"""The experiments that train models and whose results come with the app, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.jobs.cancellation import CancelCheck
from llm_viz.training import adding, backdoor, canary, collapse, copying, data_quality, results
from llm_viz.training.character_model import TrainingReport
from llm_viz.training.character_settings import measure_character_model
from llm_viz.training.pages import PageReport, measure_pages
from llm_viz.training.results import Measure, Recorded

Report = TypeVar("Report")

MAX_SEED = 9999


@dataclass(frozen=True, slots=True)
class ShippedExperiment(Generic[Report]):
    """An experiment whose results come with the app: `measure` trains on texts in one language from a seed and yields
    reports, dataclasses of this `kind`. Where it has no texts (`has_texts`), one result is shipped for all languages.
    """

    name: str
    measure: Callable[[Language, int, CancelCheck], Iterator[Report]]
    kind: type[Report]
    has_texts: bool = field(default=True, kw_only=True)

    def of(self, language: Language) -> Measure[Report]:
        """The experiment on texts in this language."""
        return partial(self.measure, language)

    def result_name(self, language: Language) -> str:
        """The name of its shipped results."""
        return f"{self.name}_{language}" if self.has_texts else self.name

    @property
    def languages(self) -> tuple[Language, ...]:
        """In which results are shipped; one of them where there are no texts."""
        return LANGUAGES if self.has_texts else LANGUAGES[:1]

    def recorded(self, language: Language) -> Recorded[Report]:
        """The shipped results."""
        return results.read(self.result_name(language), self.kind)


@dataclass(frozen=True, slots=True)
class TrainedExperiment(ShippedExperiment[Report]):
    """One without settings but language and seed: `length` is how many reports a whole run brings."""

    length: int


CHARACTER_MODEL = ShippedExperiment("character_model", measure_character_model, TrainingReport)
PAGES = ShippedExperiment("pages", measure_pages, PageReport)
QUALITY = TrainedExperiment(
    "data_quality", data_quality.measure_quality, data_quality.QualityReport, data_quality.REPORTS
)
COLLAPSE = TrainedExperiment("collapse", collapse.measure_collapse, collapse.GenerationReport, collapse.REPORTS)
CANARY = TrainedExperiment("canary", canary.measure_canary, canary.CanaryReport, canary.REPORTS)
BACKDOOR = TrainedExperiment("backdoor", backdoor.measure_backdoor, backdoor.BackdoorReport, backdoor.REPORTS)
COPYING = TrainedExperiment("copying", copying.measure_copying, copying.CopyingReport, copying.REPORTS, has_texts=False)
ADDING = TrainedExperiment("adding", adding.measure_adding, adding.AddingReport, adding.REPORTS, has_texts=False)

EXPERIMENTS: dict[str, ShippedExperiment[Any]] = {
    experiment.name: experiment
    for experiment in (CHARACTER_MODEL, PAGES, QUALITY, COLLAPSE, CANARY, BACKDOOR, COPYING, ADDING)
}
