"""What is computed for the page of sources."""
