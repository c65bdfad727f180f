"""In which sentence does one word carry the sense alone? Found by a rule among many sentences, and kept.

A sense mostly hangs on several words at once: cover one, and the others stand in for it. A sentence with which a page
opens has to show an effect, and which one does depends on the model. So each context of the presets and of
`cover_pairs.toml` is tried, and `python -m llm_viz covers --write` keeps the one that obeys the rule best.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from llm_viz.base.languages import Language
from llm_viz.chapters.attention.compute.word_sense.axis import References, build_axis
from llm_viz.chapters.attention.compute.word_sense.covers import cover_words, rests
from llm_viz.chapters.attention.compute.word_sense.presets import WORD_PRESETS, WordPreset
from llm_viz.chapters.attention.compute.word_sense.reading import read_word
from llm_viz.chapters.attention.compute.word_sense.scale import SenseScale, build_scale
from llm_viz.engine.model import Model

LEAST_WORDS = 4
"""Words that may be covered."""
LEAST_SENSE = 0.5
"""How far on its own side the needle has to rest, in both sentences of a pair."""
LEAST_WAY = 1.0
"""How far the needle has to move when all words are covered."""
CARRIED = (0.5, 1.2)
"""The share of that way which one word alone has to move the needle: at least half of it, and not far past its end."""
_FILE = Path(__file__).with_name("cover_found.json")


@dataclass(frozen=True, slots=True)
class Covered:
    """One sentence that was tried: the needle with nothing and with everything covered, and with each word alone."""

    key: str
    word: str
    text: str
    side: int
    nothing: float
    everything: float
    alone: tuple[tuple[str, float], ...]

    @property
    def strongest(self) -> tuple[str, float]:
        """The word that moves the needle furthest towards where it rests with everything covered, and its share."""
        way = self.everything - self.nothing
        return max(((text, (rest - self.nothing) / way) for text, rest in self.alone), key=lambda pair: pair[1])

    def is_clear(self) -> bool:
        """Whether the needle rests clearly on the sentence's own side."""
        return self._towards(self.nothing) >= LEAST_SENSE

    def obeys(self) -> bool:
        """Whether one word carries the sense, by the rule; the other sentence of the pair has to be clear, too."""
        far = self._towards(self.nothing - self.everything) >= LEAST_WAY
        return self.is_clear() and len(self.alone) >= LEAST_WORDS and far and self._carried()

    def _carried(self) -> bool:
        low, high = CARRIED
        return low <= self.strongest[1] <= high

    def _towards(self, place: float) -> float:
        return place if self.side == 0 else -place


@dataclass(frozen=True, slots=True)
class Found:
    """The sentence that is kept for one model and language; `tried` and `passed` count sentences."""

    model: str
    language: Language
    key: str
    text: str
    left_out: tuple[str, ...]
    tried: int
    passed: int


def found_for(model: str, language: Language) -> tuple[Found, WordPreset] | None:
    """The kept sentence and its word; None where nothing was found, or nothing was tried."""
    for found in _kept():
        if (found.model, found.language) == (model, language):
            return found, next(preset for preset in WORD_PRESETS if preset.key == found.key)
    return None


def references_of(found: Found, preset: WordPreset) -> References:
    """The word's references without those that hold the words in which the pair differs."""
    return preset.references.without(found.left_out)


def search(lm: Model, language: Language) -> Iterator[tuple[Covered, bool, tuple[str, ...]]]:
    """Every sentence that is tried, whether it passes, and the references left out of its scale."""
    own = tomllib.loads((resources.files(__package__) / "cover_pairs.toml").read_text("utf-8"))
    for preset in WORD_PRESETS:
        if preset.language != language or lm.key not in preset.models:
            continue
        pairs = [tuple(pair) for pair in own.get(preset.key, {"pairs": []})["pairs"]]
        for pair in [preset.contexts, *pairs]:
            left_out = pair if pair == preset.contexts else _with_clue(preset, pair)
            scale = build_scale(build_axis(lm, preset.word, preset.references.without(left_out)))
            sides = [_covered(lm, preset, scale, text, side) for side, text in enumerate(pair)]
            trusted = scale.trusted_in_the_end and all(covered.is_clear() for covered in sides)
            for covered in sides:
                yield covered, trusted and covered.obeys(), left_out


def best(lm: Model, language: Language) -> tuple[Found | None, list[tuple[Covered, bool]]]:
    """The sentence whose needle one word moves furthest, among those that pass; and all that were tried."""
    tried = list(search(lm, language))
    passed = [(covered, left_out) for covered, passes, left_out in tried if passes]
    rows = [(covered, passes) for covered, passes, _ in tried]
    if not passed:
        return None, rows
    covered, left_out = max(passed, key=lambda one: abs(one[0].strongest[1] * (one[0].everything - one[0].nothing)))
    return Found(lm.key, language, covered.key, covered.text, left_out, len(tried), len(passed)), rows


def keep(found: Sequence[Found]) -> Path:
    """Write what was found into the app; the file that was written."""
    lines = json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1)
    _FILE.write_text(lines + "\n", "utf-8")
    return _FILE


@cache
def _kept() -> tuple[Found, ...]:
    rows = json.loads(_FILE.read_text("utf-8")) if _FILE.exists() else []
    return tuple(Found(**{**row, "left_out": tuple(row["left_out"])}) for row in rows)


def _covered(lm: Model, preset: WordPreset, scale: SenseScale, text: str, side: int) -> Covered:
    reading = read_word(lm, text, preset.word)
    words = cover_words(reading)
    free = [word.text for word in words if word.kind == "free"]
    everything = 2 ** len(free) - 1
    masks = (0, everything, *(1 << index for index in range(len(free))))
    found = rests(lm, reading, scale, words, masks)
    alone = tuple((word, found[1 << index]) for index, word in enumerate(free))
    return Covered(preset.key, preset.word, text, side, found[0], found[everything], alone)


def _with_clue(preset: WordPreset, pair: tuple[str, ...]) -> tuple[str, ...]:
    """The references that hold the very words in which a pair differs: a clue must not be in its own scale."""
    clues = [clue.casefold() for clue in _differing(pair[0], pair[1]) if clue]
    sentences = (*preset.references.a, *preset.references.b)
    holding = (text for text in sentences if any(clue in text.casefold() for clue in clues))
    return tuple(dict.fromkeys((*pair, *holding)))


def _differing(one: str, other: str) -> tuple[str, str]:
    """What stands between the common beginning and the common end of two sentences, in whole words."""
    start = _common(one, other)
    if " " in one:
        start = one.rfind(" ", 0, start) + 1
    back = _common(one[start:][::-1], other[start:][::-1])
    if " " in one and back:
        tail = one[len(one) - back :]
        back = len(tail) - tail.index(" ") if " " in tail else 0
    return one[start : len(one) - back], other[start : len(other) - back]


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))
