"""The model's own explanation of a word: whether it knows of the heads that were taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from llm_viz.base.languages import Language
from llm_viz.base.numbers import as_percent
from llm_viz.chapters.limits.blackbox.compute.heads import Reading
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Candidate
from llm_viz.engine.protocol.tracing import HeadAblation
from llm_viz.kit.compute.notes import Note, Values

EXPLANATION_TOKENS = 24
EXPLANATIONS = 3
"""Asked for: of the favourite word, of it without some heads, and of a word that was never written."""
_EXPLAIN: dict[Language, str] = {
    "en": '{text} {word}.\nQuestion: Why did you write "{word}"?\nAnswer: I wrote "{word}" because',
    "ja": "{text}{word}です。\n質問：なぜ「{word}」と書いたのですか。\n答え：「{word}」と書いたのは、",
}
_NEVER_WRITTEN: dict[Language, str] = {"en": "banana", "ja": "バナナ"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the model writes when asked why it wrote `word`.

    `ablations`: heads taken away meanwhile; `written`: whether the model wrote the word by itself.
    """

    word: str
    ablations: tuple[HeadAblation, ...]
    written: bool
    text: str


def explanations(
    lm: Model, language: Language, reading: Reading, ablations: tuple[HeadAblation, ...]
) -> Iterator[tuple[Explanation, ...]]:
    """Of its favourite word, whole and without some heads; and, as a control, of a word that it never wrote."""
    word, other = reading.winner.strip(), _NEVER_WRITTEN[language]
    answers: tuple[Explanation, ...] = ()
    for asked, removed, written in ((word, (), True), (word, ablations, True), (other, (), False)):
        prompt = _EXPLAIN[language].replace("{text}", reading.text.rstrip()).replace("{word}", asked)
        answers = (*answers, Explanation(asked, removed, written, _write(lm, prompt, removed)))
        yield answers


def _write(lm: Model, prompt: str, ablations: tuple[HeadAblation, ...]) -> str:
    """The most probable continuation, up to the end of its line."""
    text = ""
    for token in _best_tokens(lm, prompt, ablations):
        if token.kind == "special":
            break
        text += token.text
        if "\n" in text.strip():
            break
    return text.strip().split("\n", 1)[0].strip()


def _best_tokens(lm: Model, prompt: str, ablations: tuple[HeadAblation, ...]) -> Iterator[Candidate]:
    """Greedy decoding; heads can be ablated in traces only, which read the whole text again for each token."""
    if not ablations:
        yield from (step.chosen for step in lm.generate(prompt, max_new_tokens=EXPLANATION_TOKENS, top=1))
        return
    ids: tuple[int, ...] = ()
    for _ in range(EXPLANATION_TOKENS):
        following = lm.next_distribution(prompt, 1, continuation=ids, interventions=ablations)
        best = following.candidates[0]
        yield best
        ids = (*ids, best.id)


def explanation_notes(answers: Sequence[Explanation], before: float, after: float) -> tuple[Note, ...]:
    """Whether the explanation knows of the cut; `before`, `after`: the word's probability without and with it."""
    whole, cut, control = answers
    values: Values = {"word": whole.word, "before": as_percent(before), "after": as_percent(after)}
    key = "note-same-explanation" if whole.text == cut.text else "note-other-explanation"
    notes = [Note(key, values)]
    if control.text:
        notes.append(Note("note-never-written", {"word": control.word}))
    return tuple(notes)
