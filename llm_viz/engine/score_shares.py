"""Requests for attribution, answered by one pass that keeps what a division of scores needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch

from llm_viz.base.errors import NotCausal, ScoreIndivisible, TooManyTokens
from llm_viz.engine.attempt import Impossible
from llm_viz.engine.attention import AttentionHook
from llm_viz.engine.attribution import Places, Shares, divide
from llm_viz.engine.direct_path import Passage
from llm_viz.engine.distribution import Readout, name_candidates
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.attribution import AttributionTargets, ScoreShares
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.engine.protocol.tokens import Candidate
from llm_viz.engine.protocol.types import Floats
from llm_viz.engine.request_limits import ATTENTION_BYTES, check_range

MAX_PLACES = 32
MAX_TARGETS = 64
"""At one place: every target costs a walk back through the model."""


@dataclass(frozen=True)
class Asked:
    """Whose scores are to be divided in row `row` of a pass, after the token at `position`; `pending` are the bytes of
    an unfinished character there.
    """

    row: int
    position: int
    targets: AttributionTargets
    pending: bytes

    @property
    def place(self) -> tuple[int, int]:
        return self.row, self.position


def asked_of(loaded: LoadedModel, row: int, ids: Sequence[int], targets: Sequence[AttributionTargets]) -> list[Asked]:
    """What is asked of the text `ids` in this row."""
    found = []
    for wanted in targets:
        position = len(ids) - 1 if wanted.position == -1 else wanted.position
        found.append(Asked(row, position, wanted, loaded.tokenizer.unfinished(ids[: position + 1])))
    return found


def check_attribution(attribution: Sequence[AttributionTargets], length: int, facts: ModelFacts) -> None:
    """`NotCausal` or `ScoreIndivisible` for a model without such scores, `BadRequest` for a position outside the
    `length` tokens, an id or a count out of range, `TooManyTokens` for shares beyond the limit of memory.
    """
    if not attribution:
        return
    if not facts.causal:
        raise NotCausal(model=facts.name)
    if not facts.divides_scores:
        raise ScoreIndivisible(model=facts.name)
    check_range("attribution", len(attribution), 1, MAX_PLACES)
    shares = 0
    for targets in attribution:
        check_range("position", targets.position, -1, length - 1)
        check_range("likeliest", targets.likeliest, 0, min(MAX_TARGETS, facts.vocabulary_size))
        check_range("targets", len(targets.tokens) + targets.likeliest, 1, MAX_TARGETS)
        for token in (*targets.tokens, *([] if targets.against is None else [targets.against])):
            check_range("id", token, 0, facts.vocabulary_size - 1)
        shares += (len(targets.tokens) + targets.likeliest) * facts.layers * max(1, facts.heads)
    if 4 * shares * length > ATTENTION_BYTES:
        raise TooManyTokens(length=length, limit=ATTENTION_BYTES // (4 * shares))


@dataclass(frozen=True)
class DividedPass:
    """What one pass has left: what was met on the direct path, what the hook kept of the heads, and the stream after
    the last block (row, pos, d_model).
    """

    passage: Passage
    hook: AttentionHook
    last: torch.Tensor


def score_shares(
    loaded: LoadedModel, asked: Sequence[Asked], passed: DividedPass, readouts: Mapping[tuple[int, int], Readout]
) -> dict[Asked, ScoreShares]:
    """What was asked; `readouts` by row and position. `ScoreIndivisible` if shares do not add up."""
    path = loaded.abilities.direct_path
    if path is None:
        raise ScoreIndivisible(model=loaded.facts.name)
    found: dict[Asked, ScoreShares] = {}
    waiting = list(dict.fromkeys(asked))
    while waiting:  # a place can be divided for one question at a time
        questions = list({one.place: one for one in reversed(waiting)}.values())
        ids = [_target_ids(one.targets, readouts[one.place]) for one in questions]
        places = _places(questions, ids, passed)
        try:
            shares = divide(path, passed.passage, passed.hook.kept_heads, passed.last, places)
        except Impossible as problem:
            raise ScoreIndivisible(model=loaded.facts.name) from problem
        for place, (one, targets) in enumerate(zip(questions, ids, strict=True)):
            found[one] = _of_place(loaded, one, targets, readouts[one.place], shares, place)
        waiting = [one for one in waiting if one not in found]
    return found


def _places(questions: Sequence[Asked], ids: Sequence[list[int]], passed: DividedPass) -> Places:
    most, device = max(map(len, ids)), passed.last.device
    against = [-1 if one.targets.against is None else one.targets.against for one in questions]
    return Places(
        rows=[one.row for one in questions],
        positions=[one.position for one in questions],
        kept=[passed.hook.divided.index(one.position) for one in questions],
        ids=torch.tensor([targets + [0] * (most - len(targets)) for targets in ids], device=device),
        against=torch.tensor(against, device=device),
    )


def _target_ids(targets: AttributionTargets, readout: Readout) -> list[int]:
    likeliest = readout.logits.topk(targets.likeliest).indices.tolist() if targets.likeliest else []
    return [*targets.tokens, *likeliest]


def _of_place(
    loaded: LoadedModel, asked: Asked, ids: list[int], readout: Readout, shares: Shares, place: int
) -> ScoreShares:
    def candidates(tokens: list[int]) -> tuple[Candidate, ...]:
        return name_candidates(tokens, readout.logits[tokens], readout, loaded.tokenizer, asked.pending)

    def kept(share: torch.Tensor) -> Floats:
        return loaded.read_only(share[place, : len(ids)])

    return ScoreShares(
        position=asked.position,
        candidates=candidates(ids),
        against=None if asked.targets.against is None else candidates([asked.targets.against])[0],
        baseline=float(shares.baseline[place]),
        softcap=loaded.modules.softcap,
        score=kept(shares.score),
        embedding=kept(shares.embedding),
        positional=kept(shares.positional),
        attention=kept(shares.attention[..., : asked.position + 1]),
        mixer=kept(shares.mixer),
        mlp=kept(shares.mlp),
        rest=kept(shares.rest),
    )
