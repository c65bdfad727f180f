"""Chapter 8: counts that add up, arithmetic that is right, and notes that the numbers support."""

from __future__ import annotations

import re

import pytest

from llm_viz.base.i18n import strings, text_file
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.base.numbers import percent_sign
from llm_viz.chapters.large.charts.machine import speed_bars
from llm_viz.chapters.large.compute.checks import training_checks
from llm_viz.chapters.large.compute.machine import ModelSpeed, model_speed, speed_notes
from llm_viz.chapters.large.compute.memory import memory_calculator
from llm_viz.chapters.large.compute.models import (
    EMBEDDED,
    LANDMARKS,
    MEASURES,
    RATIOS,
    RULE,
    SECRETS,
    comparable,
    confidence_of,
    model_notes,
    ratio_notes,
)
from llm_viz.chapters.large.compute.parts import count_parts, layer_tensors, part_notes
from llm_viz.chapters.large.compute.recipes import PUBLISHED, candidates, counted, parameters, published
from llm_viz.chapters.large.compute.speed import ANSWER, speed_calculator
from llm_viz.chapters.large.compute.squares import place_of_guessed, squares, surprise, years
from llm_viz.chapters.large.compute.training import training_calculator
from llm_viz.chapters.large.parts.models import said_of
from llm_viz.chapters.large.parts.plane import plane_payload
from llm_viz.engine.protocol.models import Bandwidth, Inventory, LayerCache, ModelFacts, ParameterGroup
from llm_viz.facts.memory import training_memory
from llm_viz.facts.models import published_model, published_models
from llm_viz.kit.compute.calculator import Calculator, compute
from llm_viz.kit.compute.decoding_speed import Speed
from llm_viz.kit.compute.notes import Note

FACTS = ModelFacts(
    key="tiny", name="Tiny", causal=True, architecture="Fake", layers=2, heads=2, key_value_heads=1, width=10,
    vocabulary_size=100, context_length=128, parameters=2000, device="CPU", precision="float32",
)  # fmt: skip
LAYER = (("attention", ((10, 10), (5, 10))), ("mlp", ((10, 30),)), ("norm", ((10,),)))
BANDWIDTH = Bandwidth(10e9, 4, "CPU", "float32")


def inventory(vocabulary: int = 100) -> Inventory:
    groups = [
        ParameterGroup("embedding", None, (("table", (vocabulary, 10)),)),
        ParameterGroup("norm", None, (("last", (10,)),)),
    ]
    for layer in range(2):
        for part, shapes in reversed(LAYER):
            tensors = tuple((f"{part}{index}", shape) for index, shape in enumerate(shapes))
            groups.append(ParameterGroup(part, layer, tensors))  # type: ignore[arg-type]
    return Inventory(tuple(groups), read_per_token=1930, cache=(LayerCache(20, None), LayerCache(20, 64)))


def keys(notes: tuple[Note, ...]) -> list[str]:
    return [note.key for note in notes]


class TestSquares:
    def test_the_own_model_comes_first_and_what_follows_from_nothing_is_unknown(self) -> None:
        row = squares("smollm2-135m", "SmolLM2 135M", 134_515_008)
        assert row[0].sizes == {
            "parameters": 134_515_008,
            "tokens": 2e12,
            "flop": published_model("SmolLM2-135M").training_flop,
        }
        by_name = {square.name: square.sizes for square in row}
        assert by_name["GPT-2 XL"]["flop"] is None  # a speculative estimate
        assert by_name["DeepSeek-V3"]["flop"] == published_model("DeepSeek-V3 (MoE)").training_flop
        assert by_name["Kimi K3"]["tokens"] is None
        assert row[place_of_guessed(row)].name == "GPT-3 175B"

    def test_a_model_of_ones_own_has_only_the_size_that_was_counted(self) -> None:
        [own, *_] = squares("somebody/else", "Else", 5e9)
        assert own.sizes == {"parameters": 5e9, "tokens": None, "flop": None}
        assert surprise(squares("somebody/else", "Else", 5e9)) is None

    @pytest.mark.parametrize(("key", "times"), [("smollm2-135m", "6.7"), ("gemma-3-270m", "20.0")])
    def test_a_small_model_has_read_more_than_gpt_3(self, key: str, times: str) -> None:
        note = surprise(squares(key, key, 2e8))
        assert note is not None
        assert note.values["times"] == times

    def test_sizes_in_years(self) -> None:
        year = 365.25 * 24 * 3600
        assert years(year, "parameters") == pytest.approx(1)
        assert years(5 * year, "tokens") == pytest.approx(1)
        assert 20 < years(3.14e23, "flop") < 40  # GPT-3 on one chip of today


class TestParts:
    def test_parts_add_up_in_the_order_in_which_a_text_passes_them(self) -> None:
        parts = count_parts(inventory())
        assert [(count.part, count.parameters) for count in parts] == [
            ("embedding", 1000), ("attention", 300), ("mlp", 600), ("norm", 30),
        ]  # fmt: skip
        assert sum(count.parameters for count in parts) == inventory().parameters == 1930
        assert sum(count.share for count in parts) == pytest.approx(1)

    @pytest.mark.parametrize(("vocabulary", "largest"), [(100, "embedding"), (50, "mlp")])
    def test_the_largest_part_depends_on_the_model(self, vocabulary: int, largest: str) -> None:
        assert max(count_parts(inventory(vocabulary)), key=lambda count: count.parameters).part == largest

    def test_the_parts_of_a_layer_stand_in_the_order_in_which_a_text_passes_them(self) -> None:
        assert [group.part for group in layer_tensors(inventory(), 1)] == ["attention", "mlp", "norm"]

    def test_notes_follow_the_numbers(self) -> None:
        assert keys(part_notes(inventory(), FACTS)) == ["note-table", "note-mlp", "note-layers", "note-giant"]
        assert "note-table" not in keys(part_notes(inventory(50), FACTS))
        giant = part_notes(inventory(), FACTS)[-1]
        assert giant.values["times"] == f"{174.6e9 / 1930:,.0f}"


class TestRecipes:
    def test_gpt_2_and_gpt_3_follow_from_their_published_shape(self) -> None:
        assert parameters(published("GPT-2 small")) == 124_439_808  # as PyTorch counts it
        for name in PUBLISHED:
            assert parameters(published(name)) == pytest.approx(published_model(name).parameters, rel=0.005)
        assert published("GPT-3 175B").base == "GPT-2 small"

    def test_a_counted_model_is_the_sum_of_its_pieces(self) -> None:
        recipe = counted(inventory(), FACTS)
        assert parameters(recipe) == inventory().parameters
        assert [piece.part for piece in recipe.outside] == ["embedding", "norm"]
        assert (len(recipe.kinds), recipe.pattern) == (1, (0, 0))
        assert candidates(recipe) == ("embedding", "attention", "mlp")

    def test_rows_for_tokens_do_not_grow_with_the_width_and_all_sides_of_a_layer_do(self) -> None:
        recipe = counted(inventory(), FACTS)
        [table], [last] = (piece.matrices for piece in recipe.outside)
        assert (table.grows, last.grows) == ((False, True), (True,))
        assert all(all(matrix.grows) for piece in recipe.kinds[0] for matrix in piece.matrices)

    def test_experts_are_one_matrix_many_times(self) -> None:
        experts = tuple((f"mlp.experts.{index}.up.weight", (40, 10)) for index in range(8))
        made = Inventory((ParameterGroup("mlp", 0, experts),), 1, ())
        [[piece]] = counted(made, FACTS).kinds
        assert [(matrix.name, matrix.count) for matrix in piece.matrices] == [("up", 8)]
        assert parameters(counted(made, FACTS)) == 3200


class TestModels:
    def test_every_name_is_in_the_table(self) -> None:
        names = {model.name for model in published_models()}
        assert names >= LANDMARKS | SECRETS | RATIOS | {RULE, *EMBEDDED.values()}

    def test_notes_never_rest_on_a_rumour(self) -> None:
        sure = [note for measure in MEASURES for note in model_notes(published_models(), measure)]
        rumoured = {model.name for model in published_models() if model.source.confidence == "low"}
        assert len(rumoured) >= 5
        assert not rumoured & {str(value) for note in sure for value in note.values.values()}

    def test_tokens_for_each_parameter(self) -> None:
        ratio, rule = ratio_notes(published_models())
        assert (ratio.values["fewest"], ratio.values["few"]) == ("Megatron-Turing NLG 530B", "0.5")
        assert rule.values["rule"] == "20"
        assert ratio_notes([published_model("GPT-4")]) == ()
        assert published_model("OPT-175B").tokens_per_parameter == pytest.approx(1.7, abs=0.05)
        assert published_model("Kimi K2 (MoE)").tokens_per_parameter == pytest.approx(484, abs=1)  # at work

    def test_the_note_counts_the_dots_that_the_picture_shows_above_the_dashed_line(self) -> None:
        models = published_models()
        rule_year = published_model(RULE).year
        picture = plane_payload(models, "", strings("en", "large"))
        ratio = picture["rule"]
        assert ratio is not None
        by_words = {said_of(model, strings("en", "large")): model for model in models}
        later = [
            shown["tokens"] / shown["active"]
            for shown in picture["models"]
            if shown["tokens"] and shown["sure"] != "low" and by_words[shown["says"]].year > rule_year
        ]
        note = ratio_notes(models)[1]
        assert note.values["later"] == len(later) > 25
        assert note.values["above"] == sum(shown > ratio for shown in later)

    @pytest.mark.parametrize(
        ("name", "measures"),
        [("Swallow 70B (continued from Llama 2)", {"tokens", "flop"}), ("T5-11B (encoder-decoder)", set())],
    )
    def test_a_training_that_is_only_a_part_stands_beside_no_whole_one(self, name: str, measures: set[str]) -> None:
        left_out = {
            measure for measure in MEASURES if name not in {m.name for m in comparable(published_models(), measure)}
        }
        assert left_out == measures
        shown = plane_payload(published_models(), "", strings("en", "large"))["models"]
        assert published_model(name).tokens_per_parameter is None
        assert not [model for model in shown if model["says"].startswith(name)]

    def test_a_value_that_was_only_recalled_counts_as_low_and_the_others_of_its_row_do_not(self) -> None:
        model = published_model("T5-11B (encoder-decoder)")
        assert confidence_of(model, "tokens") == "low"
        assert confidence_of(model, "parameters") == "medium"
        assert published_model("GPT-2 small").confidence("vocabulary_size") == "high"


def computed(calculator: Calculator, **changes: float) -> dict[str, float]:
    return compute(calculator, {**calculator.defaults, **changes})


class TestCalculators:
    def test_training_gpt_3(self) -> None:
        """With its own chips, share of the peak and power: hours and energy as Patterson et al. 2021 have them."""
        result = computed(training_calculator(), peak=125e12, watts=330, utilisation=0.197, chips=10_000, grid=429)
        assert result["flop"] == pytest.approx(3.14e23, rel=0.005)
        assert result["days"] == pytest.approx(14.8, rel=0.01)
        assert result["energy"] == pytest.approx(1_287_000, rel=0.01)
        assert result["mass"] == pytest.approx(552e6, rel=0.01)
        assert result["money"] == pytest.approx(2 * result["hours"])

    def test_memory_is_weights_and_what_is_kept_of_every_token(self) -> None:
        calculator = memory_calculator((FACTS, inventory()))
        short = computed(calculator, context=64, conversations=3)
        assert short["weights"] == 2 * 1930
        assert short["cache"] == 3 * 64 * (20 + 20) * 2
        long = computed(calculator, context=1000)
        assert long["cache"] == 1000 * 20 * 2 + 64 * 20 * 2  # the sliding window keeps the last 64
        assert long["total"] == long["weights"] + long["cache"]
        assert long["training"] == 16 * 1930  # whatever the precision it is used with, and the context

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_what_training_takes_is_said_as_it_is_computed(self, language: Language) -> None:
        t, known = strings(language, "large"), training_memory().bytes_per_parameter
        limits = t.prose("limits")
        assert f"{known:.0f}\u00a0バイト" in limits or f"{known:.0f} bytes" in limits
        parts = [
            int(part)
            for part in re.findall(r"(?:重み|勾配|写し|平均|weights|gradients|averages of the gradients) (\d)", limits)
        ]
        assert sum(parts) == known

    def test_a_large_model_fits_an_accelerator_only_at_four_bits(self) -> None:
        calculator = memory_calculator(None)
        llama = next(option for option in calculator.choices[0].options if option.key == "Llama 2 70B").settings
        chip = next(chip.value for chip in calculator.results[0].references if chip.label.startswith("A100"))
        assert computed(calculator, **llama)["total"] > chip
        assert computed(calculator, **llama, bytes=0.5)["total"] < chip

    def test_speed_is_bandwidth_over_what_is_read(self) -> None:
        calculator = speed_calculator((FACTS, inventory()), BANDWIDTH)
        assert calculator.choices[2].options[0].key == "this-machine"
        result = computed(calculator, context=1)
        assert result["read"] == 4 * 1930 + 80
        assert result["rate"] == pytest.approx(10e9 / result["read"])
        assert result["answer"] == pytest.approx(ANSWER / result["rate"])

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_everything_has_its_name(self, language: Language) -> None:
        t = strings(language, "large")
        for calculator in (memory_calculator(None), speed_calculator(None, BANDWIDTH), training_calculator()):
            assert all(f"knob-{knob.name}" in t for knob in calculator.knobs if knob.slider)
            assert all(f"choice-{choice.name}" in t for choice in calculator.choices)
            assert all(f"result-{result.name}" in t for result in calculator.results)
            assert all(
                option.label or f"option-{option.key}" in t
                for choice in calculator.choices
                for option in choice.options
            )
        assert str(ANSWER) in t("result-answer")

    def test_every_setting_of_a_choice_is_within_its_knob(self) -> None:
        for calculator in (memory_calculator(None), speed_calculator(None, BANDWIDTH), training_calculator()):
            knobs = {knob.name: knob for knob in calculator.knobs}
            assert all(knob.low <= knob.default <= knob.high for knob in knobs.values())
            for choice in calculator.choices:
                for option in choice.options:
                    assert all(knobs[name].low <= value <= knobs[name].high for name, value in option.settings.items())

    def test_the_rule_meets_published_hours(self) -> None:
        ratios = {check.run.model: check.ratio for check in training_checks()}
        assert set(ratios) == {"Gopher 280B", "PaLM 540B", "Llama 3.1 405B", "DeepSeek-V3 (MoE)"}
        assert all(0.6 < ratio < 1 for ratio in ratios.values())
        assert min(ratios, key=lambda model: ratios[model]) == "PaLM 540B"

    def test_no_share_of_the_peak_in_the_table_was_computed_from_its_hours(self) -> None:
        """It would make the rule come out as 1, whatever the rule is: GPT-3, LLaMA-65B and Llama 2 70B are such."""
        for check in training_checks():
            assert check.run.mfu_kind == "published"
            assert abs(check.ratio - 1) > 0.05

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_what_is_said_of_palm_follows_from_its_hours(self, language: Language) -> None:
        """45.7 % is its throughput on all chips; all of its chip-hours give 30 % (PaLM paper, arXiv:2204.02311)."""
        palm = next(check for check in training_checks() if check.run.model == "PaLM 540B")
        assert palm.run.utilisation is not None
        prose = strings(language, "large").prose("checks")
        assert f"{100 * palm.run.utilisation:.1f}{percent_sign(language)}" in prose
        assert f" {100 * palm.run.utilisation * palm.ratio:.0f}" in prose


class TestMachine:
    def test_a_model_is_measured_against_its_ceiling(self) -> None:
        speed = model_speed("Tiny", inventory(), BANDWIDTH, Speed("tiny", (0.1, 0.2, 0.1)))
        assert speed is not None
        assert speed.ceiling == pytest.approx(10e9 / (1930 * 4))
        assert speed.measured == pytest.approx(10)
        assert speed.share == pytest.approx(10 / speed.ceiling)

    def test_a_text_that_ends_at_once_says_nothing(self) -> None:
        assert model_speed("Tiny", inventory(), BANDWIDTH, Speed("tiny", (0.1, 0.1))) is None

    def test_notes_follow_the_numbers(self) -> None:
        small, big = ModelSpeed("Small", 100, 50, 20, 24), ModelSpeed("Big", 300, 17, 9, 24)
        assert keys(speed_notes([big, small])) == ["note-share", "note-share", "note-slower"]
        assert speed_notes([big, small])[-1].values["times"] == "3.0"
        assert keys(speed_notes([ModelSpeed("Odd", 100, 50, 60, 24)])) == ["note-above"]
        faster = ModelSpeed("Big", 300, 17, 25, 24)
        assert "note-slower" not in keys(speed_notes([small, faster]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_can_be_said_and_every_chart_drawn(language: Language) -> None:
    t = strings(language, "large")
    thin = Inventory((*inventory(10_000).groups,), 1, ())
    speeds = [ModelSpeed("Small", 100, 50, 60, 24), ModelSpeed("Big", 300, 17, 9, 24)]
    notes = [
        *part_notes(inventory(), FACTS),
        *part_notes(thin, FACTS),
        *(note for measure in MEASURES for note in model_notes(published_models(), measure)),
        *ratio_notes(published_models()),
        *speed_notes(speeds),
    ]
    sentences = {note.key: t(note.key, **note.values) for note in notes}
    messages = text_file("large", language, "ftl").read_text("utf-8")
    assert sorted(sentences) == sorted(re.findall(r"^(note-[a-z-]+) =", messages, re.MULTILINE))
    assert speed_bars(speeds, t, "#000").to_json()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_for_the_energy_of_a_training_run_gives_the_published_one(language: Language) -> None:
    code = re.findall(r"```python\n(.*?)```", strings(language, "large").prose("code"), re.DOTALL)[1]
    scope: dict[str, float] = {}
    exec(code, scope)
    assert scope["energy_mwh"] == pytest.approx(1287, rel=0.02)  # Patterson et al. 2021, arXiv:2104.10350
