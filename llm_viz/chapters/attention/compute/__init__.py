"""What chapter `attention` computes: attention within a text, and the senses of a word (`word_sense`)."""
