"""Sentences: what is said, cut where sentences end, each with the time that its letters take.

One long cue and the same words in cues of their own are then the same utterances, whatever wrote
them down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from workers.transcripts.said import Said

_END = re.compile(r"(?:(?<![.!?…])[.!?…]+[\"'”’»)\]]*(?=\s)\s*|[。！？]+[”’」』）]*\s*)")
_LAST = re.compile(r"[.!?…。！？][\"'”’»)\]」』）]*\s*$")
_SHORTENED = re.compile(
    r"mrs?|ms|dr|prof|st|sr|jr|vs|etc|approx|dept|est|inc|ltd|co|corp|gen|sen|rep|gov|capt|col"
    r"|sgt|lt|rev|hon|fig|nos?|vol|pp|eds?|cf|al|ca|e\.g|i\.e|a\.m|p\.m|u\.s|u\.k|d\.c|ph\.d",
    re.IGNORECASE,
)
"""What has a full stop behind it and goes on."""
_OFTEN_LAST = re.compile(
    r"etc|no|inc|ltd|co|a\.m|p\.m|u\.s|u\.k|d\.c|ph\.d|jr|sr|est", re.IGNORECASE
)
"""Of these, what may well be a sentence's last word: a capital behind it tells."""
_INITIAL = re.compile(r"(?:^|\s)(?:\w\.)*[^\W\d_a-z]\.$")
_WORD = re.compile(r"(?<![\w.])([\w.]+)\.$")
_GOES_ON = re.compile(r"[^\w]*(?:[a-z]|I(?:['’]\w+)?\b)")
_PAUSE_S = 1.5
_LONGEST_WORDS = 60
"""Cues that would make a longer sentence have no full stops."""


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, which joined by spaces are the text again; one at least."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        sentence = text[start : end.end()].strip()
        if sentence and not _goes_on_behind(sentence, text[end.end() : end.end() + 1]):
            found.append(sentence)
            start = end.end()
    rest = text[start:].strip()
    return [*found, rest] if rest or not found else found


def ends_sentence(said: str, following: str) -> bool:
    """Whether a sentence is over behind what is said, given the word that follows."""
    return _stops(said) and not _goes_on_behind(said.rstrip(), following[:1])


def cut_at_sentences(said: Sequence[Said]) -> list[Said]:
    """Each sentence on its own, in the same order; times by the share of its letters.

    A sentence that several cues of one speaker share, one right after the other, is one; cues
    without full stops stay as they are.
    """
    plain = [one._replace(text=" ".join(one.text.split())) for one in said]
    return [one for run in _runs(plain) for one in _cut_run(run)]


def _runs(said: Sequence[Said]) -> Iterator[list[Said]]:
    """Cues, those together over which a sentence goes on."""
    run: list[Said] = []
    for one in said:
        if run and not _continues(run[-1], one):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _continues(before: Said, after: Said) -> bool:
    return (
        before.speaker == after.speaker
        and before.text != ""
        and after.start_s - before.end_s < _PAUSE_S
        and not _stops(before.text)
        and _GOES_ON.match(after.text) is not None
    )


def _cut_run(run: Sequence[Said]) -> Iterator[Said]:
    sentences = split_sentences(" ".join(one.text for one in run))
    if len(run) > 1 and not (_stops(sentences[0]) and _are_short(sentences)):
        for one in run:
            yield from _cut_run([one])
        return
    at = 0
    for sentence, end in zip(sentences, accumulate(len(one) + 1 for one in sentences), strict=True):
        start_s, end_s = _time_at(run, at, begins=True), _time_at(run, end - 1, begins=False)
        yield Said(run[0].speaker, round(start_s, 3), round(max(start_s, end_s), 3), sentence)
        at = end


def _are_short(sentences: Sequence[str]) -> bool:
    return all(len(one.split()) <= _LONGEST_WORDS for one in sentences)


def _time_at(run: Sequence[Said], letter: int, *, begins: bool) -> float:
    """When the letter at this place of the cues' joined text is said.

    What begins between two cues begins with the second, and what ends there ends with the first.
    """
    at = 0
    for one in run:
        end = at + len(one.text)
        if letter < end or (letter == end and not begins) or one is run[-1]:
            behind = letter - at - (begins and letter > at)  # the space belongs to nobody
            share = min(1.0, behind / len(one.text)) if one.text else float(not begins)
            return one.start_s + share * (one.end_s - one.start_s)
        at = end + 1
    raise AssertionError("a run has a last cue")


def _stops(text: str) -> bool:
    """Whether a full stop, or the like, is the last sign."""
    return _LAST.search(text) is not None


def _goes_on_behind(sentence: str, following: str) -> bool:
    """Whether the stop at the end of this is one of a shortened word, a name or a hesitation."""
    if sentence.endswith(("..", "…")):
        return following.islower()
    word = _WORD.search(sentence)
    if word is None or word[1] == "I":
        return False
    if _OFTEN_LAST.fullmatch(word[1]):
        return not following.isupper()
    return bool(_SHORTENED.fullmatch(word[1]) or _INITIAL.search(sentence))
