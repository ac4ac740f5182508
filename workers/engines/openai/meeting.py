"""Meeting: the server's words, our voices, our scorer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from workers.domain.errors import Refused, Why
from workers.domain.meeting import Meeting, Note, Remark
from workers.engines.local.sound.decode import Decoded
from workers.engines.local.voices.speakers import Voices
from workers.engines.local.voices.turns import Turn
from workers.engines.openai.words import HeardPiece
from workers.engines.outside.scoring import is_english, score_here
from workers.engines.outside.sentences import TimedWord, cut_sentences

_NEAR_S = 1.0
"""A word farther than this from all speech was made up in a silence."""
_NEIGHBOURS = 4


def make_meeting(
    decoded: Decoded,
    heard: Sequence[HeardPiece],
    voices: Voices | None,
    language: str,
    asked: int | None,
    scorer: str,
) -> Meeting:
    """The meeting; without `voices`, the speakers are the server's. Refuses `NO_SPEECH`."""
    words = [word for piece in heard for word in piece.words]
    named = _label(words) if voices is None else _give(words, voices.turns)
    here = score_here(list(cut_sentences(_in_order(named))), language, scorer)
    if not here.utterances:
        raise Refused(Why.NO_SPEECH)
    found = len({each.speaker for each in here.utterances})
    return Meeting(
        engine="openai",
        utterances=tuple(sorted(here.utterances, key=lambda each: each.start_s)),
        speakers_estimated=True if voices is None else voices.estimated,
        length_s=round(decoded.sound.length_s, 3),
        notes=(*_notes(decoded, heard, voices, language, (asked or 0, found)), *here.notes),
        scorer=here.scorer,
    )


def _in_order(words: Sequence[TimedWord]) -> Iterator[TimedWord]:
    """Each voice's words together, as they would else cut each other's sentences apart where two
    speak at once."""
    for speaker in dict.fromkeys(word.speaker for word in words):
        yield from (word for word in words if word.speaker == speaker)


def _give(words: Sequence[TimedWord], turns: Sequence[Turn]) -> list[TimedWord]:
    """Each word to the voice whose turn its middle lies in or nearest to; a clear turn comes before
    one that is talked over."""
    ordered = sorted(turns, key=lambda turn: turn.start_s)
    starts = [turn.start_s for turn in ordered]
    given = []
    for word in sorted(words, key=lambda word: word.start_s):
        middle_s = (word.start_s + word.end_s) / 2
        at = bisect_left(starts, middle_s)
        near = ordered[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
        turn = min(near, key=lambda turn: _distance(turn, middle_s), default=None)
        if turn is not None and _distance(turn, middle_s)[0] <= _NEAR_S:
            given.append(word._replace(speaker=f"Speaker {turn.voice + 1}"))
    return given


def _distance(turn: Turn, at_s: float) -> tuple[float, bool]:
    away_s = max(0.0, turn.start_s - at_s, at_s - turn.end_s)
    clear = turn.clear is not None and turn.clear.start_s <= at_s <= turn.clear.end_s
    return away_s, not clear


def _label(words: Sequence[TimedWord]) -> list[TimedWord]:
    """The server's speakers, numbered as they appear."""
    numbers: dict[str, int] = {}
    for word in words:
        numbers.setdefault(word.speaker, len(numbers) + 1)
    return [word._replace(speaker=f"Speaker {numbers[word.speaker]}") for word in words]


def _notes(
    decoded: Decoded,
    heard: Sequence[HeardPiece],
    voices: Voices | None,
    language: str,
    speakers: tuple[int, int],
) -> Iterator[Note]:
    if decoded.ends_early:
        charted_s, promised_s = decoded.sound.length_s, decoded.promised_s or 0.0
        yield Note(Remark.ENDS_EARLY, {"charted_s": charted_s, "promised_s": promised_s})
    if voices is not None and voices.unsure:
        yield Note(Remark.VOICES_UNSURE)
    asked, found = speakers
    if found < asked:
        yield Note(Remark.FEWER_SPEAKERS, {"asked": asked, "found": found})
    if any(piece.spread for piece in heard):
        yield Note(Remark.WORDS_SPREAD)
    if not is_english(language):
        yield Note(Remark.LANGUAGE_UNSCORED)
