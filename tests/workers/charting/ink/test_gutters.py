from __future__ import annotations

import pytest

from tests.gallery.scenes import level, meeting
from tests.workers.charting.ink import seen
from tests.workers.charting.ink.voices import WORDS, figure, voices
from workers.charting.ink.card import WIDTH
from workers.charting.ink.gutters import LEFT, RIGHT, measure_gutters


def test_short_names_leave_the_panel_more_room_than_long_ones() -> None:
    short, long = (
        measure_gutters(voices(meeting({name: level(0.1), "Ben": level(0.0)}, 1800)), WORDS)
        for name in ("Al", "Konstantin Romanov")
    )
    assert short.across > long.across + 150
    assert short.left < long.left


@pytest.mark.parametrize("name", ["Al", "Ana Maria", "Konstantin Romanov", "W" * 30])
def test_names_stand_whole_beside_the_panel_up_to_a_bound(name: str) -> None:
    heard = meeting({name: level(0.1), "Ben": level(0.0)}, 1800)
    room = measure_gutters(voices(heard), WORDS)
    assert LEFT[0] <= room.left <= LEFT[1]
    assert RIGHT[0] <= room.right <= RIGHT[1]
    sheet = figure(heard)
    (panel,) = seen.find_panels(sheet)
    assert (round(panel.x0), round(panel.x1)) == (room.left, WIDTH - room.right)
    named = [text for text in sheet.texts if text.get_text() == name]
    assert len(named) == (2 if len(name) < 30 else 0)
    for text in sheet.texts:
        box = text.get_window_extent()
        assert box.x0 >= 8
        assert box.x1 <= WIDTH - 8
