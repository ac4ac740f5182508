"""Words: a server's answer for one piece, wherever it puts its words.

speaches and WhisperX have them on top, whisper.cpp inside its segments, vLLM has none: there a
segment's words are spread over it by their letters. What Whisper makes up in silence is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workers.engines.local.sound import Span
from workers.engines.outside.numbers import read_number
from workers.engines.outside.sentences import TimedWord

_NO_SPEECH, _UNSURE = 0.6, -1.0
_SLACK_S = 0.5
"""How far the last word may reach beyond its piece: the server pads what it hears."""


@dataclass(frozen=True, slots=True)
class HeardPiece:
    """The words of a piece, in seconds from the start of the recording; `speaker` is the server's,
    empty where it tells none. `spread` where times of words are a guess; `language` as told."""

    words: tuple[TimedWord, ...]
    spread: bool = False
    language: str = ""


def read_piece(told: Mapping[str, Any], piece: Span) -> HeardPiece:
    """What was heard in `piece`, of an answer in any of the forms."""
    segments = _dicts(told.get("segments"))
    real = [each for each in segments if not _is_made_up(each)]
    words = list(_timed(_dicts(told.get("words"))))
    spread = False
    if words:
        made_up = [_span(each) for each in segments if _is_made_up(each)]
        words = [word for word in words if not any(_covers(span, word) for span in made_up)]
    else:
        nested = [(each, list(_timed(_dicts(each.get("words"))))) for each in real]
        spread = any(not inside and _text(each) for each, inside in nested)
        words = [
            word._replace(speaker=word.speaker or _speaker(each))
            for each, inside in nested
            for word in inside or _spread(_text(each), _span(each), _speaker(each))
        ]
    if not words and not segments and _text(told):
        words, spread = _spread(_text(told), Span(0.0, piece.length_s), ""), True
    language = told.get("language")
    return HeardPiece(
        tuple(_placed(words, piece)), spread, language if isinstance(language, str) else ""
    )


def _timed(told: Sequence[Mapping[str, Any]]) -> Iterator[TimedWord]:
    """Words with times; those without are dropped, as nobody can tell whose they are."""
    for each in told:
        text = each.get("word", each.get("text"))
        start_s, end_s = read_number(each.get("start")), read_number(each.get("end"))
        if isinstance(text, str) and text.strip() and start_s is not None and end_s is not None:
            yield TimedWord(text.strip(), start_s, end_s, _speaker(each))


def _spread(text: str, span: Span, speaker: str) -> list[TimedWord]:
    """The words of a text over a stretch, each as long as it has letters."""
    words = text.split()
    letters = sum(len(word) + 1 for word in words)
    found, at_s = [], span.start_s
    for word in words:
        end_s = at_s + span.length_s * (len(word) + 1) / letters
        found.append(TimedWord(word, at_s, end_s, speaker))
        at_s = end_s
    return found


def _placed(words: Sequence[TimedWord], piece: Span) -> Iterator[TimedWord]:
    """In the recording's own time, without what has no length or lies beyond the piece."""
    for word in words:
        if 0 <= word.start_s < word.end_s <= piece.length_s + _SLACK_S:
            start_s, end_s = piece.start_s + word.start_s, piece.start_s + word.end_s
            yield word._replace(start_s=start_s, end_s=min(end_s, piece.end_s + _SLACK_S))


def _is_made_up(segment: Mapping[str, Any]) -> bool:
    """Whether the server itself doubts that anybody spoke; some send place-holders instead."""
    no_speech = read_number(segment.get("no_speech_prob"))
    sure = read_number(segment.get("avg_logprob"))
    return no_speech is not None and sure is not None and no_speech > _NO_SPEECH and sure < _UNSURE


def _covers(span: Span, word: TimedWord) -> bool:
    return span.start_s <= (word.start_s + word.end_s) / 2 <= span.end_s


def _span(segment: Mapping[str, Any]) -> Span:
    start_s = read_number(segment.get("start")) or 0.0
    return Span(start_s, max(start_s, read_number(segment.get("end")) or start_s))


def _speaker(told: Mapping[str, Any]) -> str:
    speaker = told.get("speaker")
    return str(speaker).strip() if isinstance(speaker, str | int) else ""


def _text(told: Mapping[str, Any]) -> str:
    text = told.get("text")
    return text.strip() if isinstance(text, str) else ""


def _dicts(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
