"""Cutting: what somebody says without end becomes pieces of a size that can be scored.

Some files hold an hour in one paragraph. Where it has sentences it is cut behind one, else between
words, else anywhere; each piece takes its part of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workers.transcripts.said import Said

LONGEST = 1000
"""Characters: more than anybody says in one sentence, about a minute of speech."""
_SENTENCE_ENDS = re.compile(r"[.!?…。！？]['\"”’)]?\s")


def cut_endless(said: Iterable[Said]) -> Iterator[Said]:
    """The same words in pieces of `LONGEST` characters at most."""
    for one in said:
        if len(one.text) <= LONGEST:
            yield one
        else:
            yield from _cut(one)


def _cut(one: Said) -> Iterator[Said]:
    each_s = (one.end_s - one.start_s) / len(one.text)
    begins = 0
    while begins < len(one.text):
        ends = _find_end(one.text, begins)
        if piece := one.text[begins:ends].strip():
            start_s, end_s = one.start_s + begins * each_s, one.start_s + ends * each_s
            yield Said(one.speaker, round(start_s, 3), round(end_s, 3), piece)
        begins = ends


def _find_end(text: str, begins: int) -> int:
    """Where the piece that begins there is to end."""
    if len(text) - begins <= LONGEST:
        return len(text)
    slice_ = text[begins : begins + LONGEST]
    ends = [match.end() for match in _SENTENCE_ENDS.finditer(slice_)]
    return begins + (ends[-1] if ends else slice_.rfind(" ") + 1 or LONGEST)
