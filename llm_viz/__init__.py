"""LLM Viz: how a language model writes text, shown on a real model running live."""
