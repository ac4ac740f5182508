"""Windows: what is too long to be read at once is read in parts of equal length."""

from __future__ import annotations

from collections.abc import Sequence

WINDOW = 64
"""Pieces that the encoder reads at once, with the opening and the closing one: about 45 words."""


MOST_WINDOWS = 16
"""Windows of one text that are read, spread evenly over it: 700 words, and nobody says more in one
breath. What is longer is a file that somebody has made up, and may not cost minutes."""


def cut_windows(pieces: Sequence[int]) -> list[Sequence[int]]:
    """`pieces` in as few windows as hold them, as equally long as can be; none where there is none.

    Equal lengths, because a last window of three words would judge a sentence by its tail.
    """
    room = WINDOW - 2
    count = -(-len(pieces) // room)
    size = -(-len(pieces) // count) if count else 0
    windows = [pieces[at : at + size] for at in range(0, len(pieces), size)] if count else []
    step = max(1.0, len(windows) / MOST_WINDOWS)
    return [windows[int(at * step)] for at in range(min(len(windows), MOST_WINDOWS))]
