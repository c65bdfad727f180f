"""What each chapter computes from a model's results, and which sentences those numbers support."""
