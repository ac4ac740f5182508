"""Aliases: what speakers are called where a channel wants no names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from string import ascii_uppercase
from typing import TYPE_CHECKING

from workers.domain.extras import Extras, Point
from workers.domain.meeting import Meeting
from workers.domain.recording import Recording
from workers.wording.finding import EVERYONE, UNNAMED

if TYPE_CHECKING:  # drawing needs no settings, and these load a decoder
    from workers.domain.channel import Names

MASK = "[name]"
"""One word for one word: lines are weighted by words, and must not move."""

_LABELS = frozenset({"speaker", "guest", "participant", "unknown"})
_LETTER = r"[^\W\d_]"
_WORD = re.compile(f"{_LETTER}+")
_SURE = 3
"""Names with so many letters are found in any case; shorter ones as written: "Al", not "al"."""


def give_aliases(speakers: Sequence[str], names: Names) -> dict[str, str]:
    """What each speaker is called: "real", by "letters", or as one "team"."""
    if names == "team":
        return dict.fromkeys(speakers, EVERYONE)
    if names == "letters":
        return {speaker: f"{UNNAMED} {_letters(place)}" for place, speaker in enumerate(speakers)}
    return {speaker: speaker for speaker in speakers}


def apply_aliases(meeting: Meeting, names: Names, known: Iterable[str] = ()) -> Meeting:
    """The meeting as it may be shown: where names are hidden, they are in what is said, too.

    `known` are other names that its speakers have or had.
    """
    if names == "real":
        return meeting
    hidden = _names_of((*meeting.speakers, *known))
    shown = meeting.renamed(give_aliases(meeting.speakers, names))
    return replace(
        shown,
        title=hidden.sub(MASK, shown.title),
        utterances=tuple(
            replace(spoken, text=hidden.sub(MASK, spoken.text)) for spoken in shown.utterances
        ),
    )


def alias_recording(recording: Recording, names: Names, known: Iterable[str]) -> Recording:
    """The recording with the names hidden that are in its title or file name."""
    if names == "real":
        return recording
    hidden = _names_of(known)
    title, name = hidden.sub(MASK, recording.title), hidden.sub(MASK, recording.name)
    return replace(recording, title=title, name=name)


def alias_extras(
    found: Extras, speakers: Sequence[str], names: Names, known: Iterable[str] = ()
) -> Extras:
    """What an engine found, as it may be shown. One team has no paces: they belong to people."""
    if names == "real":
        return found
    aliases, hidden = give_aliases(speakers, names), _names_of((*speakers, *known))

    def told(points: Sequence[Point]) -> tuple[Point, ...]:
        team = names == "team"
        return tuple(
            Point(hidden.sub(MASK, point.text), "" if team else aliases.get(point.speaker, ""))
            for point in points
        )

    return replace(
        found,
        summary=tuple(hidden.sub(MASK, line) for line in found.summary),
        topics=tuple(replace(topic, text=hidden.sub(MASK, topic.text)) for topic in found.topics),
        trackers=tuple(replace(each, name=hidden.sub(MASK, each.name)) for each in found.trackers),
        questions=told(found.questions),
        action_items=told(found.action_items),
        follow_ups=told(found.follow_ups),
        paces=tuple(
            replace(pace, speaker=aliases[pace.speaker])
            for pace in found.paces
            if names == "letters" and pace.speaker in aliases
        ),
    )


def _letters(place: int) -> str:
    """A … Z, AA … AZ, BA …"""
    head, tail = divmod(place, len(ascii_uppercase))
    return (_letters(head - 1) if head else "") + ascii_uppercase[tail]


def _names_of(people: Iterable[str]) -> re.Pattern[str]:
    """Finds every word of every name, but not the words of an engine's labels ("Speaker 1")."""
    words = {word for name in people for word in _WORD.findall(name) if word.lower() not in _LABELS}
    return re.compile("|".join(_patterns(sorted(words, key=len, reverse=True))) or r"(?!)")


def _patterns(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        if word.lower() == word.upper():
            yield word  # scripts without capitals, many of which do not part words by spaces
        elif len(word) >= _SURE:
            yield f"(?<!{_LETTER})(?i:{word})(?!{_LETTER})"
        elif len(word) > 1:
            yield f"(?<!{_LETTER}){word}(?!{_LETTER})"
