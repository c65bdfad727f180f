"""LLM Viz: how a language model writes text, shown on a real model running live."""

VERSION = "1.0.0"
"""As in CHANGELOG.md."""
