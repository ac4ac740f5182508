"""Lines that people have put right stay so, whatever is heard again."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from tests.workers.analyses import an_analysis
from workers.domain import changes
from workers.domain.analysis import MOST_UNDONE, Analysis, Edits, Stage
from workers.domain.meeting import Meeting, Utterance
from workers.domain.mending import LONGEST_TURN, MOST_MENDS, Mend, apply_mends, mend_line
from workers.store import sealing
from workers.store.packing import pack

HEARD = Meeting(
    engine="scripted",
    utterances=(
        Utterance("Ada", 0, 2, "It was good.", 0.5),
        Utterance("Ada", 2, 4, "All of it.", 0.1),
        Utterance("Ben", 5, 8, "It was bat.", None),
        Utterance("Ada", 20, 22, "Well.", 0.0),
    ),
)


def charted(edits: Edits) -> Analysis:
    return an_analysis(stage=Stage.FORGET, answer_ts="1700000000.000200", edits=edits)


def who_says(meeting: Meeting) -> list[tuple[str, str]]:
    return [(one.speaker, one.text) for one in meeting.utterances]


def test_one_line_goes_to_another_speaker() -> None:
    mends = mend_line(HEARD, 2.5, speaker="Ben", text="", whole_turn=False)
    assert [one.speaker for one in apply_mends(HEARD, mends).utterances] == [
        *("Ada", "Ben", "Ben", "Ada"),
    ]


def test_a_whole_turn_goes_to_another_speaker_and_no_more() -> None:
    mends = mend_line(HEARD, 2.5, speaker="Ben", text="", whole_turn=True)
    assert [one.speaker for one in apply_mends(HEARD, mends).utterances] == [
        *("Ben", "Ben", "Ben", "Ada"),
    ]


def test_words_are_mended_and_scored_anew() -> None:
    (mend,) = mend_line(HEARD, 6, speaker="", text="It was bad.", whole_turn=True)
    assert not mend.scored
    scored = Mend(**{**{name: getattr(mend, name) for name in mend.__slots__}, "polarity": -0.5})
    mended = apply_mends(HEARD, (scored,)).utterances[2]
    assert (mended.speaker, mended.text, mended.polarity) == ("Ben", "It was bad.", -0.5)
    assert (mended.start_s, mended.end_s) == (5, 8)


@pytest.mark.parametrize(("at_s", "found"), [(4.4, 1), (25.0, 1), (14.0, 0), (40.0, 0)])
def test_a_time_that_is_nearly_right_will_do(at_s: float, found: int) -> None:
    assert len(mend_line(HEARD, at_s, speaker="Cleo", text="", whole_turn=False)) == found


def test_whose_and_what_of_one_line_are_one_mend() -> None:
    once = changes.mend(
        charted(Edits()), mend_line(HEARD, 6, speaker="", text="Bad.", whole_turn=False)
    )
    assert once is not None
    twice = changes.mend(
        charted(once.edits), mend_line(HEARD, 6, speaker="Ada", text="", whole_turn=False)
    )
    assert twice is not None
    assert [(one.speaker, one.text) for one in twice.edits.mends] == [("Ada", "Bad.")]
    undone = changes.undo(charted(twice.edits))
    assert undone is not None
    assert undone.edits == once.edits
    assert changes.mend(charted(Edits()), ()) is None


def test_a_rename_reaches_lines_that_were_given_away() -> None:
    given = Edits(mends=mend_line(HEARD, 6, speaker="Ada", text="", whole_turn=False))
    renamed = changes.rename(charted(given), {"Ada": "Adele"})
    assert renamed is not None
    assert {one.speaker for one in renamed.edits.applied(HEARD).utterances} == {"Adele"}


def test_a_run_that_begins_again_does_not_overwrite_what_a_person_wrote() -> None:
    """It cuts what is said elsewhere, and numbers its voices anew."""
    mends = mend_line(HEARD, 6, speaker="Ada", text="It was bad.", whole_turn=False)
    again = changes.recount(charted(Edits(mends=mends)), 3)
    assert again is not None
    heard = Meeting(
        engine="scripted",
        utterances=(
            Utterance("Speaker 1", 0, 4, "It was good. All of it.", 0.5),
            Utterance("Speaker 2", 4.9, 6.2, "It was", 0.0),
            Utterance("Speaker 2", 6.3, 8.1, "bat.", 0.0),
        ),
    )
    assert who_says(again.edits.applied(heard)) == [
        ("Speaker 1", "It was good. All of it."),
        ("Speaker 2", "It was bad."),
    ]


def make_monologue(lines: int) -> Meeting:
    said = (Utterance("Ada", at * 0.3, at * 0.3 + 0.3, f"line {at}", 0.1) for at in range(lines))
    return Meeting(engine="scripted", utterances=tuple(said))


def test_of_an_endless_turn_the_lines_around_the_one_that_is_meant_are_given_away() -> None:
    meeting = make_monologue(40_000)
    mends = mend_line(meeting, 3000.0, speaker="Ben", text="", whole_turn=True)
    assert len(mends) == LONGEST_TURN
    assert mends[0].start_s < 3000 < mends[-1].end_s
    said = apply_mends(meeting, mends).utterances
    assert sum(one.speaker == "Ben" for one in said) == LONGEST_TURN


@pytest.mark.timeout(30)
def test_many_mended_lines_are_put_in_at_once() -> None:
    """Each looked for among all would take half a minute, in which the worker does nothing else."""
    meeting = make_monologue(40_000)
    mends = [
        Mend(start_s=one.start_s, end_s=one.end_s, heard=one.text, speaker="Ben")
        for one in meeting.utterances[-3000:]
    ]
    began = time.process_time()
    said = apply_mends(meeting, mends).utterances
    assert time.process_time() - began < 2
    assert sum(one.speaker == "Ben" for one in said) == 3000


def test_beyond_so_many_lines_none_is_mended() -> None:
    line = Mend(start_s=0, end_s=1, heard="x")
    enough = tuple(replace(line, start_s=float(at)) for at in range(MOST_MENDS))
    assert changes.mend(charted(Edits(mends=enough[:-1])), enough[-1:]) is not None
    assert changes.mend(charted(Edits(mends=enough)), (line,)) is None


def test_pressing_a_thousand_times_leaves_a_record_that_can_be_kept() -> None:
    sealing.use_keys([])
    once = changes.rename(charted(Edits()), {"Ada": "Ida"})
    assert once is not None
    step, pressed = once, once
    for place in range(1500):
        left_out = changes.leave_out(charted(step.edits), place % 7)
        assert left_out is not None
        step, pressed = left_out, replace(pressed, edits=left_out.edits)
    assert len(pack(pressed)) < 10_000
    for _ in range(MOST_UNDONE):
        undone = changes.undo(charted(step.edits))
        assert undone is not None
        step = undone
    assert changes.undo(charted(step.edits)) is None


def test_of_what_is_large_only_the_last_step_can_be_undone() -> None:
    line = Mend(start_s=0, end_s=1, heard="x" * 1000, text="y" * 1000)
    large = tuple(replace(line, start_s=float(at)) for at in range(600))
    once = changes.mend(charted(Edits()), large)
    assert once is not None
    twice = changes.leave_out(charted(once.edits), 3)
    assert twice is not None
    undone = changes.undo(charted(twice.edits))
    assert undone is not None
    assert undone.edits.mends == large
    assert undone.edits.before is None
