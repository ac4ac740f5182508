"""Scripts: fonts for letters that the chart's own font lacks, opened only when they are needed.

DejaVu Sans ships inside Matplotlib, under a free licence: Arabic, Hebrew, Armenian, and signs.
Others come in packages of their own (Noto, under the SIL Open Font License); what a machine has
installed beside them serves for scripts that no package of ours has.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties, get_font

PACKAGES = (
    *("fontpkg_noto_sans_thai", "fontpkg_noto_sans_devanagari", "fontpkg_noto_sans_tamil"),
    *("fontpkg_noto_sans_telugu", "justmytype_intl_cjk"),
)
BESIDE = "DejaVu Sans"
# It warns of every weight that a font has not; the nearest one is drawn, which will do.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)

_LIGHT = 300
_ON_THE_MACHINE = ("NotoSans", "NanumGothic", "IPAexGothic", "TakaoGothic", "wqy", "Lohit")
"""How the files of free fonts begin that a machine may have."""


@cache
def find_font(sign: str) -> str | None:
    """The file of a font that has this sign; None where there is none."""
    return next((path for path in _find_files() if get_font(path).get_char_index(ord(sign))), None)


@cache
def name_family(path: str) -> str:
    """What Matplotlib knows the font of this file by, from now on."""
    font_manager.fontManager.addfont(path)
    return str(FontProperties(fname=path).get_name())


def embolden(path: str) -> str:
    """The file that Matplotlib takes instead where words are bold."""
    return _find_dejavu(bold=True) if path == _find_dejavu(bold=False) else path


@cache
def is_thin(path: str) -> bool:
    """Whether it is drawn in thin strokes: a font of many weights begins with its thinnest, which
    is the one that Matplotlib takes."""
    told = get_font(path).get_sfnt_table("OS/2")
    return told is not None and told["usWeightClass"] < _LIGHT


@cache
def _find_files() -> tuple[str, ...]:
    found = [_find_dejavu(bold=False), *_find_packaged(), *_find_installed()]
    return tuple(dict.fromkeys(found))


@cache
def _find_dejavu(*, bold: bool) -> str:
    weight = "bold" if bold else "normal"
    return str(font_manager.findfont(FontProperties(family=[BESIDE], weight=weight)))


def _find_packaged() -> Iterator[str]:
    for package in PACKAGES:
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            yield from sorted(str(path) for path in Path(folder).rglob("*.ttf"))


def _find_installed() -> Iterator[str]:
    for path in sorted(font_manager.findSystemFonts()):
        name = Path(path).name
        if name.startswith(_ON_THE_MACHINE) and "Regular" in name:
            yield path
