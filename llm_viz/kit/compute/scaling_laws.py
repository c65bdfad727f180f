"""Scaling laws as functions: what loss they give, and how they would spend a budget.

Losses are in nats per token. N is a number of parameters, D of training tokens, C of floating-point operations. All
functions take numbers or arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from llm_viz.facts.laws import SingleLaw, Surface, single_laws

Numbers = NDArray[np.float64]

FLOP_PER_PARAMETER_AND_TOKEN = 6
"""Training takes two operations forwards and four backwards for each parameter and token (C = 6 N D)."""


@overload
def single_loss(law: SingleLaw, x: float) -> float: ...
@overload
def single_loss(law: SingleLaw, x: Numbers) -> Numbers: ...
def single_loss(law: SingleLaw, x: float | Numbers) -> float | Numbers:
    """(scale / x)^exponent, x in the law's own unit."""
    return (law.scale / x) ** law.exponent


def loss_factor(law: SingleLaw, times: float) -> float:
    """What the loss is multiplied by when there is `times` as much: 0.89 = 11 % less."""
    return float(times**-law.exponent)


def tenfold_saving() -> float:
    """The share of the loss that ten times the computation takes away, wherever one starts.

    By the law of Kaplan et al. 2020 (arXiv:2001.08361) for computation spent in the best way.
    """
    return 1 - loss_factor(single_laws()["compute"], 10)


@overload
def surface_loss(surface: Surface, parameters: float, tokens: float) -> float: ...
@overload
def surface_loss(surface: Surface, parameters: Numbers, tokens: Numbers) -> Numbers: ...
def surface_loss(surface: Surface, parameters: float | Numbers, tokens: float | Numbers) -> float | Numbers:
    """E + A / N^alpha + B / D^beta (Hoffmann et al. 2022, equation 2)."""
    return surface.E + size_term(surface, parameters) + data_term(surface, tokens)


@overload
def size_term(surface: Surface, parameters: float) -> float: ...
@overload
def size_term(surface: Surface, parameters: Numbers) -> Numbers: ...
@overload
def size_term(surface: Surface, parameters: float | Numbers) -> float | Numbers: ...
def size_term(surface: Surface, parameters: float | Numbers) -> float | Numbers:
    """The part of the loss that more parameters would take away: A / N^alpha."""
    return surface.A / parameters**surface.alpha


@overload
def data_term(surface: Surface, tokens: float) -> float: ...
@overload
def data_term(surface: Surface, tokens: Numbers) -> Numbers: ...
@overload
def data_term(surface: Surface, tokens: float | Numbers) -> float | Numbers: ...
def data_term(surface: Surface, tokens: float | Numbers) -> float | Numbers:
    """The part of the loss that more data would take away: B / D^beta."""
    return surface.B / tokens**surface.beta


@dataclass(frozen=True, slots=True)
class Optimum:
    """The model that a budget of C = 6 N D is best spent on, and the loss it would reach."""

    flop: float
    parameters: float
    tokens: float
    loss: float

    @property
    def tokens_per_parameter(self) -> float:
        """D / N."""
        return self.tokens / self.parameters


def compute_optimal(surface: Surface, flop: float) -> Optimum:
    """The N and D with the lowest loss among those with 6 N D = `flop` (Hoffmann et al. 2022, equation 4)."""
    alpha, beta = surface.alpha, surface.beta
    balance = (alpha * surface.A / (beta * surface.B)) ** (1 / (alpha + beta))
    product = flop / FLOP_PER_PARAMETER_AND_TOKEN
    parameters = balance * product ** (beta / (alpha + beta))
    tokens = product / parameters
    return Optimum(flop, parameters, tokens, surface_loss(surface, parameters, tokens))
