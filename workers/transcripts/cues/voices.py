"""Voices: who says what in cues; by voice tags, the cue's id, or its words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from workers.transcripts.cues.cue_lines import RawCue
from workers.transcripts.cues.rolling import Cue, unroll_cues
from workers.transcripts.fields.json_rows import read_row
from workers.transcripts.raw.limits import MOST_STRETCHES, refuse_too_much
from workers.transcripts.said import UNKNOWN, Said, Transcript, estimate_spoken_s
from workers.transcripts.speakers.labels import Label, find_labels, is_sound
from workers.transcripts.speakers.looks import Looks, look_at
from workers.transcripts.speakers.name_lines import mark_name_lines
from workers.transcripts.speakers.persons import make_person_key
from workers.transcripts.speakers.verdicts import Judgement, Verdict, judge_labels

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>]*)>")
_VOICE_MARK = "\x02"
_VOICE_END = "\x03"
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|ruby|rt|lang|font|span|v|\d[\d:.]*)(?:[.\s][^<>]*)?>|\{\\[^{}]*\}"
)
_BREAK = re.compile(r"<br\s{0,5}/?>|\\N", re.IGNORECASE)
_IDENTIFIED = re.compile(r'\d{1,9}\s+"([^"]{0,80})"\s*(?:\(\d{0,20}\))?$')
"""Webex names the speaker in the cue's id: `12 "Ada Moss" (1234567)`, or `""`."""
_CHANGE = re.compile(r"\s*>>+\s*")
_DASH = re.compile(r"\s*[-–—]\s*(?=\S)")
_NAMES = frozenset({Looks.NUMBERED, Looks.FULL_NAME, Looks.ONE_NAME})
"""What a label looks like that may begin a second voice on a cue's later line."""
_COMMAS = (",", "，", "、")
"""Behind these, a name that begins a line is called: `Well,` / `Ben: you are wrong`."""
_TIME_ALONE = re.compile(r"[\[(][\d:.,]{3,14}[\])]")


class _Part(NamedTuple):
    """One voice in a cue: its tag where it has one (an empty one names nobody), its lines."""

    voice: str | None
    lines: list[str]


def say_cues(raw: Sequence[RawCue], skipped: int = 0, *, escaped: bool = True) -> Transcript:
    """Who says what in these cues, in their order; `skipped` more could not be read.

    `escaped`: tags and `&lt;` among the words are marks of the form, not words.
    """
    refuse_too_much(len(raw), MOST_STRETCHES)
    cues = list(unroll_cues(_clean(one, escaped=escaped) for one in raw))
    marked = mark_name_lines([cue.lines for cue in cues])
    cues = [cue._replace(lines=tuple(lines)) for cue, lines in zip(cues, marked, strict=True)]
    parts = [_split_voices(cue) for cue in cues]
    labels = _find_all_labels(
        part.lines
        for cue, voices in zip(cues, parts, strict=True)
        for part in voices
        if part.voice is None and not cue.speaker
    )
    judgement = judge_labels(labels, stretches=len(labels), in_cues=True)
    said: list[Said] = []
    called: dict[str, str] = {}
    for cue, voices in zip(cues, parts, strict=True):
        said += _say(cue, voices, judgement, called)
    return Transcript(said, skipped=skipped)


def _clean(raw: RawCue, *, escaped: bool) -> Cue:
    if (told := _read_object(raw)) is not None:
        return told
    if escaped:
        lines = [_clean_line(line) for whole in raw.lines for line in _BREAK.split(whole)]
    else:
        lines = [line.replace(_VOICE_MARK, "").strip() for line in raw.lines]
    identified = _IDENTIFIED.match(raw.identifier)
    speaker = (identified[1].strip() or UNKNOWN) if identified else raw.speaker
    return Cue(raw.start_s, raw.end_s, tuple(line for line in lines if line), speaker)


def _read_object(raw: RawCue) -> Cue | None:
    """The cue whose words are JSON that tells who speaks, as Teams keeps them with metadata."""
    words = "".join(raw.lines).strip()
    if not (words.startswith('{"') and words.endswith("}")):
        return None
    try:
        row = read_row(msgspec.json.decode(words, type=dict[str, Any]), None)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return None
    if not row.text or row.speaker is None:
        return None
    return Cue(raw.start_s, raw.end_s, (row.text,), row.speaker or UNKNOWN)


def _clean_line(line: str) -> str:
    """Voice tags become marks before what is escaped becomes signs: `&lt;v&gt;` is a word."""
    marked = _VOICE.sub(rf"{_VOICE_MARK}\1{_VOICE_END}", line.replace(_VOICE_MARK, ""))
    return html.unescape(_TAG.sub("", marked)).strip()


def _split_voices(cue: Cue) -> list[_Part]:
    begin, *voices = "\n".join(cue.lines).split(_VOICE_MARK)
    parts = [_Part(None, _speech_lines(begin))]
    for voice in voices:
        name, _, words = voice.partition(_VOICE_END)
        parts.append(_Part(" ".join(html.unescape(name).split()), _speech_lines(words)))
    return [part for part in parts if part.lines]


def _speech_lines(words: str) -> list[str]:
    lines = (line.strip() for line in words.split("\n"))
    return [
        line for line in lines if line and not is_sound(line) and not _TIME_ALONE.fullmatch(line)
    ]


def _strip_marks(line: str) -> str:
    marked = _CHANGE.match(line) or _DASH.match(line)
    return line[marked.end() :] if marked else line


def _say(
    cue: Cue, voices: Sequence[_Part], judgement: Judgement, called: dict[str, str]
) -> Iterator[Said]:
    """The speakers of one cue; where there are several, its time is split by their words."""
    spoken: list[tuple[str, str]] = []
    for part in voices:
        if part.voice is None:
            spoken += _name_lines(part.lines, judgement, named=bool(cue.speaker))
        elif not _renames(part, called):
            name = called.get(part.voice, part.voice) or UNKNOWN
            spoken.append((name, _say_without(part.voice, " ".join(" ".join(part.lines).split()))))
    total = sum(len(words.split()) for _, words in spoken)
    length_s = cue.end_s - cue.start_s
    if length_s < 0:
        length_s = sum(estimate_spoken_s(words) for _, words in spoken)
    at_s = cue.start_s
    for name, words in spoken:
        until_s = at_s + (length_s * len(words.split()) / total if total else 0)
        yield Said(name or cue.speaker, round(at_s, 3), round(until_s, 3), words)
        at_s = until_s


def _say_without(voice: str, words: str) -> str:
    """The words without the voice's own name, where a file writes it twice: `<v S00>S00: words`."""
    own = words[: len(voice) + 1].casefold() == f"{voice.casefold()}:"
    return words[len(voice) + 1 :].lstrip() if voice and own else words


def _renames(part: _Part, called: dict[str, str]) -> bool:
    """Whether a voice's cue holds a name and no more: `<v S04>Lena Park:` heads what S04 says."""
    labels = find_labels(part.lines[0]) if len(part.lines) == 1 else []
    if not labels or labels[-1].words or not labels[-1].colon or not part.voice:
        return False
    called[part.voice] = labels[-1].name
    return True


def _find_all_labels(bodies: Iterable[Sequence[str]]) -> list[list[Label]]:
    """The labels of every line that opens a speech, or that may: inside a cue, names do as well."""
    bodies = list(bodies)
    labels = [find_labels(line) for lines in bodies for line in _find_openings(lines)]
    openers = {make_person_key(found[0].name) for found in labels if found}
    if not openers:
        return labels
    return labels + [
        found
        for lines in bodies
        for line in _find_inner(lines)
        if (found := find_labels(line))
        and (make_person_key(found[0].name) in openers or look_at(found[0]) in _NAMES)
    ]


def _find_inner(lines: Sequence[str]) -> list[str]:
    """The lines of a cue on which its words go on, or a second voice begins unmarked."""
    dialogue = _is_dialogue(lines)
    return [
        line for line in lines[1:] if not (_CHANGE.match(line) or (dialogue and _DASH.match(line)))
    ]


def _find_openings(lines: Sequence[str]) -> list[str]:
    """The lines of a cue on which somebody begins to speak, without the marks that say so."""
    dialogue = _is_dialogue(lines)
    return [
        _strip_marks(line)
        for row, line in enumerate(lines)
        if row == 0 or _CHANGE.match(line) or (dialogue and _DASH.match(line))
    ]


def _is_dialogue(lines: Sequence[str]) -> bool:
    return sum(1 for line in lines if _DASH.match(line)) > 1


def _name_lines(
    lines: Sequence[str], judgement: Judgement, *, named: bool
) -> list[tuple[str, str]]:
    """Name and words of each speaker in lines without voice tags.

    Who is marked by `>>`, or by a dash among others, and not by a name, is somebody unknown; so is
    whose label stands on top and may be one. `named`: the cue's id says who speaks, so that only
    labels beyond doubt say otherwise.
    """
    dialogue = _is_dialogue(lines)
    spoken: list[tuple[str, list[str]]] = []
    for row, line in enumerate(lines):
        marked = _CHANGE.match(line) or (_DASH.match(line) if dialogue else None)
        calls = row > 0 and not marked and lines[row - 1].endswith(_COMMAS)
        label = None if calls else judgement.choose(find_labels(_strip_marks(line)))
        opens = (row == 0 or marked is not None) and not named
        inner = bool(label) and row > 0 and not named
        verdict = judgement.verdicts.get(label.name) if label and (opens or inner) else None
        if label and inner and not opens and judgement.seen[make_person_key(label.name)] == 1:
            verdict = verdict and Verdict.UNKNOWN  # a word that begins a line by chance, or a name
        if label and (verdict is Verdict.SPEAKER or judgement.is_known(label)):
            spoken.append((label.name, [label.words]))
        elif marked or verdict is Verdict.UNKNOWN:
            spoken.append((UNKNOWN, [line[marked.end() :] if marked else line]))
        elif spoken:
            spoken[-1][1].append(line)
        else:
            spoken.append(("", [line]))
    return [(name, " ".join(" ".join(words).split())) for name, words in spoken]
