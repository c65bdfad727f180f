"""The scripts of the chapters, one file each; `llm_viz/main.py` runs the one that was asked for."""
