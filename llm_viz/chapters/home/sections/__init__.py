"""The sections of the page, by the name that the visitor sees of chapter `home`."""
