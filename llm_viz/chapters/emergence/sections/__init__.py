"""The sections of chapter `emergence`, one module each, named after their headings."""
