"""Words with two senses: references, two contexts, a control word, and the models that really tell the senses apart."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources

from llm_viz.base.languages import Language
from llm_viz.chapters.attention.compute.word_sense.axis import References


@dataclass(frozen=True, slots=True)
class WordPreset:
    """A word with two senses. Its senses are called `sense-<key>-a` and `-b` in the chapter's strings.

    `contexts` call up sense A and sense B; `control` has no second sense and takes the word's place in both. `models`
    are those which separate the senses, as tests/chapters/attention/word_sense/test_models.py proves.
    """

    key: str
    language: Language
    word: str
    references: References
    contexts: tuple[str, str]
    control: str
    models: tuple[str, ...]


def presets_for(model: str, language: Language) -> tuple[WordPreset, ...]:
    """The words of this language whose senses this model separates."""
    return tuple(preset for preset in WORD_PRESETS if preset.language == language and model in preset.models)


def find_preset(word: str) -> WordPreset | None:
    """The word's references and contexts, in upper or lower case; whether a model separates them is another matter."""
    return next((preset for preset in WORD_PRESETS if preset.word.casefold() == word.strip().casefold()), None)


def _read_presets() -> tuple[WordPreset, ...]:
    words = tomllib.loads((resources.files(__package__) / "presets.toml").read_text("utf-8"))
    return tuple(
        WordPreset(
            key=key,
            language=word["language"],
            word=word["word"],
            references=References(tuple(word["references_a"]), tuple(word["references_b"])),
            contexts=(word["contexts"][0], word["contexts"][1]),
            control=word["control"],
            models=tuple(word["models"]),
        )
        for key, word in words.items()
    )


WORD_PRESETS = _read_presets()
