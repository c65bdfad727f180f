"""Shared Streamlit parts: shell, chapters, strings on screen, browser-side components."""
