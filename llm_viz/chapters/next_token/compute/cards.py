"""The most probable tokens as a row of cards, what they were before, and what a guess at the widest one was worth."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from llm_viz.base.numbers import as_percent
from llm_viz.base.visible import visible
from llm_viz.chapters.next_token.compute.distribution import LISTED
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.engine.protocol.tokens import Candidate, Distribution
from llm_viz.kit.compute import article
from llm_viz.kit.compute.notes import Note, Values
from llm_viz.kit.compute.prediction_shift import DistributionComparison

CARDS = 5
_WORTH_TELLING = 0.005  # change of probability


@dataclass(frozen=True, slots=True)
class Card:
    """A token, its probability now, and the one that it had before, where there is something before."""

    id: int
    text: str
    probability: float
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Deck:
    """Tokens that have or had a card. `shown`: the ids of the cards, widest first; `before`: those of the strip."""

    tokens: tuple[Card, ...]
    shown: tuple[int, ...]
    before: tuple[int, ...] | None = None


def deck_of(following: Distribution) -> Deck:
    """The most probable tokens."""
    best = following.candidates[:CARDS]
    return Deck(tuple(map(_card, best)), tuple(candidate.id for candidate in best))


def article_deck(lm: Model, text: str, following: Distribution) -> Deck | None:
    """The article's words with its figures, and what the model says; None where it has none of them as one token."""
    words = {}
    for word, share in article.WORDS:
        tokens = [token for token in lm.tokenize(word).tokens if token.kind == "text"]
        if len(tokens) == 1:
            words[tokens[0].id] = word, share
    if not words:
        return None
    probabilities = lm.sampling_probabilities(text, tuple(words), Sampling()).tolist()
    named = [
        Card(token, word, probability, share)
        for (token, (word, share)), probability in zip(words.items(), probabilities, strict=True)
    ]
    best = following.candidates[:CARDS]
    others = map(_card, best)  # of which the article says nothing
    return Deck(
        (*named, *(card for card in others if card.id not in words)),
        tuple(candidate.id for candidate in best),
        tuple(words),
    )


def compared_deck(first: Distribution, second: Distribution, comparison: DistributionComparison) -> Deck:
    """What comes after the second text, and before it what came after the first."""
    before, shown = (tuple(candidate.id for candidate in one.candidates[:CARDS]) for one in (first, second))
    cards = [
        Card(shift.candidate.id, shift.candidate.text, shift.second, shift.first)
        for shift in comparison.shifts
        if shift.candidate.id in {*before, *shown}
    ]
    return Deck(tuple(cards), shown, before)


def changed_part(text: str, other: str) -> str:
    """What `text` has in the place of what is different in `other`: its words there, or its characters."""
    separator = " " if " " in text and " " in other else ""
    ours, theirs = ((one.split(" ") if separator else list(one)) for one in (text, other))
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False)))
    ours, theirs = ours[start:], theirs[start:]
    end = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours[::-1], theirs[::-1], strict=False)))
    return separator.join(ours[: len(ours) - end])


def found(following: Distribution, guess: str) -> int | None:
    """The place of a guessed word among the listed tokens, from 0; spaces around it and capitals do not count."""
    word = guess.strip().casefold()
    places = (
        place for place, candidate in enumerate(following.candidates) if candidate.text.strip().casefold() == word
    )
    return next(places, None)


def open_note(following: Distribution) -> Note:
    """What can be seen while the cards lie face down."""
    best = following.candidates[:CARDS]
    together = sum(candidate.probability for candidate in best)
    return Note("cards-open", {"p": as_percent(best[0].probability), "together": as_percent(together)})


def verdict(following: Distribution, guess: str | None) -> Note:
    """What the guess was worth; without one, how the probability is spread."""
    best = following.candidates[0]
    first: Values = {"first": _name(best), "p": as_percent(best.probability)}
    if guess is None:
        together = as_percent(sum(candidate.probability for candidate in following.candidates[:CARDS]))
        others = following.vocabulary_size - CARDS
        return Note("cards-turned", {**first, "together": together, "others": others})
    place = found(following, guess)
    word: Values = {"guess": visible(guess.strip())}
    if place is None:
        return Note("cards-nowhere", {**word, "listed": min(LISTED, len(following.candidates)), **first})
    if place == 0:
        return Note("cards-hit", first)
    share = as_percent(following.candidates[place].probability)
    key = "cards-card" if place < CARDS else "cards-among"
    return Note(key, {**word, "share": share, "place": place + 1, **first})


def moved_notes(first: Distribution, second: Distribution, comparison: DistributionComparison) -> tuple[Note, ...]:
    """What a changed word moved: the largest fall, the largest rise, and whether the first choice is another."""
    notes = [
        Note(key, {"word": _name(shift.candidate), "p": as_percent(shift.first), "q": as_percent(shift.second)})
        for key, shift in (("cards-falls", comparison.lost), ("cards-rises", comparison.gained))
        if shift is not None and abs(shift.change) >= _WORTH_TELLING
    ]
    one, other = first.candidates[0], second.candidates[0]
    key = "cards-first-stays" if one.id == other.id else "cards-first-changes"
    return (*notes, Note(key, {"before": _name(one), "word": _name(other)}))


def _name(candidate: Candidate) -> str:
    return visible(candidate.text.strip() or candidate.text)


def article_note(deck: Deck, following: Distribution) -> Note:
    """The article's likeliest word beside the model's."""
    best = following.candidates[0]
    word = max((card for card in deck.tokens if card.before), key=lambda card: card.before or 0.0)
    return Note(
        "cards-article",
        {
            "word": word.text,
            "share": as_percent(word.before or 0.0),
            "p": as_percent(word.probability),
            "first": visible(best.text),
            "best": as_percent(best.probability),
        },
    )


def _card(candidate: Candidate) -> Card:
    return Card(candidate.id, candidate.text, candidate.probability)
