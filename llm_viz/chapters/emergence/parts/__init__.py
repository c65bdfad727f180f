"""Browser parts of chapter `emergence`."""
