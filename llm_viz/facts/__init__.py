"""Published figures, each with its source and how sure we are of it; see `data/`."""
