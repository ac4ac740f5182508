"""A meeting of the project's own to try things with: as a recording, and as its transcript."""

from __future__ import annotations

from pathlib import Path

SPEAKERS = 3


def find_recording() -> Path:
    """The meeting as sound: a minute, three voices."""
    return Path(__file__).with_name("standup.ogg")


def find_transcript() -> Path:
    """What is said in it, by whom and when."""
    return Path(__file__).with_name("standup.vtt")
