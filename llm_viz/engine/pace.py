"""How fast the work of the last seconds went."""

from __future__ import annotations

_KEPT = 0.9
"""How much of what was measured before still counts after the next measurement."""


class Pace:
    """Seconds a token, measured over everything that is done meanwhile. Not safe for several threads at once."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._tokens = 0.0

    @property
    def seconds_a_token(self) -> float | None:
        """None before anything was measured."""
        return self._seconds / self._tokens if self._tokens else None

    def note(self, tokens: int, seconds: float) -> None:
        """So many tokens took so long."""
        self._tokens = _KEPT * self._tokens + tokens
        self._seconds = _KEPT * self._seconds + seconds
