"""The sections of chapter `large`, one module each, named after their headings."""
