"""Transcripts: what a text file says, by whom and when, taken as it stands there."""

from __future__ import annotations

from collections.abc import Sequence

from workers.domain.errors import Refused, Why
from workers.transcripts.forms import find_form, is_page, read_form
from workers.transcripts.raw.limits import MOST_STRETCHES, refuse_too_much
from workers.transcripts.said import UNKNOWN, Said, Transcript
from workers.transcripts.speakers.persons import make_person_key, unite_spellings
from workers.transcripts.speech.carrying import name_unnamed
from workers.transcripts.speech.inventions import leave_out_inventions
from workers.transcripts.times.clock import HOUR_S, begin_at_zero, join_parts

__all__ = ["UNKNOWN", "Said", "Transcript", "find_form", "is_page", "read"]

_UNKNOWN = frozenset({UNKNOWN.casefold(), "unknown", "unidentified", "unidentified speaker"})


def read(data: bytes, form: str) -> Transcript:
    """Everything that is said, in order of time; `form` is what `find_form` tells.

    `speaker` is empty only where nobody is named at all. Raises `Refused(NO_UTTERANCES)` where
    nobody says anything, `TRANSCRIPT_TOO_LONG` where more is said than in any meeting.
    """
    found = read_form(data, form)
    refuse_too_much(len(found.said), MOST_STRETCHES)
    said = _unite(name_unnamed(_leave_out_doubles(found)))
    joined = join_parts(said)
    spoken, invented = leave_out_inventions(begin_at_zero(joined.said, HOUR_S))
    if not spoken:
        raise Refused(Why.NO_UTTERANCES)
    return found._replace(
        said=spoken,
        invented=invented,
        parts=joined.parts,
        unattributed=sum(one.speaker == UNKNOWN for one in spoken),
    )


def _leave_out_doubles(transcript: Transcript) -> Sequence[Said]:
    """Each stretch once: programs write some cues twice, at the same time and in the same words."""
    if transcript.times_estimated:
        return transcript.said
    return list(dict.fromkeys(transcript.said))


def _unite(said: Sequence[Said]) -> list[Said]:
    shown = unite_spellings(one.speaker for one in said if one.speaker)
    shown = {label: UNKNOWN if _is_unknown(name) else name for label, name in shown.items()}
    return [one._replace(speaker=shown.get(one.speaker, one.speaker)) for one in said]


def _is_unknown(name: str) -> bool:
    """Programs, too, say of somebody that they do not know who it is; so do people, by a `?`."""
    return make_person_key(name) in _UNKNOWN or not any(map(str.isalnum, name))
