"""From the settings of a GGUF file to transformers' configuration: each one is taken over, or the file is refused.

transformers reads some of them and passes over the others, among them scales, caps and the stretching of rotary
positions, which change every number. The meaning of each key, and of its absence, is llama.cpp's
(https://github.com/ggml-org/llama.cpp: src/llama-arch.cpp, src/llama-model.cpp, src/llama-hparams.cpp).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from transformers import PreTrainedConfig, PreTrainedModel
from transformers.modeling_gguf_pytorch_utils import TENSOR_PROCESSORS, TensorProcessor, get_gguf_hf_weights_map

from llm_viz.base.errors import ModelUnsupported
from llm_viz.engine.gguf_file import GgufFile, head_length
from llm_viz.engine.gguf_rotary import FACTOR_TENSORS, ROTARY, refuse_stretching, take_rotary

ARCHITECTURES = frozenset(
    {"llama", "qwen2", "qwen2moe", "qwen3", "qwen3moe", "qwen35", "qwen35moe", "gemma2", "gemma3", "phi3", "lfm2"}
    | {"gpt2", "bloom", "falcon", "stablelm", "starcoder2", "nemotron", "mamba"}
)
"""Those that the tests write as llama.cpp does and compare with the model they were written from. Others are refused,
also where transformers would read them: of gpt-oss and Gemma 4 it leaves out settings that change every number.
"""

# Settings that are numbers of the configuration, by any of these names.
_EPSILON = ("rms_norm_eps", "layer_norm_eps", "layer_norm_epsilon", "norm_epsilon", "norm_eps")
_NUMBERS = {
    "context_length": ("max_position_embeddings", "n_positions", "max_seq_len", "seq_length"),
    "embedding_length": ("hidden_size",),
    "block_count": ("num_hidden_layers",),
    "feed_forward_length": ("intermediate_size", "n_inner", "ffn_hidden_size"),
    "attention.head_count": ("num_attention_heads",),
    "attention.layer_norm_rms_epsilon": _EPSILON,
    "attention.layer_norm_epsilon": _EPSILON,
    "expert_count": ("num_experts", "num_local_experts"),
    "expert_used_count": ("num_experts_per_tok",),
    "expert_feed_forward_length": ("moe_intermediate_size",),
    "expert_shared_feed_forward_length": ("shared_expert_intermediate_size",),
    "expert_weights_norm": ("norm_topk_prob",),
    "attn_logit_softcapping": ("attn_logit_softcapping",),
    "final_logit_softcapping": ("final_logit_softcapping",),
    "logit_scale": ("logit_scale",),
    "use_parallel_residual": ("use_parallel_residual",),
    "ssm.conv_kernel": ("conv_kernel",),
    "ssm.state_size": ("state_size",),
    "ssm.time_step_rank": ("time_step_rank",),
    "ssm.inner_size": ("intermediate_size",),
}
_NONE_AT_ZERO = {"attention.head_count", "feed_forward_length"}  # layers of another kind, as in Mamba
# Settings that change nothing at these values.
_NEUTRAL: dict[str, tuple[Any, ...]] = {
    "attention.causal": (True,),
    "attention.clamp_kqv": (0,),
    "attention.max_alibi_bias": (0,),
    "attention.temperature_scale": (0, 1),
    "embedding_scale": (0, 1),
    "residual_scale": (0, 1),
    "logit_scale": (0, 1),
    "attn_logit_softcapping": (0,),
    "final_logit_softcapping": (0,),
    "use_parallel_residual": (False,),
    "expert_count": (0,),
    "expert_used_count": (0,),
    "expert_gating_func": (0, 1),  # a softmax
    "expert_weights_scale": (0, 1),
    "expert_weights_norm": (False,),
    "leading_dense_block_count": (0,),
    "rope.scaling.yarn_log_multiplier": (0,),
    "rope.scaling.yarn_ext_factor": (1,),
    "rope.scaling.yarn_attn_factor": (1,),
    "ssm.dt_b_c_rms": (False,),
    "embedding_length_per_layer_input": (0,),
    "attention.shared_kv_layers": (0,),
}
# Settings that say nothing about numbers, or what the tensors themselves say.
_SILENT = {"vocab_size", "pooling_type", "tensor_data_layout", "rope.scaling.finetuned", "expert_shared_count"}
# Read by the functions below, and those of rotary positions.
_HEADS = {"attention.head_count_kv", "attention.key_length", "attention.value_length", "attention.scale"}
_WINDOWS = {"attention.sliding_window", "attention.sliding_window_pattern"}
# Architectures that transformers reads by a function of their own, with settings that no other has.
_OWN_READER = {
    "lfm2": {"shortconv.l_cache"},
    "qwen35": {"full_attention_interval", "rope.dimension_sections", "nextn_predict_layers", "ssm.group_count"},
    "qwen35moe": {"full_attention_interval", "rope.dimension_sections", "nextn_predict_layers", "ssm.group_count"},
}
# llama.cpp tells these models by their number of layers: their scores are scaled by each head's share of the width.
_SCALED_BY_SHARE = {("gemma2", 46), ("gemma3", 62)}
_FULL_EVERY = {"gemma2": 2, "gemma3": 6}  # of so many layers, the last one sees the whole text
_WINDOW = {"gemma2": 4096}  # where the file does not say
_WINDOWED = {"llama", "phi3"}  # every layer, or as transformers has it anyway


def check_architecture(gguf: GgufFile) -> None:
    """`ModelUnsupported` if files of this kind were never compared with the models they come from."""
    if gguf.architecture not in ARCHITECTURES:
        raise ModelUnsupported(model=gguf.card.key, detail=f"general.architecture = {gguf.architecture}"[:200])


def configure(gguf: GgufFile, config: PreTrainedConfig) -> None:
    """Take every setting of the file over into transformers' reading of it.

    Raises `ModelUnsupported` naming the first setting that would be lost.
    """
    own = _OWN_READER.get(gguf.architecture)
    _take_vocabulary(gguf, config)
    if own is None:
        _take_numbers(gguf, config)
        _take_heads(gguf, config)
        _take_windows(gguf, config)
        _take_tensors(gguf, config)
        take_rotary(gguf, config)
    else:
        refuse_stretching(gguf)
    _take_ends(gguf, config)
    taken = {*_NUMBERS, *_SILENT, *_HEADS, *_WINDOWS, *ROTARY, *(own or ())}
    for key, value in gguf.settings.items():
        if key not in taken and value not in _NEUTRAL.get(key, ()):
            raise gguf.refuse(key)


def _take_numbers(gguf: GgufFile, config: PreTrainedConfig) -> None:
    if not {"attention.layer_norm_rms_epsilon", "attention.layer_norm_epsilon"} & gguf.settings.keys():
        raise gguf.refuse("attention.layer_norm_epsilon: 0")
    for key, names in _NUMBERS.items():
        if key not in gguf.settings:
            continue
        value = _one(gguf, key)
        unnamed = names[0] if key == "context_length" else None  # a model without positions has no limit of its own
        name = next((name for name in names if hasattr(config, name)), unnamed)
        if key in _NONE_AT_ZERO and value == 0:
            continue
        if name is not None:
            setattr(config, name, value)
        elif value not in _NEUTRAL.get(key, ()) and not _is_four_times_the_width(gguf, key):
            raise gguf.refuse(key)


def _is_four_times_the_width(gguf: GgufFile, key: str) -> bool:
    """Whether this is the width inside a layer, as BLOOM always has it."""
    return key == "feed_forward_length" and gguf.settings[key] == 4 * gguf.settings["embedding_length"]


def _one(gguf: GgufFile, key: str) -> int:
    """The value of a setting, which may be given layer by layer if it is the same in all."""
    value = gguf.settings[key]
    values: set[int] = set(value) if isinstance(value, list) else {value}
    if len(values) != 1:
        raise gguf.refuse(key)
    return values.pop()


def _take_heads(gguf: GgufFile, config: PreTrainedConfig) -> None:
    """How many keys and values there are, how long each is, and by what scores are scaled."""
    if not gguf.settings.get("attention.head_count"):
        return
    heads, width = _one(gguf, "attention.head_count"), _one(gguf, "embedding_length")
    shared = _one(gguf, "attention.head_count_kv") if "attention.head_count_kv" in gguf.settings else heads
    name = next((name for name in ("num_key_value_heads", "num_kv_heads") if hasattr(config, name)), None)
    if name is not None:
        setattr(config, name, shared)
    elif shared != heads:
        raise gguf.refuse("attention.head_count_kv")
    length = head_length(gguf)
    if gguf.settings.get("attention.value_length", length) != length:
        raise gguf.refuse("attention.value_length")
    if getattr(config, "head_dim", width // heads) != length:
        config.head_dim = length
    scale = gguf.settings.get("attention.scale") or length**-0.5
    if hasattr(config, "query_pre_attn_scalar"):
        by_share = (gguf.architecture, config.num_hidden_layers) in _SCALED_BY_SHARE
        config.query_pre_attn_scalar = width // heads if by_share else round(scale**-2)
        by_length = config.query_pre_attn_scalar**-0.5
    else:
        by_share, by_length = False, length**-0.5
    if not by_share and not math.isclose(scale, by_length, rel_tol=1e-5):
        raise gguf.refuse("attention.scale")


def _take_windows(gguf: GgufFile, config: PreTrainedConfig) -> None:
    """How far back each layer sees."""
    window = _WINDOW.get(gguf.architecture, 0)
    if "attention.sliding_window" in gguf.settings:
        window = _one(gguf, "attention.sliding_window")
    if gguf.architecture in _FULL_EVERY:
        every = gguf.settings.get("attention.sliding_window_pattern", _FULL_EVERY[gguf.architecture])
        layers = range(config.num_hidden_layers)
        windowed = every if isinstance(every, list) else [every == 0 or layer % every < every - 1 for layer in layers]
        names = ["sliding_attention" if window and there else "full_attention" for there in windowed]
        config.layer_types, config.sliding_window = names, window or None
        return
    if "attention.sliding_window_pattern" in gguf.settings:
        raise gguf.refuse("attention.sliding_window_pattern")
    if not window or window >= gguf.settings.get("context_length", 0):
        if getattr(config, "sliding_window", None):
            config.sliding_window = None
    elif gguf.architecture in _WINDOWED and hasattr(config, "sliding_window"):
        config.sliding_window = window
    else:
        raise gguf.refuse("attention.sliding_window")


def _take_vocabulary(gguf: GgufFile, config: PreTrainedConfig) -> None:
    """The rows of the table of tokens, which may be more than there are tokens."""
    if (table := gguf.tensors.get("token_embd.weight")) is not None:
        config.vocab_size = table[0]


def _take_tensors(gguf: GgufFile, config: PreTrainedConfig) -> None:
    """What the tensors say of themselves: whether the output shares the table of tokens, what has a bias."""
    config.tie_word_embeddings = "output.weight" not in gguf.tensors
    for name, sign in (("attention_bias", "blk.0.attn_q.bias"), ("mlp_bias", "blk.0.ffn_up.bias")):
        if hasattr(config, name):
            setattr(config, name, sign in gguf.tensors)


def _take_ends(gguf: GgufFile, config: PreTrainedConfig) -> None:
    """The tokens that end a text (where a SentencePiece file names none, number 2 does), and those that begin and fill
    one: not the ones of the model that transformers' configuration was made for.
    """
    default = 2 if gguf.tokenizer.get("model") == "llama" else None
    ends = [gguf.tokenizer.get("eos_token_id", default), *map(gguf.tokenizer.get, ("eot_token_id", "eom_token_id"))]
    known = [end for end in ends if end is not None and end < config.vocab_size]
    config.eos_token_id = known if len(known) > 1 else next(iter(known), None)
    for name, key in (("bos_token_id", "bos_token_id"), ("pad_token_id", "padding_token_id")):
        id = gguf.tokenizer.get(key)
        setattr(config, name, id if id is not None and id < config.vocab_size else None)


def check_placed(gguf: GgufFile, model: PreTrainedModel, report: Mapping[str, Iterable[Any]]) -> None:
    """`ModelUnsupported` if a tensor of the file has no place in the model, or the model has weights from nowhere.

    `report` is what `from_pretrained` tells of its loading; of most architectures it never hears of what has no place.
    """
    kinds = ("missing_keys", "mismatched_keys", "unexpected_keys")
    odd = sorted(key[0] if isinstance(key, tuple) else str(key) for kind in kinds for key in report[kind])
    if gguf.architecture not in _OWN_READER:
        processors: Mapping[str, Any] = TENSOR_PROCESSORS
        processor = processors.get(gguf.architecture, TensorProcessor)(config=model.config.to_dict())
        placed = {*get_gguf_hf_weights_map(model, processor), *FACTOR_TENSORS}
        odd += sorted(name for name in gguf.tensors.keys() - placed if not _is_experts(name, placed))
    if odd:
        raise ModelUnsupported(model=gguf.card.key, detail=", ".join(odd)[:200])


def _is_experts(name: str, placed: set[str]) -> bool:
    """Whether the tensor holds all experts of a layer, whose place has no ending."""
    return "_exps" in name and name.removesuffix(".weight") in placed
