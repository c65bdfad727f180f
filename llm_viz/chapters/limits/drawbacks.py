"""What growing costs: the eleven drawbacks of the article, in its order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawback:
    """One drawback: room `limits/<key>`, names the messages `name-<key>` and `short-<key>`."""

    key: str
    icon: str


DRAWBACKS = (
    Drawback("cost", ":material/bolt:"),
    Drawback("returns", ":material/trending_flat:"),
    Drawback("data", ":material/delete_sweep:"),
    Drawback("speed", ":material/speed:"),
    Drawback("blackbox", ":material/deployed_code:"),
    Drawback("legal", ":material/gavel:"),
    Drawback("hallucination", ":material/blur_on:"),
    Drawback("misuse", ":material/security:"),
    Drawback("privacy", ":material/lock_open:"),
    Drawback("culture", ":material/public:"),
    Drawback("bias", ":material/balance:"),
)
DEFAULT = "cost"
"""Shown first: the first of the article, whose figures are there at once."""
