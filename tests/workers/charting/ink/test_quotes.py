from __future__ import annotations

import gc
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.gallery.pictures import pieces
from tests.gallery.scenes import bump, level, meeting
from tests.workers.charting.ink import seen
from tests.workers.charting.ink.chances import meetings, pins
from tests.workers.charting.ink.test_chart import moment
from tests.workers.charting.ink.voices import WORDS, figure
from workers.charting import moments
from workers.charting.ink.labels import measure_width
from workers.charting.ink.wrapping import wrap_quote
from workers.charting.picture import Look, draw_picture
from workers.domain.moment import MomentKind

PICTURES = {piece.name: piece.meeting for piece in pieces()}
ROOM, SIZE = 310.0, 25.0


@pytest.mark.parametrize("name", ["four-voices", "two-voices", "five-voices", "one-voice"])
def test_nearly_all_moments_are_quoted(name: str) -> None:
    heard = PICTURES[name]
    found = moments.find_moments(heard)
    quotes = {moment.number: moment.quote for moment in found}
    sheet = figure(heard, tuple(found), replace(WORDS, quotes=quotes))
    assert max(1, len(found) - 1) <= len(seen.find_quote_boxes(sheet)) <= len(found)


@settings(max_examples=25, deadline=None, phases=[Phase.generate])
@given(st.data())
def test_no_quote_covers_a_line_a_pin_or_other_words(data: st.DataObject) -> None:
    gc.collect()  # each figure has pixels of its own, and is in a circle with its words
    heard = data.draw(meetings(1, 5))
    found, quotes = data.draw(pins(heard))
    words = replace(WORDS, quotes=quotes, no_speech="no speech")
    sheet = figure(heard, tuple(found), words)
    boxes, heads = seen.find_quote_boxes(sheet), seen.find_heads(sheet)
    (panel,) = seen.find_panels(sheet)
    assert not seen.overlap(boxes)
    assert not any(box.overlaps(head) for box in boxes for head in heads)
    assert not any(seen.covers(box, points) for points in seen.trace_voices(sheet) for box in boxes)
    assert not seen.overlap(seen.find_texts(sheet))
    for box in boxes:
        assert panel.x0 - 1 <= box.x0 < box.x1 <= panel.x1 + 1
        assert panel.y0 - 1 <= box.y0 < box.y1 <= panel.y1 + 1


@settings(max_examples=25, deadline=None, phases=[Phase.generate])
@given(st.data())
def test_over_small_panels_pins_and_quotes_stand_apart_on_the_name_row(data: st.DataObject) -> None:
    gc.collect()  # as above
    heard = data.draw(meetings(6, 12))
    found, quotes = data.draw(pins(heard))
    sheet = figure(heard, tuple(found), replace(WORDS, quotes=quotes))
    heads, texts = seen.find_heads(sheet), seen.find_texts(sheet)
    panels = seen.find_panels(sheet)
    assert len(heads) == sum(len(moment.speakers) for moment in found)
    assert not seen.overlap(heads)
    assert not seen.overlap(texts)
    for head in heads:
        assert not any(head.overlaps(panel) for panel in panels)
        inside = [text for text in texts if text.overlaps(head)]
        assert len(inside) == 1, "a head has its own number and nothing else"
        assert head.x0 <= inside[0].x0 < inside[0].x1 <= head.x1
    # Each pin stands over a panel of its own voice, within it from left to right.
    for head in heads:
        below = [panel for panel in panels if 0 < head.y0 - panel.y1 < 8]
        assert any(panel.x0 - 1 <= head.x0 and head.x1 <= panel.x1 + 1 for panel in below)


@pytest.mark.parametrize("height", [-0.9, -0.5, 0.5, 0.9])
def test_a_pin_stands_off_the_lines_where_there_is_room(height: float) -> None:
    """Two voices swing together, up to where there is no room outside of them."""
    swing = bump(0.6, 0.08, height)
    heard = meeting({"Ana": swing, "Ben": swing, "Chidi": level(0.0)}, 900, scatter=0.05)
    found = moment(MomentKind.RISE if height > 0 else MomentKind.DIP, 540, height, height)
    sheet = figure(heard, (found,))
    (head,) = seen.find_heads(sheet)
    assert not any(seen.covers(head, points) for points in seen.trace_voices(sheet))


def test_a_quote_is_cut_at_a_word_and_fits() -> None:
    text = "We lost two customers over the hidden costs, and nobody told us before " * 3
    for most in (1, 2, 3):
        rows = wrap_quote(text, most, ROOM, SIZE)
        assert len(rows) == most
        assert all(measure_width(row, SIZE) <= ROOM for row in rows)
        shown = " ".join(rows).strip("“”").removesuffix("…")
        assert text.startswith(shown)
        assert text[len(shown)] in " ,"
    assert wrap_quote("It works.", 3, ROOM, SIZE) == ["“It works.”"]
    assert wrap_quote("", 3, ROOM, SIZE) == []


def test_what_cannot_be_drawn_or_does_not_fit_is_not_quoted() -> None:
    assert wrap_quote("နိုင် said so", 3, ROOM, SIZE) == []
    assert wrap_quote("incomprehensibilities", 3, 60, SIZE) == []


@pytest.mark.parametrize("name", ["two-voices", "seven-voices"])
def test_a_channel_without_quotes_has_none_on_its_picture(name: str) -> None:
    heard = PICTURES[name]
    loud = replace(
        heard, utterances=tuple(replace(each, text=each.text.upper()) for each in heard.utterances)
    )
    plain, quoted = (
        [draw_picture(each, Look(quotes=allowed)).png for each in (heard, loud)]
        for allowed in (False, True)
    )
    assert plain[0] == plain[1]
    assert quoted[0] != quoted[1]
