"""Text: told from what is none, by the first bytes alone."""

from __future__ import annotations

import pytest

from workers.transcripts.raw.text import find_text

WORDS = "Zoë: guten Morgen.\nBen: ja, später\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_written_text_in_any_encoding(encoding: str) -> None:
    assert (find_text(WORDS.encode(encoding)) or "").lstrip("\ufeff") == WORDS


def test_text_of_windows() -> None:
    assert find_text(WORDS.encode("cp1252")) == WORDS


@pytest.mark.parametrize("letter", ["é", "語", "🙂"])
def test_a_letter_cut_in_two_at_the_end_is_left_out(letter: str) -> None:
    whole = letter * 2000
    for cut in range(1, len(letter.encode())):
        assert find_text(whole.encode()[:-cut]) == whole[:-1]


def test_a_sign_that_nobody_sees_does_no_harm() -> None:
    assert find_text((WORDS + "\x1a").encode()) is not None


@pytest.mark.parametrize(
    "head",
    [bytes(4000), bytes(range(256)), b"\0\1\2\3" * 9, b"\x89PNG\r\n\x1a\n\0\0", b"\1\2\3\4" * 100],
)
def test_bytes_that_are_no_text(head: bytes) -> None:
    assert find_text(head) is None
