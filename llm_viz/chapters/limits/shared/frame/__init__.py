"""What several drawbacks show on the page."""
