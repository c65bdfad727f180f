"""Browser parts of chapter `next_token`."""
