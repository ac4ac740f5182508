"""Name hints: who is who, by laying what a host wrote beside what an engine heard."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from workers.domain.meeting import Meeting, Utterance

LEAST_S = 5.0
"""Less speech in common than this says nothing."""
LEAST_SHARE = 2 / 3
"""Of a speaker's speech in common with anyone: a name with less is a guess."""
NUMBERED = re.compile(r"(unknown )?(speaker|guest|participant)[ _-]?\w{0,3}", re.IGNORECASE)


def match_names(meeting: Meeting, named: Iterable[Utterance]) -> Mapping[str, str]:
    """Label -> name, for the speakers of `meeting` whose name is clear from `named`.

    `named` are utterances of the same recording, by people's names. A speaker is whom most of
    their speech overlaps with; two speakers may turn out to be one person.
    """
    votes = _votes(meeting.utterances, [each for each in named if _is_name(each.speaker)])
    found = {label: _winner(votes[label]) for label in meeting.speakers if label in votes}
    return {label: name for label, name in found.items() if name not in ("", label)}


def _votes(
    heard: Sequence[Utterance], named: Sequence[Utterance]
) -> Mapping[str, Mapping[str, float]]:
    """Seconds in common, by label and name."""
    ordered = sorted(named, key=lambda each: each.start_s)
    starts = [each.start_s for each in ordered]
    longest = max((each.end_s - each.start_s for each in ordered), default=0.0)
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for utterance in heard:
        first = bisect_left(starts, utterance.start_s - longest)
        for each in ordered[first : bisect_left(starts, utterance.end_s)]:
            common = min(utterance.end_s, each.end_s) - max(utterance.start_s, each.start_s)
            if common > 0:
                votes[utterance.speaker][each.speaker] += common
    return votes


def _winner(votes: Mapping[str, float]) -> str:
    """The name with a clear majority; empty where there is none."""
    name, seconds = max(votes.items(), key=lambda vote: vote[1])
    clear = seconds >= LEAST_S and seconds >= LEAST_SHARE * sum(votes.values())
    return name if clear else ""


def _is_name(speaker: str) -> bool:
    return bool(speaker) and NUMBERED.fullmatch(speaker) is None
