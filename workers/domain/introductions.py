"""Introductions: who is who in a meeting, so that people can put names to labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from workers.domain.meeting import Meeting, Utterance

TYPICAL_WORDS = 14
"""A quote of about this length tells most about who speaks: a sentence, not a speech."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """One speaker: label, seconds of talk, and something that only they would have said.

    `suggested` is the name that the recording's own captions have for them, if they have one.
    """

    speaker: str
    talk_time_s: float
    quote: str
    suggested: str = ""


def introduce_speakers(meeting: Meeting) -> tuple[Introduction, ...]:
    """One for each speaker, in order of first appearance."""
    return tuple(_introduction(meeting, speaker) for speaker in meeting.speakers)


def add_suggestions(
    introduced: Sequence[Introduction], suggested: Mapping[str, str], names: Mapping[str, str]
) -> tuple[Introduction, ...]:
    """The same with what is `suggested` (name by label), save for those whom people have given
    `names` (by label) already."""
    return tuple(
        each
        if each.speaker in names.values()
        else replace(each, suggested=suggested.get(each.speaker, ""))
        for each in introduced
    )


def _introduction(meeting: Meeting, speaker: str) -> Introduction:
    own = [utterance for utterance in meeting.utterances if utterance.speaker == speaker]
    talk = sum(max(0.0, utterance.end_s - utterance.start_s) for utterance in own)
    return Introduction(speaker, talk, _typical(own))


def _typical(utterances: Sequence[Utterance]) -> str:
    """The utterance whose length comes closest to a sentence's; the earliest of equals."""
    return min(utterances, key=lambda each: abs(each.words - TYPICAL_WORDS)).text
