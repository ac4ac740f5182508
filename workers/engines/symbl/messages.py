"""Messages: Symbl's list of sentences as a Meeting. Missing and unknown fields are borne."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workers.domain.errors import Refused, Why
from workers.domain.meeting import Meeting, Note, Remark, Utterance
from workers.engines.outside.scoring import ScoredHere, score_here
from workers.engines.symbl.numbers import read_moment_s, read_number

NOBODY = "Speaker"
"""Who spoke, where the API does not tell anyone apart."""


def read_messages(payload: object, ids: Mapping[str, str], scorer: str = "model") -> Meeting:
    """The answer of `GET /messages` for a submission's `ids`; refuses `NO_SPEECH` where empty.

    Times are seconds from the start of the recording; where only the sentences' own clock is known,
    from the first sentence. `scorer` scores them where the API has scored none.
    """
    found = payload.get("messages") if isinstance(payload, dict) else None
    told = [message for message in found or () if isinstance(message, dict) and _text(message)]
    if not told:
        raise Refused(Why.NO_SPEECH)
    english = is_about_english(ids)
    labels = _Labels(told)
    origin_s = _origin_s(told, ids)
    utterances: list[Utterance] = []
    for message in told:
        before_s = utterances[-1].end_s if utterances else 0.0
        start_s, end_s = _times(message, origin_s, before_s, by_clock="anchor" in ids)
        polarity = _polarity(message) if english else None
        utterances.append(Utterance(labels.of(message), start_s, end_s, _text(message), polarity))
    utterances.sort(key=lambda utterance: utterance.start_s)
    here = ScoredHere(tuple(utterances))
    if english and all(utterance.polarity is None for utterance in utterances):
        here = score_here(utterances, "en", ids.get("scorer", scorer))
    return Meeting(
        engine="symbl",
        utterances=here.utterances,
        speakers_estimated="asked" not in ids and "transcript" not in ids,
        length_s=float(ids["length_s"]) if "length_s" in ids else None,
        notes=(*_notes(utterances, ids), *here.notes),
        scorer=here.scorer,
    )


def is_about_english(ids: Mapping[str, str]) -> bool:
    """Polarity and insights are for English; for others the API's zeros would pass for neutral."""
    return ids.get("language", "en").split("-")[0].lower() == "en"


class _Labels:
    """One label for each speaker: the name, else the address, else a number for each id."""

    def __init__(self, told: Sequence[Mapping[str, Any]]) -> None:
        self._taken = {name for message in told if (name := _name(message))}
        self._numbered: dict[str, str] = {}

    def of(self, message: Mapping[str, Any]) -> str:
        if name := _name(message):
            return name
        identity = _sender(message).get("id")
        if not isinstance(identity, str) or not identity:
            return NOBODY
        if identity not in self._numbered:
            free = 1
            while f"{NOBODY} {free}" in self._taken:
                free += 1
            self._numbered[identity] = f"{NOBODY} {free}"
            self._taken.add(self._numbered[identity])
        return self._numbered[identity]


def _sender(message: Mapping[str, Any]) -> Mapping[str, Any]:
    sender = message.get("from")
    return sender if isinstance(sender, dict) else {}


def _name(message: Mapping[str, Any]) -> str:
    sender = _sender(message)
    for key in ("name", "email", "userId"):
        value = sender.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _text(message: Mapping[str, Any]) -> str:
    text = message.get("text")
    return text.strip() if isinstance(text, str) else ""


def _origin_s(told: Sequence[Mapping[str, Any]], ids: Mapping[str, str]) -> float | None:
    """The moment that is 0:00. A transcript's own times count from the anchor it was sent with."""
    if "anchor" in ids:
        return read_moment_s(ids["anchor"])
    starts = [
        start for message in told if (start := read_moment_s(message.get("startTime"))) is not None
    ]
    return min(starts, default=None)


def _times(
    message: Mapping[str, Any], origin_s: float | None, before_s: float, *, by_clock: bool
) -> tuple[float, float]:
    """Start and end; without any times, right behind what was said before."""
    offset_s, lasts_s = read_number(message.get("timeOffset")), read_number(message.get("duration"))
    starts, ends = read_moment_s(message.get("startTime")), read_moment_s(message.get("endTime"))
    if offset_s is not None and offset_s >= 0 and not by_clock:
        start_s = offset_s
    elif starts is not None and origin_s is not None:
        start_s = max(0.0, starts - origin_s)
    else:
        start_s = before_s
    if lasts_s is None and starts is not None and ends is not None:
        lasts_s = ends - starts
    return start_s, start_s + max(0.0, lasts_s or 0.0)


def _polarity(message: Mapping[str, Any]) -> float | None:
    sentiment = message.get("sentiment")
    polarity = sentiment.get("polarity") if isinstance(sentiment, dict) else None
    score = read_number(polarity.get("score")) if isinstance(polarity, dict) else None
    return None if score is None else max(-1.0, min(1.0, score))


def _notes(utterances: Sequence[Utterance], ids: Mapping[str, str]) -> tuple[Note, ...]:
    notes = []
    found, asked = len({utterance.speaker for utterance in utterances}), int(ids.get("asked", 0))
    if found < asked:
        notes.append(Note(Remark.FEWER_SPEAKERS, {"asked": asked, "found": found}))
    if "transcript" in ids and "anchor" not in ids:
        notes.append(Note(Remark.TIMES_ESTIMATED))
    if not is_about_english(ids):
        notes.append(Note(Remark.LANGUAGE_UNSCORED))
    elif all(utterance.polarity is None for utterance in utterances):
        notes.append(Note(Remark.SCORED_HERE))
    return tuple(notes)
