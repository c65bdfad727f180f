"""`why`: where the score of a next token comes from; with `--json`, JSON and nothing else.

Layers are counted from 1, positions of tokens from 0.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import numpy as np

from llm_viz.base.errors import BadRequest
from llm_viz.cli.ask import add_question, model_of
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.attribution import AttributionTargets
from llm_viz.engine.protocol.tracing import Capture
from llm_viz.kit.compute.receipt import Item, Receipt, receipt
from llm_viz.kit.terminal import Json, print_answer

if TYPE_CHECKING:
    from llm_viz.kit.terminal import Commands

MEAN = "mean of the vocabulary"


def add(commands: Commands) -> None:
    """Declare the command."""
    description = (
        "Where the score of a next token comes from: its logit as a sum of what each layer brought from each token by "
        "attention and of what the feed-forward layers added (direct logit attribution). It counts direct effects only."
    )
    command = add_question(commands, "why", run, "why this token: where its score comes from")
    command.description = description
    command.add_argument("--token", metavar="TOKEN", help="whose score; default: the most probable. Mind its space")
    command.add_argument("--against", metavar="TOKEN", help="compare with this token; default: the mean of all tokens")
