"""What is worth pointing at in a meeting: stretches in which someone's words are out.

They are found among the sentences, not read off the smoothed line, which is flat over what a whole
room remembers: five strong sentences in a minute of an hour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from workers.charting import frames
from workers.charting.moments.joining import Event, join_runs
from workers.charting.moments.quoting import choose_quote
from workers.charting.moments.scan import find_runs
from workers.charting.topics.words import TopicWords
from workers.domain.meeting import Meeting
from workers.domain.moment import Moment, MomentKind
from workers.domain.strongest import find_strongest

LONG_S = 1800.0
MOST, MOST_IN_SHORT = 5, 3
"""Moments of a meeting of half an hour and more, and of a shorter one."""

PLEASANTRIES_SHARE = 0.1
PLEASANTRIES_S = 120.0
"""Greetings and thanks: the first and last tenth, at most two minutes each."""

STRONG = 0.5
"""How far out a single line has to be to be pointed at where nothing lasted."""
NEAR_S = 30.0
"""Before and after a moment, what is said belongs to its topic."""


def find_moments(
    meeting: Meeting, spoken: Mapping[str, pd.DataFrame] | None = None
) -> list[Moment]:
    """The moments of a meeting, numbered in order of time; empty where nothing lasted.

    `spoken` spares making the frames again where the caller has them.
    """
    spoken = frames.split_by_speaker(meeting) if spoken is None else spoken
    length_s = meeting.end_s
    edge_s = min(PLEASANTRIES_SHARE * length_s, PLEASANTRIES_S)
    events = join_runs(find_runs(spoken, (edge_s, length_s - edge_s)))
    most = MOST if length_s >= LONG_S else MOST_IN_SHORT
    in_time = sorted(events[:most], key=lambda event: event.start_s)
    if not in_time:
        return []
    topics = TopicWords(meeting)
    return [
        replace(_tell(event), number=number, topic=_name_topic(topics, event))
        for number, event in enumerate(in_time, start=1)
    ]


def find_lines(meeting: Meeting) -> list[Moment]:
    """The strongest line each way, for a meeting without moments; none that is not strong."""
    places = {
        place: kind
        for kind, sign in ((MomentKind.LOW, -1.0), (MomentKind.HIGH, 1.0))
        for place in find_strongest(meeting, sign, 1, STRONG)
    }
    return [
        _point_at(meeting, place, places[place], number)
        for number, place in enumerate(sorted(places), start=1)
    ]


def _point_at(meeting: Meeting, place: int, kind: MomentKind, number: int) -> Moment:
    said = meeting.utterances[place]
    polarity = said.polarity or 0.0
    return Moment(
        number=number,
        kind=kind,
        at_s=said.start_s,
        start_s=said.start_s,
        end_s=said.end_s,
        speakers=(said.speaker,),
        speaker=said.speaker,
        utterance=place,
        quote=said.text,
        polarity=polarity,
        peak_s=(said.start_s + said.end_s) / 2,
        levels=(polarity,),
    )


def _name_topic(topics: TopicWords, event: Event) -> str:
    return topics.at(event.start_s - NEAR_S, event.end_s + NEAR_S)


def _tell(event: Event) -> Moment:
    """What the event is in words: the sentence furthest out of all that made it is quoted."""
    run, said = choose_quote(event.runs)
    return Moment(
        kind=event.kind,
        at_s=float(said["start_s"]),
        start_s=event.start_s,
        end_s=event.end_s,
        speakers=tuple(each.speaker for each in event.runs),
        speaker=run.speaker,
        utterance=int(said["index"]),
        quote=str(said["text"]),
        polarity=float(said["polarity"]),
        peak_s=event.middle_s,
        levels=tuple(frames.average_polarity(each.spoken) for each in event.runs),
    )
