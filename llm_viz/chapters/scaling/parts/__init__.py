"""Browser parts of chapter `scaling`."""
