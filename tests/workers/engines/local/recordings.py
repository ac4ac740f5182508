"""Recordings made for a test: the demo meeting's sound, and any container it may come in."""

from __future__ import annotations

import os
import re
import tempfile
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from workers.engines.local.sound import RATE, Sound, Span
from workers.engines.local.sound.decode import decode_sound
from workers.engines.local.voices.turns import Turn
from workers.examples import find_recording, find_transcript
from workers.media.formats import Format

Samples = NDArray[np.float32]

NETWORKS = Path(tempfile.gettempdir()) / f"undertone-test-networks-{os.getuid()}"
"""Where tests keep what is prepared once; the engine's own lies in DATA_DIR."""


@cache
def demo() -> Samples:
    """The demo meeting, decoded: mono, 16 kHz."""
    with tempfile.TemporaryFile() as spool:
        sound = decode_sound(
            find_recording(), Format.OGG, spool.fileno(), 300, lambda _: None
        ).sound
        return sound.read(0, sound.length)


@cache
def lines() -> tuple[tuple[str, float, float], ...]:
    """Who speaks from when to when in the demo meeting."""
    cue = re.compile(r"00:(\d\d):([\d.]+) --> 00:(\d\d):([\d.]+)\n<v (\w+)>")
    return tuple(
        (name, 60 * int(m1) + float(s1), 60 * int(m2) + float(s2))
        for m1, s1, m2, s2, name in cue.findall(find_transcript().read_text())
    )


def said_by(name: str) -> Samples:
    """All that one person says in the demo meeting, end to end."""
    return np.concatenate(
        [
            demo()[round((start_s + 0.1) * RATE) : round((end_s - 0.1) * RATE)]
            for who, start_s, end_s in lines()
            if who == name
        ]
    )


def sound_of(samples: Samples) -> Sound:
    """A sound with these samples, of shape (length,) or (length, 2); its file has no name."""
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    spool = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the sound is used
    spool.write((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    spool.flush()
    _open_spools.append(spool)
    return Sound(spool.fileno(), channels, len(samples))


_open_spools: list[object] = []


def turn(voice: int, start_s: float, end_s: float) -> Turn:
    """A turn that nobody talks over."""
    return Turn(voice, start_s, end_s, clear=Span(start_s, end_s))


def tone(seconds: float, hertz: float = 440.0) -> Samples:
    times = np.arange(round(seconds * RATE)) / RATE
    return (0.3 * np.sin(2 * np.pi * hertz * times)).astype(np.float32)


def encode(path: Path, container: str, codec: str, samples: Samples, *, rate: int = 48_000) -> Path:
    """Write `samples` (16 kHz, mono or two columns) to `path`."""
    columns = samples[:, None] if samples.ndim == 1 else samples
    layout = "mono" if columns.shape[1] == 1 else "stereo"
    with av.open(str(path), "w", format=container) as out:
        stream: Any = out.add_stream(codec, rate=rate, layout=layout)
        stream.bit_rate = 64_000
        frame = av.AudioFrame.from_ndarray(
            (columns.reshape(1, -1) * 32767).astype(np.int16), format="s16", layout=layout
        )
        frame.sample_rate = RATE
        frame.time_base = Fraction(1, RATE)
        resampler = av.AudioResampler(
            stream.codec_context.format, layout, rate, stream.codec_context.frame_size or None
        )
        for piece in (*resampler.resample(frame), *resampler.resample(None)):
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))
    return path


def video(path: Path, container: str, codec: str, sound_codec: str | None, seconds: int) -> Path:
    """A small film, grey all through, with the demo's sound or with none."""
    with av.open(str(path), "w", format=container) as out:
        picture: Any = out.add_stream(codec, rate=5)
        picture.width, picture.height, picture.pix_fmt = 64, 48, "yuv420p"
        sound: Any = (
            out.add_stream(sound_codec, rate=48_000, layout="mono") if sound_codec else None
        )
        for _ in range(seconds * 5):
            frame = av.VideoFrame.from_ndarray(np.full((72, 64), 128, np.uint8), format="yuv420p")
            out.mux(picture.encode(frame))
        out.mux(picture.encode(None))
        if sound:
            resampler = av.AudioResampler(
                sound.codec_context.format, "mono", 48_000, sound.codec_context.frame_size or None
            )
            mono = (demo()[: seconds * RATE][None] * 32767).astype(np.int16)
            piece = av.AudioFrame.from_ndarray(mono, format="s16", layout="mono")
            piece.sample_rate, piece.time_base = RATE, Fraction(1, RATE)
            for part in (*resampler.resample(piece), *resampler.resample(None)):
                out.mux(sound.encode(part))
            out.mux(sound.encode(None))
    return path
