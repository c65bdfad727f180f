"""Browser parts of chapter `attention`."""
