"""Cues: WebVTT and SRT, parsed by webvtt-py; the speakers are in the cue's text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from workers.errors import Refused, Why
from workers.transcripts.names import name_in
from workers.transcripts.said import Said, Transcript

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang|font|\d[\d:.]*)(?:[.\s][^>]*)?>|\{\\[^}]*\}")
_NAMED = re.compile(r"\s*(?:\[(?P<bracketed>[^\]:]{1,60})\]\s*:?|(?P<name>[^:\n]{1,70}):)\s+(?=\S)")
_ARROW = re.compile(r"-->")


def vtt(text: str) -> Transcript:
    """A WebVTT file: `<v Name>`, or `Name: words` as Zoom writes it; notes and styles left out."""
    body = text.lstrip("\ufeff \n\t")
    return _transcript(body if body.startswith("WEBVTT") else "WEBVTT\n\n" + body)


def srt(text: str) -> Transcript:
    """A SubRip file; read as WebVTT, whose parser bears with the odd cues of people's tools."""
    return _transcript("WEBVTT\n\n" + _DECIMAL.sub(r"\1.\2", text.lstrip("\ufeff \n\t")))


_DECIMAL = re.compile(r"(\d\d:\d\d),(\d{1,3})(?=\s*-->|\s*$|\s)", re.MULTILINE)


def _transcript(text: str) -> Transcript:
    try:
        captions = webvtt.from_string(text).captions
    except (MalformedFileError, MalformedCaptionError) as cause:
        raise Refused(Why.NO_UTTERANCES) from cause
    said: list[Said] = []
    read = 0
    for caption in captions:
        start_s, end_s = _seconds(caption.start_time), _seconds(caption.end_time)
        if end_s < start_s:
            continue
        read += 1
        said.extend(_said(caption.lines, start_s, end_s))
    promised = sum(1 for line in text.split("\n") if _ARROW.search(line))
    return Transcript(said, skipped=max(0, promised - read))


def _seconds(time: webvtt.models.Timestamp) -> float:
    return float(time.in_milliseconds()) / 1000


def _said(lines: Iterable[str], start_s: float, end_s: float) -> Iterator[Said]:
    """The speakers of one cue; where there are several, its time is split by their words."""
    parts = [(name, words) for name, words in _parts("\n".join(lines)) if words]
    total = sum(len(words.split()) for _, words in parts)
    at_s = start_s
    for name, words in parts:
        until_s = at_s + (end_s - start_s) * len(words.split()) / total
        yield Said(name, round(at_s, 3), round(until_s, 3), words)
        at_s = until_s


def _parts(cue: str) -> list[tuple[str, str]]:
    """Name and words of each voice in a cue."""
    pieces = _VOICE.split(cue)
    parts = [_named(pieces[0])] if pieces[0].strip() else []
    voices = zip(pieces[1::2], pieces[2::2], strict=True)
    return parts + [(html.unescape(name).strip(), _plain(words)) for name, words in voices]


def _named(text: str) -> tuple[str, str]:
    plain = _TAG.sub("", text)
    match = _NAMED.match(plain)
    name = name_in(match["bracketed"] or match["name"]) if match else ""
    return (name, _plain(plain[match.end() :])) if match and name else ("", _plain(plain))


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())
