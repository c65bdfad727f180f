"""The sections of chapter `scaling`, one module each, named after their headings."""
