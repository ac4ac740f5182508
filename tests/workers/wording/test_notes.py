"""What people should know about how a meeting was heard."""

from __future__ import annotations

import pytest

from workers.domain.meeting import Note, Remark
from workers.wording.notes import SENTENCES, write_note


def test_every_remark_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Remark)


@pytest.mark.parametrize(
    ("charted_s", "promised_s", "part"),
    [
        (5.7, 10.1, "6 of 10 s"),
        (13.8, 23.0, "14 of 23 s"),
        (2580, 3600, "43 of 60 min"),
        (290, 299, "290 of 299 s"),
    ],
)
def test_what_ends_early_says_how_much_is_charted(
    charted_s: float, promised_s: float, part: str
) -> None:
    note = Note(Remark.ENDS_EARLY, {"charted_s": charted_s, "promised_s": promised_s})
    assert write_note(note) == f"The file ends early: charted {part}."


def test_tracks_that_were_left_out_are_told() -> None:
    told = write_note(Note(Remark.TRACKS, {"tracks": 3, "heard": 1}))
    assert told.startswith("The recording has 3 sound tracks: 1 heard, silent")
    every = write_note(Note(Remark.TRACKS, {"tracks": 2, "heard": 2}))
    assert every == "The recording has 2 sound tracks: each heard."
