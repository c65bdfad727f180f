"""The next token of many texts at once, from the logits of one batch.

A text must not depend on who else is being served, but rounding does: the same logits come out of a batch and of a
pass of one text about 1e-5 apart. So a choice that such a difference could turn is marked `doubtful`, and the decoder
makes it anew from a pass of that text alone, in which the same text always has the same logits. The margins are far
above rounding, so that a text goes through the same passes in any company.

Everything is computed on the model's device; what is kept of all rows goes to the host as one tensor.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

import torch

from llm_viz.engine import filters
from llm_viz.engine.distribution import Scored, Spread, rows_at_once, spread
from llm_viz.engine.filters import HEAD, Kept, Settings, is_open, keep, settings_of, weights_at
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.engine.race import Drawn, draw, draw_of_few, waits_of
from llm_viz.engine.vocabulary_groups import VocabularyGroups

_COLD = 0.05
"""Below this temperature all but the best token may have probability 0 in float32, however close the logits are."""
_GROWTH = 16
"""The filters look at so many times more tokens where the head does not hold all that they keep."""


@dataclass(frozen=True, slots=True)
class Draw:
    """How one row chooses: its settings and which of its random numbers it uses."""

    sampling: Sampling
    seed: int
    step: int


@dataclass(frozen=True)
class Choice:
    """The token that one row chose, its probability after the filters, and the distribution it was chosen from.

    `best` are the most probable tokens, best first. `rank` is 1 for the most probable token.
    """

    token: Scored
    surprisal_bits: float
    probability: float
    rank: int
    best: tuple[Scored, ...]
    entropy_bits: float
    doubtful: bool


class _Kind(Enum):
    """How a row chooses: the best token, from all tokens, or from those that the filters keep."""

    GREEDY = auto()
    OPEN = auto()
    FILTERED = auto()

    @classmethod
    def of(cls, sampling: Sampling) -> _Kind:
        if sampling.temperature == 0:
            return cls.GREEDY
        return cls.OPEN if is_open(sampling) else cls.FILTERED


@dataclass(frozen=True)
class _Chosen:
    """What some rows chose. `best` are logits and ids (row, token); all others are (row,).

    `share`: the token's probability after the filters. `whole`: whether all that the filters keep was looked at.
    """

    best: tuple[torch.Tensor, torch.Tensor]
    token: torch.Tensor
    share: torch.Tensor
    rank: torch.Tensor
    doubtful: torch.Tensor
    whole: torch.Tensor


def choose(logits: torch.Tensor, draws: Sequence[Draw], top: int) -> list[Choice]:
    """One choice for each row of logits (row, vocab) in float32, with its `top` best tokens."""
    vocabulary = logits.shape[1]
    groups = VocabularyGroups(vocabulary)
    best = min(max(top, 2), vocabulary)
    choices: dict[int, Choice] = {}
    open_rows, size = list(range(len(draws))), max(HEAD, best)
    while open_rows:
        order: list[int] = []
        parts: list[torch.Tensor] = []
        for kind, rows in _by_kind(draws, open_rows).items():
            order += rows
            for part in rows_at_once(logits[: len(rows)]):
                some = rows[part]
                parts.append(_packed(_taken(logits, some), [draws[row] for row in some], kind, groups, best, size))
        packed = torch.cat(parts).tolist()  # the step's one way to the host
        open_rows = []
        for row, numbers in zip(order, packed, strict=True):
            whole, choices[row] = unpacked(numbers, top)
            if not whole:
                open_rows.append(row)
        size *= _GROWTH
    return [choices[row] for row in range(len(draws))]


def _by_kind(draws: Sequence[Draw], rows: Sequence[int]) -> dict[_Kind, list[int]]:
    found: dict[_Kind, list[int]] = defaultdict(list)
    for row in rows:
        found[_Kind.of(draws[row].sampling)].append(row)
    return found


def _taken(logits: torch.Tensor, rows: Sequence[int]) -> torch.Tensor:
    """Some rows of logits (row, vocab), without a copy where they follow each other."""
    first, last = rows[0], rows[-1]
    return logits[first : last + 1] if last - first + 1 == len(rows) else logits[list(rows)]


def _packed(
    logits: torch.Tensor, draws: Sequence[Draw], kind: _Kind, groups: VocabularyGroups, best: int, size: int
) -> torch.Tensor:
    """What these rows of one kind chose, in one tensor (row, number) of float32; `unpacked` reads it.

    `best`: how many of the best tokens it holds; `size`: how many the filters look at.
    """
    settings = settings_of([draw.sampling for draw in draws], logits.device)
    waits = None
    if kind is not _Kind.GREEDY:
        waits = waits_of([(draw.seed, draw.step) for draw in draws], groups).to(logits.device)
    return _packed_as(kind, logits, spread(logits), settings, waits, groups, best, size)


def orders_of(draws: Sequence[Draw], groups: VocabularyGroups) -> torch.Tensor:
    """How rows choose, as numbers (row, number) for `pack_each_way`: kind, settings and random numbers."""
    device = torch.device("cpu")
    kinds = [_Kind.of(draw.sampling) for draw in draws]
    waits = torch.ones((len(draws), groups.count + groups.largest))
    drawing = [row for row, kind in enumerate(kinds) if kind is not _Kind.GREEDY]
    if drawing:
        waits[drawing] = waits_of([(draws[row].seed, draws[row].step) for row in drawing], groups)
    settings = settings_of([draw.sampling for draw in draws], device)
    return torch.cat([torch.tensor([[float(kind.value)] for kind in kinds]), *settings.columns, waits], dim=1)


def pack_each_way(logits: torch.Tensor, orders: torch.Tensor, groups: VocabularyGroups, best: int) -> torch.Tensor:
    """What rows of logits (row, vocab) chose by `orders` (row, number), as numbers that `unpacked` reads.

    The operations are the same whatever the rows ask for, so that they can be recorded (`replay`): every row chooses in
    each of the three ways, and the one that it asked for is taken. The filters look at the first head only.
    """
    kinds, waits = orders[:, :1], orders[:, 5:]
    settings = Settings(*(orders[:, column : column + 1] for column in range(1, 5)))
    found = spread(logits)
    ways = [_packed_as(kind, logits, found, settings, waits, groups, best, max(HEAD, best)) for kind in _Kind]
    taken = ways[0]
    for kind, way in zip(list(_Kind)[1:], ways[1:], strict=True):
        taken = torch.where(kinds == kind.value, way, taken)
    return taken


def _packed_as(
    kind: _Kind,
    logits: torch.Tensor,
    found: Spread,
    settings: Settings,
    waits: torch.Tensor | None,
    groups: VocabularyGroups,
    best: int,
    size: int,
) -> torch.Tensor:
    """As `_packed`; `waits` are None only for the rows that draw nothing."""
    if kind is _Kind.GREEDY or waits is None:
        return _pack(logits, found, _choose_best(groups.best(logits, best)))
    if kind is _Kind.OPEN:
        weights = weights_at(found.shifted, settings.temperature)
        return _pack(logits, found, _choose_of_all(logits, weights, settings, groups, waits, best))
    kept = keep(logits, settings, min(size, groups.vocabulary))
    return _pack(logits, found, _choose_of_kept(kept, settings, groups, waits, best))


def _pack(logits: torch.Tensor, found: Spread, chosen: _Chosen) -> torch.Tensor:
    values, ids = chosen.best
    own = logits.gather(1, chosen.token[:, None])
    logs = torch.cat([own, values], 1) - found.log_normaliser[:, None]
    numbers = (chosen.whole, chosen.doubtful, found.entropy_bits, chosen.share, chosen.rank, -logs[:, 0] / math.log(2))
    scored = (torch.cat([chosen.token[:, None], ids], 1), torch.cat([own, values], 1), logs.exp())
    # Ids are exact in float32, which holds whole numbers up to 2**24.
    return torch.cat([torch.stack([column.float() for column in numbers], 1), *(part.float() for part in scored)], 1)


def unpacked(numbers: list[float], top: int) -> tuple[bool, Choice]:
    """Whether the choice is from all that the filters keep, and the choice."""
    whole, doubtful, entropy, share, rank, surprisal, *scored = numbers
    count = len(scored) // 3
    ids, logits, probabilities = (scored[start : start + 1 + top] for start in range(0, 3 * count, count))
    token, *best = map(Scored, map(int, ids), logits, probabilities)
    return bool(whole), Choice(token, surprisal, share, int(rank), tuple(best), entropy, bool(doubtful))


def _choose_best(best: tuple[torch.Tensor, torch.Tensor]) -> _Chosen:
    values, ids = best
    every = torch.ones_like(values[:, 0])
    return _Chosen(best, ids[:, 0], share=every, rank=every, doubtful=_tied(values), whole=every)


def _choose_of_all(
    logits: torch.Tensor,
    weights: torch.Tensor,
    settings: Settings,
    groups: VocabularyGroups,
    waits: torch.Tensor,
    best: int,
) -> _Chosen:
    """From logits and weights (row, vocab)."""
    drawn = draw(weights, groups, waits)
    found = groups.best(logits, best)
    return _Chosen(
        found,
        drawn.ids,
        share=drawn.weights / weights.sum(-1),
        rank=(logits > logits.gather(1, drawn.ids[:, None])).sum(-1) + 1,
        doubtful=_unsure(drawn, found[0], settings),
        whole=torch.ones_like(drawn.weights),
    )


def _choose_of_kept(
    kept: Kept, settings: Settings, groups: VocabularyGroups, waits: torch.Tensor, best: int
) -> _Chosen:
    drawn = draw_of_few(kept.weights, kept.ids, groups, waits)
    own = kept.logits.masked_fill(kept.ids != drawn.ids[:, None], -math.inf).amax(-1, keepdim=True)
    return _Chosen(
        (kept.logits[:, :best], kept.ids[:, :best]),
        drawn.ids,
        share=drawn.weights / kept.total,
        rank=(kept.logits > own).sum(-1) + 1,
        doubtful=kept.unclear | _unsure(drawn, kept.logits, settings),
        whole=kept.whole,
    )


def _unsure(drawn: Drawn, best: torch.Tensor, settings: Settings) -> torch.Tensor:
    """Whether (row,) rounding could have drawn another token; `best` (row, token) are the largest logits."""
    temperature = settings.temperature[:, 0]
    return (drawn.ahead * temperature < filters.LOGIT_MARGIN) | ((temperature < _COLD) & _tied(best))


def _tied(best: torch.Tensor) -> torch.Tensor:
    """Whether (row,) rounding could change places of the two largest logits, the first of each row (row, token)."""
    if best.shape[1] == 1:
        return torch.zeros_like(best[:, 0], dtype=torch.bool)
    return (best[:, 0] - best[:, 1]) < filters.LOGIT_MARGIN
