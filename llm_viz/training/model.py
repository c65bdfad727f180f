"""A decoder-only transformer in its plainest form: what chapter 1 trains, small enough to be read in one sitting.

The architecture is GPT-2's (Radford et al. 2019, "Language Models are Unsupervised Multitask Learners"): learned
positions, blocks that normalise the residual stream before they read it (pre-norm) and add their output to it, and an
output projection that shares its weights with the token embedding. The modules have the names of GPT-2's published
checkpoint, which nanoGPT uses too. Axes: row (of the batch), pos, d_model (`shape.width`), head, d_head, vocab.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from llm_viz.training.recipe import Shape

_INITIAL_DEVIATION = 0.02  # of all weights, as in GPT-2


class CausalSelfAttention(nn.Module):
    """Each position takes a mean of the values at itself and before, weighted by softmax(q·k / √d_head) (Vaswani et al.
    2017, arXiv:1706.03762). Maps (row, pos, d_model) to (row, pos, d_model).
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.n_head = shape.heads
        self.c_attn = nn.Linear(shape.width, 3 * shape.width, bias=False)  # queries, keys and values of all heads
        self.c_proj = nn.Linear(shape.width, shape.width, bias=False)

    def forward(self, normed: Tensor) -> Tensor:
        rows, length, width = normed.shape
        vectors = self.c_attn(normed)  # (row, pos, 3 · d_model)
        query, key, value = vectors.view(rows, length, 3, self.n_head, width // self.n_head).permute(2, 0, 3, 1, 4)
        # Each (row, head, pos, d_head); is_causal hides the positions after the destination.
        gathered = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
        output: Tensor = self.c_proj(gathered.transpose(1, 2).reshape(rows, length, width))
        return output


class MLP(nn.Module):
    """Two linear layers with a GELU (Hendrycks & Gimpel 2016, arXiv:1606.08415) between them, at each position alone.
    Maps (row, pos, d_model) to (row, pos, d_model).
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.c_fc = nn.Linear(shape.width, 4 * shape.width)
        self.c_proj = nn.Linear(4 * shape.width, shape.width)

    def forward(self, normed: Tensor) -> Tensor:
        output: Tensor = self.c_proj(functional.gelu(self.c_fc(normed)))
        return output


class Block(nn.Module):
    """Attention, then the MLP; each reads the normalised residual stream and adds to it."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.ln_1 = nn.LayerNorm(shape.width)
        self.attn = CausalSelfAttention(shape)
        self.ln_2 = nn.LayerNorm(shape.width)
        self.mlp = MLP(shape)

    def forward(self, resid_pre: Tensor) -> Tensor:
        resid_mid: Tensor = resid_pre + self.attn(self.ln_1(resid_pre))  # (row, pos, d_model)
        resid_post: Tensor = resid_mid + self.mlp(self.ln_2(resid_mid))
        return resid_post


class TinyTransformer(nn.Module):
    """Token ids (row, pos) in, the logits of each next token (row, pos, vocab) out; at most `shape.context` positions.

    `wte` and `wpe` embed tokens and positions, `h` are the blocks, `ln_f` is the final normalisation.
    """

    def __init__(self, vocabulary_size: int, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.wte = nn.Embedding(vocabulary_size, shape.width)
        self.wpe = nn.Embedding(shape.context, shape.width)
        blocks = [Block(shape) for _ in range(shape.layers)]
        self.h = nn.Sequential(*blocks)
        self.ln_f = nn.LayerNorm(shape.width)
        self.apply(_initialise)
        for block in blocks:  # so that the residual stream's size does not depend on the number of blocks (GPT-2)
            for projection in (block.attn.c_proj, block.mlp.c_proj):
                nn.init.normal_(projection.weight, std=_INITIAL_DEVIATION / math.sqrt(2 * shape.layers))

    def forward(self, ids: Tensor) -> Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)  # (pos,)
        residual = self.wte(ids) + self.wpe(positions)  # (row, pos, d_model)
        residual = self.ln_f(self.h(residual))
        return functional.linear(residual, self.wte.weight)  # (row, pos, vocab)

    @property
    def parameter_count(self) -> int:
        """All numbers that training adjusts; the shared embedding is counted once."""
        return sum(weights.numel() for weights in self.parameters())


def _initialise(module: nn.Module) -> None:
    if isinstance(module, nn.Linear | nn.Embedding):
        nn.init.normal_(module.weight, std=_INITIAL_DEVIATION)
    if isinstance(module, nn.Linear) and module.bias is not None:
        nn.init.zeros_(module.bias)
