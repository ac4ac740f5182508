"""The chart's own face: Fira Sans, in two weights, from a package that has nothing else in it.

Drawn for screens, with figures of one width, and under the SIL Open Font License: Latin, Greek and
Cyrillic. What it lacks is drawn in the fonts of `scripts`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from matplotlib import font_manager

FAMILY = "Fira Sans"
FIGURES = ("tnum",)
"""All figures are equally wide, so that times under each other are too."""


@cache
def find_face(bold: bool) -> str:
    """The file of a weight, which Matplotlib knows by the family's name from then on."""
    weight = "Bold" if bold else "Regular"
    path = str(files("fontpkg_fira_sans") / "files" / f"FiraSans-{weight}.ttf")
    font_manager.fontManager.addfont(path)
    return path
