"""Charts of chapter `large`."""
