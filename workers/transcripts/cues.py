"""Cues: WebVTT and SRT, parsed by webvtt-py; the speakers are in the cue's text or in its id."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from workers.domain.errors import Refused, Why
from workers.transcripts.names import name_in
from workers.transcripts.rolling import Cue, unrolled
from workers.transcripts.said import UNKNOWN, Said, Transcript
from workers.transcripts.timings import straightened

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]+)>")
_TAG = re.compile(r"</?(?:c|i|b|u|ruby|rt|lang|font|\d[\d:.]*)(?:[.\s][^<>]*)?>|\{\\[^{}]*\}|</v>")
_NAMED = re.compile(r"\s*(?:\[(?P<bracketed>[^\]:]{1,60})\]\s*:?|(?P<name>[^:\n]{1,70}):)(?:\s+|$)")
_IDENTIFIED = re.compile(r'\d+\s+"([^"]{1,60})"')
"""Webex names the speaker in the cue's id: `12 "Ada Moss" (1234567)`."""
_CHANGE = re.compile(r"\s*>>+\s*")
_DASH = re.compile(r"\s*[-–—]\s*(?=\S)")
_ARROW = re.compile(r"-->")


def vtt(text: str) -> Transcript:
    """A WebVTT file: `<v Name>`, or `Name: words` as Zoom writes it; notes and styles left out."""
    body = text.lstrip("\ufeff \n\t")
    return _transcript(body if body.startswith("WEBVTT") else "WEBVTT\n\n" + body)


def srt(text: str) -> Transcript:
    """A SubRip file; read as WebVTT, whose parser bears with the odd cues of people's tools."""
    return _transcript("WEBVTT\n\n" + text.lstrip("\ufeff \n\t"))


def _transcript(text: str) -> Transcript:
    straight = straightened(text)
    try:
        captions = webvtt.from_string(straight).captions
    except (MalformedFileError, MalformedCaptionError) as cause:
        raise Refused(Why.NO_UTTERANCES) from cause
    cues = [cue for cue in map(_cue, captions) if cue.end_s >= cue.start_s]
    said = [one for cue in unrolled(cues) for one in _said(cue)]
    promised = sum(1 for line in straight.split("\n") if _ARROW.search(line))
    return Transcript(said, skipped=max(0, promised - len(cues)))


def _cue(caption: webvtt.Caption) -> Cue:
    lines = (html.unescape(_TAG.sub("", line)).strip() for line in caption.lines)
    identified = _IDENTIFIED.match(caption.identifier or "")
    return Cue(
        _seconds(caption.start_time),
        _seconds(caption.end_time),
        tuple(line for line in lines if line),
        identified[1] if identified else "",
    )


def _seconds(time: webvtt.models.Timestamp) -> float:
    return float(time.in_milliseconds()) / 1000


def _said(cue: Cue) -> Iterator[Said]:
    """The speakers of one cue; where there are several, its time is split by their words."""
    parts = [(name, words) for name, words in _parts(cue) if words]
    total = sum(len(words.split()) for _, words in parts)
    at_s = cue.start_s
    for name, words in parts:
        until_s = at_s + (cue.end_s - cue.start_s) * len(words.split()) / total
        yield Said(name or cue.speaker, round(at_s, 3), round(until_s, 3), words)
        at_s = until_s


def _parts(cue: Cue) -> Iterator[tuple[str, str]]:
    """Name and words of each voice in a cue."""
    begin, *voices = _VOICE.split("\n".join(cue.lines))
    yield from _named(begin.split("\n"))
    for name, words in zip(voices[::2], voices[1::2], strict=True):
        yield name.strip(), " ".join(words.split())


def _named(lines: list[str]) -> list[tuple[str, str]]:
    """Name and words of each speaker in lines without voice tags.

    Who is marked by `>>`, or by a dash among others, and not by a name, is somebody unknown.
    """
    dialogue = sum(1 for line in lines if _DASH.match(line)) > 1
    parts: list[tuple[str, list[str]]] = []
    for line in lines:
        marked = _CHANGE.match(line) or (_DASH.match(line) if dialogue else None)
        head = _NAMED.match(line)
        name = name_in(head["bracketed"] or head["name"]) if head else ""
        if head and name:
            parts.append((name, [line[head.end() :]]))
        elif marked:
            parts.append((UNKNOWN, [line[marked.end() :]]))
        elif parts:
            parts[-1][1].append(line)
        else:
            parts.append(("", [line]))
    return [(name, " ".join(" ".join(words).split())) for name, words in parts]
