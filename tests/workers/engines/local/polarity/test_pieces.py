"""Word pieces and windows."""

from __future__ import annotations

from itertools import pairwise

import pytest

from workers.engines.local.polarity.pieces import WordPieces, split_words
from workers.engines.local.polarity.windows import MOST_WINDOWS, WINDOW, cut_windows

PIECES = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "play", "##ing", "##ed", "a", "##b", "cafe", "'", "t")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't!", ["don", "'", "t", "!"]),
        ("Don’t…", ["don", "'", "t", ".", ".", "."]),
        ("Café  au\tlait\n", ["cafe", "au", "lait"]),
        ("snake_case 3.5 %", ["snake", "_", "case", "3", ".", "5", "%"]),
        ("zero\u200bwidth\ufeff", ["zerowidth"]),
        ("great 💓", ["great", "💓"]),
        ("", []),
    ],
)
def test_words_and_signs(text: str, words: list[str]) -> None:
    assert split_words(text) == words


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Playing", ["play", "##ing"]),
        ("played, CAFÉ", ["play", "##ed", "[UNK]", "cafe"]),
        ("ab abb", ["a", "##b", "a", "##b", "##b"]),
        ("playful", ["[UNK]"]),
        ("a" + "b" * 100, ["[UNK]"]),
        ("", []),
    ],
)
def test_the_longest_pieces_are_taken(text: str, pieces: list[str]) -> None:
    cutter = WordPieces(PIECES)
    assert [PIECES[number] for number in cutter.cut(text)] == pieces
    assert [PIECES[number] for number in cutter.cut(text)] == pieces, "the second time, from memory"


@pytest.mark.parametrize("count", [0, 1, WINDOW - 2, WINDOW - 1, 200, 900])
def test_windows_hold_everything_in_equal_parts(count: int) -> None:
    windows = cut_windows(range(count))
    assert [piece for window in windows for piece in window] == list(range(count))
    assert all(0 < len(window) <= WINDOW - 2 for window in windows)
    assert len(windows) == -(-count // (WINDOW - 2))
    if windows:
        assert len(windows[0]) - len(windows[-1]) < len(windows)


def test_of_an_endless_text_windows_all_over_it_are_read() -> None:
    windows = cut_windows(range(1_000_000))
    assert len(windows) == MOST_WINDOWS
    starts = [window[0] for window in windows]
    assert starts[0] == 0
    assert all(50_000 < later - start < 70_000 for start, later in pairwise(starts))
