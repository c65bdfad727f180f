"""Browser parts of chapter `learning`."""
