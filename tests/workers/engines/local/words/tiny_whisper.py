"""A Whisper model of 2 MB that hears nothing: it says the words it was made with, in any order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

WORDS = ("good", "morning", "budget", "launch")
_WIDTH = 64
_LANGUAGE = "<|en|>"
_SPECIAL = (
    *("<|endoftext|>", "<|startoftranscript|>", _LANGUAGE, "<|translate|>", "<|transcribe|>"),
    *("<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>"),
    *(f"<|{step * 0.02:.2f}|>" for step in range(1501)),
)
_RANDOM = np.random.default_rng(0)


def tiny_whisper(folder: Path) -> Path:
    """Write the model to `folder`, as faster-whisper's converter would. Takes half a second."""
    from ctranslate2.specs import WhisperSpec  # noqa: PLC0415 - comes with the extra only

    folder.mkdir()
    vocabulary = _vocabulary(folder)
    spec = WhisperSpec(1, 1, 1, 1)
    _encoder(spec.encoder)
    _decoder(spec.decoder, vocabulary)
    spec.config.suppress_ids = spec.config.suppress_ids_begin = []
    spec.config.lang_ids = [vocabulary.index(_LANGUAGE)]
    spec.config.alignment_heads = [(0, 0)]
    spec.register_vocabulary(vocabulary)
    spec.validate()
    spec.save(str(folder))
    return folder


def _vocabulary(folder: Path) -> list[str]:
    """Bytes, the words with the blank before them, and Whisper's own signs."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers  # noqa: PLC0415 - as above

    plain = [*sorted(pre_tokenizers.ByteLevel.alphabet()), *(f"Ġ{word}" for word in WORDS)]
    tokenizer = Tokenizer(models.BPE({token: row for row, token in enumerate(plain)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(list(_SPECIAL))
    tokenizer.save(str(folder / "tokenizer.json"))
    return [*plain, *_SPECIAL]


def _encoder(encoder: Any) -> None:
    encoder.conv1.weight, encoder.conv1.bias = _numbers(_WIDTH, 80, 3), _zeros(_WIDTH)
    encoder.conv2.weight, encoder.conv2.bias = _numbers(_WIDTH, _WIDTH, 3), _zeros(_WIDTH)
    encoder.position_encodings.encodings = _numbers(1500, _WIDTH)
    _norm(encoder.layer_norm)
    for layer in encoder.layer:
        _attention(layer.self_attention, (3, 1))
        _feed_forward(layer.ffn)


def _decoder(decoder: Any, vocabulary: list[str]) -> None:
    decoder.embeddings.weight = decoder.projection.weight = _numbers(len(vocabulary), _WIDTH)
    bias = np.full(len(vocabulary), -50, np.float32)
    bias[[vocabulary.index(f"Ġ{word}") for word in WORDS]] = 0
    bias[vocabulary.index("<|0.00|>") :] = 0
    decoder.projection.bias = bias
    decoder.position_encodings.encodings = _numbers(448, _WIDTH)
    _norm(decoder.layer_norm)
    for layer in decoder.layer:
        _attention(layer.self_attention, (3, 1))
        _attention(layer.attention, (1, 2, 1))
        _feed_forward(layer.ffn)


def _attention(attention: Any, widths: tuple[int, ...]) -> None:
    _norm(attention.layer_norm)
    for linear, width in zip(attention.linear, widths, strict=True):
        _linear(linear, width * _WIDTH, _WIDTH)


def _feed_forward(layers: Any) -> None:
    _norm(layers.layer_norm)
    _linear(layers.linear_0, 4 * _WIDTH, _WIDTH)
    _linear(layers.linear_1, _WIDTH, 4 * _WIDTH)


def _linear(linear: Any, rows: int, columns: int) -> None:
    linear.weight, linear.bias = _numbers(rows, columns), _zeros(rows)


def _norm(norm: Any) -> None:
    norm.gamma, norm.beta = np.ones(_WIDTH, np.float32), _zeros(_WIDTH)


def _numbers(*shape: int) -> Any:
    return (0.2 * _RANDOM.standard_normal(shape)).astype(np.float32)


def _zeros(size: int) -> Any:
    return np.zeros(size, np.float32)
