from __future__ import annotations

import gc
import io
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import numpy as np
import psutil
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.gallery.pictures import Piece, pieces
from tests.gallery.scenes import bump, level, meeting
from workers.charting import picture
from workers.charting.picture import Look
from workers.domain.channel import Names
from workers.domain.meeting import Meeting, Utterance
from workers.wording.finding import Facts

GALLERY = Path(__file__).parents[3] / "docs" / "gallery"
APPROVED = ("four-voices", "four-voices-dark", "twelve-voices", "short", "names")

TWO = meeting({"Ana": bump(0.5, 0.07, -0.8), "Ben": level(0.1)}, 1800)


def pixels(png: bytes) -> NDArray[np.int16]:
    with Image.open(io.BytesIO(png)) as image:
        return np.asarray(image.convert("RGB"), dtype=np.int16)


def of(*utterances: Utterance, length_s: float | None = None) -> Meeting:
    return Meeting(engine="test", utterances=utterances, length_s=length_s)


@pytest.mark.parametrize("piece", [p for p in pieces() if p.name in APPROVED], ids=lambda p: p.name)
def test_the_gallery_still_looks_as_approved(piece: Piece) -> None:
    approved = pixels((GALLERY / f"{piece.name}.png").read_bytes())
    drawn = pixels(picture.draw_picture(piece.meeting, piece.look).png)
    away = np.abs(drawn - approved).max(axis=2)
    assert (away > 24).mean() < 0.002


@pytest.mark.parametrize("piece", list(pieces()), ids=lambda piece: piece.name)
def test_the_gallery_says_what_is_found_today(piece: Piece) -> None:
    page = (GALLERY / "README.md").read_text(encoding="utf-8")
    drawn = picture.draw_picture(piece.meeting, piece.look)
    assert f"![{drawn.alt_text}]({piece.name}.png)\n\n> {drawn.finding}\n" in page
    assert (GALLERY / f"{piece.name}.png").is_file()


def test_the_picture_is_1600_by_900_opaque_and_bordered() -> None:
    with Image.open(io.BytesIO(picture.draw_picture(TWO).png)) as image:
        assert image.size == (1600, 900)
        rgba = np.asarray(image.convert("RGBA"))
    assert rgba[..., 3].min() == 255
    edge = np.concatenate([rgba[0], rgba[-1], rgba[:, 0], rgba[:, -1]])
    assert len(np.unique(edge, axis=0)) == 1
    assert not np.array_equal(edge[0], rgba[2, 2])


def test_the_same_meeting_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib\n"
        "from tests.workers.charting.test_picture import TWO\n"
        "from workers.charting import picture\n"
        "print(hashlib.sha256(picture.draw_picture(TWO).png).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=GALLERY.parents[1],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1


LONG = [
    Utterance(f"S{at % 30}", at * 0.48, at * 0.48 + 0.4, "so be it", 0.1) for at in range(30000)
]


ANYTHING = {
    "nothing": of(),
    "silence": of(length_s=600.0),
    "one-utterance": of(Utterance("Ana", 3.0, 4.0, "hello", 0.2)),
    "one-instant": of(Utterance("Ana", 0.0, 0.0, "", None)),
    "unscored-instants": of(*(Utterance("Ana", at, at, "x", None) for at in range(9))),
    "instants": of(*(Utterance("Ana", at, at, "x", 1.0) for at in range(9))),
    "wrong-times": of(Utterance("Ana", 90, 80, "x", -1.0), Utterance("Ben", -5, 3, "y", 1.0)),
    "at-once": of(*(Utterance("Ana", 50.0, 52.0, f"word {at}", at / 40) for at in range(40))),
    "thirty-unscored": of(*(Utterance(f"S{at}", at, at + 1, "x y", None) for at in range(30))),
    "nameless": of(Utterance("", 0, 5, "x", 0.1), Utterance(" ", 5, 9, "x", 0.1)),
    "ten-hour-monologue": of(Utterance("Ana", 0, 36000, "word " * 60000, 0.4)),
    "thirty-thousand": of(*LONG),
}


@pytest.mark.parametrize("heard", ANYTHING.values(), ids=ANYTHING)
def test_anything_can_be_drawn(heard: Meeting) -> None:
    for names in ("real", "letters", "team"):
        drawn = picture.draw_picture(heard, Look(names=names))
        assert pixels(drawn.png).shape == (900, 1600, 3)
        assert drawn.finding
        assert 0 < len(drawn.alt_text) < 500


def named(heard: Meeting) -> Meeting:
    """Everybody says the speakers' names all the time."""
    said = (replace(spoken, text=f"{spoken.text} Ana Ben") for spoken in heard.utterances)
    return replace(heard, utterances=tuple(said), title="ana-and-ben.mp4")


@pytest.mark.parametrize("names", ["letters", "team"])
def test_without_names_nothing_names_anyone(names: Names) -> None:
    drawn = picture.draw_picture(named(TWO), Look(names=names))
    assert drawn.moments
    told = [drawn.alt_text, drawn.finding, repr(drawn.moments), drawn.statistics.to_csv()]
    for name in ("ana", "ben"):
        assert not re.search(rf"\b{name}\b", " ".join(told).lower())


def test_other_names_that_are_known_are_hidden_too() -> None:
    called = {"Ana": "Anastasia", "Ben": "Benedict"}
    heard = named(TWO).renamed(called)
    drawn = picture.draw_picture(heard, Look(names="letters", known=("Ana", "Ben")))
    assert not re.search(r"\b(ana|ben)\b", repr(drawn.moments).lower())


def test_letters_are_the_speakers_names() -> None:
    drawn = picture.draw_picture(TWO, Look(names="letters"))
    assert list(drawn.statistics.index) == ["Speaker A", "Speaker B"]
    assert set(drawn.moments[0].speakers) <= {"Speaker A", "Speaker B"}


def test_team_is_one_line_without_names() -> None:
    drawn = picture.draw_picture(TWO, Look(names="team"))
    assert list(drawn.statistics.index) == ["Everyone"]
    assert "everyone together" in drawn.alt_text


def test_colours_are_kept_from_meeting_to_meeting() -> None:
    first = picture.draw_picture(TWO)
    later = replace(TWO, utterances=TWO.utterances[1:])
    assert picture.draw_picture(later, Look(colours=first.colours)).colours == first.colours
    moved = picture.draw_picture(TWO, Look(colours={"Ana": 3}))
    assert moved.colours["Ana"] == 3
    assert moved.png != first.png


def test_the_team_line_has_nobodys_colour() -> None:
    team = picture.draw_picture(TWO, Look(names="team"))
    assert (
        picture.draw_picture(TWO, Look(names="team", colours={"Ana": 3, "Ben": 4})).png == team.png
    )


def test_what_this_machine_has_set_for_plots_does_not_matter() -> None:
    plain = picture.draw_picture(TWO).png
    with mpl.rc_context(
        {"font.family": ["serif"], "lines.antialiased": False, "text.color": "red"}
    ):
        assert picture.draw_picture(TWO).png == plain


def test_past_twelve_panels_go_to_the_moments_and_then_to_the_longest_talk() -> None:
    facts = Facts(
        speakers=tuple(f"S{place}" for place in range(20)),
        shares=tuple(place / 190 for place in range(20)),
        utterances=20,
        scored=20,
        length_s=60.0,
        smoothing_s=30.0,
        positive=0.0,
        negative=0.0,
        moments=tuple(
            replace(moment, speakers=("S1",)) for moment in picture.draw_picture(TWO).moments
        ),
        engine="test",
    )
    assert picture._with_panels(facts) == {"S1", *(f"S{place}" for place in range(10, 20))}


def test_a_thousand_speakers_are_put_together_before_anything_is_drawn() -> None:
    crowd = tuple(
        Utterance(f"Guest {at % 1000}", at, at + 1.0, "well then" if at < 1000 else "hi", 0.1)
        for at in range(1040)
    )
    started = time.process_time()
    drawn = picture.draw_picture(of(*crowd), Look(names="letters"))
    assert time.process_time() - started < 8
    assert len(drawn.statistics) == picture.MOST_DRAWN
    assert drawn.statistics["utterances"].sum() == 1040
    assert set(picture.draw_picture(of(*crowd)).statistics.index) > {"951 others", "Guest 3"}


def test_dark_is_dark() -> None:
    assert pixels(picture.draw_picture(TWO).png).mean() > 200
    assert pixels(picture.draw_picture(TWO, Look(theme="dark")).png).mean() < 60


def test_what_the_picture_says_is_what_was_found() -> None:
    drawn = picture.draw_picture(TWO)
    (dip,) = drawn.moments
    assert dip.speakers == ("Ana",)
    assert "one voice drops at" in drawn.finding
    assert "Ana" in drawn.alt_text
    assert "Ana" not in drawn.finding


def test_a_meeting_that_turns_says_so() -> None:
    bad, good = (
        "we lost the data and that is terrible",
        "the new release is great and everyone is glad",
    )
    said = [
        ("Ana", at, bad if at < 60 else good, -0.6 if at < 60 else 0.7) for at in range(0, 120, 10)
    ]
    turned = Meeting(
        "local", tuple(Utterance(who, at, at + 8.0, text, level) for who, at, text, level in said)
    )
    assert (
        picture.draw_picture(turned).finding == "Negative in the first half, positive in the second"
    )


def test_a_chart_leaves_no_pixels_behind() -> None:
    picture.draw_picture(TWO)
    me = psutil.Process()
    gc.collect()
    gc.disable()  # what only the collector finds would not be seen otherwise
    try:
        before = me.memory_info().rss
        for _ in range(5):
            picture.draw_picture(TWO)
        assert me.memory_info().rss - before < 10 * 2**20
    finally:
        gc.enable()


def test_a_closer_look_tells_the_times_of_the_recording_and_the_moments_of_the_whole() -> None:
    (dip,) = picture.draw_picture(TWO).moments
    closer = picture.draw_picture(TWO, Look(stretch=(600.0, 1200.0)))
    assert closer.moments == (dip,)
    assert "by 2 speakers from 10:00 to 20:00. " in closer.alt_text
    assert closer.statistics["utterances"].sum() < len(TWO.utterances) / 2
    elsewhere = picture.draw_picture(TWO, Look(stretch=(0.0, 300.0)))
    assert dip not in elsewhere.moments
