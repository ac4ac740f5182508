"""Meetings of the project's own: one to show, and a minute of sound and transcript to test with.

Who speaks in them was made up.
"""

from __future__ import annotations

from pathlib import Path

SPEAKERS = 3


def find_recording() -> Path:
    """The meeting as sound: a minute, three voices."""
    return Path(__file__).with_name("standup.ogg")


def find_transcript() -> Path:
    """What is said in it, by whom and when."""
    return Path(__file__).with_name("standup.vtt")


def find_review() -> Path:
    """The transcript of a meeting of nine minutes in which something happens, to show a chart."""
    return Path(__file__).with_name("review.vtt")
