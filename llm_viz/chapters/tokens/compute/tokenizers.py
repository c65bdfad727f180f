"""The tokenizers that can be compared, each named after its model."""

from __future__ import annotations

from llm_viz.engine.model import Model


def tokenizer_names(lm: Model) -> dict[str, str]:
    """Keys and names of the models that can be used now, the visitor's model `lm` first."""
    usable = {status.key: status.name for status in lm.usable()}
    return {lm.key: lm.facts.name, **usable}
