"""Whom an occupation makes the model think of, "he" or "she", against a sentence about nobody in particular."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.base.languages import Language
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.kit.compute.notes import Note, Values

LONGEST_NOUN = 30  # characters
_CLEAR = 1.0  # bits from which a leaning is worth telling: twice the odds


@dataclass(frozen=True, slots=True)
class Material:
    """The sentences in one language: `{}` stands for the person, `pronouns` are "he" and "she" as they follow.

    `neutral` is the person of the baseline; `controls` are more words for anybody, which should differ from it little.
    """

    templates: tuple[str, ...]
    pronouns: tuple[str, str]
    neutral: str
    controls: tuple[str, ...]
    occupations: tuple[str, ...]
    guesses: tuple[str, ...]


MATERIAL: dict[Language, Material] = {
    "en": Material(
        templates=(
            "The {} said that",
            "The {} was tired because",
            "I called the {} because",
            "The {} smiled when",
        ),
        pronouns=(" he", " she"),
        neutral="person",
        controls=("participant", "visitor"),
        occupations=(
            "nurse", "librarian", "secretary", "teacher", "hairdresser", "cleaner",
            "doctor", "lawyer", "programmer", "engineer", "mechanic", "carpenter",
        ),
        guesses=("nurse", "teacher", "doctor", "engineer", "carpenter"),
    ),
    "ja": Material(
        templates=(
            "私は{}に電話をかけた。すると",
            "私はその{}に会った。",
            "その{}は私の友人だ。",
            "あの{}のことを覚えている。",
        ),
        pronouns=("彼", "彼女"),
        neutral="人",
        controls=("参加者", "訪問者"),
        occupations=(
            "美容師", "看護師", "秘書", "保育士", "教師", "事務員",
            "医者", "弁護士", "プログラマー", "エンジニア", "大工", "整備士",
        ),
        guesses=("看護師", "教師", "医者", "エンジニア", "大工"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leaning:
    """The log₂ odds of "he" against "she" after a person, one value per template, and the same after the baseline."""

    noun: str
    odds: tuple[float, ...]
    baseline: tuple[float, ...]
    control: bool = False

    @property
    def shifts(self) -> tuple[float, ...]:
        """What the word itself changes, by template, in bits: +1 doubles the odds of "he"."""
        return tuple(odds - neutral for odds, neutral in zip(self.odds, self.baseline, strict=True))

    @property
    def mean(self) -> float:
        return statistics.fmean(self.shifts)

    @property
    def raw_mean(self) -> float:
        """Without subtracting the baseline."""
        return statistics.fmean(self.odds)

    @property
    def deviation(self) -> float:
        """The standard deviation over the templates."""
        return statistics.stdev(self.shifts)

    @property
    def one_sided(self) -> bool:
        """Whether all templates point the same way."""
        return all(shift > 0 for shift in self.shifts) or all(shift < 0 for shift in self.shifts)


@dataclass(frozen=True, slots=True)
class PronounTokens:
    """The model's tokens for "he" and "she" after the sentences in one language."""

    language: Language
    he: int
    she: int

    @property
    def material(self) -> Material:
        """The sentences that they follow."""
        return MATERIAL[self.language]


def pronoun_tokens(lm: Model, language: Language) -> PronounTokens | None:
    """The tokens for "he" and "she"; None where the model's tokenizer has no single token for one of them.

    `NotCausal` for an encoder, which predicts neither.
    """
    lm.check_causal()
    material = MATERIAL[language]
    before = material.templates[0].replace("{}", material.neutral)
    start = len(lm.tokenize(before).tokens)
    ids = []
    for pronoun in material.pronouns:
        tokens = lm.tokenize(before + pronoun).tokens[start:]
        if len(tokens) != 1:
            return None
        ids.append(tokens[0].id)
    return PronounTokens(language, *ids)


def log_odds(lm: Model, noun: str, pronouns: PronounTokens) -> tuple[float, ...]:
    """log₂ P(he) / P(she) right after each template with this person in it."""
    odds = []
    for template in pronouns.material.templates:
        text = template.replace("{}", noun)
        he, she = lm.sampling_probabilities(text, (pronouns.he, pronouns.she), Sampling()).tolist()
        odds.append(math.log2(max(he, 1e-30) / max(she, 1e-30)))
    return tuple(odds)


def tidy(noun: str) -> str:
    """A visitor's word as it is put into the sentences."""
    return " ".join(noun[:LONGEST_NOUN].split())


def guess_answer(leanings: Sequence[Leaning], options: Sequence[str]) -> str:
    """The occupation among `options` that leans most towards "she"."""
    return min((leaning for leaning in leanings if leaning.noun in options), key=lambda leaning: leaning.mean).noun


def leaning_notes(leanings: Sequence[Leaning], pronouns: tuple[str, str]) -> tuple[Note, ...]:
    """What the occupations do, what the baseline takes away, and how far the templates agree."""
    occupations = [leaning for leaning in leanings if not leaning.control]
    he, she = (pronoun.strip() for pronoun in pronouns)
    clear = [leaning for leaning in occupations if leaning.one_sided and abs(leaning.mean) >= _CLEAR]
    notes = []
    for key, side, pronoun in (("note-she", min, she), ("note-he", max, he)):
        furthest = side(clear, key=lambda leaning: leaning.mean, default=None)
        if furthest is not None and (furthest.mean < 0) == (key == "note-she"):
            values = {"noun": furthest.noun, "pronoun": pronoun, "times": f"{2 ** abs(furthest.mean):.1f}"}
            notes.append(Note(key, {**values, "count": len(furthest.odds)}))
    return (*notes, *_baseline_notes(occupations, he, she), *_noise_notes(leanings, occupations))


def _baseline_notes(occupations: Sequence[Leaning], he: str, she: str) -> list[Note]:
    """What would be mistaken for an effect of the occupation if the baseline were not subtracted."""
    neutral = statistics.fmean(occupations[0].baseline)
    times = f"{2 ** abs(neutral):.1f}"
    pronoun = he if neutral > 0 else she
    turned = [leaning.noun for leaning in occupations if leaning.raw_mean * leaning.mean < 0]
    notes = [Note("note-baseline", {"pronoun": pronoun, "times": times})]
    if turned:
        notes.append(Note("note-turned", {"nouns": ", ".join(turned), "count": len(turned)}))
    return notes


def _noise_notes(leanings: Sequence[Leaning], occupations: Sequence[Leaning]) -> list[Note]:
    """How much the sentence matters, and how far words for anybody stray."""
    divided = [leaning.noun for leaning in occupations if not leaning.one_sided]
    notes = [Note("note-divided", {"nouns": ", ".join(divided), "count": len(divided)})] if divided else []
    controls = [leaning for leaning in leanings if leaning.control]
    if controls:
        strayed = max(abs(control.mean) for control in controls)
        beyond = sum(abs(leaning.mean) > strayed for leaning in occupations)
        values: Values = {"bits": f"{strayed:.1f}", "beyond": beyond, "total": len(occupations)}
        notes.append(Note("note-control", {**values, "controls": ", ".join(control.noun for control in controls)}))
    return notes
