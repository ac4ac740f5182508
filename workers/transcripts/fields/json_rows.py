"""JSON rows: what one item of a list says, who says it and when, under whatever names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from workers.transcripts.fields.field_names import (
    DURATION,
    END,
    SPEAKER,
    START,
    TEXT,
    find_unit,
    fold_field,
    pick_field,
)

_NAMES = ("displayname", "name", "username", "fullname", "realname", "email", "label", "id")
_AROUND = (
    *("speakerinfo", "speakername", "speaker", "speakerlabel", "speakerid", "speakertag"),
    *("participant", "channellabel"),
)
"""What tells for the items inside, too, who says them; a `name` may be the meeting's."""
_NOBODY = frozenset({"", "unknown", "none", "null", "unknown speaker", "n/a"})
_INNER = frozenset(
    {"words", "elements", "items", "segs", "tokens", "sentences", "textentities", "instances"}
)
"""Lists inside an item that hold its words one by one."""
BEST_FIRST = frozenset({"alternatives", "nbest", "transcriptions"})
"""Several ways to hear the same, the best first."""
CLOSING = frozenset(".,;:!?…%)]}'’”。，、？！")


class JsonRow(NamedTuple):
    """One item: its words, who says them (None where it does not tell), times as they stand there.

    `unit` is how many seconds the times count, where the name of their field tells.
    """

    text: str
    speaker: str | None
    start: Any = None
    end: Any = None
    length: Any = None
    unit: float | None = None


def read_row(item: Mapping[str, Any], around: str | None) -> JsonRow:
    """The row in an item; `around` is who says it where it does not tell itself."""
    speaker = read_speaker(item)
    if speaker is None:
        inner = {told for one in _inner_items(item) if (told := read_speaker(one))}
        speaker = inner.pop() if len(inner) == 1 else around
    start = pick_field(item, START)
    end = pick_field([name for name in item if name != start], END)
    length = pick_field(item, DURATION)
    return JsonRow(
        read_text(item),
        speaker,
        *_times(item, start, end),
        item.get(length) if length else None,
        find_unit(start) if start else None,
    )


def read_text(item: Mapping[str, Any]) -> str:
    """The words of an item: under a name of their own, or one by one in a list inside it."""
    named = [name for name in item if isinstance(item[name], str) and item[name].strip()]
    while (name := pick_field(named, TEXT)) and name in named:
        return str(item[name]).strip()
    pieces = _read_pieces(item)
    return pieces or join_words(read_text(one) for one in _inner_items(item))


def _read_pieces(item: Mapping[str, Any]) -> str:
    """A text in pieces, some of them with a style: `["see ", {"text": "here"}]`."""
    name = pick_field([name for name in item if isinstance(item[name], list)], TEXT)
    if name is None:
        return ""
    if len(item[name]) == 1 and isinstance(item[name][0], dict):
        return read_text(item[name][0])
    if not any(isinstance(one, str) and " " in one for one in item[name]):
        return ""
    return "".join(
        one if isinstance(one, str) else read_text(one) if isinstance(one, dict) else ""
        for one in item[name]
    ).strip()


def read_speaker(item: Mapping[str, Any], wanted: Iterable[str] = SPEAKER) -> str | None:
    """Who an item says it is from: empty where nobody knows, None where it does not say."""
    nobody = None
    for name in wanted:
        key = pick_field(item, (name,))
        value = item[key] if key else None
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
            value = value[0]
        if key is None or isinstance(value, list | float):
            continue
        if value in (None, ""):
            nobody = ""  # another field may tell
            continue
        if isinstance(value, dict):
            inner = pick_field([one for one in value if value[one] not in (None, "")], _NAMES)
            return call_speaker(value[inner]) if inner else ""
        if name in {"name", "from", "role", "user"} and not isinstance(value, str):
            continue
        return call_speaker(value)
    return nobody


def read_speaker_around(item: Mapping[str, Any]) -> str | None:
    """Who says everything inside an item, where that is told."""
    return read_speaker(item, _AROUND)


def join_words(words: Iterable[str]) -> str:
    """Words as a text: what closes stands without a space before it."""
    text: list[str] = []
    for word in words:
        if text and word and not set(word) <= CLOSING:
            text.append(" ")
        text.append(word)
    return "".join(text).strip()


def call_speaker(value: Any) -> str:
    """What a number, a mark or a name is called; empty where it is none."""
    if value is None or isinstance(value, bool | dict | list):
        return ""
    if isinstance(value, int) or (str(value).isdecimal() and len(str(value)) < 4):
        return f"Speaker {int(value)}" if 0 <= int(value) < 1000 else f"Speaker {str(value)[:12]}"
    name = " ".join(str(value)[:120].split())
    return "" if name.casefold() in _NOBODY else name


def _inner_items(item: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for name, inner in item.items():
        folded = fold_field(name)
        if isinstance(inner, list) and folded in _INNER | BEST_FIRST:
            best = inner[:1] if folded in BEST_FIRST else inner
            yield from (one for one in best if isinstance(one, dict))
            return


def _times(item: Mapping[str, Any], start: str | None, end: str | None) -> tuple[Any, Any]:
    """When an item begins and ends; where only its words tell, as they do."""
    span = item[start] if start else None
    if isinstance(span, dict) and "from" in span:
        return span["from"], span.get("to")
    if start and isinstance(item[start], list):  # a pair
        return (*item[start], None, None)[:2]
    if start and item[start] is not None:
        return item[start], item.get(end) if end else None
    timed = [one for one in _inner_items(item) if pick_field(one, START)]
    if not timed:
        return None, None
    first, last = pick_field(timed[0], START), pick_field(timed[-1], END)
    return timed[0][first] if first else None, timed[-1][last] if last else None
