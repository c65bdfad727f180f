"""Browser parts of chapter `generation`."""
