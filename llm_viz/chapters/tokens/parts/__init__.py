"""Browser parts of chapter `tokens`."""
