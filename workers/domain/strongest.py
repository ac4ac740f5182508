"""The strongest lines of a meeting: the utterances furthest out each way, for how much they say."""

from __future__ import annotations

import math

from workers.domain.meeting import Meeting

MOST = 5
CUT_OFF = 0.3
"""What is nearer to 0 is no strong line."""
FEWEST_WORDS = 3
ENOUGH_WORDS = 12
"""A line of more words tells no more by that."""


def find_strongest(
    meeting: Meeting, sign: float, most: int = MOST, least: float = CUT_OFF
) -> list[int]:
    """The places of the strongest utterances on the side of `sign` (±1), the furthest out first.

    At most `most`, each of `FEWEST_WORDS` or more, none nearer to 0 than `least`.
    """
    reach = {
        place: measure_reach(each.polarity, each.words, sign)
        for place, each in enumerate(meeting.utterances)
        if each.polarity is not None
        and sign * each.polarity >= least
        and each.words >= FEWEST_WORDS
    }
    return sorted(reach, key=lambda place: (-reach[place], place))[:most]


def measure_reach(polarity: float, words: int, sign: float) -> float:
    """How far out on the side of `sign`, for how much was said."""
    return sign * polarity * math.sqrt(min(max(words, 1), ENOUGH_WORDS))
