"""Words to turns, by whichever recogniser there is."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.workers.engines.local.recordings import demo, sound_of, turn
from workers.engines.local.sound import RATE, Span
from workers.engines.local.voices.turns import Turn
from workers.engines.local.words import Word
from workers.engines.local.words import dictation as dictation_module
from workers.engines.local.words.crew import Crew, ModelMissing, Stretch
from workers.engines.local.words.dictation import _joined, _texts, dictation
from workers.engines.local.words.whisper import words_of

STRETCHES = [Stretch(0.0, 4.0), Stretch(4.0, 8.0), Stretch(8.5, 9.0)]

SEGMENTS = [
    SimpleNamespace(
        words=[
            SimpleNamespace(start=0.0, end=0.42, word=" Good", probability=0.98),
            SimpleNamespace(start=0.42, end=0.9, word=" morning,", probability=0.97),
        ]
    ),
    SimpleNamespace(words=None),
    SimpleNamespace(words=[SimpleNamespace(start=4.1, end=4.6, word=" Ada.", probability=0.9)]),
    SimpleNamespace(words=[SimpleNamespace(start=4.6, end=4.7, word=" ", probability=0.1)]),
]
"""As faster-whisper gives them with `word_timestamps=True`."""


def test_whispers_segments_become_words() -> None:
    assert words_of(iter(SEGMENTS)) == [
        Word("Good", 0.0, 0.42),
        Word("morning,", 0.42, 0.9),
        Word("Ada.", 4.1, 4.6),
    ]


def test_a_word_goes_to_the_turn_it_overlaps_most() -> None:
    words = [Word("one", 0, 0.5), Word("two", 3.7, 4.2), Word("three", 3.9, 4.4)]
    words += [Word("four", 8.2, 8.4), Word("five", 20, 21)]
    texts = _texts(STRETCHES, {Stretch(0, 9): words})
    assert texts == ["one two", "three", "four five"]


def test_channels_do_not_mix() -> None:
    stretches = [Stretch(0, 4, 0), Stretch(1, 3, 1)]
    heard = {Stretch(0, 4, 0): [Word("left", 2, 2.5)], Stretch(1, 3, 1): [Word("right", 2, 2.5)]}
    assert _texts(stretches, heard) == ["left", "right"]


def test_what_is_said_over_somebody_gets_no_words() -> None:
    """Else the words of the one would be charted as the other's."""
    sound = sound_of(demo()[: 4 * RATE])
    turns = [Turn(1, 0.1, 2.5), turn(0, 0.3, 3.9)]
    found = dictation(sound, turns, words="pocketsphinx", jobs=1, saved={}, at=lambda _: None)
    assert "morning" in found.texts[1]
    assert found.texts[0] == ""


def test_words_are_heard_where_a_turn_is_clear() -> None:
    """Also where the turns do not begin in the order in which they are clear."""
    sound = sound_of(demo()[: 4 * RATE])
    turns = [Turn(1, 0.1, 3.9, clear=Span(2.0, 3.9)), turn(0, 0.3, 2.0)]
    saved: dict[str, bytes] = {}
    found = dictation(sound, turns, words="pocketsphinx", jobs=1, saved=saved, at=lambda _: None)
    assert sorted(saved) == [Stretch(0.3, 2.0).key, Stretch(2.0, 3.9).key]
    assert "everybody" in found.texts[1]
    assert "everybody" not in found.texts[0]


def test_the_first_person_is_written_large() -> None:
    heard = {Stretch(0, 4): [Word(word, 1, 2) for word in ("i", "think", "i'm", "in", "it")]}
    assert _texts(STRETCHES[:1], heard) == ["I think I'm in it"]


def test_whisper_hears_half_a_minute_at_once() -> None:
    clear = [Stretch(row * 6, row * 6 + 5.5) for row in range(10)] + [Stretch(70, 75)]
    stretches = _joined(clear)
    assert all(one.length_s <= 28 for one in stretches)
    assert len(stretches) == 4
    assert stretches[-1] == Stretch(70, 75)


@pytest.mark.parametrize(
    ("words", "installed", "model"),
    [
        ("auto", False, ""),
        ("auto", True, "base.en"),
        ("pocketsphinx", True, ""),
        ("whisper", True, "base.en"),
        ("whisper:small.en", True, "small.en"),
        ("whisper:/srv/model", True, "/srv/model"),
        ("whisper:small.en", False, ""),
    ],
)
def test_which_recogniser(words: str, installed: bool, model: str) -> None:
    assert dictation_module._model(words, installed=installed) == model


def test_a_model_that_cannot_be_had_falls_back_and_says_so() -> None:
    sound = sound_of(demo()[: 4 * RATE])
    wanted = dictation(
        sound,
        [turn(0, 0.3, 3.9)],
        words="whisper:/no/such/model",
        jobs=1,
        saved={},
        at=lambda _: None,
    )
    assert wanted.fell_back
    assert "morning" in wanted.texts[0]


def test_a_missing_model_is_told_apart_from_a_failure() -> None:
    sound = sound_of(demo()[: 4 * RATE])
    with pytest.raises(ModelMissing):
        Crew(size=1, model="/no/such/model").hear(sound, [Stretch(0, 1)], {}, lambda _: None)


def test_what_is_saved_is_not_heard_again() -> None:
    sound = sound_of(demo()[: 4 * RATE])
    stretch = Stretch(0.3, 3.9)
    saved = {stretch.key: b'[["kept", 1.0, 1.5]]'}
    shares: list[float] = []
    heard = Crew(size=2).hear(sound, [stretch], saved, shares.append)
    assert heard == {stretch: [Word("kept", 1.0, 1.5)]}
    assert shares == []


def test_times_count_from_the_start_of_the_recording() -> None:
    sound = sound_of(demo()[: 4 * RATE])
    stretch = Stretch(0.3, 3.9)
    saved: dict[str, bytes] = {}
    words = Crew(size=1).hear(sound, [stretch], saved, lambda _: None)[stretch]
    assert [word.text for word in words][:2] == ["good", "morning"]
    assert 0.3 <= words[0].start_s < 1
    assert list(saved) == [stretch.key]
