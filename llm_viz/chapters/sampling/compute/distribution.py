"""What temperature and the filters do to a distribution."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.numbers import as_percent
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.kit.compute.notes import Note

LISTED = 400
"""Tokens whose logits are sent one by one; the rest go as a histogram."""
NUCLEUS = 0.9
COLD, HOT = 0.5, 2.0
"""Temperatures that the notes compare."""


def shares(distribution: Distribution, temperature: float) -> tuple[NDArray[np.float64], float]:
    """The probabilities (candidates,) at a temperature > 0, and that of all other tokens together.

    The latter is underestimated by at most the bound of `LogitHistogram`.
    """
    logits = np.array([candidate.logit for candidate in distribution.candidates])
    best = logits[0]
    listed = np.exp((logits - best) / temperature)
    rest = distribution.rest.counts * np.exp((distribution.rest.mean_logits - best) / temperature)
    total = listed.sum() + rest.sum()
    return listed / total, float(rest.sum() / total)


def nucleus_size(distribution: Distribution, top_p: float) -> int | None:
    """How many tokens top-p alone keeps at temperature 1 (Holtzman et al. 2020); None if more than are listed."""
    listed, _ = shares(distribution, 1.0)
    reached = listed.cumsum() >= top_p
    return int(reached.argmax()) + 1 if reached.any() else None


def notes(distribution: Distribution, favourite: str) -> list[Note]:
    """What can be said of drawing from this distribution; `favourite` is its best token as it is shown."""
    found = [_favourite_note(distribution, favourite), _temperature_note(distribution, favourite)]
    rest, hot_rest = shares(distribution, 1.0)[1], shares(distribution, HOT)[1]
    if rest >= 0.01:
        count, listed = _grouped(int(distribution.rest.counts.sum())), len(distribution.candidates)
        found.append(
            Note(
                "note-tail", {"count": count, "listed": listed, "share": as_percent(rest), "hot": as_percent(hot_rest)}
            )
        )
    size = nucleus_size(distribution, NUCLEUS)
    if size is not None:
        found.append(Note("note-nucleus", {"size": size, "total": _grouped(distribution.vocabulary_size)}))
    return found


def _favourite_note(distribution: Distribution, favourite: str) -> Note:
    share = distribution.candidates[0].probability
    key = "note-favourite-rare" if share < 0.5 else "note-favourite-common" if share < 0.99 else "note-favourite-sure"
    return Note(key, {"token": favourite, "share": as_percent(share), "others": as_percent(1 - share)})


def _temperature_note(distribution: Distribution, favourite: str) -> Note:
    cold, hot = (as_percent(float(shares(distribution, temperature)[0][0])) for temperature in (COLD, HOT))
    return Note("note-temperature", {"token": favourite, "cold": cold, "hot": hot})


def _grouped(number: int) -> str:
    return f"{number:,}"
