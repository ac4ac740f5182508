from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from workers.charting.ink import labels, scripts, typeface
from workers.charting.ink.card import thicken_thin_fonts, use_style


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ana", "Ana"),
        ("  Ana \n\t Maria ", "Ana Maria"),
        ("Name\u202eevil\x00\x07", "Nameevil"),
        ("A" * 80, "A" * 29 + "…"),
        ("e\u0301", "é"),
        ("", ""),
    ],
)
def test_names_are_cleaned_and_cut(name: str, shown: str) -> None:
    assert labels.clean_label(name) == shown


@pytest.mark.parametrize("name", ["Zoë", "Анна", "Ελένη", "عبد الرحمن", "שרה", "_x_", "$a$b"])
def test_the_font_has_what_it_is_chosen_for(name: str) -> None:
    assert labels.is_drawable(name)


@pytest.mark.parametrize("name", ["နိုင်", "නිමල්", "\U0001f9d1"])
def test_what_the_font_lacks_is_known(name: str) -> None:
    assert not labels.is_drawable(name)


@pytest.mark.parametrize(
    "name", ["王小明", "さくら", "김민준", "สมชาย", "प्रिया", "லதா", "రాజు", "王小明 (Ming)"]
)
def test_names_of_other_scripts_are_drawn_in_fonts_of_their_own(name: str) -> None:
    assert labels.choose_labels([name], "Speaker") == {name: name}
    assert len(labels.find_families(name)) > 1
    assert labels.measure_width(name, 20) > 5 * len(name)


def test_no_other_font_is_opened_for_names_that_need_none() -> None:
    scripts.find_font.cache_clear()
    assert labels.find_families("Zoë Анна") == [typeface.FAMILY]
    assert scripts.find_font.cache_info().currsize == 0


def test_a_name_that_cannot_be_drawn_becomes_a_number() -> None:
    assert labels.choose_labels(["Ana", "နိုင်", "", "නිමල්"], "Speaker") == {
        "Ana": "Ana",
        "နိုင်": "Speaker 2",
        "": "Speaker 3",
        "නිමල්": "Speaker 4",
    }


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ana 🎉", "Ana"),
        ("👩\u200d💻 Ben 🇫🇷", "Ben"),
        ("🎉", "Speaker 1"),
        ("နိုင် Naing", "Speaker 1"),
        ("☺ Zoë M̂", "☺ Zoë M̂"),
    ],
)
def test_a_picture_in_a_name_does_not_cost_the_name(name: str, shown: str) -> None:
    assert labels.choose_labels([name], "Speaker") == {name: shown}


def test_no_two_names_look_alike() -> None:
    same = ["Speaker 3", "Ana\u200b", "王小明", "Ana", "A" * 40, "A" * 50]
    assert len(set(labels.choose_labels(same, "Speaker").values())) == len(same)


@given(st.text(max_size=60))
def test_whatever_the_name_it_can_be_drawn(name: str) -> None:
    (shown,) = labels.choose_labels([name], "Speaker").values()
    assert shown
    assert labels.is_drawable(shown)
    assert len(shown) <= labels.LONGEST_NAME


def test_text_is_cut_to_its_room() -> None:
    long = "a name that goes on and on"
    shown = labels.fit_text(long, 150, 30)
    assert shown.endswith("…")
    assert labels.measure_width(shown, 30) <= 150 < labels.measure_width(long, 30)
    assert labels.fit_text("Ana", 150, 30) == "Ana"
    assert labels.fit_text("Ana", 0, 30) == "…"


def test_text_shrinks_before_it_is_cut() -> None:
    name = "Konstantin Romanov"
    assert labels.shrink_text(name, 1000, (30, 20)) == (name, 30)
    assert labels.shrink_text(name, labels.measure_width(name, 20), (30, 20)) == (name, 20)
    assert labels.shrink_text(name, 50, (30, 20))[1] == 20


def test_labels_stay_where_they_are_when_there_is_room() -> None:
    assert labels.spread_apart([10, 80, 300], 40, 0, 400) == [10, 80, 300]


def test_labels_at_one_place_share_the_shift() -> None:
    assert labels.spread_apart([100, 100, 100], 40, 0, 400) == [60, 100, 140]


@given(st.lists(st.floats(0, 500), min_size=1, max_size=8))
def test_labels_never_collide_and_keep_their_order(wanted: list[float]) -> None:
    placed = labels.spread_apart(wanted, 40, 0, 500)
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    in_order = [placed[place] for place in order]
    assert all(b - a >= 40 - 1e-6 for a, b in pairwise(in_order))
    assert min(placed) >= -1e-6
    assert max(placed) <= 500 + 1e-6


def test_signs_of_a_thin_font_do_not_pale_beside_others() -> None:
    assert labels.find_thickness("Ana", bold=True) == 0
    assert labels.find_thickness("สมชาย", bold=True) == 0
    assert labels.find_thickness("王小明 (Ming)", bold=True) > 0
    assert labels.find_thickness("王小明", bold=True) > labels.find_thickness("王小明", bold=False)
    assert _measure_ink("王小明", thicken_thin_fonts) > 1.5 * _measure_ink(
        "王小明", lambda _figure: None
    )


def _measure_ink(text: str, prepare: Callable[[Figure], None]) -> float:
    """How much of a picture with this text is black."""
    with use_style():
        figure = Figure(figsize=(2, 1), dpi=72)
        figure.text(0.1, 0.4, text, fontsize=30, family=labels.find_families(text))
        prepare(figure)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()  # type: ignore[no-untyped-call]  # Matplotlib's gap
        pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # the same
        return float(255 - pixels[..., 0].mean())
