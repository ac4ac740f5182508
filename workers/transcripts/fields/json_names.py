"""JSON names: what speakers are called, where a list of them stands beside what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from workers.transcripts.fields.field_names import fold_field
from workers.transcripts.fields.json_rows import call_speaker

_LISTS = frozenset({"speakers", "participants", "parties", "users"})
_IDS = frozenset({"id", "speakerid", "participantid", "userid"})
_NAMES = ("name", "displayName", "display_name")
_DEEPEST = 24
_MOST_LISTED = 1000


def read_names(value: Any) -> Mapping[str, str]:
    """Names for numbers and marks, as rows call those; of several lists the first that tells."""
    called: dict[str, str] = {}
    for listed in _find_lists(value, 0):
        for one in listed[:_MOST_LISTED]:
            for mark, name in _read_person(one):
                called.setdefault(mark, name)
    called.pop("", None)
    return called


def _read_person(one: Any) -> Iterator[tuple[str, str]]:
    told = [one.get(name) for name in _NAMES] if isinstance(one, dict) else []
    name = next((each.strip() for each in told if isinstance(each, str) and each.strip()), "")
    if name:
        yield from (
            (call_speaker(mark), name) for field, mark in one.items() if fold_field(field) in _IDS
        )


def _list_named(value: Any) -> list[Any]:
    """`{"S1": "Ada"}` and `{"S1": {"name": "Ada"}}` as a list of people with their marks."""
    if not isinstance(value, dict):
        return []
    return [
        {**(one if isinstance(one, dict) else {"name": one}), "id": mark}
        for mark, one in value.items()
    ]


def _find_lists(value: Any, depth: int) -> Iterator[list[Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            if fold_field(name) in _LISTS:
                yield inner if isinstance(inner, list) else _list_named(inner)
            yield from _find_lists(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value[:9]:
            yield from _find_lists(inner, depth + 1)
