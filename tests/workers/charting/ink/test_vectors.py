"""The card as SVG and PDF: the same bytes each time, and letters that everybody sees."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import pytest
from defusedxml import ElementTree

from tests.gallery.scenes import bump, level, meeting
from tests.workers.charting.ink.voices import WORDS, voices
from workers.charting import ink
from workers.charting.ink.vectors import VECTOR_FORMS, VectorForm
from workers.domain.meeting import Meeting

NAMES = ("Ana <b> & Co", "Δημήτρης", "山田", "สมชาย")
FOUR = meeting(
    {name: bump(0.5, 0.07, -0.8) if name in NAMES[:1] else level(0.1) for name in NAMES}, 900
)
SVG = "{http://www.w3.org/2000/svg}"


def draw(form: VectorForm, of: Meeting = FOUR, theme: str = "light") -> bytes:
    return ink.draw_vector(voices(of), [], WORDS, form, length_s=of.end_s, theme=theme)


@pytest.mark.parametrize("form", VECTOR_FORMS)
def test_the_same_card_gives_the_same_bytes(form: VectorForm) -> None:
    first = draw(form)
    assert draw(form) == first
    assert draw(form, theme="dark") != first
    assert not re.search(rb"20\d\d-\d\d-\d\d|D:20\d\d", first), "no time of making"


def test_an_svg_is_as_wide_as_the_picture_and_needs_nothing() -> None:
    drawn = draw("svg")
    root = ElementTree.fromstring(drawn)
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == (
        "1600",
        "900",
        "0 0 1600 900",
    )
    assert root.findtext(f"{SVG}title") == WORDS.titles[0]
    assert root.find(f".//{SVG}text") is None, "words are outlines"
    assert root.find(f".//{SVG}script") is None
    links = {value for each in root.iter() for name, value in each.items() if name.endswith("href")}
    assert all(link.startswith(("#", "data:image/png")) for link in links)


def test_the_words_of_a_pdf_are_words_in_our_fonts() -> None:
    drawn = draw("pdf")
    assert drawn.count(b"/Type /Page\n") + drawn.count(b"/Type /Page ") == 1
    assert b"/MediaBox [ 0 0 1600 900 ]" in drawn
    known = b"".join(unpack_streams(drawn))
    letters = {sign for name in NAMES for sign in name if ord(sign) > 255}
    assert not [sign for sign in letters if b"<%04x>" % ord(sign) not in known.lower()]


def unpack_streams(file: bytes) -> Iterator[bytes]:
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", file, re.DOTALL):
        try:
            yield zlib.decompress(packed)
        except zlib.error:
            continue
