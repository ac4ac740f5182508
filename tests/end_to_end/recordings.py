"""Small recordings made on the spot: silence, noise, a film without sound, a transcript."""

from __future__ import annotations

import io
import wave

import av
import numpy as np

RATE = 16_000

STANDUP = """WEBVTT

00:00:00.000 --> 00:00:05.000
<v Ana>I am worried about the release, the tests fail and it is a terrible mess.

00:00:06.000 --> 00:00:12.000
<v Ben>I love the new design, it is wonderful work and everybody is happy.

00:00:13.000 --> 00:00:20.000
<v Ana>If you fix the tests today I will be very pleased, thank you, that is great.
"""

MONOLOGUE = """WEBVTT

00:00:00.000 --> 00:00:05.000
<v Ana>I am happy with the week, we have finished what we wanted to finish.
"""


def silence(seconds: float) -> bytes:
    """A wav in which nothing is to be heard."""
    return _wav(np.zeros(int(seconds * RATE), dtype=np.int16))


def noise(seconds: float) -> bytes:
    """A wav of quiet white noise."""
    signs = np.random.default_rng(1).normal(0, 400, int(seconds * RATE))
    return _wav(signs.astype(np.int16))


def film_without_sound() -> bytes:
    """A second of grey in an mp4 with no audio track."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as film:
        track = film.add_stream("mpeg4", rate=10)
        track.width, track.height, track.pix_fmt = 64, 64, "yuv420p"
        for _ in range(10):
            frame = av.VideoFrame.from_ndarray(np.full((64, 64, 3), 128, np.uint8), format="rgb24")
            film.mux(track.encode(frame))
        film.mux(track.encode(None))
    return out.getvalue()


def _wav(samples: np.ndarray[tuple[int], np.dtype[np.int16]]) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return out.getvalue()
