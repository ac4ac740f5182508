"""Transcript: AssemblyAI's object as a Meeting. Missing and unknown fields are borne."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from workers.domain.errors import Refused, Why
from workers.domain.meeting import Meeting, Note, Remark, Utterance
from workers.engines.assemblyai.order import DETECT, SPEAKERS
from workers.engines.outside.numbers import read_number
from workers.engines.outside.scoring import ScoredHere, is_english, score_here
from workers.engines.outside.sentences import TimedWord, cut_sentences

NOBODY = "Speaker"
"""Who spoke, where the API does not tell anyone apart."""
_LEAST = 0.34
"""What a label that is not neutral counts at least: the winner of three cannot have less."""
_SIGNS = {"POSITIVE": 1.0, "NEGATIVE": -1.0, "NEUTRAL": 0.0}


def read_meeting(told: Mapping[str, Any], ids: Mapping[str, str], scorer: str = "model") -> Meeting:
    """The meeting in a completed transcript; refuses `NO_SPEECH` where nothing is said in it.

    Sentences with a sentiment are taken as they are; without any, our own `scorer` has its say.
    """
    language = _language(told, ids)
    rows = _dicts(told.get("sentiment_analysis_results"))
    here = ScoredHere(tuple(_scored_rows(rows)))
    scored = bool(here.utterances)
    if not scored:
        here = score_here(_plain(told), language, ids.get("scorer", scorer))
    if not here.utterances:
        raise Refused(Why.NO_SPEECH)
    return Meeting(
        engine="assemblyai",
        utterances=tuple(sorted(here.utterances, key=lambda each: each.start_s)),
        speakers_estimated="asked" not in ids and SPEAKERS not in ids.get("without", ""),
        length_s=read_number(told.get("audio_duration")),
        notes=(*_notes(here.utterances, ids, language, scored=scored), *here.notes),
        scorer=here.scorer,
    )


def _scored_rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[Utterance]:
    """Each a sentence of one speaker; a row without a start begins where the last one ended."""
    speaker, before_s = "", 0.0
    for row in rows:
        text = _text(row)
        if not text:
            continue
        start_s, end_s = _times(row, before_s)
        speaker = _label(row.get("speaker")) or speaker or NOBODY
        before_s = end_s
        label = row.get("sentiment")
        label = label if isinstance(label, str) else ""
        polarity = _polarity(label, read_number(row.get("confidence")))
        yield Utterance(speaker, start_s, end_s, text, polarity, label.lower())


def _polarity(label: str, confidence: float | None) -> float | None:
    """The label as a sign and how sure it is as a size; that is certainty, not intensity."""
    sign = _SIGNS.get(label.upper())
    if sign is None or sign == 0.0:
        return sign
    return round(sign * min(1.0, max(_LEAST, confidence if confidence is not None else 0.6)), 4)


def _plain(told: Mapping[str, Any]) -> list[Utterance]:
    """What was said by whom, cut into sentences; without speakers, all by one."""
    paragraphs = _dicts(told.get("utterances"))
    if not paragraphs:
        words = _words(_dicts(told.get("words")), NOBODY)
        return list(cut_sentences(words))
    found: list[Utterance] = []
    for paragraph in paragraphs:
        speaker = _label(paragraph.get("speaker")) or NOBODY
        words = _words(_dicts(paragraph.get("words")), speaker)
        if words:
            found.extend(cut_sentences(words))
        elif text := _text(paragraph):
            before_s = found[-1].end_s if found else 0.0
            found.append(Utterance(speaker, *_times(paragraph, before_s), text, None))
    return found


def _words(told: Iterable[Mapping[str, Any]], speaker: str) -> list[TimedWord]:
    words: list[TimedWord] = []
    for each in told:
        if text := _text(each):
            start_s, end_s = _times(each, words[-1].end_s if words else 0.0)
            words.append(TimedWord(text, start_s, end_s, _label(each.get("speaker")) or speaker))
    return words


def _times(row: Mapping[str, Any], before_s: float) -> tuple[float, float]:
    """Milliseconds into seconds; a missing start is the end of what was before."""
    start, end = read_number(row.get("start")), read_number(row.get("end"))
    start_s = before_s if start is None else max(0.0, start / 1000)
    return start_s, start_s if end is None else max(start_s, end / 1000)


def _label(speaker: object) -> str:
    return f"Speaker {speaker}" if isinstance(speaker, str | int) and str(speaker).strip() else ""


def _text(row: Mapping[str, Any]) -> str:
    text = row.get("text")
    return text.strip() if isinstance(text, str) else ""


def _dicts(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _language(told: Mapping[str, Any], ids: Mapping[str, str]) -> str:
    """What was asked for or, where that was left to the API, what it heard."""
    asked = ids.get("language", "en")
    found = told.get("language_code")
    return found if asked == DETECT and isinstance(found, str) else asked


def _notes(
    utterances: Sequence[Utterance], ids: Mapping[str, str], language: str, *, scored: bool
) -> Iterator[Note]:
    found, asked = len({each.speaker for each in utterances}), int(ids.get("asked", 0))
    if SPEAKERS in ids.get("without", ""):
        yield Note(Remark.VOICES_UNTOLD)
    elif found < asked:
        yield Note(Remark.FEWER_SPEAKERS, {"asked": asked, "found": found})
    if not scored:
        yield Note(Remark.SCORED_HERE if is_english(language) else Remark.LANGUAGE_UNSCORED)
