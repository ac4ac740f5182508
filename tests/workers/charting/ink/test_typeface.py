from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.font_manager import get_font

from workers.charting.ink import labels, scripts
from workers.charting.ink.typeface import find_face


@pytest.mark.parametrize("bold", [False, True])
def test_figures_are_equally_wide(bold: bool) -> None:
    widths = {labels.measure_width(figure * 4, 100, bold) for figure in "0123456789"}
    assert max(widths) - min(widths) <= 4


@pytest.mark.parametrize("bold", [False, True])
def test_a_weight_is_small(bold: bool) -> None:
    assert Path(find_face(bold)).stat().st_size <= 500_000


def test_nothing_that_could_be_drawn_before_is_lost() -> None:
    """Before, DejaVu Sans was the chart's own face; now it stands behind it."""
    dejavu = get_font(scripts.find_font("ע") or "")
    assert dejavu.family_name == "DejaVu Sans"
    lost = [char for char in map(chr, dejavu.get_charmap()) if not labels.is_drawable(char)]
    assert lost == []


def test_bold_words_beside_it_are_measured_bold() -> None:
    assert labels.measure_width("שלום", 40, bold=True) > labels.measure_width("שלום", 40) + 4
