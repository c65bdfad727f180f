"""What the next tenfold of computing buys, by published laws."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from llm_viz.chapters.limits.returns import compute as returns
from llm_viz.facts.laws import published_fits
from llm_viz.kit.compute.rent import rent
from llm_viz.kit.compute.scaling_laws import compute_optimal, tenfold_saving


def test_ten_times_the_computing_takes_eleven_percent_of_the_loss_by_kaplan() -> None:
    assert tenfold_saving() == pytest.approx(0.109, abs=0.001)


def test_every_door_less_costs_more_and_more_times_the_money() -> None:
    prices = returns.prices()
    dollars = [price.dollars for price in prices]
    times = [after / before for before, after in itertools.pairwise(dollars)]
    assert times == sorted(times)
    assert times[0] > 2
    for price in prices:
        loss = compute_optimal(published_fits()["besiroglu"].surface, price.dollars / rent().dollars).loss
        assert math.exp(loss) == pytest.approx(price.doors, abs=1e-3)
    asked = next(price for price in prices if price.doors == returns.ASKED)
    assert returns.GUESSES[0] < asked.dollars < returns.GUESSES[-1]
    assert list(returns.GUESSES) == sorted(returns.GUESSES)


def test_the_curve_goes_down_to_the_floor_and_knows_how_far_runs_reach() -> None:
    curve = returns.price_curve()
    floor = math.exp(published_fits()["besiroglu"].surface.E)
    assert list(curve.doors) == sorted(curve.doors, reverse=True)
    assert floor < curve.doors[-1] < floor + 0.5
    assert curve.dollars[returns.TENFOLD] == pytest.approx(10 * curve.dollars[0])
    assert curve.dollars[0] < curve.measured < curve.dollars[-1]


def test_each_tenfold_saves_less_under_the_corrected_fit_and_those_beyond_the_runs_are_told_apart() -> None:
    steps = returns.tenfolds()
    saved = [step.saved for step in steps]
    assert saved == sorted(saved, reverse=True)
    assert saved[0] > tenfold_saving() > saved[-1]
    assert [step.measured for step in steps] == [True] * 4 + [False] * 6
    keys = {note.key for note in returns.tenfold_notes(steps)}
    assert keys == {"note-kaplan", "note-shrinks", "note-extrapolated"}


def test_growing_one_thing_only_ends_above_growing_both() -> None:
    ways = returns.ways()
    surface = published_fits()["besiroglu"].surface
    parameters, tokens = returns.start_model()
    assert 6 * parameters * tokens == pytest.approx(returns.START)
    assert ways.size[0] == pytest.approx(ways.both[0]) == pytest.approx(ways.data[0])
    assert np.all(ways.both[1:] < ways.size[1:])
    assert np.all(ways.both[1:] < ways.data[1:])
    stuck = surface.E + surface.B / tokens**surface.beta
    assert stuck < ways.size[-1] < stuck + 0.01
    assert {note.key for note in returns.way_notes(ways)} == {"note-one-sided", "note-floor"}


def test_reading_again_is_worth_less_and_less() -> None:
    epochs, equivalents = returns.repeats()
    assert equivalents[0] == 1
    assert np.all(np.diff(equivalents) > 0)
    assert np.all(equivalents[1:] < epochs[1:])
    assert equivalents[3] == pytest.approx(3.73, abs=0.01)
    assert equivalents[39] == pytest.approx(15.2, abs=0.1)
