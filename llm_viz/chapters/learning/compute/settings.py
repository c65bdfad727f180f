"""What a visitor can choose for a training run."""

from __future__ import annotations

from llm_viz.base.languages import Language
from llm_viz.training.character_settings import TrainingSettings, default_settings
from llm_viz.training.corpora import corpus

CORPORA: dict[Language, tuple[str, ...]] = {
    "en": ("stories_en", "grammar_en", "stories_ja", "grammar_ja"),
    "ja": ("stories_ja", "grammar_ja", "stories_en", "grammar_en"),
}
"""The texts to learn from, those of the interface's language first."""
WIDTHS = (16, 32, 64, 96, 128)
LAYERS = (1, 2, 3, 4)
STEPS = (100, 300, 500, 1000, 1500, 3000)
LEARNING_RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.1, 1.0, 10.0)
MAX_SEED = 9999


def recorded_settings(language: Language) -> TrainingSettings:
    """What a visitor gets who changes nothing, and what the run computed beforehand was made with."""
    return default_settings(corpus(CORPORA[language][0]))
