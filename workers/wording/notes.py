"""What people should know about how a meeting was heard: one short sentence per remark."""

from __future__ import annotations

from collections.abc import Mapping

from workers.domain.meeting import Note, Remark
from workers.domain.stand_in import StandInReason

STAND_INS: Mapping[StandInReason, str] = {
    "out_of_reach": "{engine} was out of reach: the embedded engine listened instead.",
    "minutes": (
        "This month’s minutes with {engine} are used up: the embedded engine listened instead."
    ),
}

_MINUTES_FROM_S = 180

SENTENCES: Mapping[Remark, str] = {
    Remark.ENDS_EARLY: "The file ends early: charted {charted_part}.",
    Remark.TRACKS: "The recording has {tracks:.0f} sound tracks: {heard_part}.",
    Remark.VOICES_UNSURE: "The voices are hard to tell apart: check who is who.",
    Remark.FEWER_SPEAKERS: "Asked for {asked:.0f} speakers, heard {found:.0f}.",
    Remark.TIMES_ESTIMATED: "The transcript has no times: estimated at 150 words a minute.",
    Remark.CUES_SKIPPED: "Left out of the transcript: {counted}.",
    Remark.SPEAKERS_UNKNOWN: (
        "The transcript does not say who speaks in {counted}: “Unknown speaker”."
    ),
    Remark.INVENTED_LEFT_OUT: (
        "Left out: {counted} that speech recognition makes up over silence."
    ),
    Remark.PARTS_JOINED: "The transcript has {counted}: charted one behind the other.",
    Remark.WORDS_FALLBACK: (
        "The better speech model could not be loaded: the words come from the built-in one."
    ),
    Remark.SCORER_FALLBACK: (
        "The better scorer could not be loaded: the polarities come from a word list."
    ),
    Remark.SCORED_HERE: "The engine gave words without polarity: they were scored here.",
    Remark.WORDS_SPREAD: "The speech server gives no times for single words: they are estimated.",
    Remark.VOICES_UNTOLD: "The engine cannot tell speakers apart in this language.",
    Remark.LANGUAGE_UNSCORED: "Polarity is for English only; other languages have none.",
}

_COUNTED: Mapping[Remark, tuple[str, str]] = {
    Remark.CUES_SKIPPED: ("broken cue", "broken cues"),
    Remark.SPEAKERS_UNKNOWN: ("place", "places"),
    Remark.PARTS_JOINED: ("part", "parts"),
    Remark.INVENTED_LEFT_OUT: ("phrase", "phrases"),
}
"""What some remarks count: one of them, and several."""


def write_note(note: Note) -> str:
    """The remark with its numbers."""
    parts = {}
    if note.remark is Remark.ENDS_EARLY:
        parts["charted_part"] = _part(note.numbers["charted_s"], note.numbers["promised_s"])
    if note.remark is Remark.TRACKS:
        left_out = note.numbers["heard"] < note.numbers["tracks"]
        parts["heard_part"] = (
            f"{note.numbers['heard']:.0f} heard, silent and repeated ones left out"
            if left_out
            else "each heard"
        )
    if note.remark in _COUNTED:
        one, several = _COUNTED[note.remark]
        count = note.numbers["count"]
        parts["counted"] = f"{count:,.0f} {one if count == 1 else several}"
    return SENTENCES[note.remark].format_map({**note.numbers, **parts})


def _part(done_s: float, whole_s: float) -> str:
    """6 of 10 s, 43 of 60 min: in seconds where minutes would hide that a part is missing."""
    done, whole = round(done_s / 60), round(whole_s / 60)
    if whole_s < _MINUTES_FROM_S or done == whole:
        return f"{done_s:.0f} of {whole_s:.0f} s"
    return f"{done} of {whole} min"


def write_stand_in(reason: StandInReason, engine: str) -> str:
    """Why the embedded engine listened; `engine` is what people call the one that was chosen."""
    return STAND_INS[reason].format(engine=engine)
