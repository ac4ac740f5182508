"""Transcript: Deepgram's answer as a Meeting. Missing and unknown fields are borne.

Where sentiment is said is told in two ways by the documents: by utterance, which is taken where it
is there, and by segments of words, which may run over several speakers and are cut at each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from workers.domain.errors import Refused, Why
from workers.domain.meeting import Meeting, Note, Remark, Utterance
from workers.engines.deepgram.options import DETECT
from workers.engines.outside.numbers import read_number
from workers.engines.outside.scoring import ScoredHere, is_english, score_here
from workers.engines.outside.sentences import TimedWord, cut_sentences

NOBODY = "Speaker"
"""Who spoke, where the API does not tell anyone apart."""


def read_meeting(
    told: Mapping[str, Any], language: str, asked: int | None, scorer: str = "model"
) -> Meeting:
    """The meeting in an answer; refuses `NO_SPEECH` where there are no words in it.

    `language` and `asked` (how many speakers) are the brief's; the API takes no such number.
    `scorer` scores what comes without sentiment.
    """
    results = _dict(told.get("results"))
    channel = _dict(_first(results.get("channels")))
    words = _words(_dicts(_dict(_first(channel.get("alternatives"))).get("words")))
    if not words:
        raise Refused(Why.NO_SPEECH)
    spoken = _language(channel, language)
    scored = _by_utterances(_dicts(results.get("utterances")))
    segments = _dicts(_dict(results.get("sentiments")).get("segments"))
    if not scored and segments:
        scored = list(_by_segments(words, segments))
    here = ScoredHere(tuple(scored))
    if not scored:
        here = score_here(list(cut_sentences(words)), spoken, scorer)
    return Meeting(
        engine="deepgram",
        utterances=tuple(sorted(here.utterances, key=lambda each: each.start_s)),
        speakers_estimated=True,
        length_s=read_number(_dict(told.get("metadata")).get("duration")),
        notes=(
            *_notes(here.utterances, asked, spoken, told, scored=bool(scored)),
            *here.notes,
        ),
        scorer=here.scorer,
    )


def _words(told: Sequence[Mapping[str, Any]]) -> list[TimedWord]:
    """All of them, also those without a text: segments count them by their places."""
    words: list[TimedWord] = []
    speaker = next((label for each in told if (label := _label(each.get("speaker")))), NOBODY)
    for each in told:
        speaker = _label(each.get("speaker")) or speaker
        text = each.get("punctuated_word") or each.get("word")
        start_s, end_s = _times(each, words[-1].end_s if words else 0.0)
        words.append(TimedWord(str(text or "").strip(), start_s, end_s, speaker))
    return words if any(word.text for word in words) else []


def _by_utterances(told: Sequence[Mapping[str, Any]]) -> list[Utterance]:
    """Utterances with scores of their own; nothing where none of them has one."""
    found: list[Utterance] = []
    for each in told:
        text, score = str(each.get("transcript") or "").strip(), _score(each)
        if text:
            speaker = _label(each.get("speaker")) or (found[-1].speaker if found else NOBODY)
            times = _times(each, found[-1].end_s if found else 0.0)
            found.append(Utterance(speaker, *times, text, score))
    return found if any(each.polarity is not None for each in found) else []


def _by_segments(
    words: Sequence[TimedWord], segments: Sequence[Mapping[str, Any]]
) -> Iterator[Utterance]:
    """Words in their segments, cut at speakers and sentences; between segments nothing is scored.

    A segment's last word is in it.
    """
    at = 0
    for segment in segments:
        first, last = read_number(segment.get("start_word")), read_number(segment.get("end_word"))
        if first is None or last is None:
            continue
        start, stop = max(at, int(first)), min(len(words), int(last) + 1)
        if stop <= start:
            continue
        yield from _cut(words[at:start], None)
        yield from _cut(words[start:stop], _score(segment))
        at = stop
    yield from _cut(words[at:], None)


def _cut(words: Sequence[TimedWord], polarity: float | None) -> Iterator[Utterance]:
    for each in cut_sentences(word for word in words if word.text):
        yield replace(each, polarity=polarity)


def _score(told: Mapping[str, Any]) -> float | None:
    score = read_number(told.get("sentiment_score"))
    return None if score is None else max(-1.0, min(1.0, score))


def _times(told: Mapping[str, Any], before_s: float) -> tuple[float, float]:
    """Seconds; a missing start is the end of what was before."""
    start_s, end_s = read_number(told.get("start")), read_number(told.get("end"))
    start_s = before_s if start_s is None else max(0.0, start_s)
    return start_s, start_s if end_s is None else max(start_s, end_s)


def _label(speaker: object) -> str:
    number = read_number(speaker)
    return "" if number is None else f"Speaker {int(number) + 1}"


def _language(channel: Mapping[str, Any], asked: str) -> str:
    """What was asked for or, where that was left to the API, what it heard."""
    heard = channel.get("detected_language")
    return heard if asked == DETECT and isinstance(heard, str) else asked


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else None


def _notes(
    utterances: Sequence[Utterance],
    asked: int | None,
    language: str,
    told: Mapping[str, Any],
    *,
    scored: bool,
) -> Iterator[Note]:
    speakers = {each.speaker for each in utterances}
    if speakers == {NOBODY}:
        yield Note(Remark.VOICES_UNTOLD)
    elif asked is not None and len(speakers) < asked:
        yield Note(Remark.FEWER_SPEAKERS, {"asked": asked, "found": len(speakers)})
    if not scored:
        unscored = not is_english(language) or _is_unscored(told)
        yield Note(Remark.LANGUAGE_UNSCORED if unscored else Remark.SCORED_HERE)


def _is_unscored(told: Mapping[str, Any]) -> bool:
    """Whether a warning says that the API heard a language without sentiment."""
    warnings = _dicts(_dict(told.get("metadata")).get("warnings"))
    return any(
        each.get("parameter") == "sentiment" and each.get("type") == "unsupported_language"
        for each in warnings
    )
