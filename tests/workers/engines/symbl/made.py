"""Made: short recordings in any container."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import av
import numpy as np


def write(path: Path, container: str, codec: str, *, video: bool) -> None:
    """Half a second of silence, with a grey picture if wanted."""
    with av.open(path, "w", format=container) as out:
        sound = cast("av.AudioStream", out.add_stream(codec, rate=48_000))
        if video:
            draw(out)
        size = sound.codec_context.frame_size or 1024
        silence = np.zeros((1, size), "float32")
        for _ in range(24_000 // size):
            frame = av.AudioFrame.from_ndarray(silence, format="fltp", layout="mono")
            frame.sample_rate = 48_000
            out.mux(sound.encode(frame))
        out.mux(sound.encode(None))


def draw(out: av.container.OutputContainer) -> None:
    """One grey picture."""
    sight = out.add_stream("mpeg4", rate=10)
    sight.width, sight.height, sight.pix_fmt = 16, 16, "yuv420p"
    grey = av.VideoFrame.from_ndarray(np.full((16, 16, 3), 99, "uint8"), format="rgb24")
    out.mux(sight.encode(grey))
    out.mux(sight.encode(None))
