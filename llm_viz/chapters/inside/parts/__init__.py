"""Browser parts of chapter `inside`."""
