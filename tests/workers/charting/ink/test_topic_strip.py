from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gallery.pictures import NAMES
from tests.gallery.scenes import level, meeting
from tests.workers.charting.ink import seen
from tests.workers.charting.ink.voices import WORDS, figure, texts
from workers.charting.ink.labels import measure_width
from workers.charting.ink.topic_strip import PAD, SEAM, SIZES, fit_topics
from workers.charting.topics import TopicSpan

SHORT = ("roadmap", "budget", "pricing", "hiring", "release")


def make_topics(names: tuple[str, ...], length_s: float = 1800.0) -> tuple[TopicSpan, ...]:
    step = length_s / len(names)
    return tuple(
        TopicSpan(place * step, (place + 1) * step, name, {}) for place, name in enumerate(names)
    )


@pytest.mark.parametrize("count", [1, 3, 5, 6, 8])
def test_the_strip_covers_no_other_words(count: int) -> None:
    heard = meeting({name: level(0.1) for name in NAMES[:count]}, 1800)
    words = replace(WORDS, about=make_topics(SHORT), topics="topics")
    sheet = figure(heard, words=words)
    assert texts(sheet).count("pricing") == (1 if count <= 5 else 2)
    assert texts(sheet).count("topics") == (1 if count <= 5 else 0)
    assert not seen.overlap(seen.find_texts(sheet))
    blocks = seen.find_topic_blocks(sheet)
    assert len(blocks) == len(SHORT) * (1 if count <= 5 else 2)
    assert not any(block.overlaps(panel) for block in blocks for panel in seen.find_panels(sheet))
    assert not seen.overlap(blocks)
    for block in blocks:
        inside = [text for text in seen.find_texts(sheet) if text.overlaps(block)]
        assert len(inside) == 1
        assert block.x0 <= inside[0].x0 < inside[0].x1 <= block.x1


@pytest.mark.parametrize("count", [9, 12])
def test_narrow_panels_have_none(count: int) -> None:
    heard = meeting({name: level(0.1) for name in NAMES[:count]}, 1800)
    words = replace(WORDS, about=make_topics((*SHORT, "documentation")), topics="topics")
    assert not set(SHORT) & set(texts(figure(heard, words=words)))


def test_without_topics_there_is_no_row() -> None:
    heard = meeting({name: level(0.1) for name in NAMES[:3]}, 1800)
    assert "topics" not in texts(figure(heard, words=replace(WORDS, topics="topics")))


def test_too_few_names_that_can_be_read_are_none() -> None:
    long = ("internationalisation work", "a", "b", "counterproductive debates", "neighbourhoods")
    assert fit_topics(make_topics(long), 300, 1800) is None
    assert fit_topics(make_topics(("roadmap", "နိုင်", "budget", "pricing")), 1000, 1800)
    assert fit_topics(make_topics(("roadmap", "နိုင်", "budget")), 1000, 1800) is None


@given(
    st.lists(st.text("abc defghij", min_size=0, max_size=16), min_size=3, max_size=8),
    st.floats(200, 1300),
)
def test_every_name_that_is_written_fits(names: list[str], across: float) -> None:
    topics = make_topics(tuple(name.strip() for name in names))
    row = fit_topics(topics, across, 1800)
    if row is None:
        return
    assert row.size in SIZES
    room = across / len(names) - SEAM - 2 * PAD
    written = [name for name in row.names if name]
    assert len(written) >= 3
    assert all(measure_width(name, row.size) <= room + 1e-6 for name in written)
