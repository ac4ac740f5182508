"""Promise: the length that a recording's own container states, which FFmpeg may only have guessed.

A stream that was cut short keeps its promise in the head of most containers. Some have no place for
one, and FFmpeg then guesses from the size of the file: that tells nobody that a part is missing.
"""

from __future__ import annotations

from pathlib import Path

from workers.media.formats import Format, read_behind_id3

_PROMISE_NOTHING = frozenset({Format.AAC, Format.AMR, Format.MPEG, Format.MPEG_TS})
_MP3_HEADS = (b"Xing", b"Info", b"VBRI")
_FRAME_BYTES = 400
_UNFILLED = 0x7FFF_F000
"""From here on, and zero, is what recorders write for a size that they do not know yet."""


def read_promised_s(path: Path, kind: Format, guessed_s: float | None) -> float | None:
    """What the container states, in seconds; `guessed_s` is FFmpeg's account of the same.

    None where the container states nothing.
    """
    if guessed_s is None or kind in _PROMISE_NOTHING:
        return None
    if kind is Format.WAV:
        return guessed_s * _wave_growth(path)
    if kind is Format.MP3 and not any(
        head in read_behind_id3(path, _FRAME_BYTES) for head in _MP3_HEADS
    ):
        return None
    return guessed_s


def _wave_growth(path: Path) -> float:
    """How many times larger a wave file says it is than it is: FFmpeg goes by what is there."""
    with path.open("rb") as file:
        head = file.read(8)
    stated = int.from_bytes(head[4:], "little")
    if head[:4] != b"RIFF" or not 0 < stated < _UNFILLED:
        return 1.0
    return max(1.0, (stated + 8) / path.stat().st_size)
