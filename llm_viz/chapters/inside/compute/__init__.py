"""What chapter `inside` computes of the pieces of a transformer."""
