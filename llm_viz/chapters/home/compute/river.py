"""The river: a sentence, the words that may follow it, and what the score of each taken word is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.base.errors import ScoreIndivisible
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.attribution import AttributionTargets, ScoreShares
from llm_viz.engine.protocol.tokens import Candidate, Token
from llm_viz.engine.protocol.tracing import AttentionKnockout, Capture
from llm_viz.engine.protocol.types import Floats, Layers
from llm_viz.kit.compute.lanes import lanes_of
from llm_viz.kit.compute.predictions import without_signs

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
HEADS = 3
"""Heads of a link that are named."""
LISTED = 60
"""Tokens among which words are looked for, where signs are left out."""
_NOTHING = Capture(candidates=0)


@dataclass(frozen=True, slots=True)
class Link:
    """What the attention of one layer (from 1) brought from one lane, all heads together: `share`. `heads`: what single
    heads (from 1) brought of it, the `HEADS` that brought most; first the one that did most for the share.
    """

    layer: int
    lane: int
    share: float
    heads: tuple[tuple[int, float], ...]


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

    `lanes` are the positions that share a lane, `path` the ids of the words that the visitor chose. `words_only`:
    punctuation, line breaks and white space are among the rest of each fork, and never taken.
    """

    text: str
    path: tuple[int, ...]
    tokens: tuple[Token, ...]
    lanes: tuple[tuple[int, ...], ...]
    forks: tuple[Fork, ...]
    words_only: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """What the model says where the last token cannot look at the tokens of one lane in one layer, with all heads or
    with one (`head`, from 1; 0: all): the probability of each branch, and the score of the target in parts.
    """

    at: int
    target: int
    layer: int
    lane: int
    head: int
    probabilities: tuple[float, ...]
    parts: Parts


Branches = tuple[Candidate, ...]
Known = Mapping[tuple[int, ...], Branches]
"""The branches after a path, where they are known from an earlier river of the same sentence and model."""


def river(
    lm: Model,
    text: str,
    path: tuple[int, ...] = (),
    known: Known | None = None,
    *,
    ahead: int = AHEAD,
    divided: int = DIVIDED,
    words_only: bool = False,
) -> River:
    """The sentence, followed by `path` and then by up to `ahead` tokens, always the likeliest, and the fork after that;
    the scores of `divided` branches of each fork in parts.

    A word of `path` that is no branch ends it. The end of a line, and a special token, with which a model ends a text,
    are never taken by themselves. Raises what the engine raises, `NotCausal` among it.
    """
    offered: list[Branches] = []
    for end, chosen in enumerate(path):
        branches = _branches(lm, text, path[:end], known or {}, words_only)
        if _place(branches, chosen) is None:  # chosen where more was on offer
            path = path[:end]
            break
        offered.append(branches)
    ids = list(path)
    for branches in _onward(lm, text, path, ahead + 1, words_only):
        offered.append(branches)
        if len(offered) > len(path) + ahead or not branches or _ends(branches[0]):
            break
        ids.append(branches[0].id)
    if not offered:  # the text fills the context: nothing can be written, but the model says what may come
        offered.append(_branches(lm, text, (), known or {}, words_only))
    elif len(offered) == len(ids):  # the context is full: the last word stays untaken
        ids.pop()
    taken = [*ids, None]
    tokens, parts = _parts(lm, text, tuple(ids), offered, divided)
    forks = [
        Fork(branches, _place(branches, chosen), found)
        for branches, chosen, found in zip(offered, taken, parts, strict=True)
    ]
    return River(text, path, tokens, lanes_of(len(tokens), LANES), tuple(forks), words_only)


def branches_of(found: River) -> dict[tuple[int, ...], tuple[Candidate, ...]]:
    """What may come after each part of the river, by the ids of the words that lead there."""
    known: dict[tuple[int, ...], tuple[Candidate, ...]] = {}
    path: tuple[int, ...] = ()
    for fork in found.forks:
        known[path] = fork.branches
        if fork.taken is not None:
            path += (fork.branches[fork.taken].id,)
    return known


def cut(
    lm: Model,
    text: str,
    path: tuple[int, ...],
    target: int,
    link: tuple[int, int],
    head: int = 0,
    *,
    words_only: bool = False,
) -> Cut:
    """Read the sentence and `path` again while its last token may not look along `link` (layer, from 1, and lane) with
    this head (from 1; 0: with any), and read off the branches of before.

    Raises what the engine raises.
    """
    layer, lane = link
    ids = tuple(branch.id for branch in _branches(lm, text, path, {}, words_only))
    prompt = len(lm.tokenize(text).tokens)
    last = prompt + len(path) - 1
    lanes = [*lanes_of(prompt, LANES), *((position,) for position in range(prompt, last + 1))]
    positions = lanes[lane]
    heads: Layers = (head - 1,) if head else "all"
    knockouts = tuple(AttentionKnockout(last, source, layers=(layer - 1,), heads=heads) for source in positions)
    asked = AttributionTargets(tokens=(target, *ids))
    (after,) = lm.trace(text, _NOTHING, continuation=path, interventions=knockouts, attribution=(asked,)).attribution
    probabilities = tuple(candidate.probability for candidate in after.candidates[1:])
    return Cut(len(path), target, layer, lane, head, probabilities, parts_of(after, lanes))


def _onward(lm: Model, text: str, path: tuple[int, ...], count: int, words_only: bool) -> Iterator[Branches]:
    """The branches after `path`, and after each likeliest one of them, `count` times. Where no signs are to be taken,
    the model is asked anew for each word: by itself it would write them.
    """
    if not words_only:
        for step in lm.generate(text, continuation=path, max_new_tokens=count, top=NAMED):
            yield step.candidates
        return
    for _ in range(count):
        branches = _branches(lm, text, path, {}, words_only)
        yield branches
        if not branches:
            return
        path += (branches[0].id,)


def _ends(branch: Candidate) -> bool:
    return branch.kind == "special" or "\n" in branch.text


def _branches(lm: Model, text: str, path: tuple[int, ...], known: Known, words_only: bool) -> Branches:
    if path in known:
        return known[path]
    listed = lm.next_distribution(text, LISTED if words_only else NAMED, continuation=path)
    return without_signs(listed, NAMED)[0] if words_only else listed.candidates


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
    first = int(np.argmax(heads * np.sign(linked[place])))
    others = [int(head) for head in np.argsort(-np.abs(heads), kind="stable") if head != first]
    named = [head for head in (first, *others) if heads[head] != 0][:HEADS]
    return Link(layer + 1, lane, float(linked[place]), tuple((head + 1, float(heads[head])) for head in named))


def _floats(values: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
