"""What several drawbacks compute."""
