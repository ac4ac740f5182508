"""Dictation: the text of every turn, by Whisper where it can be had and by pocketsphinx else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from typing import NamedTuple

from workers.engines.local.sound import Sound
from workers.engines.local.turns import Turn
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

    A turn within another one of its channel gets no words: what is heard there is the other voice,
    and nobody should be charted for what somebody else said.
    """
    rows = list(_with_words(turns))
    texts, fell_back = _dictated(sound, [turns[row] for row in rows], words, jobs, saved, at)
    every = [""] * len(turns)
    for row, text in zip(rows, texts, strict=True):
        every[row] = text
    return Dictation(every, fell_back)


def _with_words(turns: Sequence[Turn]) -> Iterator[int]:
    """Rows of the turns that end after every earlier one of their channel."""
    until: dict[int | None, float] = {}
    for row, turn in enumerate(turns):
        if turn.end_s > until.get(turn.channel, 0.0):
            until[turn.channel] = turn.end_s
            yield row


def _dictated(
    sound: Sound,
    turns: Sequence[Turn],
    words: str,
    jobs: int,
    saved: MutableMapping[str, bytes],
    at: Callable[[float], None],
) -> Dictation:
    model = _model(words, installed=installed())
    if model:
        crew = Crew(size=1, model=model, threads=jobs)
        try:
            heard = crew.hear(sound, _joined(turns), saved, at)
            return Dictation(_texts(turns, heard), fell_back=False)
        except ModelMissing:
            pass  # told in the meeting's notes
    single = [Stretch(turn.start_s, turn.end_s, turn.channel) for turn in turns]
    heard = Crew(size=jobs).hear(sound, single, saved, at)
    return Dictation(_texts(turns, heard), fell_back=bool(model) or words.startswith("whisper"))


def _model(words: str, *, installed: bool) -> str:
    """The Whisper model to try; empty for none."""
    if words == "pocketsphinx" or not installed:
        return ""
    return words.removeprefix("whisper").removeprefix("auto").removeprefix(":") or DEFAULT_MODEL


def _joined(turns: Sequence[Turn]) -> list[Stretch]:
    """Neighbouring turns of a channel in stretches that fill Whisper's half minute."""
    stretches: list[Stretch] = []
    for turn in sorted(turns, key=lambda one: (one.channel or 0, one.start_s)):
        last = stretches[-1] if stretches else None
        if (
            last
            and last.channel == turn.channel
            and turn.start_s - last.end_s < _GAP_S
            and turn.end_s - last.start_s <= _CONTEXT_S
        ):
            stretches[-1] = Stretch(last.start_s, turn.end_s, turn.channel)
        else:
            stretches.append(Stretch(turn.start_s, turn.end_s, turn.channel))
    return stretches


def _texts(turns: Sequence[Turn], heard: dict[Stretch, list[Word]]) -> list[str]:
    """Each word goes to the turn of its channel that it overlaps most, or else lies nearest to."""
    texts: list[list[str]] = [[] for _ in turns]
    for channel in {turn.channel for turn in turns}:
        rows = [row for row, turn in enumerate(turns) if turn.channel == channel]
        ends = [turns[row].end_s for row in rows]
        spoken = (word for one, words in heard.items() if one.channel == channel for word in words)
        for word in sorted(spoken, key=lambda one: one.start_s):
            at = bisect_left(ends, word.start_s)
            near = rows[max(0, at - 1) : at + 3]
            texts[max(near, key=lambda row: _overlap_s(turns[row], word))].append(word.text)
    return [_FIRST_PERSON.sub("I", " ".join(words)) for words in texts]


def _overlap_s(turn: Turn, word: Word) -> float:
    """Common seconds; below zero by the distance where there are none."""
    return min(turn.end_s, word.end_s) - max(turn.start_s, word.start_s)
