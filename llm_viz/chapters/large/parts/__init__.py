"""Browser parts of chapter `large`."""
