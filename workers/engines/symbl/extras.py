"""Extras: topics, questions and the like, each at its own address; gaps are left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from workers.domain.extras import Extras, Pace, Point, Topic, Tracked
from workers.engines.outside.wire import Rejected
from workers.engines.symbl.api import Api, make_conversation_path
from workers.engines.symbl.messages import is_about_english
from workers.engines.symbl.numbers import read_number


def collect_extras(api: Api, ids: Mapping[str, str]) -> Extras:
    """What the API found in the conversation of `ids`; insights exist for English only.

    A part that the API does not have is left out; `Unavailable` where it does not answer at all.
    """
    conversation_id = ids["conversationId"]
    analytics = _part(api, conversation_id, "analytics")
    spoken = Extras(
        paces=tuple(_pace(entry) for entry in _entries(analytics, "members")),
        talk_s=_metric_s(analytics, "total_talk_time"),
        silence_s=_metric_s(analytics, "total_silence"),
        overlap_s=_metric_s(analytics, "total_overlap"),
    )
    if not is_about_english(ids):
        return spoken
    topics = _part(api, conversation_id, "topics", {"sentiment": "true"})
    summary = _part(api, conversation_id, "summary")
    trackers = _part(api, conversation_id, "trackers-detected")
    return replace(
        spoken,
        summary=tuple(entry["text"] for entry in _told(summary, "summary")),
        topics=tuple(Topic(entry["text"], _polarity(entry)) for entry in _told(topics, "topics")),
        questions=_points(api, conversation_id, "questions", "questions"),
        action_items=_points(api, conversation_id, "action-items", "actionItems"),
        follow_ups=_points(api, conversation_id, "follow-ups", "followUps"),
        trackers=tuple(_tracked({"trackers": trackers})),
    )


def _part(api: Api, conversation_id: str, name: str, query: Mapping[str, str] | None = None) -> Any:
    try:
        return api.get(make_conversation_path(conversation_id, name), query)
    except Rejected:  # not there, not ready or not in this plan: the rest is worth having
        return None


def _points(api: Api, conversation_id: str, name: str, key: str) -> tuple[Point, ...]:
    answer = _part(api, conversation_id, name)
    return tuple(Point(entry["text"], _speaker(entry)) for entry in _told(answer, key))


def _entries(answer: object, key: str) -> Iterator[Mapping[str, Any]]:
    found = answer.get(key) if isinstance(answer, dict) else None
    return (entry for entry in found or () if isinstance(entry, dict))


def _told(answer: object, key: str) -> Iterator[Mapping[str, Any]]:
    return (entry for entry in _entries(answer, key) if _filled(entry.get("text")))


def _filled(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _speaker(entry: Mapping[str, Any]) -> str:
    """Whose it is: an action item's assignee, else who said it."""
    for key in ("assignee", "from"):
        person = entry.get(key)
        if isinstance(person, dict) and _filled(person.get("name")):
            return str(person["name"]).strip()
    return ""


def _polarity(entry: Mapping[str, Any]) -> float | None:
    sentiment = entry.get("sentiment")
    polarity = sentiment.get("polarity") if isinstance(sentiment, dict) else None
    return read_number(polarity.get("score")) if isinstance(polarity, dict) else None


def _tracked(answer: object) -> Iterator[Tracked]:
    for entry in _entries(answer, "trackers"):
        matches = [match for match in entry.get("matches") or () if isinstance(match, dict)]
        count = sum(
            len(match.get("messageRefs") or ()) + len(match.get("insightRefs") or ())
            for match in matches
        )
        if _filled(entry.get("name")) and count:
            yield Tracked(entry["name"], count)


def _metric_s(analytics: object, kind: str) -> float | None:
    metrics = _entries(analytics, "metrics")
    return next(
        (read_number(entry.get("seconds")) for entry in metrics if entry.get("type") == kind), None
    )


def _pace(member: Mapping[str, Any]) -> Pace:
    return Pace(
        str(member.get("name") or member.get("userId") or "Speaker"),
        talk_s=_within(member, "talkTime", "seconds"),
        words_per_minute=_within(member, "pace", "wpm"),
    )


def _within(member: Mapping[str, Any], group: str, key: str) -> float | None:
    values = member.get(group)
    return read_number(values.get(key)) if isinstance(values, dict) else None
