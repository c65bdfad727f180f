"""LLM Viz: how a language model writes text, shown on a real model running live."""

import os

VERSION = "1.0.0"
"""As in CHANGELOG.md."""

# Before PyTorch is loaded. Its threads otherwise wait for each other by spinning, which beside another busy process (a
# browser that animates) makes all of them several times as slow. Alone they are as fast either way.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
