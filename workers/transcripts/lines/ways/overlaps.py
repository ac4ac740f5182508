"""Overlaps: what somebody says into the words of another, between slashes: `//S01: Yes.//`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_STAMP = r"\[[\d:.,]{4,14}\]"
_OVERLAP = re.compile(
    rf"(?P<at>{_STAMP})?\s?//\s?(?P<name>[^\s:/][^:/]{{0,39}}):\s?(?P<words>(?:(?!//).){{0,999}})//"
)
_LED = re.compile(rf"(?:{_STAMP}\s?)?(?P<name>[^\s:/\[\]][^:/\[\]]{{0,59}}):\s")
_TIMED = re.compile(rf"(?P<at>{_STAMP})\s?")


def part_overlaps(lines: Sequence[str]) -> Sequence[str]:
    """Each such interruption on a line of its own, where whoever interrupts speaks elsewhere, too.

    What stands behind it is said by whom it interrupted.
    """
    if not any("//" in line for line in lines):
        return lines
    names = {found["name"] for line in lines if (found := _LED.match(line[:100]))}
    inner = {found["name"] for line in lines for found in _OVERLAP.finditer(line)}
    return list(_part(lines)) if names & inner else lines


def _part(lines: Sequence[str]) -> Iterator[str]:
    speaker = ""
    for line in lines:
        led = _LED.match(line[:100])
        speaker = led["name"] if led else speaker
        at = 0
        for found in _OVERLAP.finditer(line):
            yield from _go_on(line[at : found.start()].strip(), speaker, is_first=at == 0)
            yield f"{found['at'] or ''} {found['name']}: {found['words']}".strip()
            at = found.end()
        yield from _go_on(line[at:].strip(), speaker, is_first=at == 0) if line else ("",)


def _go_on(words: str, speaker: str, *, is_first: bool) -> Iterator[str]:
    if is_first or not words:
        yield from (words,) if words else ()
        return
    timed = _TIMED.match(words)
    label = f"{speaker}: " if speaker else ""
    yield f"{timed['at']} {label}{words[timed.end() :]}" if timed else f"{label}{words}"
