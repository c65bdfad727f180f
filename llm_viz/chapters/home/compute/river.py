"""The river: a sentence, the words that may follow it, and what the score of each taken word is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.base.errors import ScoreIndivisible
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.attribution import AttributionTargets, ScoreShares
from llm_viz.engine.protocol.tokens import Candidate, Token
from llm_viz.engine.protocol.tracing import AttentionKnockout, Capture
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.lanes import lanes_of

NAMED = 6
"""Branches of a fork that have a name; all others flow together."""
DIVIDED = 3
"""Branches of a fork whose scores are divided: the taken one, and the likeliest others."""
AHEAD = 4
"""Words that the model takes by itself after those that the visitor chose."""
MAX_PATH = 24
LANES = 16
"""Given words with a lane of their own; the ones in the middle of a longer text share one."""
MAX_LINKS = 44
LEAST_LINK = 0.004
"""Of the score: a smaller link is only counted."""
_NOTHING = Capture(candidates=0)


@dataclass(frozen=True, slots=True)
class Link:
    """What the attention of one layer (from 1) brought from one lane, all heads together; `head` (from 1) brought most
    of it, namely `most`.
    """

    layer: int
    lane: int
    share: float
    head: int
    most: float


@dataclass(frozen=True, slots=True)
class Parts:
    """The score of the token `target` as a sum: `start` + `rest` + all of `attention` + all of `mlp`.

    `attention` and `mlp` are by layer; other ways to mix tokens count to the latter. `links` are the largest parts of
    the attention, largest first, `small_count` others have the sum `small_sum`. `lanes`: the attention by lane.
    """

    target: int
    score: float
    start: float
    rest: float
    attention: tuple[float, ...]
    mlp: tuple[float, ...]
    links: tuple[Link, ...]
    small_count: int
    small_sum: float
    lanes: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Fork:
    """What may come: the likeliest tokens, which of them was taken (None: still open), and its score in parts."""

    branches: tuple[Candidate, ...]
    taken: int | None
    parts: tuple[Parts, ...]

    @property
    def rest(self) -> float:
        """Probability of all tokens that are not among the branches."""
        return max(0.0, 1.0 - sum(branch.probability for branch in self.branches))


@dataclass(frozen=True, slots=True)
class River:
    """A sentence with lanes for its tokens, and a fork for each word after it; the last one is open.

    `lanes` are the positions that share a lane, `path` the ids of the words that the visitor chose.
    """

    text: str
    path: tuple[int, ...]
    tokens: tuple[Token, ...]
    lanes: tuple[tuple[int, ...], ...]
    forks: tuple[Fork, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """What the model says where the last token cannot look at the tokens of one lane in one layer: the probability of
    each branch, and the score that is left.
    """

    at: int
    target: int
    layer: int
    lane: int
    probabilities: tuple[float, ...]
    score: float


Known = Mapping[tuple[int, ...], tuple[Candidate, ...]]
"""The branches after a path, where they are known from an earlier river of the same sentence and model."""


def river(
    lm: Model,
    text: str,
    path: tuple[int, ...] = (),
    known: Known | None = None,
    *,
    ahead: int = AHEAD,
    divided: int = DIVIDED,
) -> River:
    """The sentence, followed by `path` and then by up to `ahead` tokens, always the likeliest, and the fork after that;
    the scores of `divided` branches of each fork in parts.

    The end of a line, and a special token, with which a model ends a text, are never taken by themselves. Raises what
    the engine raises, `NotCausal` among it.
    """
    offered = [_branches(lm, text, path[:end], known or {}) for end in range(len(path))]
    ids = list(path)
    for step in lm.generate(text, continuation=path, max_new_tokens=ahead + 1, top=NAMED):
        offered.append(step.candidates)
        likeliest = step.candidates[0]
        if len(offered) > len(path) + ahead or likeliest.kind == "special" or "\n" in likeliest.text:
            break
        ids.append(likeliest.id)
    if not offered:  # the text fills the context: nothing can be written, but the model says what may come
        offered.append(_branches(lm, text, (), known or {}))
    elif len(offered) == len(ids):  # the context is full: the last word stays untaken
        ids.pop()
    taken = [*ids, None]
    tokens, parts = _parts(lm, text, tuple(ids), offered, divided)
    forks = [
        Fork(branches, _place(branches, chosen), found)
        for branches, chosen, found in zip(offered, taken, parts, strict=True)
    ]
    return River(text, path, tokens, lanes_of(len(tokens), LANES), tuple(forks))


def branches_of(found: River) -> dict[tuple[int, ...], tuple[Candidate, ...]]:
    """What may come after each part of the river, by the ids of the words that lead there."""
    known: dict[tuple[int, ...], tuple[Candidate, ...]] = {}
    path: tuple[int, ...] = ()
    for fork in found.forks:
        known[path] = fork.branches
        if fork.taken is not None:
            path += (fork.branches[fork.taken].id,)
    return known


def cut(lm: Model, text: str, path: tuple[int, ...], target: int, layer: int, lane: int) -> Cut:
    """Read the sentence and `path` again while its last token may not look at the tokens of `lane` in `layer` (from 1),
    and read off the `NAMED` likeliest tokens of before.

    Raises what the engine raises.
    """
    before = lm.next_distribution(text, NAMED, continuation=path)
    ids = tuple(candidate.id for candidate in before.candidates)
    prompt = len(lm.tokenize(text).tokens)
    last = prompt + len(path) - 1
    positions = [*lanes_of(prompt, LANES), *((position,) for position in range(prompt, last + 1))][lane]
    knockouts = tuple(AttentionKnockout(last, source, layers=(layer - 1,)) for source in positions)
    asked = AttributionTargets(tokens=(target, *ids))
    (after,) = lm.trace(text, _NOTHING, continuation=path, interventions=knockouts, attribution=(asked,)).attribution
    probabilities = tuple(candidate.probability for candidate in after.candidates[1:])
    return Cut(len(path), target, layer, lane, probabilities, float(after.score[0]))


def _branches(lm: Model, text: str, path: tuple[int, ...], known: Known) -> tuple[Candidate, ...]:
    if path in known:
        return known[path]
    return lm.next_distribution(text, NAMED, continuation=path).candidates


def _place(branches: Sequence[Candidate], chosen: int | None) -> int | None:
    return next((place for place, branch in enumerate(branches) if branch.id == chosen), None)


def _parts(
    lm: Model, text: str, ids: tuple[int, ...], offered: Sequence[Sequence[Candidate]], divided: int
) -> tuple[tuple[Token, ...], list[tuple[Parts, ...]]]:
    """The given tokens; and for every fork the scores of the taken token (the likeliest, where none was) and of the
    likeliest others in parts, `divided` of them; none where the model's scores cannot be divided.
    """
    prompt = lm.tokenize(text).tokens
    targets = tuple(
        AttributionTargets(len(prompt) - 1 + place, _aims(branches, chosen, divided))
        for place, (branches, chosen) in enumerate(zip(offered, [*ids, None], strict=True))
    )
    try:
        trace = lm.trace(text, _NOTHING, continuation=ids, attribution=targets)
    except ScoreIndivisible:
        return prompt, [()] * len(offered)
    lanes = lanes_of(len(prompt), LANES)
    found = []
    for place, shares in enumerate(trace.attribution):
        later = [(len(prompt) + earlier,) for earlier in range(place)]
        sources = [*lanes, *later]
        found.append(tuple(parts_of(shares, sources, target) for target in range(len(shares.candidates))))
    return prompt, found


def _aims(branches: Sequence[Candidate], chosen: int | None, count: int) -> tuple[int, ...]:
    likeliest = [branch.id for branch in branches if branch.id != chosen]
    return tuple([*([] if chosen is None else [chosen]), *likeliest][:count])


def parts_of(shares: ScoreShares, lanes: Sequence[Sequence[int]], target: int = 0) -> Parts:
    """The shares of one target, by lane instead of by token, the largest links one by one."""
    by_source = shares.attention[target]  # (layer, head, src)
    by_lane = np.stack([by_source[:, :, list(lane)].sum(axis=2) for lane in lanes], axis=2)
    linked = by_lane.sum(axis=1)  # (layer, lane)
    score = float(shares.score[target])
    order = np.argsort(-np.abs(linked), axis=None, kind="stable")
    places = [(int(place) // linked.shape[1], int(place) % linked.shape[1]) for place in order]
    large = [place for place in places if abs(linked[place]) >= LEAST_LINK * abs(score)][:MAX_LINKS]
    links = sorted((_link(by_lane, linked, place) for place in large), key=lambda link: -link.share)
    others = np.count_nonzero(linked) - len(links)
    return Parts(
        target=shares.candidates[target].id,
        score=score,
        start=float(shares.embedding[target] + shares.positional[target]),
        rest=float(shares.rest[target]),
        attention=_floats(linked.sum(axis=1)),
        mlp=_floats(shares.mlp[target] + shares.mixer[target]),
        links=tuple(links),
        small_count=int(others),
        small_sum=float(linked.sum() - sum(link.share for link in links)),
        lanes=_floats(linked.sum(axis=0)),
    )


def _link(by_lane: Floats, linked: Floats, place: tuple[int, int]) -> Link:
    layer, lane = place
    heads = by_lane[layer, :, lane]
    head = int(np.argmax(heads * np.sign(linked[place])))
    return Link(layer + 1, lane, float(linked[place]), head + 1, float(heads[head]))


def _floats(values: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
