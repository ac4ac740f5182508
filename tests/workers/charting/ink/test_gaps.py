from __future__ import annotations

from dataclasses import replace

import pytest

from tests.gallery.scenes import level, meeting
from tests.workers.charting.ink import seen
from tests.workers.charting.ink.voices import WORDS, figure, texts
from workers.domain.meeting import Meeting

SAID = replace(WORDS, no_speech="no speech")


def silent_between(voices: int, opens: float, closes: float, length_s: float = 3600.0) -> Meeting:
    """A meeting in which nobody says anything for a part of its time."""
    heard = meeting({f"Voice {place}": level(0.1) for place in range(voices)}, length_s)
    told = tuple(
        each
        for each in heard.utterances
        if each.end_s < opens * length_s or each.start_s > closes * length_s
    )
    return replace(heard, utterances=told)


@pytest.mark.parametrize("voices", [1, 4, 7])
def test_a_long_gap_says_so_where_no_line_is(voices: int) -> None:
    sheet = figure(silent_between(voices, 0.4, 0.7), words=SAID)
    assert texts(sheet).count("no speech") == (1 if voices <= 5 else voices)
    boxes = [one.get_window_extent() for one in sheet.texts if one.get_text() == "no speech"]
    assert not seen.overlap(seen.find_texts(sheet))
    assert not any(seen.covers(box, points) for points in seen.trace_voices(sheet) for box in boxes)
    panels = seen.find_panels(sheet)
    for box in boxes:
        inside = [
            one for one in panels if one.x0 < box.x0 and box.x1 < one.x1 and box.overlaps(one)
        ]
        assert len(inside) == 1
        middle = (box.x0 + box.x1) / 2
        assert (middle - inside[0].x0) / inside[0].width == pytest.approx(0.55, abs=0.02)


def test_what_is_recorded_before_the_first_and_after_the_last_word_is_a_gap_too() -> None:
    assert "no speech" in texts(figure(silent_between(2, -1.0, 0.3), words=SAID))
    assert "no speech" in texts(figure(silent_between(2, 0.6, 2.0), words=SAID))


@pytest.mark.parametrize(
    "heard",
    [
        silent_between(3, 0.4, 0.42),
        silent_between(3, 0.0, 0.0),
        silent_between(2, 0.4, 0.7, 60.0),
        Meeting("test", ()),
    ],
)
def test_a_pause_is_no_gap(heard: Meeting) -> None:
    assert "no speech" not in texts(figure(heard, words=SAID))
