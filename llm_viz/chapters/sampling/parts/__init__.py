"""Browser parts of chapter `sampling`."""
