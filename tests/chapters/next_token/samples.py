"""What the gallery of browser parts shows of the chapter besides its acts (`tests/gallery/samples.py`)."""

from __future__ import annotations

QUERY = {"show_why": "true", "show_distribution": "true"}
