"""The tokenizer of a GGUF file by llama.cpp's rules, where transformers' reading of it departs from them.

Both take the vocabulary and the merges from the file. How a text is cut before it is merged, whether a space is put
before it, and which special tokens stand around it follow from a few keys, and from the kind of the vocabulary where a
key is absent: https://github.com/ggml-org/llama.cpp, src/llama-vocab.cpp (`llama_vocab::impl::load`).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors

from llm_viz.engine.gguf_file import GgufFile
from llm_viz.engine.vocab_spelling import SPACE_MARK, bytes_spelled

_WORDS = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)"
_SHORTENED = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
_ENDS = r"\s*[\r\n]+|\s+(?!\S)|\s+"
_DIGITS = r"\p{N}"
_BY_CASE = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+SHORT"
    r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*SHORT"
    r"|NUMBER| ?[^\s\p{L}\p{N}]+[\r\n/]*|" + _ENDS
)


def _letters(number: str, letters: str = r"\p{L}", others: str = r"\p{L}\p{N}") -> tuple[str, ...]:
    words = rf"[^\r\n\p{{L}}\p{{N}}]?{letters}+|{number}| ?[^\s{others}]+[\r\n]*"
    return (f"{_SHORTENED}|{words}|{_ENDS}",)


_LLAMA3, _QWEN2 = _letters(r"\p{N}{1,3}"), _letters(r"\p{N}")
_QWEN35 = _letters(r"\p{N}", r"[\p{L}\p{M}]", r"\p{L}\p{M}\p{N}")
_TEKKEN = (_BY_CASE.replace("SHORT", "").replace("NUMBER", r"\p{N}"),)
_GPT4O = (_BY_CASE.replace("SHORT", f"{_SHORTENED}?").replace("NUMBER", r"\p{N}{1,3}"),)
_PIECES = {
    ("default", ""): (r"[\p{P}\$\+<=>\^~\|]+", _WORDS, r"\p{N}+", "[0-9][0-9][0-9]"),
    ("gpt-2", "phi-2", "mpt", "olmo", "jais", "trillion", "granite-docling", "exaone4", "gigachat", "a.x-4.0"): (
        _WORDS,
    ),
    ("mellum", "modern-bert"): (_WORDS,),
    ("smollm", "starcoder", "refact", "command-r", "codeshell", "exaone", "minerva-7b", "mellum2"): (_DIGITS, _WORDS),
    ("falcon",): (r"[\p{P}\$\+<=>\^~\|`]+", _WORDS, "[0-9][0-9][0-9]"),
    ("llama3", "llama-v3", "llama-bpe", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2"): _LLAMA3,
    ("dbrx", "smaug-bpe", "glm4", "chatglm-bpe"): _LLAMA3,
    ("qwen2", "deepseek-r1-qwen", "kormo", "f2llmv2", "megrez", "stablelm2", "hunyuan", "solar-open"): _QWEN2,
    ("qwen35",): _QWEN35,
    ("tekken",): _TEKKEN,
    ("gpt-4o", "llama4", "kanana2", "talkie", "minimax-m2"): _GPT4O,
    ("poro-chat", "bloom", "gpt3-finnish"): (r" ?[^(\s|.,!?…。，、।۔،)]+",),
    ("viking",): (r" ?[^(\s|.,!?…。，、।۔،)]+", _DIGITS),
}
"""How a text is cut, for each name in `tokenizer.ggml.pre`; patterns apply one after another."""
_CUTS = {name: patterns for names, patterns in _PIECES.items() for name in names}
_BEGINS = {"llama3", "llama-v3", "llama-bpe", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2", "tekken"}
"""Of these, words in the vocabulary are taken whole without merging, and every text begins with `bos`."""
_CONTROL, _USER_DEFINED = 3, 4
_SILENT = {
    *("model", "pre", "tokens", "token_type", "token_type_count", "scores", "merges", "precompiled_charsmap"),
    *("bos_token_id", "eos_token_id", "eot_token_id", "eom_token_id", "unknown_token_id", "seperator_token_id"),
    *("padding_token_id", "cls_token_id", "mask_token_id", "prefix_token_id", "suffix_token_id", "middle_token_id"),
    *(f"fim_{part}_token_id" for part in ("pre", "suf", "mid", "pad", "rep", "sep")),
    *("add_bos_token", "add_eos_token", "add_space_prefix", "remove_extra_whitespaces"),
}
"""Read here or by transformers, or of no effect on how these vocabularies read a text."""


def check_tokenizer(gguf: GgufFile) -> None:
    """`ModelUnsupported` for a kind of tokenizer, or a key, that would not be followed."""
    kind = gguf.tokenizer.get("model")
    if kind not in ("gpt2", "llama", "gemma4"):
        raise gguf.refuse("model")
    if kind == "gpt2" and gguf.tokenizer.get("pre", "") not in _CUTS:
        raise gguf.refuse("pre")
    for key, value in gguf.tokenizer.items():
        if key not in _SILENT and not (key == "add_sep_token" and not value):
            raise gguf.refuse(key)


def finish_tokenizer(gguf: GgufFile, file: Path) -> None:
    """Rewrite transformers' `tokenizer.json` so that it cuts texts and puts tokens around them as llama.cpp does."""
    kind = gguf.tokenizer.get("model")
    if kind == "gpt2":
        _respell(gguf, file)
    tokenizer = Tokenizer.from_file(str(file))
    if kind == "gpt2":
        cuts = [pre_tokenizers.Split(Regex(cut), "isolated") for cut in _CUTS[gguf.tokenizer.get("pre", "")]]
        spell = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence([*cuts, spell])
        tokenizer.decoder = decoders.ByteLevel()
    elif kind == "llama" and (
        gguf.tokenizer.get("add_space_prefix", True) or not gguf.architecture.startswith("gemma")
    ):
        _spell_spaces(tokenizer, gguf.tokenizer.get("add_space_prefix", True))
    if kind != "gemma4":
        _put_around(gguf, tokenizer)
    tokenizer.save(str(file))


def _spell_spaces(tokenizer: Tokenizer, before: bool) -> None:
    """As SentencePiece: a space is a mark; with `before`, one stands before every text, and is not shown."""
    spelled = normalizers.Replace(" ", SPACE_MARK)
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend(SPACE_MARK), spelled]) if before else spelled
    tokenizer.pre_tokenizer = None
    shown = [decoders.Replace(SPACE_MARK, " "), decoders.ByteFallback(), decoders.Fuse()]
    tokenizer.decoder = decoders.Sequence([*shown, decoders.Strip(" ", 1, 0)] if before else shown)


def _put_around(gguf: GgufFile, tokenizer: Tokenizer) -> None:
    sentence_piece = gguf.tokenizer["model"] == "llama"
    begins = sentence_piece or gguf.tokenizer.get("pre") in _BEGINS
    wanted = (
        ("bos_token_id", gguf.tokenizer.get("add_bos_token", begins), 1),
        ("eos_token_id", gguf.tokenizer.get("add_eos_token", False), 2),
    )
    names: list[tuple[str, int]] = []
    parts = ["$A"]
    for key, put, default in wanted:
        if not put:
            continue
        id = gguf.tokenizer.get(key, default if sentence_piece else None)
        name = None if id is None else tokenizer.id_to_token(id)
        if id is None or name is None:
            raise gguf.refuse(f"add_{key.removesuffix('_id')}")
        names.append((name, id))
        parts = [name, *parts] if key == "bos_token_id" else [*parts, name]
    tokenizer.post_processor = processors.TemplateProcessing(single=parts, special_tokens=names)


def _respell(gguf: GgufFile, file: Path) -> None:
    """Spell control and user-defined tokens plainly; transformers respells those outside the alphabet of bytes."""
    description: dict[str, Any] = json.loads(file.read_text("utf-8"))
    vocabulary: dict[str, int] = description["model"]["vocab"]
    added = {entry["id"]: entry for entry in description["added_tokens"]}
    tokens = gguf.reader.fields["tokenizer.ggml.tokens"].contents()
    types = gguf.reader.fields["tokenizer.ggml.token_type"].contents() if "token_type" in gguf.tokenizer else []
    plain = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    for id, (token, kind) in enumerate(zip(tokens, types, strict=False)):
        if kind in (_CONTROL, _USER_DEFINED) and id not in added:
            vocabulary.pop(bytes_spelled(token.encode()), None)
            vocabulary[token] = id
            added[id] = {"id": id, "content": token, **plain, "special": kind == _CONTROL}
    description["added_tokens"] = [added[id] for id in sorted(added)]
    description["model"]["ignore_merges"] = gguf.tokenizer.get("pre") in _BEGINS
    file.write_text(json.dumps(description, ensure_ascii=False), "utf-8")
