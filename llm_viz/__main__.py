"""`python -m llm_viz`."""

from llm_viz.cli import main

raise SystemExit(main())
