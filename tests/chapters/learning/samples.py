"""What the gallery of browser parts shows of the chapter besides its acts (`tests/gallery/samples.py`)."""

SKIPPED = ("same",)  # of the gallery's own text nothing is asked: it has too few tokens
OPENINGS = ({"act": "same", "text": "abcd"},)
