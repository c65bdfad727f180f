"""What two or more chapters use. It knows no chapter."""
