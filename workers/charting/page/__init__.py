"""The chart as one page for a browser: no outside request, no library, under a million bytes."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import math
from collections.abc import Mapping
from importlib.resources import files

from workers.charting import frames
from workers.charting.frames import Line
from workers.charting.ink import palette
from workers.charting.picture import Picture
from workers.domain.meeting import Utterance
from workers.wording import finding
from workers.wording.mrkdwn import shorten
from workers.wording.page import PAGE_TITLE, WORDS

MOST_BYTES = 1_000_000
TEXT_LIMITS = (400, 160, 80, 30, 0)
"""Characters of a sentence: cut more in the longest meetings, so that the page stays small."""


def to_html(drawn: Picture, *, texts: bool = True) -> str:
    """The page of the meeting that `drawn` is the picture of, in its names and colours, opened at
    its stretch; without `texts` nobody is quoted."""
    for limit in TEXT_LIMITS if texts else (0,):
        page = _fill(_describe(drawn, limit))
        if len(page.encode()) <= MOST_BYTES:
            break
    return page


def _fill(data: Mapping[str, object]) -> str:
    style, script, page = (_read(f"page.{kind}") for kind in ("css", "js", "html"))
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    title = str(data["title"]) or PAGE_TITLE
    # A "<" in what somebody said must not end the element that holds it.
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    parts = {
        "%POLICY%": html.escape(policy),
        "%TITLE%": html.escape(title),
        "%STYLE%": style,
        "%SCRIPT%": script,
        "%DATA%": packed,
    }
    filled = ""
    # Piece by piece, so that what somebody said is never taken for a place to fill.
    for piece in page.splitlines():
        mark = next((mark for mark in parts if mark in piece), "")
        filled += (piece.replace(mark, parts[mark]) if mark else piece) + "\n"
    return filled


def _describe(drawn: Picture, limit: int) -> dict[str, object]:
    meeting = drawn.meeting
    number = {speaker: place for place, speaker in enumerate(meeting.speakers)}
    spans = frames.make_curves(meeting, events=_list_events(drawn))
    return {
        "title": meeting.title,
        "finding": drawn.finding,
        "subtitle": meeting.title,
        "alt_text": drawn.alt_text,
        "length_s": max(round(meeting.end_s, 1), 1.0),
        "stretch": drawn.stretch,
        "texts": limit > 0,
        "words": WORDS,
        "speakers": [
            {"name": name, "colours": [theme.colour(drawn.inks.get(name)) for theme in _THEMES]}
            for name in meeting.speakers
        ],
        "utterances": [_pack(said, number[said.speaker], limit) for said in meeting.utterances],
        "lines": [_points(spans.lines[speaker]) for speaker in meeting.speakers],
        "moments": [
            {
                "at_s": moment.at_s,
                "start_s": moment.start_s,
                "end_s": moment.end_s,
                "utterance": moment.utterance,
                "told": finding.write_moment_line(moment, quoted=limit > 0),
            }
            for moment in drawn.moments
        ],
    }


_THEMES = (palette.THEMES["light"], palette.THEMES["dark"])


def _list_events(drawn: Picture) -> dict[str, frames.Spans]:
    lasting = [moment for moment in drawn.moments if moment.lasts]
    return {
        speaker: [(each.start_s, each.end_s) for each in lasting if speaker in each.speakers]
        for moment in lasting
        for speaker in moment.speakers
    }


def _pack(said: Utterance, speaker: int, limit: int) -> list[int | str | None]:
    """Speaker, start and length in tenths of a second, polarity in hundredths, words and text: a
    row, since thirty thousand of them have to be small."""
    start = round(10 * said.start_s)
    polarity = None if said.polarity is None else round(100 * said.polarity)
    row: list[int | str | None] = [
        speaker,
        start,
        round(10 * said.end_s) - start,
        polarity,
        said.words,
    ]
    return [*row, shorten(" ".join(said.text.split()), limit)] if limit else row


def _points(line: Line) -> list[list[int] | None]:
    """Tenths of a second and hundredths of polarity; None where the line breaks."""
    return [
        [round(10 * float(at_s)), round(100 * float(level))]
        if math.isfinite(at_s) and support >= line.least
        else None
        for at_s, level, support in zip(line.at_s, line.polarity, line.support, strict=True)
    ]


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    """As a content security policy names an inline source."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
