"""The sections of chapter `generation`, by the name that the visitor sees."""
