"""Captions: WebVTT, SubRip and YouTube's .sbv, told by the lines that say when a cue is."""

from __future__ import annotations

from workers.transcripts.cues.cue_lines import read_cues
from workers.transcripts.cues.voices import say_cues
from workers.transcripts.said import Transcript


def read_caption_file(text: str) -> Transcript:
    """Any text whose cues stand below lines that say when they are."""
    raw = read_cues(text.lstrip("\ufeff \n\t"))
    return say_cues([one for one in raw if not one.broken], sum(one.broken for one in raw))
