"""Voice: where in a recording somebody speaks (Silero's network, run by onnxruntime)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.networks.weights import find_weights
from workers.engines.local.sound import RATE, STEP_S, Sound, Span

WEIGHTS = ("silero-vad", "silero_vad/data/silero_vad_16k_sequence.onnx")
FRAME = 512
"""Samples that one probability stands for: 32 ms."""
_CONTEXT = 64
_BLOCK_FRAMES = 2048
"""About 65 s at once: a twentieth of a second of work between two looks at the clock."""

_SECONDED = 0.35
"""A chance is so much higher where the other network is sure: it hears soft and far voices better,
this one all others."""

Chances = NDArray[np.float32]


def estimate_speech(
    sound: Sound, channel: int | None = None, at: Callable[[float], None] = lambda _: None
) -> Chances:
    """The probability of speech in each 32 ms frame of the sound; `at` hears the share done."""
    import onnxruntime  # noqa: PLC0415 - 45 MB that only this function needs

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3  # the file's unused initializers are no news to anyone
    path = find_weights(*WEIGHTS)
    session = onnxruntime.InferenceSession(str(path), options, ["CPUExecutionProvider"])
    hidden = cell = np.zeros((1, 1, 128), np.float32)
    found = []
    for share, block in _blocks(sound, channel):
        values, hidden, cell = session.run(None, {"input": block, "h": hidden, "c": cell})
        found.append(values)
        at(share)
    return np.concatenate(found) if found else np.zeros(0, np.float32)


def raise_chances(likely: Chances, spoken: Chances) -> Chances:
    """The chances, higher where another network hears somebody: `spoken` says how surely, in each
    step of the sound, 0 to 1."""
    middles_s = (np.arange(len(likely)) + 0.5) * FRAME / RATE
    steps = (middles_s / STEP_S).astype(np.intp)
    return np.asarray(likely + _SECONDED * spoken[np.minimum(steps, len(spoken) - 1)], np.float32)


def find_speech(
    likely: Chances,
    *,
    begin: float = 0.4,
    end: float = 0.25,
    shortest_s: float = 0.25,
    pause_s: float = 0.1,
    margin_s: float = 0.03,
) -> list[Span]:
    """Stretches of speech: begun above one probability, ended below another.

    Pauses shorter than `pause_s` are bridged, stretches shorter than `shortest_s` dropped, and the
    rest widened by `margin_s` on both sides.
    """
    spans: list[Span] = []
    for first, last in _runs(likely, begin, end):
        start_s, end_s = first * FRAME / RATE, last * FRAME / RATE
        if spans and start_s - spans[-1].end_s < pause_s:
            spans[-1] = Span(spans[-1].start_s, end_s)
        else:
            spans.append(Span(start_s, end_s))
    kept = [span for span in spans if span.length_s >= shortest_s]
    limit_s = len(likely) * FRAME / RATE
    return [
        Span(max(0.0, span.start_s - margin_s), min(limit_s, span.end_s + margin_s))
        for span in kept
    ]


def _blocks(sound: Sound, channel: int | None) -> Iterator[tuple[float, NDArray[np.float32]]]:
    """Frames with the 64 samples before them, and the share of the sound behind each block."""
    for start in range(0, sound.length, _BLOCK_FRAMES * FRAME):
        frames = min(_BLOCK_FRAMES, -(-(sound.length - start) // FRAME))
        samples = sound.read(start - _CONTEXT, start + frames * FRAME, channel)
        windows = np.lib.stride_tricks.sliding_window_view(samples, _CONTEXT + FRAME)[::FRAME]
        share = min(1.0, (start + frames * FRAME) / sound.length)
        yield share, np.ascontiguousarray(windows)


def _runs(likely: Chances, begin: float, end: float) -> Iterator[tuple[int, int]]:
    """Frame ranges that rise above `begin` and last until they fall below `end`."""
    first = None
    for frame, chance in enumerate(likely.tolist()):
        if first is None and chance >= begin:
            first = frame
        elif first is not None and chance < end:
            yield first, frame
            first = None
    if first is not None:
        yield first, len(likely)
