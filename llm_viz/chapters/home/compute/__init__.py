"""What chapter `home` computes."""
