from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from numpy.typing import NDArray

from workers.charting.ink.palette import DARK, LIGHT, MARKERS, VOICES, Theme, choose_inks

SIGHT = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]
    ),
    "deuteranopia": np.array(
        [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]
    ),
    "tritanopia": np.array(
        [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]
    ),
}
"""What is left of linear RGB (simulation by Machado, Oliveira and Fernandes, 2009)."""

TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])


def linear(colour: str) -> NDArray[np.float64]:
    value = np.array(to_rgb(colour))
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    dark, light = sorted(float(linear(colour) @ TO_XYZ[1]) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(seen: NDArray[np.float64]) -> NDArray[np.float64]:
    ratio = TO_XYZ @ np.clip(seen, 0, 1) / WHITE
    root = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    lightness, red, yellow = 116 * root[1] - 16, root[0] - root[1], root[1] - root[2]
    return np.array([lightness, 500 * red, 200 * yellow])


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_voice_stands_out_from_its_card_and_zones(theme: Theme) -> None:
    for ground in (theme.card, theme.warm, theme.cool):
        assert min(contrast(voice, ground) for voice in theme.voices) >= 3
        assert contrast(theme.muted, ground) >= 4.5
        assert contrast(theme.ink, ground) >= 7


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("sight", SIGHT)
def test_any_two_voices_differ_under_every_kind_of_sight(theme: Theme, sight: str) -> None:
    seen = [lab(SIGHT[sight] @ linear(voice)) for voice in theme.voices]
    assert min(float(np.linalg.norm(a - b)) for a, b in combinations(seen, 2)) >= 16


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_no_two_voices_are_the_same_grey(theme: Theme) -> None:
    greys = [float(lab(linear(voice))[0]) for voice in theme.voices]
    assert min(abs(a - b) for a, b in combinations(greys, 2)) >= 4


def test_each_voice_has_a_shape_of_its_own() -> None:
    assert len(set(MARKERS)) == VOICES == len(LIGHT.voices) == len(DARK.voices)


def test_places_go_by_appearance() -> None:
    assert choose_inks(["Ana", "Ben"], {}) == {"Ana": 0, "Ben": 1}


def test_a_known_person_keeps_the_colour_and_others_take_what_is_free() -> None:
    assert choose_inks(["Ana", "Ben", "Chidi"], {"Chidi": 0, "Gone": 1}) == {
        "Ana": 1,
        "Ben": 2,
        "Chidi": 0,
    }


def test_two_people_with_one_colour_do_not_both_get_it() -> None:
    assert choose_inks(["Ana", "Ben"], {"Ana": 2, "Ben": 7}) == {"Ana": 2, "Ben": 0}


def test_past_five_places_repeat_evenly() -> None:
    places = list(choose_inks([str(number) for number in range(12)], {}).values())
    assert sorted(places.count(place) for place in range(VOICES)) == [2, 2, 2, 3, 3]
