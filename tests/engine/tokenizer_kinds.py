"""One small tokenizer of each kind that today's models use, made here so that these tests need no model."""

from __future__ import annotations

import json

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

_CORPUS = ["the lower the newer, the newest", "こんにちは、世界", "今日は世界の今日", "a  b\n\nc 12 345"] * 3


def byte_level(normalizer: normalizers.Normalizer | None = None) -> Tokenizer:
    """Like GPT-2, SmolLM2, Llama 3 (and with NFC normalisation: Qwen)."""
    tokenizer = Tokenizer(models.BPE())
    if normalizer:
        tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train_from_iterator(_CORPUS, trainers.BpeTrainer(vocab_size=330, initial_alphabet=alphabet))
    tokenizer.add_special_tokens(["<|endoftext|>"])
    tokenizer.add_tokens(["日本 "])
    return tokenizer


def byte_fallback(dummy_space: bool = False) -> Tokenizer:
    """Like Gemma; with a dummy space before the text: like Llama 2."""
    learned = Tokenizer(models.BPE(unk_token="<unk>"))
    learned.normalizer = normalizers.Replace(" ", "▁")
    learned.train_from_iterator(_CORPUS, trainers.BpeTrainer(vocab_size=90, special_tokens=["<unk>", "<bos>"]))
    vocabulary = learned.get_vocab()
    vocabulary |= {f"<0x{byte:02X}>": len(vocabulary) + byte for byte in range(256)}
    merges = [(left, right) for left, right in json.loads(learned.to_str())["model"]["merges"]]
    tokenizer = Tokenizer(models.BPE(vocabulary, merges, unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    replace = normalizers.Replace(" ", "▁")
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), replace]) if dummy_space else replace
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<bos> $A", special_tokens=[("<bos>", vocabulary["<bos>"])]
    )
    tokenizer.add_special_tokens(["<unk>", "<bos>"])
    return tokenizer


def word_piece() -> Tokenizer:
    """Like BERT and MiniLM: lower case, no spaces, unknown words; padded and cut as MiniLM's file demands."""
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "low", "##er", "##est", "new", "cafe", "世", "界", "<", ">", ","]
    tokenizer = Tokenizer(models.WordPiece({piece: i for i, piece in enumerate(vocabulary)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.add_special_tokens(vocabulary[:4])
    tokenizer.enable_padding(length=8)
    tokenizer.enable_truncation(8)
    return tokenizer


def unigram() -> Tokenizer:
    """Like T5, rinna and llm-jp: special tokens stand in the vocabulary as ordinary pieces."""
    pieces = [("<unk>", 0.0), ("</s>", 0.0), ("▁", -2.0), ("▁世界", -3.0), ("今日", -3.0)]
    tokenizer = Tokenizer(models.Unigram([*pieces, *((letter, -4.0) for letter in "</s>abc")], unk_id=0))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    tokenizer.add_special_tokens(["<unk>", "</s>", "<extra>"])
    tokenizer.add_tokens(["abc"])
    return tokenizer


def normalising(normalizer: normalizers.Normalizer, pre_tokenizer: pre_tokenizers.PreTokenizer | None) -> Tokenizer:
    """Like XLM-R, T5 and early rinna: characters are changed before the text is cut, and a space is put before it."""
    letters = dict.fromkeys("▁ABCabc123かがキロガﾞ゙ー가\u1100\u1161")
    pieces = [("<unk>", 0.0), ("キロ", -3.0), ("▁ABC", -3.5), *((letter, -4.0) for letter in letters)]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0))
    tokenizer.normalizer = normalizer
    if pre_tokenizer is not None:
        tokenizer.pre_tokenizer = pre_tokenizer
    tokenizer.decoder = decoders.Metaspace()
    return tokenizer


_WORDS = ["[UNK]", "</s>", "the", "cat", "on", "mat", ",", ".", "猫", "a", "b"]


def whole_words(decoder: decoders.Decoder | None = None) -> Tokenizer:
    """What a beginner builds: every word a token, cut at spaces."""
    tokenizer = Tokenizer(models.WordLevel({word: id for id, word in enumerate(_WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    if decoder is not None:
        tokenizer.decoder = decoder
    tokenizer.add_special_tokens(["</s>"])
    return tokenizer


def word_ends() -> Tokenizer:
    """Like the first GPT: the end of a word is marked in the vocabulary."""
    pieces = ["<unk>", "t", "h", "e</w>", "th", "the</w>", "c", "a", "t</w>", "ca", "cat</w>", "o", "n</w>", "on</w>"]
    merges = [("t", "h"), ("th", "e</w>"), ("c", "a"), ("ca", "t</w>"), ("o", "n</w>")]
    vocabulary = {piece: id for id, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.BPE(vocabulary, merges, unk_token="<unk>", end_of_word_suffix="</w>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.decoder = decoders.BPEDecoder()
    return tokenizer


def letters() -> Tokenizer:
    """Like models that write down speech: one letter a token, a repeated one is written once."""
    vocabulary = {letter: id for id, letter in enumerate(["<pad>", "<unk>", "|", *"abcdehlot"])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Replace(" ", "|")
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    tokenizer.decoder = decoders.CTC()
    return tokenizer
