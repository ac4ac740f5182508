from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
import webvtt

from workers.charting import export
from workers.charting.topics import TopicSpan
from workers.domain.meeting import Meeting, Note, Remark, Utterance

HEARD = Meeting(
    engine="local",
    utterances=(
        Utterance("Ana", 0.0, 2.5, "Hello, <b>all</b> & welcome", 0.4),
        Utterance("王小明", 2.5, 2.5, "one\n\nline -->  here", None),
        Utterance("=Eve", 3661.25, 3662.0, "=HYPERLINK(1)", -0.5),
    ),
    draft=True,
    length_s=3700.0,
    title="weekly",
    notes=(Note(Remark.FEWER_SPEAKERS, {"asked": 4, "found": 3}),),
)


def test_json_holds_the_whole_meeting() -> None:
    whole = json.loads(export.to_json(HEARD))
    assert (whole["engine"], whole["draft"], whole["length_s"]) == ("local", True, 3700.0)
    assert whole["speakers_estimated"] is False
    assert whole["notes"] == [{"remark": "fewer_speakers", "numbers": {"asked": 4, "found": 3}}]
    assert whole["utterances"][1] == {
        "speaker": "王小明",
        "start_s": 2.5,
        "end_s": 2.5,
        "text": "one\n\nline -->  here",
        "polarity": None,
    }
    ana, silent, _ = whole["speakers"]
    assert (ana["speaker"], ana["utterances"], ana["mean"]) == ("Ana", 1, 0.4)
    assert silent["mean"] is None


def test_topics_come_with_the_mean_of_each_speaker() -> None:
    means = {"Ana": 0.4, "王小明": None, "=Eve": -0.5}
    topics = (TopicSpan(0.0, 600.0, "welcome", means), TopicSpan(600.0, 3700.0, "", means))
    whole = json.loads(export.to_json(HEARD, topics))
    assert whole["topics"] == [
        {"start_s": 0.0, "end_s": 600.0, "name": "welcome", "means": means},
        {"start_s": 600.0, "end_s": 3700.0, "name": "", "means": means},
    ]
    assert json.loads(export.to_json(HEARD))["topics"] == []
    rows = list(csv.DictReader(io.StringIO(export.to_statistics_csv(HEARD, topics))))
    assert [row["mean from 0:00 welcome"] for row in rows] == ["0.4", "", "-0.5"]
    assert list(rows[0])[-1] == "mean from 10:00"


def test_what_a_recogniser_was_unsure_of_is_marked() -> None:
    heard = replace(
        HEARD,
        utterances=(
            Utterance("Ana", 4.098999977, 5.2, "Clear words.", 0.1, chance=0.93),
            Utterance("Ana", 5.2, 6.0, "Unclear words.", None, chance=0.41),
            Utterance("Ana", 6.0, 7.0, "", None),
        ),
    )
    rows = list(csv.reader(io.StringIO(export.to_csv(heard))))
    assert rows[0][-3:-1] == ["words_chance", "words_unsure"]
    assert [row[-3:-1] for row in rows[1:]] == [["0.93", "False"], ["0.41", "True"], ["", "False"]]
    assert rows[1][1] == "4.099"
    told = json.loads(export.to_json(heard))["utterances"]
    assert [one["words_unsure"] for one in told] == [False, True, False]


def test_json_of_nothing() -> None:
    whole = json.loads(export.to_json(Meeting(engine="local", utterances=())))
    assert (whole["utterances"], whole["speakers"]) == ([], [])


def test_json_is_never_written_with_what_json_has_no_word_for() -> None:
    heard = Meeting(engine="local", utterances=(Utterance("Ana", 0, 1, "x", float("nan")),))
    with pytest.raises(ValueError, match="JSON"):
        export.to_json(heard)


def test_csv_leaves_the_cell_of_a_missing_polarity_empty() -> None:
    rows = list(csv.reader(io.StringIO(export.to_csv(replace(HEARD, scorer="third 1")))))
    assert rows[0] == ["speaker", "start_s", "end_s", "text", "polarity", "scorer"]
    assert rows[1] == ["Ana", "0.0", "2.5", "Hello, <b>all</b> & welcome", "0.4", "third 1"]
    assert rows[2][4] == ""
    assert rows[3][4] == "-0.5"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", " =1", "＝1"])
def test_a_cell_that_a_spreadsheet_would_run_is_defused(cell: str) -> None:
    heard = Meeting(engine="local", utterances=(Utterance(cell, 0, 1, cell, None),))
    for table in (export.to_csv(heard), export.to_statistics_csv(heard)):
        _, row = csv.reader(io.StringIO(table, newline=""))
        assert row[0] == f"'{cell}"


def test_statistics_csv_has_a_row_for_each_speaker() -> None:
    rows = list(csv.DictReader(io.StringIO(export.to_statistics_csv(HEARD))))
    assert [row["speaker"] for row in rows] == ["Ana", "王小明", "'=Eve"]
    assert rows[0]["most_positive_text"] == "Hello, <b>all</b> & welcome"
    assert rows[1]["mean"] == ""


def test_vtt_is_read_by_others() -> None:
    cues = webvtt.from_string(export.to_vtt(HEARD)).captions
    assert [cue.voice for cue in cues] == ["Ana", "王小明", "=Eve"]
    assert [cue.start for cue in cues] == ["00:00:00.000", "00:00:02.500", "01:01:01.250"]
    assert cues[0].raw_text.endswith(">Hello, &lt;b&gt;all&lt;/b&gt; &amp; welcome")
    assert cues[1].end == "00:00:02.501"
    assert cues[1].raw_text.endswith(">one line --&gt; here")


def test_a_name_cannot_break_out_of_its_voice_tag() -> None:
    heard = Meeting(engine="local", utterances=(Utterance("A>\n\n00:00 --> b", 0, 1, "x", None),))
    assert "<v A&gt; 00:00 --&gt; b>x" in export.to_vtt(heard)
    assert len(webvtt.from_string(export.to_vtt(heard)).captions) == 1


def test_what_the_channels_phrases_decided_is_marked() -> None:
    said = replace(HEARD.utterances[0], polarity=0.0, phrase="all hands")
    rows = list(csv.DictReader(io.StringIO(export.to_csv(replace(HEARD, utterances=(said,))))))
    assert [row["channel_phrase"] for row in rows] == ["all hands"]
    assert "channel_phrase" not in export.to_csv(HEARD)
