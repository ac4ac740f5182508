"""Sounds: short recordings, made where a test needs one."""

from __future__ import annotations

import wave
from pathlib import Path


def write_silence(path: Path, seconds: float) -> None:
    """A silent .wav: one channel, 16 kHz, 32 kB a second."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(round(seconds * 16_000) * 2))
