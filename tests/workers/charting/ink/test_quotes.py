from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox

from tests.gallery.pictures import pieces
from tests.workers.charting.ink.voices import WORDS, voices
from workers.charting import ink, moments
from workers.charting.frames import make_curves
from workers.charting.ink import overlay, quotes, strokes
from workers.charting.ink.labels import measure_width
from workers.charting.ink.palette import LIGHT
from workers.charting.ink.panel import Panel
from workers.charting.picture import Look, draw_picture
from workers.domain.meeting import Meeting

PICTURES = {piece.name: piece.meeting for piece in pieces()}


def draw_boxes(heard: Meeting) -> tuple[list[Bbox], Panel, int]:
    """Where quotes stand, the panel they stand on, and how many moments there are."""
    found = moments.find_moments(heard)
    words = replace(WORDS, quotes={moment.number: moment.quote for moment in found})
    shown = voices(heard)
    sheet = ink.draw_figure(shown, found, words, heard.end_s, LIGHT)
    grounds = [each for each in sheet.findobj(Rectangle) if each.get_alpha() == 0.82]
    height = overlay.FOOT - overlay.ROW * len(shown) - overlay.GAP - overlay.TOP
    panel = Panel(sheet, overlay.LEFT, overlay.TOP, overlay.ACROSS, height, heard.end_s)
    return [each.get_window_extent() for each in grounds], panel, len(found)


@pytest.mark.parametrize("name", ["four-voices", "two-voices", "five-voices", "one-voice"])
def test_quotes_cover_no_line_and_not_each_other(name: str) -> None:
    heard = PICTURES[name]
    boxes, panel, count = draw_boxes(heard)
    assert max(1, count - 2) <= len(boxes) <= count
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    for line in make_curves(heard).lines.values():
        drawn = strokes.find_drawn(line)
        across = panel.left + line.at_s[drawn] * panel.second
        up = np.array([900 - panel.y(level) for level in line.polarity[drawn]])
        for box in boxes:
            assert not any(box.contains(x, y) for x, y in zip(across, up, strict=True))


def test_a_quote_is_cut_at_a_word_and_fits() -> None:
    text = "We lost two customers over the hidden costs, and nobody told us before " * 3
    for most in (1, 2, 3):
        rows = quotes.wrap_quote(text, most)
        assert len(rows) == most
        assert all(measure_width(row, quotes.SIZE) <= quotes.ROOM for row in rows)
        shown = " ".join(rows).strip("“”").removesuffix("…")
        assert text.startswith(shown)
        assert text[len(shown)] in " ,"
    assert quotes.wrap_quote("It works.", 3) == ["“It works.”"]
    assert quotes.wrap_quote("", 3) == []


def test_what_cannot_be_drawn_is_not_quoted() -> None:
    assert quotes.wrap_quote("နိုင် said so", 3) == []


def test_a_channel_without_quotes_has_none_on_its_picture() -> None:
    heard = PICTURES["two-voices"]
    loud = replace(
        heard, utterances=tuple(replace(each, text=each.text.upper()) for each in heard.utterances)
    )
    plain, quoted = (
        [draw_picture(each, Look(quotes=allowed)).png for each in (heard, loud)]
        for allowed in (False, True)
    )
    assert plain[0] == plain[1]
    assert quoted[0] != quoted[1]
