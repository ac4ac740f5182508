from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from matplotlib.artist import Artist
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from tests.gallery.pictures import NAMES
from tests.gallery.scenes import bump, level, meeting
from tests.workers.charting.ink.voices import WORDS, figure, texts, voices
from workers.charting import ink
from workers.charting.ink import card
from workers.charting.ink.card import HEIGHT, WIDTH
from workers.charting.ink.palette import LIGHT, MARKERS
from workers.domain.meeting import Meeting, Utterance
from workers.domain.moment import Moment, MomentKind
from workers.wording.mrkdwn import write_clock

TWO = meeting({"Ana": bump(0.5, 0.07, -0.7), "Ben": level(0.1)}, 1800)


def many(count: int) -> Meeting:
    return meeting({name: level(0.1) for name in NAMES[:count]}, 3600)


def lines(sheet: Figure, colour: str) -> list[Line2D]:
    found: list[Line2D] = sheet.findobj(Line2D)
    return [line for line in found if line.get_color() == colour]


def hex_of(path: Artist) -> str:
    assert isinstance(path, PathPatch)
    return to_hex(path.get_edgecolor()).upper()


def boxes(sheet: Figure, shown: set[str]) -> list[Bbox]:
    return [text.get_window_extent() for text in sheet.texts if text.get_text() in shown]


def test_the_sheet_is_1600_by_900() -> None:
    assert figure(TWO).canvas.get_width_height() == (WIDTH, HEIGHT) == (1600, 900)


def test_every_word_that_was_passed_in_is_drawn() -> None:
    shown = texts(figure(TWO))
    for word in ("A long title that fits", "subtitle", "how to read it"):
        assert word in shown
    for word in ("positive", "neutral", "negative", "+0.3", "−0.3", "+1", "−1"):
        assert word in shown
    assert "600 s" in shown


def test_the_longest_title_that_fits_is_taken() -> None:
    words = replace(WORDS, titles=("too long " * 30, "A title"))
    assert "A title" in texts(figure(TWO, words=words))


def test_each_line_is_drawn_through_the_points_of_its_voice() -> None:
    sheet = figure(TWO)
    for voice in voices(TWO):
        assert voice.ink is not None
        drawn = [np.asarray(line.get_xdata()) for line in lines(sheet, LIGHT.voices[voice.ink])]
        assert any(np.array_equal(at_s, voice.line.at_s, equal_nan=True) for at_s in drawn)


def test_the_scale_is_fixed_whatever_the_data() -> None:
    loud = meeting({"Ana": level(0.9)}, 1800)
    quiet = meeting({"Ana": level(0.01)}, 1800, scatter=0.01)
    places = [
        {text.get_text(): text.get_position() for text in figure(heard).texts}
        for heard in (loud, quiet)
    ]
    for word in ("+1", "+0.3", "neutral", "−0.3", "−1"):
        assert places[0][word] == places[1][word]


def test_a_dot_for_each_scored_utterance_with_its_area_by_words() -> None:
    heard = Meeting(
        "test",
        (
            Utterance("Ana", 0, 4, "one " * 10, 0.5),
            Utterance("Ana", 4, 8, "one " * 30, -0.5),
            Utterance("Ana", 8, 12, "one", None),
        ),
    )
    (dots,) = figure(heard).findobj(PathCollection)
    assert isinstance(dots, PathCollection)
    assert np.asarray(dots.get_offsets()).tolist() == [[2, 0.5], [6, -0.5]]
    small, large = dots.get_sizes()
    assert large == pytest.approx(3 * small)


def test_every_voice_has_its_colour_and_its_shape() -> None:
    sheet = figure(many(5))
    for place, colour in enumerate(LIGHT.voices):
        shapes = {str(line.get_marker()) for line in lines(sheet, colour)} - {"None", "none", ""}
        assert shapes == {MARKERS[place]}


def test_a_band_only_where_a_line_is_firm() -> None:
    assert len(figure(TWO).findobj(PolyCollection)) == 2
    brief = Meeting(
        "test", tuple(Utterance("Ana", at, at + 3, "a b c", 0.1) for at in range(0, 40, 4))
    )
    bands = [band.get_paths() for band in figure(brief).findobj(PolyCollection)]
    assert bands == [[]]


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_direct_labels_never_collide(count: int) -> None:
    sheet = figure(many(count))
    right = [
        text for text in sheet.texts if text.get_text() in NAMES and text.get_fontweight() == "bold"
    ]
    assert len(right) == count
    extents = [text.get_window_extent() for text in right]
    assert not any(a.overlaps(b) for a, b in combinations(extents, 2))
    assert all(box.x0 > 0 and box.x1 < WIDTH for box in extents)


@pytest.mark.parametrize("name", ["_hidden", "a$b$", "$\\frac{1", "%s {0}", "W" * 60])
def test_any_name_is_drawn_as_it_is(name: str) -> None:
    heard = meeting({name: level(0.0), "Ben": level(0.1)}, 900)
    with card.use_style():
        card.render_png(figure(heard))
    sheet = figure(heard)
    start = name[:6]
    assert sum(text.get_text().startswith(start) for text in sheet.texts) == 2
    assert all(text.get_window_extent().x1 <= WIDTH for text in sheet.texts)
    assert all(text.get_window_extent().x0 >= 0 for text in sheet.texts)


def test_a_brief_voice_says_so() -> None:
    heard = Meeting(
        "test",
        (*TWO.utterances, Utterance("Chidi", 900, 903, "well yes", 0.2)),
    )
    assert texts(figure(heard)).count("brief") == 1


@pytest.mark.parametrize("count", [6, 8, 9, 12])
def test_six_and_more_get_a_panel_each_with_the_others_in_grey(count: int) -> None:
    sheet = figure(many(count))
    shown = [text for text in sheet.texts if text.get_text() in NAMES]
    assert len(shown) == count
    grey = [path for path in sheet.findobj(PathPatch) if hex_of(path) == LIGHT.others]
    assert len(grey) == count * (count - 1)
    extents = [text.get_window_extent() for text in sheet.texts if text.get_text()]
    assert not any(a.overlaps(b) for a, b in combinations(extents, 2))


@pytest.mark.parametrize("count", [1, 5, 6, 12])
def test_no_text_leaves_the_card_or_covers_another(count: int) -> None:
    with card.use_style():
        extents = [text.get_window_extent() for text in _texts(figure(many(count)))]
    assert all(box.x0 >= 8 and box.x1 <= WIDTH - 8 for box in extents)
    assert all(box.y0 >= 4 and box.y1 <= HEIGHT - 4 for box in extents)
    assert not any(a.overlaps(b) for a, b in combinations(extents, 2))


def _texts(sheet: Figure) -> list[Text]:
    return [text for text in sheet.texts if text.get_text().strip()]


def moment(kind: MomentKind, at_s: float, *levels: float, number: int = 1) -> Moment:
    return Moment(
        number=number,
        kind=kind,
        at_s=at_s,
        start_s=at_s - 30,
        end_s=at_s + 30,
        speakers=("Ana", "Ben")[: len(levels)],
        speaker="Ana",
        utterance=0,
        quote="",
        polarity=0.0,
        peak_s=at_s,
        levels=levels,
    )


@pytest.mark.parametrize("count", [2, 6])
@pytest.mark.parametrize("level_", [-1.0, -0.5, 0.0, 0.5, 1.0])
def test_pins_are_numbered_inside_the_card_and_apart(count: int, level_: float) -> None:
    found = (
        moment(MomentKind.DIP, 900, level_, number=1),
        moment(MomentKind.RISE, 900, level_, number=2),
        moment(MomentKind.DISAGREEMENT, 905, level_, -level_, number=3),
    )
    pinned = boxes(figure(many(count), found), {"1", "2", "3"})
    assert len(pinned) == (3 if count == 2 else 4)
    assert not any(a.overlaps(b) for a, b in combinations(pinned, 2))
    assert all(box.y0 > 0 and box.y1 < HEIGHT for box in pinned)


def test_a_disagreement_stands_on_both_lines() -> None:
    sheet = figure(TWO, (moment(MomentKind.DISAGREEMENT, 900, 0.4, -0.5),))
    (feet,) = (line for line in sheet.findobj(Line2D) if line.get_marker() == "_")
    assert np.array_equal(feet.get_ydata(), [0.4, -0.5])


@pytest.mark.parametrize("minutes", [30, 59, 61, 90, 100, 150, 240, 599, 1300])
@pytest.mark.parametrize("count", [6, 12])
def test_times_never_crowd(count: int, minutes: int) -> None:
    heard = meeting({name: level(0.1) for name in NAMES[:count]}, 60 * minutes, longest=900)
    sheet = figure(heard, words=replace(WORDS, clock=write_clock))
    clocks = {write_clock(at_s) for at_s in range(0, 60 * minutes + 1, 60)}
    times = [text for text in sheet.texts if text.get_text() in clocks]
    assert len(times) >= 6
    for one, other in combinations(times, 2):
        if one.get_position()[1] == other.get_position()[1]:
            left, right = sorted((one.get_window_extent(), other.get_window_extent()), key=_start)
            assert right.x0 - left.x1 >= 20


def _start(box: Bbox) -> float:
    return float(box.x0)


def test_a_notice_stands_where_no_line_can() -> None:
    words = replace(WORDS, notice="nothing to draw")
    assert "nothing to draw" in texts(figure(Meeting("test", ()), words=words))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_same_input_gives_the_same_bytes(theme: str) -> None:
    once, again = (
        ink.draw_png(voices(TWO), (), WORDS, length_s=TWO.end_s, theme=theme) for _ in range(2)
    )
    assert once == again


@pytest.mark.parametrize("together", [3, 5])
def test_several_voices_that_move_together_have_one_pin_with_a_foot_each(together: int) -> None:
    levels = tuple(0.1 * place for place in range(together))
    found = replace(moment(MomentKind.RISE, 900, 0.5), speakers=NAMES[:together], levels=levels)
    sheet = figure(many(5), (found,))
    (feet,) = (line for line in sheet.findobj(Line2D) if line.get_marker() == "_")
    assert np.array_equal(feet.get_ydata(), levels)
    assert len(boxes(sheet, {"1"})) == 1


def test_the_end_of_the_axis_is_told_and_the_tick_in_its_way_is_not() -> None:
    words = replace(WORDS, clock=write_clock)
    shown = texts(figure(meeting({"Ana": level(0.0)}, 900), words=words))
    assert "15:00" in shown
    assert "14:00" not in shown
    assert texts(figure(Meeting("test", ()), words=words)).count("0:00") == 1
