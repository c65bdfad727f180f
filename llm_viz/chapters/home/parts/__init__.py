"""Browser parts of chapter `home`."""
