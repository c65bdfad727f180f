"""Which tokens of the vocabulary have an embedding like a given one: the cosine with every row of the matrix."""

from __future__ import annotations

import torch
from torch import nn

from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.anatomy import EmbeddingSum, Neighbour, Neighbours, NeighboursRequest
from llm_viz.engine.request_limits import check_range

MAX_SUMS = 64
MAX_NEIGHBOURS = 100
SAMPLED = 600
"""At most so many tokens show what the whole vocabulary is like."""
_MAX_TOKENS_OF_SUM = 16
_ROWS_AT_ONCE = 2**14  # of the matrix, so that what is computed of them stays in a processor's cache


def check_neighbours(loaded: LoadedModel, request: NeighboursRequest) -> None:
    """`BadRequest` for an id that the model lacks, no or too many sums, or a count out of range."""
    check_range("sums", len(request.sums), 1, MAX_SUMS)
    check_range("count", request.count, 1, min(MAX_NEIGHBOURS, loaded.facts.vocabulary_size))
    for one in request.sums:
        check_range("tokens", len(one.plus) + len(one.minus), 1, _MAX_TOKENS_OF_SUM)
        for token in (*one.plus, *one.minus):
            check_range("id", token, 0, loaded.facts.vocabulary_size - 1)


def neighbours(loaded: LoadedModel, request: NeighboursRequest) -> tuple[Neighbours, ...]:
    """One result for each of the request's sums."""
    with torch.inference_mode():
        table = _table(loaded)
        vectors = torch.stack([_sum(table, one) for one in request.sums])
        cosines = torch.cat(
            [_unit(rows.float()) @ _unit(vectors).T for rows in torch.split(table, _ROWS_AT_ONCE)]
        ).T  # (sum, vocab)
        cosines = loaded.numbers(cosines)
        found = cosines.topk(request.count)
        sample = cosines[:, :: -(-cosines.shape[1] // SAMPLED)]
        return tuple(
            Neighbours(
                vector=loaded.read_only(vector),
                neighbours=tuple(
                    _neighbour(loaded, *pair) for pair in zip(ids.tolist(), likeness.tolist(), strict=True)
                ),
                embeddings=loaded.read_only(_unit(table[ids].float())),
                mean_cosine=mean,
                sample=loaded.read_only(seen),
            )
            for vector, ids, likeness, mean, seen in zip(
                vectors, found.indices, found.values, cosines.mean(-1).tolist(), sample, strict=True
            )
        )


def _table(loaded: LoadedModel) -> torch.Tensor:
    """(vocab, d_embedding), without rows that belong to no token."""
    embeddings = loaded.model.get_input_embeddings()
    assert isinstance(embeddings, nn.Embedding)
    rows: torch.Tensor = embeddings.weight[: loaded.facts.vocabulary_size]
    return rows


def _sum(table: torch.Tensor, asked: EmbeddingSum) -> torch.Tensor:
    return table[list(asked.plus)].float().sum(0) - table[list(asked.minus)].float().sum(0)


def _unit(vectors: torch.Tensor) -> torch.Tensor:
    """(…, d_model), each of length 1; a vector of zeros stays one."""
    lengths: torch.Tensor = vectors.norm(dim=-1, keepdim=True)
    return vectors / lengths.clamp_min(torch.finfo(vectors.dtype).tiny)


def _neighbour(loaded: LoadedModel, token: int, cosine: float) -> Neighbour:
    text, kind = loaded.tokenizer.candidate_text(b"", token)
    return Neighbour(token, text, kind, cosine)
