"""Browser parts of chapter `limits`."""
