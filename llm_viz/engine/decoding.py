"""What could be sampled next, without sampling it."""

from __future__ import annotations

from llm_viz.engine.filters import sampling_probabilities
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.generation import SamplingRequest
from llm_viz.engine.protocol.types import Floats
from llm_viz.engine.request_limits import check_length, check_range
from llm_viz.engine.writing import prompt_ids


def probabilities_of(loaded: LoadedModel, request: SamplingRequest) -> Floats:
    """The probability (candidate,) of each of the request's ids to be sampled next, after the filters.

    Raises `BadRequest`, `TooManyTokens` or `NotCausal` if the request cannot be served.
    """
    prompt = prompt_ids(loaded, request.text, request.sampling)
    check_length(len(prompt), loaded.facts)
    for token in request.ids:
        check_range("id", token, 0, loaded.facts.vocabulary_size - 1)
    with loaded.pass_through():
        logits = loaded.logits_of_whole_text(prompt).float()
        probabilities = sampling_probabilities(logits, request.sampling)[0]
        return probabilities[list(request.ids)].cpu().numpy()
