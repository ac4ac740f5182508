"""The word that stands out at one time of a meeting against the rest of it."""

from __future__ import annotations

import re
from collections import Counter

from workers.meeting import Meeting

LEAST_COUNT = 3
LEAST_RATIO = 4.0
"""How much more often than elsewhere a word has to be said."""
LETTERS = range(4, 17)

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

SMALL_WORDS = frozenset(
    """
    about actually after again agree already also although always another anything anyway around
    basically because been before being better could definitely didn't doesn't doing don't done
    down each else even ever every exactly feel fine first from getting give goes going gonna
    gotta great guess have haven't having hear heard hello here honestly into isn't it's just
    keep kind know last least less let's like literally little look looking made make making
    many maybe mean might more most much must need never next nice nothing okay once only other
    over part people please point pretty probably quite rather really right said same says seem
    seems should since some something sorry sort still stuff such sure take talk tell than thank
    thanks that that's their them then there there's these they they're thing things think this
    those though thought through today told totally turn under understand until very want wanted
    wasn't we're we've well went were what what's when where which while will with without won't
    work would yeah year you're your
    """.split()  # noqa: SIM905 - as prose it is read and kept in order; as a list it is not
)


def of(meeting: Meeting, at_s: float, reach_s: float) -> str:
    """The word that `at_s` ± `reach_s` is about, lower case; "" where none stands out.

    Names of speakers are never a topic: a topic must not tell who was spoken of.
    """
    here: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    for utterance in meeting.utterances:
        near = utterance.end_s >= at_s - reach_s and utterance.start_s <= at_s + reach_s
        (here if near else elsewhere).update(_words(utterance.text))
    share = here.total() / max(elsewhere.total(), 1)
    names = {part for speaker in meeting.speakers for part in _words(speaker)}
    standing_out = [
        (count * ratio, word)
        for word, count in here.items()
        if count >= LEAST_COUNT
        and word not in names
        and word not in SMALL_WORDS
        and len(word) in LETTERS
        and (ratio := count / ((elsewhere[word] + 1) * share)) >= LEAST_RATIO
    ]
    # The word itself settles a draw, so that the same meeting always gives the same topic.
    return max(standing_out, default=(0.0, ""))[1]


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]
