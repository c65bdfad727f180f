"""What holds for every test: no network, and no crowd of threads on a small machine."""

from __future__ import annotations

import os

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ.setdefault("OMP_NUM_THREADS", "1")

pytest_plugins = ("tests.support.app", "tests.support.site")
