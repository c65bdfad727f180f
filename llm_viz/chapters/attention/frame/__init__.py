"""What sections of chapter `attention` share on the page."""
