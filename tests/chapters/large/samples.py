"""What the gallery of browser parts shows of the chapter besides its acts (`tests/gallery/samples.py`)."""

QUERY = {"show_plane": "true"}
