"""Carrying: who says the stretches that stand without a name in a file that names others.

Captions of films name a speaker where one begins and not again; then words go on with the name
before them. A file that names (nearly) every stretch has nobody for one that stands without: it is
said by somebody unknown, never by whoever spoke before, unless it ends their sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from workers.transcripts.said import UNKNOWN, Said

_CARRIED = 1 / 3
"""More unnamed stretches than this, and names never repeated: they stand at changes only."""
_NEXT_S = 2.0
_ENDS = (".", "?", "!", "…", "。", "？", "！", "।", '"', "”", ")")


def name_unnamed(said: Sequence[Said]) -> list[Said]:
    """Every stretch with a speaker, headings left out; all stay unnamed where nobody is named."""
    if not any(one.speaker for one in said):
        return [one for one in said if one.text]
    carries = _names_at_changes(said)
    tells_ends = _tells_ends(said)
    named: list[Said] = []
    before: Said | None = None
    headed = False
    for one in said:
        if one.speaker:
            headed = not one.text
        elif before is not None and (carries or headed or (tells_ends and _goes_on(before, one))):
            one = one._replace(speaker=before.speaker)  # noqa: PLW2901
        else:
            one = one._replace(speaker=UNKNOWN)  # noqa: PLW2901
        before = one
        if one.text:
            named.append(one)
    return named


def _names_at_changes(said: Sequence[Said]) -> bool:
    unnamed = sum(not one.speaker for one in said)
    again = any(one.speaker == after.speaker != "" for one, after in pairwise(said))
    return not again and unnamed > _CARRIED * len(said)


def _tells_ends(said: Sequence[Said]) -> bool:
    """Whether sentences end in this file as they are written: else small letters tell nothing."""
    ended = sum(one.text.endswith(_ENDS) for one in said)
    return ended > 0 and 2 * sum(one.text[:1].islower() for one in said) < len(said)


def _goes_on(before: Said, after: Said) -> bool:
    """Whether a sentence runs on: no end before, no capital after, and no pause between."""
    return (
        after.start_s - before.end_s < _NEXT_S
        and not before.text.endswith(_ENDS)
        and after.text[:1].islower()
    )
