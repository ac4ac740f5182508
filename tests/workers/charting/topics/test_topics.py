from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest

from tests.workers.charting.topics import talks
from tests.workers.charting.topics.talks import VOICES, tell
from workers.charting import frames
from workers.charting.topics import find_topics
from workers.charting.topics.tiling import MOST, cut_meeting
from workers.domain.meeting import Meeting

BANKS = {
    "warehouse": talks.WAREHOUSE,
    "hiring": talks.HIRING,
    "website": talks.WEBSITE,
    "budget": talks.BUDGET,
    "safety": talks.SAFETY,
    "festival": talks.FESTIVAL,
}
NEAR_S = 60.0


def draw_agenda(seed: int) -> tuple[list[str], Meeting, list[float]]:
    """Three to six topics in an order, 17 to 40 minutes; and when each but the first begins."""
    chance = Random(seed)
    names = chance.sample(sorted(BANKS), chance.choice([3, 4, 5, 6]))
    parts = [(BANKS[name], chance.choice([5, 6, 8])) for name in names]
    heard, begins = tell(parts, seed, chance.choice([0.35, 0.5]))
    return names, heard, begins


@pytest.mark.parametrize("seed", range(8))
def test_a_meeting_of_several_topics_is_cut_where_they_change(seed: int) -> None:
    names, heard, begins = draw_agenda(seed)
    found = find_topics(heard)
    assert len(found) == len(names)
    for topic, begin in zip(found[1:], begins, strict=True):
        assert topic.start_s == pytest.approx(begin, abs=NEAR_S)
    for topic, name in zip(found, names, strict=True):
        told = " ".join(BANKS[name]).lower()
        assert all(word in told for word in topic.name.split())
    assert sum(bool(topic.name) for topic in found) >= len(found) - 1
    assert found[0].start_s == 0.0
    assert found[-1].end_s == heard.end_s
    assert all(one.end_s == other.start_s for one, other in pairwise(found))


@pytest.mark.parametrize("minutes", [7, 12, 25])
@pytest.mark.parametrize("seed", range(3))
def test_a_talk_about_one_thing_is_not_cut(minutes: int, seed: int) -> None:
    again = list(talks.LIBRARY)
    Random(seed).shuffle(again)
    heard, _ = tell([([*talks.LIBRARY, *again], minutes)], seed, 0.45)
    assert find_topics(heard) == ()


@pytest.mark.parametrize("name", sorted(BANKS))
def test_one_item_of_an_agenda_is_one_thing_too(name: str) -> None:
    mixed = [line for seed in range(5) for line in Random(seed).sample(BANKS[name], 20)]
    assert find_topics(tell([(mixed, 25)], 4, 0.5)[0]) == ()


def test_two_topics_are_told_in_the_title_and_need_no_strip() -> None:
    assert find_topics(tell([(talks.BUDGET, 9), (talks.FESTIVAL, 9)], 2)[0]) == ()


def test_the_means_are_those_of_each_speaker_in_each_topic() -> None:
    _, heard, _ = draw_agenda(1)
    spoken = frames.split_by_speaker(heard)
    for topic in find_topics(heard):
        for speaker in VOICES:
            frame = spoken[speaker]
            there = frame["middle_s"].between(topic.start_s, topic.end_s, inclusive="left")
            mean = topic.means[speaker]
            assert mean == pytest.approx(frames.average_polarity(frame[there]))
    mute = tuple(replace(each, polarity=None) for each in heard.utterances)
    unscored = find_topics(replace(heard, utterances=mute))
    assert unscored
    assert all(mean is None for topic in unscored for mean in topic.means.values())


def test_a_speaker_is_no_topic() -> None:
    _, heard, _ = draw_agenda(1)
    names = [topic.name for topic in find_topics(heard)]
    called = dict(zip(VOICES, [name.split()[0].title() for name in names if name], strict=False))
    renamed = tuple(
        replace(each, speaker=called.get(each.speaker, each.speaker)) for each in heard.utterances
    )
    said = {
        word
        for topic in find_topics(replace(heard, utterances=renamed))
        for word in topic.name.split()
    }
    assert not said & {name.lower() for name in called.values()}


@pytest.mark.parametrize("texts", [[], ["yes"], ["word " * 40] * 50, ["你好世界"] * 80])
def test_what_has_no_words_of_its_own_has_no_topics(texts: list[str]) -> None:
    heard, _ = tell([(["one two three"], 1)])
    said = [
        replace(heard.utterances[0], text=text, start_s=9.0 * place, end_s=9.0 * place + 8)
        for place, text in enumerate(texts)
    ]
    assert find_topics(Meeting("test", tuple(said))) == ()


def test_the_same_meeting_always_has_the_same_topics() -> None:
    _, heard, _ = draw_agenda(3)
    backwards = replace(heard, utterances=heard.utterances[::-1])
    assert find_topics(heard) == find_topics(heard)
    assert [each.start_s for each in find_topics(backwards)] == [
        each.start_s for each in find_topics(heard)
    ]


def test_words_drawn_by_lot_are_rarely_cut() -> None:
    """The bound is one in twenty for a meeting whose parts differ by chance alone."""
    cut = 0
    for seed in range(40):
        chance = Random(seed)
        slices = [
            Counter(f"w{int(chance.paretovariate(0.7))}" for _ in range(25)) for _ in range(50)
        ]
        cut += bool(cut_meeting(slices))
    assert cut <= 4


def test_there_are_at_most_eight() -> None:
    slices = [Counter({f"word{place // 5}": 9, f"other{place // 5}": 5}) for place in range(60)]
    assert len(cut_meeting(slices)) + 1 == MOST
