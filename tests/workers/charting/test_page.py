"""The page: everything in one file, and alive in a browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.bench import chart
from tests.gallery.scenes import bump, level, meeting
from workers.charting.page import MOST_BYTES, to_html
from workers.charting.picture import draw_picture
from workers.domain.meeting import Meeting, Utterance

TWO = meeting({"Ana": bump(0.5, 0.07, -0.8), "Ben": level(0.1)}, 1800)
HOSTILE = Meeting(
    "test",
    (
        Utterance("Ana <b>", 0.0, 4.0, "</script><script>alert(1)</script> %SCRIPT% %DATA%", 0.9),
        Utterance("Ben", 5.0, 9.0, "<!-- this <img src=x onerror=alert(2)> is bad -->", -0.9),
    ),
    title="</title><script>alert(3)</script>",
)
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")


def write_page(heard: Meeting, *, texts: bool = True) -> str:
    return to_html(draw_picture(heard), texts=texts)


def read_data(page: str) -> dict[str, Any]:
    (packed,) = re.findall(r'id="data">(.*)</script>', page)
    read: dict[str, Any] = json.loads(packed)
    return read


def test_nothing_is_asked_of_anyone() -> None:
    page = write_page(TWO)
    assert "default-src &#x27;none&#x27;" in page
    assert set(re.findall(r"https?://[^\"' )]+", page)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"fetch\(|XMLHttpRequest|import\(|<link|<img|@import|url\(", page)


def test_it_holds_what_the_chart_shows() -> None:
    data = read_data(write_page(TWO))
    assert [each["name"] for each in data["speakers"]] == list(TWO.speakers)
    assert len(data["utterances"]) == len(TWO.utterances)
    assert data["utterances"][3][-1] == TWO.utterances[3].text
    assert len(data["moments"]) == 1


def test_without_quotes_nobody_is_quoted() -> None:
    page = write_page(TWO, texts=False)
    assert {len(each) for each in read_data(page)["utterances"]} == {5}
    assert not any(said.text in page for said in TWO.utterances if said.words > 4)


def test_what_people_say_stays_words() -> None:
    page = write_page(HOSTILE)
    assert page.count("<script") == 2
    assert "<img" not in page
    assert read_data(page)["utterances"][0][-1] == HOSTILE.utterances[0].text


@pytest.mark.parametrize("row", chart.ROWS, ids=lambda row: row.name)
def test_the_longest_meeting_stays_under_its_size(row: chart.Row) -> None:
    heard = chart.meeting(row)
    said = (replace(each, text=each.text.replace("word", "wörd")) for each in heard.utterances)
    page = write_page(replace(heard, utterances=tuple(said)))
    assert len(page.encode()) <= MOST_BYTES


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
class TestInABrowser:
    def open(self, folder: Path, heard: Meeting, asked: str = "") -> str:
        """The page's elements once its script has run."""
        path = folder / "page.html"
        path.write_text(write_page(heard), encoding="utf-8")
        command = [
            str(BROWSER),
            *("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000"),
            f"--user-data-dir={folder / 'profile'}",
            "--dump-dom",
            f"{path.as_uri()}#{asked}",
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        assert 'data-ready="yes"' in done.stdout
        return done.stdout.split("</main>")[0].split("<main>")[1]

    def test_every_scored_sentence_is_a_dot_and_every_voice_a_line(self, tmp_path: Path) -> None:
        shown = self.open(tmp_path, TWO)
        assert shown.count("<circle") == len(TWO.utterances)
        assert shown.count("<path") == 2 + 2, "the lines, and one beside each name"
        assert shown.count('type="checkbox"') == 2
        assert shown.count("<text x=") > 0
        assert re.findall(r'class="pin">(\d)<', shown) == ["1"]
        assert draw_picture(TWO).finding in shown

    def test_voices_of_one_colour_have_lines_of_their_own(self, tmp_path: Path) -> None:
        many = meeting({f"Speaker {n}": level(n / 12 - 0.5) for n in range(12)}, 1800)
        shown = self.open(tmp_path, many)
        beside = re.findall(r'd="M0 4H26" stroke-dasharray="([^"]*)" stroke="([^"]*)"', shown)
        assert len(beside) == len(set(beside)) == 12
        assert "All or none" in shown

    def test_a_stretch_and_a_word_can_be_asked_for(self, tmp_path: Path) -> None:
        shown = self.open(tmp_path, TWO, "from=600&to=1200&q=pricing")
        inside = [each for each in TWO.utterances if 600 <= (each.start_s + each.end_s) / 2 <= 1200]
        assert shown.count("<circle") == len(inside)
        found = sum("pricing" in each.text for each in inside)
        assert shown.count('class="hit"') == found > 0
        assert f"{found} found" in shown

    def test_what_people_say_is_not_run(self, tmp_path: Path) -> None:
        shown = self.open(tmp_path, HOSTILE)
        assert "<img" not in shown
        assert "<script" not in shown
        assert "Ana &lt;b&gt;" in shown
