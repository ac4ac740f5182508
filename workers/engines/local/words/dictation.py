"""Dictation: the words of every turn, by Moonshine or, where it is asked for, by Whisper."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from workers.engines.local.sound import Sound
from workers.engines.local.voices.turns import Turn
from workers.engines.local.words import ENGLISH, HeardWords, Word
from workers.engines.local.words.crew import Crew, ModelMissing, Stretch
from workers.engines.local.words.cuts import cut_long
from workers.engines.local.words.prepared import find_sources

DEFAULT_MODEL = "base.en"
_CONTEXT_S = 28.0
"""Whisper hears half a minute at once, and hears better with more around each word."""
_GAP_S = 2.0
_SHORTEST_S = 0.3
"""In less than this nobody says a word that would be understood."""


class Dictation(NamedTuple):
    """The words of each turn, in seconds from the start of the recording.

    `fell_back` where a better recogniser was wanted and could not be had; `dropped` is in how many
    stretches something was heard that nobody can have said; `language` that of most words.
    """

    words: list[list[Word]]
    fell_back: bool = False
    dropped: int = 0
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Dictating:
    """How words are to be heard: `wanted` is "auto", "moonshine", "whisper" or "whisper:MODEL" with
    a model's name or folder, `jobs` how many cores to use; prepared networks lie in `folder`."""

    wanted: str
    jobs: int
    folder: Path

    @property
    def model(self) -> str:
        """The Whisper model that is wanted; empty for none."""
        if not self.wanted.startswith("whisper"):
            return ""
        return self.wanted.removeprefix("whisper").removeprefix(":") or DEFAULT_MODEL


def dictate(
    sound: Sound,
    turns: Sequence[Turn],
    how: Dictating,
    saved: MutableMapping[str, bytes],
    at: Callable[[float], None],
) -> Dictation:
    """The words of `turns`; `at` hears the share done.

    Where a turn is not clear it gets no words: what is heard there is the other voice, and nobody
    should be charted for what somebody else said.
    """
    clear = {
        row: Stretch(*turn.clear, turn.channel)
        for row, turn in enumerate(turns)
        if turn.clear and turn.clear.length_s >= _SHORTEST_S
    }
    rows = sorted(clear, key=lambda row: clear[row].start_s)
    heard = _hear_clear(sound, [clear[row] for row in rows], how, saved, at)
    words: list[list[Word]] = [[] for _ in turns]
    for row, its in zip(rows, heard.words, strict=True):
        words[row] = its
    return heard._replace(words=words)


def _hear_clear(
    sound: Sound,
    clear: Sequence[Stretch],
    how: Dictating,
    saved: MutableMapping[str, bytes],
    at: Callable[[float], None],
) -> Dictation:
    if how.model:
        crew = Crew(size=1, folder=how.folder, model=how.model, threads=how.jobs)
        try:
            return _dictation(clear, crew.hear(sound, _join_stretches(clear), saved, at))
        except ModelMissing:
            pass  # told in the meeting's notes
    find_sources()  # refuses here, in words, what a child would fail of
    pieces = [piece for one in clear for piece in cut_long(sound, one)]
    found = _dictation(clear, Crew(how.jobs, how.folder).hear(sound, pieces, saved, at))
    return found._replace(fell_back=bool(how.model))


def _join_stretches(clear: Sequence[Stretch]) -> list[Stretch]:
    """Neighbours of a channel in stretches that fill Whisper's half minute."""
    stretches: list[Stretch] = []
    for one in sorted(clear, key=lambda one: (one.channel or 0, one.start_s)):
        last = stretches[-1] if stretches else None
        if (
            last
            and last.channel == one.channel
            and one.start_s - last.end_s < _GAP_S
            and one.end_s - last.start_s <= _CONTEXT_S
        ):
            stretches[-1] = Stretch(last.start_s, one.end_s, one.channel)
        else:
            stretches.append(one)
    return stretches


def _dictation(clear: Sequence[Stretch], heard: Mapping[Stretch, HeardWords]) -> Dictation:
    spoken = Counter({ENGLISH: 0})
    for one in heard.values():
        spoken[one.language] += len(one.words)
    ((language, _),) = spoken.most_common(1)
    dropped = sum(1 for one in heard.values() if one.dropped)
    return Dictation(_give_words(clear, heard), dropped=dropped, language=language)


def _give_words(clear: Sequence[Stretch], heard: Mapping[Stretch, HeardWords]) -> list[list[Word]]:
    """Each word to the turn of its channel that it overlaps most, or else lies nearest to."""
    given: list[list[Word]] = [[] for _ in clear]
    for channel in {one.channel for one in clear}:
        rows = [row for row, one in enumerate(clear) if one.channel == channel]
        ends = [clear[row].end_s for row in rows]
        spoken = [word for one in heard if one.channel == channel for word in heard[one].words]
        for word in sorted(spoken, key=lambda word: word.start_s):
            at = bisect_left(ends, word.start_s)
            near = rows[max(0, at - 1) : at + 3]
            given[max(near, key=lambda row: _overlap_s(clear[row], word))].append(word)
    return given


def _overlap_s(one: Stretch, word: Word) -> float:
    """Common seconds; below zero by the distance where there are none."""
    return min(one.end_s, word.end_s) - max(one.start_s, word.start_s)
