"""Share: whether enough lines of a text are written in one way, so that none is so by chance."""

from __future__ import annotations

from collections.abc import Sequence

from workers.transcripts.speakers.names import ends_a_sentence, name_in

MOST = 0.75
"""The share of lines from which something is the way of a text."""


def is_the_way(count: int, lines: Sequence[str]) -> bool:
    return count > 1 and count >= MOST * sum(map(bool, lines))


def is_only_a_name(words: str) -> bool:
    return ":" not in words and bool(name_in(words)) and not ends_a_sentence(words)
