"""Pieces: a recording in parts that a server takes, parted where it is quietest."""

from __future__ import annotations

import wave
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np

from workers.engines.local.sound import RATE, Sound, Span

SHORTEST_S, LONGEST_S = 300.0, 540.0
"""Servers take 600 s and 25 MB at least; 540 s are 17 MB."""
_FRAME = RATE // 50
_PAUSE = 15
"""Frames over which loudness is taken: a pause between sentences, not between sounds."""
_BLOCK = RATE * 10
BOUNDARY = "undertone-piece-of-sound"


def cut_pieces(sound: Sound) -> list[Span]:
    """The whole recording in pieces of 5 to 9 minutes, the last one perhaps shorter or longer."""
    edges_s = [0.0]
    while sound.length_s - edges_s[-1] > LONGEST_S:
        start_s = edges_s[-1] + SHORTEST_S
        latest_s = min(edges_s[-1] + LONGEST_S, sound.length_s - 1)
        edges_s.append(_find_quietest(sound, start_s, latest_s))
    return [Span(*pair) for pair in pairwise([*edges_s, sound.length_s])]


def write_form(path: Path, sound: Sound, piece: Span, fields: Mapping[str, str | list[str]]) -> str:
    """Write a piece and the fields around it as one multipart body; its content type.

    On disk, as the sound of a long recording has no place in memory; mono, 16 kHz, 16 bits.
    """
    with path.open("wb") as file:
        for name, values in fields.items():
            for value in [values] if isinstance(values, str) else values:
                file.write(_part(f'name="{name}"') + value.encode() + b"\r\n")
        file.write(_part('name="file"; filename="piece.wav"', "audio/wav"))
        with wave.open(file, "wb") as wav:
            wav.setnchannels(1)
            wav.setsampwidth(2)
            wav.setframerate(RATE)
            start, stop = _samples_of(piece)
            wav.setnframes(stop - start)
            for block in _blocks(sound, start, stop):
                wav.writeframesraw(block)
        file.seek(0, 2)
        file.write(f"\r\n--{BOUNDARY}--\r\n".encode())
    return f"multipart/form-data; boundary={BOUNDARY}"


def _part(disposition: str, content_type: str = "") -> bytes:
    lines = [f"--{BOUNDARY}", f"Content-Disposition: form-data; {disposition}"]
    lines += [f"Content-Type: {content_type}"] if content_type else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _samples_of(piece: Span) -> tuple[int, int]:
    return round(piece.start_s * RATE), round(piece.end_s * RATE)


def _blocks(sound: Sound, start: int, stop: int) -> Iterator[bytes]:
    for first in range(start, stop, _BLOCK):
        samples = sound.read(first, min(first + _BLOCK, stop))
        yield np.clip(samples * 32768, -32768, 32767).astype("<i2").tobytes()


def _find_quietest(sound: Sound, start_s: float, end_s: float) -> float:
    """The middle of the quietest third of a second between these times."""
    samples = sound.read(round(start_s * RATE), round(end_s * RATE))
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    power = np.einsum("ij,ij->i", frames, frames)
    quietest = int(np.argmin(np.convolve(power, np.ones(_PAUSE), mode="valid")))
    return start_s + (quietest + _PAUSE / 2) * _FRAME / RATE
