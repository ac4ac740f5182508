"""Dictation: the text of every turn, by Whisper where it can be had and by pocketsphinx else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, MutableMapping, Sequence
from typing import NamedTuple

from workers.engines.local.sound import Sound
from workers.engines.local.voices.turns import Turn
from workers.engines.local.words import Word
from workers.engines.local.words.crew import Crew, ModelMissing, Stretch
from workers.engines.local.words.whisper import installed

DEFAULT_MODEL = "base.en"
_CONTEXT_S = 28.0
"""Whisper hears half a minute at once, and hears better with more around each word."""
_GAP_S = 2.0
_FIRST_PERSON = re.compile(r"\bi\b(?=$|['’\s])")


class Dictation(NamedTuple):
    """One text a turn; `fell_back` where a better recogniser was wanted and could not be had."""

    texts: list[str]
    fell_back: bool


def dictation(
    sound: Sound,
    turns: Sequence[Turn],
    *,
    words: str,
    jobs: int,
    saved: MutableMapping[str, bytes],
    at: Callable[[float], None],
) -> Dictation:
    """The words of `turns`, heard by what `words` names: "auto", "pocketsphinx", "whisper" or
    "whisper:MODEL" with a model's name or folder. `jobs` is how many cores to use.

    Where a turn is not clear it gets no words: what is heard there is the other voice, and nobody
    should be charted for what somebody else said.
    """
    clear = {
        row: Stretch(*turn.clear, turn.channel) for row, turn in enumerate(turns) if turn.clear
    }
    rows = sorted(clear, key=lambda row: clear[row].start_s)
    texts, fell_back = _dictated(sound, [clear[row] for row in rows], words, jobs, saved, at)
    every = [""] * len(turns)
    for row, text in zip(rows, texts, strict=True):
        every[row] = text
    return Dictation(every, fell_back)


def _dictated(
    sound: Sound,
    clear: Sequence[Stretch],
    words: str,
    jobs: int,
    saved: MutableMapping[str, bytes],
    at: Callable[[float], None],
) -> Dictation:
    model = _model(words, installed=installed())
    if model:
        crew = Crew(size=1, model=model, threads=jobs)
        try:
            heard = crew.hear(sound, _joined(clear), saved, at)
            return Dictation(_texts(clear, heard), fell_back=False)
        except ModelMissing:
            pass  # told in the meeting's notes
    heard = Crew(size=jobs).hear(sound, clear, saved, at)
    return Dictation(_texts(clear, heard), fell_back=bool(model) or words.startswith("whisper"))


def _model(words: str, *, installed: bool) -> str:
    """The Whisper model to try; empty for none."""
    if words == "pocketsphinx" or not installed:
        return ""
    return words.removeprefix("whisper").removeprefix("auto").removeprefix(":") or DEFAULT_MODEL


def _joined(clear: Sequence[Stretch]) -> list[Stretch]:
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


def _texts(clear: Sequence[Stretch], heard: dict[Stretch, list[Word]]) -> list[str]:
    """Each word goes to the turn of its channel that it overlaps most, or else lies nearest to."""
    texts: list[list[str]] = [[] for _ in clear]
    for channel in {one.channel for one in clear}:
        rows = [row for row, one in enumerate(clear) if one.channel == channel]
        ends = [clear[row].end_s for row in rows]
        spoken = (word for one, words in heard.items() if one.channel == channel for word in words)
        for word in sorted(spoken, key=lambda one: one.start_s):
            at = bisect_left(ends, word.start_s)
            near = rows[max(0, at - 1) : at + 3]
            texts[max(near, key=lambda row: _overlap_s(clear[row], word))].append(word.text)
    return [_FIRST_PERSON.sub("I", " ".join(words)) for words in texts]


def _overlap_s(one: Stretch, word: Word) -> float:
    """Common seconds; below zero by the distance where there are none."""
    return min(one.end_s, word.end_s) - max(one.start_s, word.start_s)
