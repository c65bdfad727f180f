"""Whether larger models prefer stereotypes less: what the published shares show."""

from __future__ import annotations

import math
from collections.abc import Sequence

from llm_viz.facts.bias import NO_PREFERENCE, StereotypeShare
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.statistics import CERTAINTY


def size_notes(shares: Sequence[StereotypeShare]) -> tuple[Note, ...]:
    """Whether a preference for stereotypes grows with the model, by more than its error."""
    first, last = shares[0], shares[-1]
    error = CERTAINTY * math.hypot(first.standard_error, last.standard_error)
    notes = []
    if last.percent - first.percent > error and last.percent > NO_PREFERENCE:
        values = {"small": first.model, "large": last.model}
        notes.append(Note("note-grows", {**values, "first": f"{first.percent:.1f}", "last": f"{last.percent:.1f}"}))
    unclear = [
        share.model for share in shares if abs(share.percent - NO_PREFERENCE) <= CERTAINTY * share.standard_error
    ]
    if unclear:
        notes.append(Note("note-unclear", {"models": ", ".join(unclear)}))
    return tuple(notes)
