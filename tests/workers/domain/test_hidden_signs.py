"""What nobody sees is in no name, no cell and no transcript."""

from __future__ import annotations

import pytest

from workers import transcripts
from workers.charting.export import to_csv, to_vtt
from workers.domain.hidden_signs import strip_hidden
from workers.domain.meeting import Meeting, Utterance

OVERRIDE, ESCAPE, ISOLATE = "\u202e", "\x1b[2J", "\u2066"


@pytest.mark.parametrize(
    "hidden", [OVERRIDE, ESCAPE[0], ISOLATE, "\u200f", "\x9b", "\x07", "\u061c"]
)
def test_overrides_and_escapes_are_nowhere(hidden: str) -> None:
    meeting = Meeting("local", (Utterance(f"A{hidden}da", 0, 1, f"go{hidden}od", 0.4),))
    assert strip_hidden(f"a{hidden}b") == "ab"
    (said,) = transcripts.read(f"Ada: go{hidden}od".encode(), "txt").said
    for shown in (to_csv(meeting), to_vtt(meeting), said.text):
        assert hidden not in shown
        assert "good" in shown
    assert "Ada" in to_csv(meeting)


def test_a_formula_behind_a_hidden_sign_is_none() -> None:
    meeting = Meeting("local", (Utterance("Ada", 0, 1, f"{OVERRIDE}=1+1", 0.4),))
    assert "'=1+1" in to_csv(meeting)


def test_all_that_is_seen_stays() -> None:
    seen = "Ärger\tin\n東京, ירושלים 👩‍💻"
    assert strip_hidden(seen) == seen
