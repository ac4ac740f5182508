"""python -m workers chart: recordings into charts, no Slack, no Redis."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end import recordings
from tests.workers.charting.topics.talks import BUDGET, FESTIVAL, SAFETY, tell
from workers.charting.export import to_vtt
from workers.command_line import chart_recordings

PNG = b"\x89PNG\r\n\x1a\n"
ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the command is typed in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def standup(here: Path) -> Path:
    path = here / "standup.vtt"
    path.write_text(recordings.STANDUP)
    return path


def test_as_people_type_it(here: Path, standup: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workers", "chart", standup.name],
        cwd=here,
        env={"PYTHONPATH": str(ROOT), "PATH": "/nonexistent", "HOME": str(here)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (here / "chart.png").read_bytes().startswith(PNG)
    assert done.stdout.endswith("\nchart.png\n")


@pytest.mark.usefixtures("standup")
def test_a_transcript_gives_a_chart_its_csv_its_json_and_its_vtt(here: Path) -> None:
    beside = ["--csv", "c.csv", "--json", "c.json", "--vtt", "c.vtt"]
    assert chart_recordings(["standup.vtt", "--out", "c.png", *beside]) == 0
    assert (here / "c.png").read_bytes().startswith(PNG)
    meeting = json.loads((here / "c.json").read_text())
    assert (meeting["engine"], meeting["title"]) == ("local", "standup")
    assert meeting["speakers_estimated"] is False
    first = meeting["utterances"][0]
    assert first.keys() >= {"speaker", "start_s", "end_s", "text", "polarity"}
    rows = list(csv.DictReader((here / "c.csv").read_text().splitlines()))
    assert {row["speaker"] for row in rows} == {"Ana", "Ben"}
    assert float(rows[0]["polarity"]) == pytest.approx(first["polarity"])
    assert "Ana" in (here / "c-speakers.csv").read_text()
    assert (here / "c.vtt").read_text().startswith("WEBVTT")


@pytest.mark.usefixtures("standup")
def test_a_picture_for_a_report_is_the_same_each_time(here: Path) -> None:
    for number in "12":
        beside = ["--svg", f"{number}.svg", "--pdf", f"{number}.pdf", "--names", "letters"]
        assert chart_recordings(["standup.vtt", "--title", "Review", *beside]) == 0
    svg = (here / "1.svg").read_bytes()
    assert svg == (here / "2.svg").read_bytes()
    assert (here / "1.pdf").read_bytes() == (here / "2.pdf").read_bytes()
    assert b'width="1600" height="900"' in svg
    assert (here / "1.pdf").read_bytes().startswith(b"%PDF-")
    assert b"Ana" not in svg


@pytest.mark.usefixtures("standup")
def test_what_was_found_is_said_with_its_words(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chart_recordings(["standup.vtt", "--csv", "c.csv", "--json", "c.json"]) == 0
    strongest = json.loads((here / "c.json").read_text())["strongest"]
    first = strongest["positive"][0]
    assert first["polarity"] > 0.3
    rows = list(csv.DictReader((here / "c-strongest.csv").read_text().splitlines()))
    positive = [row["text"] for row in rows if row["way"] == "positive"]
    assert positive == [each["text"] for each in strongest["positive"]]
    if first["polarity"] >= 0.5:
        assert f"“{first['text']}”" in capsys.readouterr().out


def test_topics_that_are_told_apart_stand_in_the_files_unless_they_are_not_wanted(
    here: Path,
) -> None:
    heard, _ = tell([(BUDGET, 6), (FESTIVAL, 6), (SAFETY, 6)])
    Path("talk.vtt").write_text(to_vtt(heard))
    assert chart_recordings(["talk.vtt", "--json", "c.json", "--csv", "c.csv"]) == 0
    topics = json.loads((here / "c.json").read_text())["topics"]
    assert len(topics) == 3
    assert set(topics[0]["means"]) == {each.speaker for each in heard.utterances}
    assert f"mean from 0:00 {topics[0]['name']}" in (here / "c-speakers.csv").read_text()
    drawn = (here / "chart.png").read_bytes()
    plain = ["talk.vtt", "--json", "c.json", "--csv", "c.csv", "--no-topics"]
    assert chart_recordings(plain) == 0
    assert json.loads((here / "c.json").read_text())["topics"] == []
    assert "mean from" not in (here / "c-speakers.csv").read_text()
    assert (here / "chart.png").read_bytes() != drawn


def test_nothing_else_is_left_beside_the_recordings(
    here: Path, standup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = here / "home"
    there = here / "meetings"
    there.mkdir()
    monkeypatch.chdir(there)
    monkeypatch.setenv("HOME", str(kept))
    assert chart_recordings([str(standup)]) == 0
    assert [each.name for each in there.iterdir()] == ["chart.png"]
    assert (kept / ".cache" / "undertone").is_dir()


@pytest.mark.usefixtures("standup")
def test_a_closer_look_draws_a_part(here: Path) -> None:
    whole, part = here / "whole.png", here / "part.png"
    assert chart_recordings(["standup.vtt", "--out", "whole.png"]) == 0
    assert (
        chart_recordings(["standup.vtt", "--out", "part.png", "--from", "0:05", "--to", "30"]) == 0
    )
    assert part.read_bytes().startswith(PNG)
    assert part.read_bytes() != whole.read_bytes()


@pytest.mark.usefixtures("standup")
def test_a_closer_look_beyond_the_end_is_told_how_long_it_is(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chart_recordings(["standup.vtt", "--from", "20:00", "--to", "30:00"]) == 1
    assert "20:00 – 30:00 is outside that meeting, which is 0:20 long." in capsys.readouterr().err
    page = ["--html", "a.html", "--from", "0:05", "--to", "9:00"]
    assert chart_recordings(["standup.vtt", *page]) == 0
    assert '"stretch":[5.0,20.0]' in (here / "a.html").read_text()


@pytest.mark.usefixtures("standup")
@pytest.mark.parametrize("typed", [("--from", "0:10"), ("--from", "0:20", "--to", "0:10")])
def test_half_a_stretch_is_none(typed: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert chart_recordings(["standup.vtt", *typed]) == 1
    assert "--to" in capsys.readouterr().err


@pytest.mark.usefixtures("standup")
def test_names_are_hidden_in_the_files_too(here: Path) -> None:
    options = ["--names", "letters", "--theme", "dark", "--title", "Ana's week", "--json", "c.json"]
    assert chart_recordings(["standup.vtt", *options]) == 0
    text = (here / "c.json").read_text()
    assert "Speaker A" in text
    assert "Ana" not in text
    assert json.loads(text)["title"].endswith("week")


@pytest.mark.usefixtures("standup")
def test_another_language_is_not_scored(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert chart_recordings(["standup.vtt", "--lang", "de", "--json", "c.json"]) == 0
    said = json.loads((here / "c.json").read_text())["utterances"]
    assert {each["polarity"] for each in said} == {None}
    assert "English only" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "arguments", "expected"),
    [
        (b"", (), "empty"),
        (b"WEBVTT\n\n", (), "nobody speaking"),
        (recordings.STANDUP.encode(), ("--speakers", "0"), "from 1 to 20"),
        (
            recordings.STANDUP.encode(),
            ("--out", "no/such/folder.png"),
            "There is no folder no/such",
        ),
        (
            recordings.STANDUP.encode(),
            ("--files", "csv"),
            "--csv, --json, --vtt, --html, --svg and --pdf",
        ),
        (recordings.STANDUP.encode(), ("--out-dir", "a", "--out", "b.png"), "--out is for one"),
    ],
)
def test_what_cannot_be_charted_is_one_sentence(
    here: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
    arguments: tuple[str, ...],
    expected: str,
) -> None:
    (here / "a.vtt").write_bytes(content)
    status = chart_recordings(["a.vtt", *arguments])
    said = capsys.readouterr()
    assert (status, said.out.count("no chart")) == (1, 0)
    assert expected in said.err


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("gone.mp3", "gone.mp3: there is no such file"),
        ("https://example.com/a.mp3", "is a link"),
        (".", "There is no recording in ."),
    ],
)
def test_what_is_no_recording_is_named(
    capsys: pytest.CaptureFixture[str], typed: str, expected: str
) -> None:
    assert chart_recordings([typed]) == 1
    assert expected in capsys.readouterr().err


def test_another_engine_is_proposed_as_it_is_typed_here(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "a.wav").write_bytes(b"RIFF")
    assert chart_recordings(["a.wav", "--engine", "assemblyai"]) == 1
    said = capsys.readouterr().err
    assert "ASSEMBLYAI_API_KEY" in said
    assert "`--engine local`" in said


def test_the_engine_of_the_settings_hears_it_where_none_is_named(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENGINE", "deepgram")
    (here / "a.wav").write_bytes(b"RIFF")
    assert chart_recordings(["a.wav"]) == 1
    assert "DEEPGRAM_API_KEY" in capsys.readouterr().err


class TestSeveral:
    def test_one_that_cannot_be_charted_does_not_end_the_rest(
        self, here: Path, standup: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (here / "empty.vtt").write_bytes(b"")
        (here / "last.vtt").write_text(standup.read_text())
        typed = ["standup.vtt", "empty.vtt", "gone.vtt", "last.vtt", "--out-dir", "out"]
        assert chart_recordings([*typed, "--files", "csv,vtt"]) == 1
        assert sorted(path.name for path in (here / "out").iterdir()) == [
            *("last-speakers.csv", "last-strongest.csv", "last.csv", "last.png", "last.vtt"),
            *(
                "standup-speakers.csv",
                "standup-strongest.csv",
                "standup.csv",
                "standup.png",
                "standup.vtt",
            ),
        ]
        said = capsys.readouterr()
        assert said.out.endswith("2 of 4 charted, in out\n")
        assert [line.split()[0] for line in said.err.splitlines()] == ["empty.vtt", "gone.vtt"]

    def test_a_folder_is_what_is_in_it(self, here: Path, standup: Path) -> None:
        folder = here / "meetings"
        folder.mkdir()
        standup.rename(folder / "monday.vtt")
        (folder / "notes.pdf").write_bytes(b"%PDF")
        (folder / "monday.csv").write_text("speaker,text\nAna,Hello\n")
        assert chart_recordings(["meetings"]) == 0
        assert [path.name for path in (here / "charts").iterdir()] == ["monday.png"]

    def test_two_of_one_name_keep_both_their_charts(self, here: Path, standup: Path) -> None:
        (here / "standup.srt").write_text(
            "1\n00:00:00,000 --> 00:00:03,000\nAna: I am very happy with that.\n"
        )
        assert chart_recordings([standup.name, "standup.srt"]) == 0
        names = {path.name for path in (here / "charts").iterdir()}
        assert names == {"standup.png", "standup.srt.png"}
