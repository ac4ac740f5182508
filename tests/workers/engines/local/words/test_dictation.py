"""Words to turns, by whichever recogniser there is."""

from __future__ import annotations

import json
import re
from collections.abc import MutableMapping, Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from tests.workers.engines.local.recordings import NETWORKS, demo, sound_of, turn
from workers.domain.errors import Fault
from workers.engines.local.sound import RATE, Span
from workers.engines.local.voices.turns import Turn
from workers.engines.local.words import HeardWords, Word
from workers.engines.local.words.crew import Crew, ModelMissing, Stretch
from workers.engines.local.words.cuts import cut_long
from workers.engines.local.words.dictation import (
    Dictating,
    Dictation,
    _dictation,
    _give_words,
    _join_stretches,
    dictate,
)
from workers.engines.local.words.whisper import read_segments

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


def dictated(
    turns: Sequence[Turn],
    saved: MutableMapping[str, bytes] | None = None,
    wanted: str = "auto",
) -> Dictation:
    sound = sound_of(demo()[: 4 * RATE])
    how = Dictating(wanted, jobs=1, folder=NETWORKS)
    return dictate(sound, turns, how, {} if saved is None else saved, lambda _: None)


def text_of(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def plain(words: Sequence[Word]) -> str:
    return re.sub(r"[^a-z ]", "", text_of(words).lower())


def test_whispers_segments_become_words() -> None:
    assert read_segments(iter(SEGMENTS)) == [
        Word("Good", 0.0, 0.42, 0.98),
        Word("morning,", 0.42, 0.9, 0.97),
        Word("Ada.", 4.1, 4.6, 0.9),
    ]


def test_a_word_goes_to_the_turn_it_overlaps_most() -> None:
    words = [Word("one", 0, 0.5), Word("two", 3.7, 4.2), Word("three", 3.9, 4.4)]
    words += [Word("four", 8.2, 8.4), Word("five", 20, 21)]
    given = _give_words(STRETCHES, {Stretch(0, 9): HeardWords(words)})
    assert [text_of(one) for one in given] == ["one two", "three", "four five"]


def test_channels_do_not_mix() -> None:
    stretches = [Stretch(0, 4, 0), Stretch(1, 3, 1)]
    heard = {
        Stretch(0, 4, 0): HeardWords([Word("left", 2, 2.5)]),
        Stretch(1, 3, 1): HeardWords([Word("right", 2, 2.5)]),
    }
    assert [text_of(one) for one in _give_words(stretches, heard)] == ["left", "right"]


def test_what_is_said_over_somebody_gets_no_words() -> None:
    """Else the words of the one would be charted as the other's."""
    found = dictated([Turn(1, 0.1, 2.5), turn(0, 0.3, 3.9)])
    assert plain(found.words[1]) == "good morning everybody let us talk about the release"
    assert found.words[0] == []


def test_words_are_heard_where_a_turn_is_clear() -> None:
    """Also where the turns do not begin in the order in which they are clear."""
    saved: dict[str, bytes] = {}
    found = dictated([Turn(1, 0.1, 3.9, clear=Span(2.0, 3.9)), turn(0, 0.3, 2.0)], saved)
    assert sorted(saved) == [
        f"{Stretch(0.3, 2.0).key} moonshine",
        f"{Stretch(2.0, 3.9).key} moonshine",
    ]
    assert "everybody" in text_of(found.words[1])
    assert "everybody" not in text_of(found.words[0])


def test_a_breath_is_not_listened_to() -> None:
    saved: dict[str, bytes] = {}
    assert dictated([turn(0, 0.3, 0.5)], saved).words == [[]]
    assert saved == {}


def test_whisper_hears_half_a_minute_at_once() -> None:
    clear = [Stretch(row * 6, row * 6 + 5.5) for row in range(10)] + [Stretch(70, 75)]
    stretches = _join_stretches(clear)
    assert all(one.length_s <= 28 for one in stretches)
    assert len(stretches) == 4
    assert stretches[-1] == Stretch(70, 75)


@pytest.mark.parametrize(
    ("wanted", "model"),
    [
        ("auto", ""),
        ("moonshine", ""),
        ("whisper", "base.en"),
        ("whisper:small.en", "small.en"),
        ("whisper:/srv/model", "/srv/model"),
    ],
)
def test_which_recogniser(wanted: str, model: str) -> None:
    assert Dictating(wanted, 1, NETWORKS).model == model


def test_a_model_that_cannot_be_had_falls_back_and_says_so() -> None:
    found = dictated([turn(0, 0.3, 3.9)], wanted="whisper:/no/such/model")
    assert found.fell_back
    assert "morning" in text_of(found.words[0])


def test_a_missing_model_is_told_apart_from_a_failure(tmp_path: Path) -> None:
    sound = sound_of(demo()[: 4 * RATE])
    crew = Crew(size=1, folder=NETWORKS, model="/no/such/model")
    with pytest.raises(ModelMissing):
        crew.hear(sound, [Stretch(0, 1)], {}, lambda _: None)
    no_folder = tmp_path / "a file"
    no_folder.write_text("not a folder")
    with pytest.raises(Fault):
        Crew(size=1, folder=no_folder).hear(sound, [Stretch(0, 1)], {}, lambda _: None)


def test_what_is_saved_is_not_heard_again() -> None:
    sound = sound_of(demo()[: 4 * RATE])
    stretch, dropped = Stretch(0.3, 3.9), Stretch(3.9, 4.0)
    saved = {
        f"{stretch.key} moonshine": b'[[["kept", 1.0, 1.5, 0.9]], false]',
        f"{dropped.key} moonshine": b"[[], true]",
    }
    shares: list[float] = []
    heard = Crew(2, NETWORKS).hear(sound, [stretch, dropped], saved, shares.append)
    assert heard == {
        stretch: HeardWords([Word("kept", 1.0, 1.5, 0.9)]),
        dropped: HeardWords([], dropped=True),
    }
    assert shares == []


def test_times_count_from_the_start_of_the_recording() -> None:
    sound = sound_of(np.concatenate([np.zeros(5 * RATE, np.float32), demo()[: 4 * RATE]]))
    stretch = Stretch(5.3, 8.9)
    saved: dict[str, bytes] = {}
    words = Crew(1, NETWORKS).hear(sound, [stretch], saved, lambda _: None)[stretch].words
    assert plain(words).startswith("good morning")
    assert 5.3 <= words[0].start_s < 5.6
    assert 8 < words[-1].end_s <= 8.9
    assert json.loads(saved[f"{stretch.key} moonshine"])[0][0][:2] == ["Good", words[0].start_s]


def test_stretches_of_like_length_are_heard_together() -> None:
    crew = Crew(1, NETWORKS)
    lengths = [10.0, 9.5, 2.0, 1.9, 1.8, 0.5]
    stretches = [Stretch(20.0 * row, 20.0 * row + length) for row, length in enumerate(lengths)]
    batches = [[round(one.length_s, 1) for one in batch] for batch in crew._batches(stretches)]
    assert batches == [[0.5], [2.0, 1.9, 1.8], [10.0, 9.5]]
    whisper = Crew(1, NETWORKS, model="base.en")
    assert all(len(batch) == 1 for batch in whisper._batches(stretches))


def test_a_long_stretch_is_cut_in_its_pauses() -> None:
    rng = np.random.default_rng(0)
    samples = (0.1 * rng.standard_normal(30 * RATE)).astype(np.float32)
    for at_s in (7.0, 15.5, 22.0):
        samples[round(at_s * RATE) : round((at_s + 0.4) * RATE)] = 0
    pieces = list(cut_long(sound_of(samples), Stretch(1.0, 28.0)))
    cuts = [one.start_s for one in pieces[1:]]
    assert cuts == pytest.approx([7.2, 15.7, 22.2], abs=0.15)
    assert [one.end_s for one in pieces] == [*cuts, 28.0]
    assert list(cut_long(sound_of(samples), Stretch(1.0, 9.0))) == [Stretch(1.0, 9.0)]


@pytest.mark.parametrize(
    ("others", "language"), [(0, "en"), (1, "en"), (4, "de")], ids=["none", "a word", "most"]
)
def test_the_language_is_that_of_most_words(others: int, language: str) -> None:
    heard = {
        STRETCHES[0]: HeardWords([Word("two", 0, 1), Word("words", 1, 2)]),
        STRETCHES[1]: HeardWords([Word("Wort", 4, 5)] * others, language="de"),
    }
    assert _dictation(STRETCHES, heard).language == language
