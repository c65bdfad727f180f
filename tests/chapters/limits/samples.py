"""What the gallery of browser parts shows of the chapter besides its opening (`tests/gallery/samples.py`)."""

from __future__ import annotations

from llm_viz.chapters.limits.drawbacks import OPENING, ORDER

GUESSES = {"limits-returns": "15000"}
OPENINGS = tuple({"drawback": key} for key in ORDER if key != OPENING)
