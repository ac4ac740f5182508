"""The recogniser that needs no download: Moonshine's base network, English, by onnxruntime."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.sound import RATE, Samples
from workers.engines.local.words import HeardWords
from workers.engines.local.words.guards import can_be_said, goes_in_circles
from workers.engines.local.words.prepared import Prepared
from workers.engines.local.words.tokens import TokenTexts
from workers.engines.local.words.written import make_words

_START, _END = 1, 2
_NOTHING = 0.85
"""How likely a text is to be over before it begins, where nobody speaks. Of one stretch of speech
in fifty the network thinks the same, but is not so sure."""
_TOKENS_A_SECOND, _TOKENS_MORE = 8.0, 6
"""Nobody says more: a text that goes on longer has lost its way."""
_LOOK_EVERY = 8
"""Steps between two looks at whether a text goes in circles."""
_SHORTEST = RATE
"""Samples; what is shorter stands in the middle of silence, for want of which the network guesses
at whole sentences."""


class _Said:
    """What is said in one stretch so far."""

    def __init__(self, most: int) -> None:
        self.tokens: list[int] = []
        self.chances: list[float] = []
        self.is_over = self.is_lost = False
        self._most = most

    def take(self, token: int, chance: float) -> None:
        """The next token; behind the last one nothing is taken."""
        if self.is_over:
            return
        if token == _END:
            self.is_over = True
            return
        self.tokens.append(token)
        self.chances.append(chance)
        count = len(self.tokens)
        looks = count % _LOOK_EVERY == 0
        if count >= self._most or (looks and goes_in_circles(self.tokens)):
            self.is_over = self.is_lost = True


class Moonshine:
    """Several stretches at once, each token the likeliest one after those before."""

    def __init__(self, prepared: Prepared) -> None:
        self._tokens = TokenTexts(prepared.tokens)
        self._listening = _session(str(prepared.listening))
        self._saying = _session(str(prepared.saying))
        self._lookups = [one.name for one in self._listening.get_outputs()]
        self._results = [one.name for one in self._saying.get_outputs()]
        self._pasts = {
            one.name: one.shape
            for one in self._saying.get_inputs()
            if one.name.startswith("past") and one.name not in self._lookups
        }

    def hear(self, stretches: Sequence[Samples]) -> list[HeardWords]:
        """The words of each; the longest should not be much longer than the shortest, which is
        filled up with silence."""
        said = [_Said(_most_tokens(len(one))) for one in stretches]
        lookups = self._listen(stretches)
        past: dict[str, Any] = {
            name: np.zeros((len(said), shape[1], 0, shape[3]), np.float32)
            for name, shape in self._pasts.items()
        }
        tokens = np.full(len(said), _START, np.int64)
        while not all(one.is_over for one in said):
            logits, past = self._step(tokens, lookups, past)
            if tokens[0] == _START:
                logits = _begin_unless_sure(logits)
            tokens = logits.argmax(axis=1)
            for one, token, chance in zip(said, tokens, _chances(logits), strict=True):
                one.take(int(token), float(chance))
        return [self._heard(*pair) for pair in zip(said, stretches, strict=True)]

    def _listen(self, stretches: Sequence[Samples]) -> dict[str, Any]:
        longest = max(_SHORTEST, *map(len, stretches))
        sound = np.zeros((len(stretches), longest), np.float32)
        for row, samples in zip(sound, stretches, strict=True):
            first = max(0, _SHORTEST - len(samples)) // 2
            row[first : first + len(samples)] = samples
        found = self._listening.run(self._lookups, {"input_values": sound})
        return dict(zip(self._lookups, found, strict=True))

    def _step(
        self, tokens: NDArray[np.int64], lookups: dict[str, Any], past: dict[str, Any]
    ) -> tuple[NDArray[np.float32], dict[str, Any]]:
        """The logits of the next token of every stretch, and the past of the step after this."""
        feed = {"input_ids": tokens[:, None], **lookups, **past}
        found = dict(zip(self._results, self._saying.run(self._results, feed), strict=True))
        logits = found.pop("logits")[:, -1]
        return logits, {name.replace("present", "past_key_values"): found[name] for name in found}

    def _heard(self, said: _Said, samples: Samples) -> HeardWords:
        words = make_words(said.tokens, said.chances, self._tokens, samples)
        if said.is_lost or not can_be_said(words, len(samples) / RATE):
            return HeardWords([], dropped=True)
        return HeardWords(words)


def _most_tokens(length: int) -> int:
    return int(length / RATE * _TOKENS_A_SECOND) + _TOKENS_MORE


def _begin_unless_sure(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """The logits of the first token, without an end where the network is not sure of one."""
    unsure = (logits.argmax(axis=1) == _END) & (_chances(logits) < _NOTHING)
    begun = logits.copy()
    begun[unsure, _END] = -np.inf
    return begun


def _chances(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """How likely the likeliest token of each row is."""
    highest = logits.max(axis=1, keepdims=True)
    chances: NDArray[np.float32] = 1 / np.exp(logits - highest).sum(axis=1)
    return chances


def _session(path: str) -> Any:
    import onnxruntime  # noqa: PLC0415 - 45 MB; children only

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # it never gives back what the longest stretch took
    return onnxruntime.InferenceSession(path, options, ["CPUExecutionProvider"])
