"""What is speech: notes, sounds, doubles and phrases that nobody said are none."""

from __future__ import annotations

import pytest

from tests.workers.transcripts.files import make_vtt, read, who_says
from workers.domain.errors import Refused, Why

SPOKEN = "Ada Moss: Good.\nBen Oak: No.\nAda Moss: Yes.\n"
RIGHT = [("Ada Moss", "Good."), ("Ben Oak", "No."), ("Ada Moss", "Yes.")]


@pytest.mark.parametrize(
    "notes",
    [
        "\nSummary\nIt was awful.\n\nAction items\n- Ada: rest\n- Ben Oak: run\n",
        "\nAction Items:\nAda Moss: rest\nBen Oak: run\n",
        "\n## Next steps\n\n* Ben: run\n",
        "\nDecisions: we stop this awful thing.\n",
        "Summary: it was awful.\n",
        "\nTranscription ended after 00:01:30\n",
        "\n---\n**Key takeaways**\nBen Oak: it was awful\n",
        "\nZusammenfassung\nEs war schlimm.\n",
    ],
)
def test_notes_behind_a_transcript(notes: str) -> None:
    assert who_says(SPOKEN + notes, "txt") == RIGHT


@pytest.mark.parametrize(
    "notes",
    [
        "Attendees\nAda Moss\nBen Oak\n\n",
        "Attendees: Ada Moss, Ben Oak\nDate: 2 Jan 2030\n",
        "Invited Ada Moss Ben\nSummary\nAda Moss: was angry.\n* Ben: sad.\n\n📖 Transcript\n",
        "Weekly\n\nQuick recap\nAll was awful.\n\nTranscript\nWeekly - Transcript\n00:00:00\n",
    ],
)
def test_notes_before_a_transcript(notes: str) -> None:
    assert who_says(notes + SPOKEN, "txt") == RIGHT


def test_notes_before_timed_heads() -> None:
    text = "SUMMARY KEYWORDS\nrain, budget\n\nSPEAKERS\nAda Moss, Ben\n\nAda Moss  00:03\nGood.\n"
    assert who_says(text, "txt") == [("Ada Moss", "Good.")]


def test_notes_alone_are_no_transcript() -> None:
    with pytest.raises(Refused) as refused:
        who_says("Quick recap\nAll was bad.\nNext steps\nAda Moss: rest\nSummary\nSo.\n", "txt")
    assert refused.value.why is Why.NO_UTTERANCES


def test_what_a_tool_puts_among_the_words() -> None:
    text = "0:00 - Ada Moss (Oak)\n  Good.\n  ACTION ITEM: Ben to stop\n\n0:09 - Ben Oak\n  No.\n"
    assert who_says(text, "txt") == [("Ada Moss (Oak)", "Good."), ("Ben Oak", "No.")]


def test_escaped_tags_are_words() -> None:
    cues = make_vtt("<v Ada>the &lt;b&gt; and &lt;v Ben&gt; tags</v>", "<v Ben>No.</v>")
    assert who_says(cues) == [("Ada", "the <b> and <v Ben> tags"), ("Ben", "No.")]


@pytest.mark.parametrize("sound", ["[Music]", "(laughs)", "♪ la la ♪", "[BLANK_AUDIO]", "*sighs*"])
def test_sounds_are_not_said(sound: str) -> None:
    assert who_says(make_vtt("Ada: Good.", sound, "Ben: No.")) == [("Ada", "Good."), ("Ben", "No.")]


def test_cues_that_stand_there_twice() -> None:
    text = make_vtt("<v Ada>Good.</v>", "<v Ben>No.</v>")
    assert who_says(text + text.removeprefix("WEBVTT\n\n")) == [("Ada", "Good."), ("Ben", "No.")]


def test_the_same_words_at_another_time_are_said_again() -> None:
    assert len(who_says(make_vtt("Ada: No.", "Ada: No.", "Ben: No."))) == 3


def test_phrases_over_silence_are_left_out_and_counted() -> None:
    found = read(
        make_vtt(
            "Thanks for watching! Thanks for watching!",
            "Subtitles by the Amara.org community",
            "[SPEAKER_00]: It was awful.",
            "[SPEAKER_01]: Thanks for watching!",
        )
    )
    assert found.invented == 2
    assert [one.text for one in found.said] == ["It was awful.", "Thanks for watching!"]


def test_a_courtesy_is_left_out_only_where_it_goes_round() -> None:
    once = read(make_vtt("It rains.", "Thank you.", "It is dry."))
    assert (once.invented, len(once.said)) == (0, 3)
    often = read(make_vtt("It rains.", *["Thank you."] * 4, "It is dry."))
    assert (often.invented, len(often.said)) == (4, 2)
