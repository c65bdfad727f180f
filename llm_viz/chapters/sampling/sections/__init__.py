"""The sections of chapter `sampling`, by the name that the visitor sees."""
