"""What several drawbacks use."""
