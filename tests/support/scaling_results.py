"""Made-up results of the experiment on scaling laws."""

from __future__ import annotations

from llm_viz.training.scaling_plan import SEEDS, TOKENS, ScalingResults, TrialResult


def results(floor: float, *losses: tuple[int, int, int, float]) -> ScalingResults:
    """Made-up results; each loss with its width, parameters and tokens."""
    measured = tuple(
        TrialResult(width, size, tokens, seed, loss + 0.001 * seed, 1.0)
        for width, size, tokens, loss in losses
        for seed in SEEDS
    )
    return ScalingResults(floor, floor, 10, 100, 1, "2", measured)


def lawful(floor: float = 2.0, exponent: float = 0.5, last: float = 1.0) -> ScalingResults:
    """Sizes on a power law, the largest `last` times as far above the floor as it says."""
    sizes = [1000 * 4**step for step in range(6)]
    above = [(1000 / size) ** exponent for size in sizes]
    above[-1] *= last
    return results(
        floor, *((8 + step, size, TOKENS, floor + d) for step, (size, d) in enumerate(zip(sizes, above, strict=True)))
    )
