"""Sections: which lines of a text are a transcript, and which are notes, lists and headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from workers.transcripts.speakers.vocabulary import NEVER

_NOTES = frozenset(
    {"action items", "actions", "action points", "agenda", "ai summary", "attachments", "attendees"}
    | {"chapters", "decisions", "details", "executive summary", "follow-ups", "followups"}
    | {"highlights", "insights", "invited", "key decisions", "key points", "key takeaways"}
    | {"key topics", "keywords", "meeting notes", "meeting summary", "minutes", "next steps"}
    | {"notes", "open questions", "outline", "overview", "participants", "quick recap", "recap"}
    | {"speakers", "suggested next steps", "summary", "summary keywords", "summary overview"}
    | {"takeaways", "tasks", "to do", "to-do", "to-dos", "todo", "todos", "topics"}
    | {"meeting purpose", "topics discussed", "short summary", "gist", "bullet points"}
    | {"zusammenfassung", "teilnehmer", "aufgaben", "nächste schritte", "notizen", "résumé"}
    | {"participants et participantes", "prochaines étapes", "compte rendu", "resumen"}
    | {"participantes", "próximos pasos", "acciones", "resumo", "próximos passos", "riassunto"}
    | {
        "partecipanti",
        "samenvatting",
        "deelnemers",
        "要約",
        "概要",
        "参加者",
        "会议纪要",
        "摘要",
        "요약",
    }
)
_TRANSCRIPT = frozenset(
    {"transcript", "transcription", "full transcript", "meeting transcript", "transkript"}
    | {"transcripción", "transcrição", "trascrizione", "transkription", "transcriptie", "逐字稿"}
    | {"文字起こし", "文字记录", "대본", "conversation", "dialogue"}
)
_ONE_LINE = re.compile(
    r"(?:action items?|next steps|summary|attendees|participants|key takeaways|quick recap"
    r"|screen sharing|view recording|zusammenfassung)[ \t]*[:：-]",
    re.IGNORECASE,
)
"""A note that tools put among what is said, on a line of its own."""
_RULE = re.compile(r"[-=_*~–—─━ ]{3,}")
_AROUND = "#*_=-–—:：•📖📝✅🎯 \t"
_BULLET = re.compile(r"(?:[-–—•*·◦▪]|\[[ xX]?\]|\d{1,3}[.)])\s")


def leave_out_notes(
    lines: Sequence[str], is_timed: Callable[[str], bool], is_labelled: Callable[[str], bool]
) -> list[str]:
    """The lines that may be speech, blank ones left out; headings that begin it are left out too.

    `is_timed` tells lines that open a speech and say when, `is_labelled` lines with a label. Behind
    a heading of notes nothing is speech until a heading `Transcript` or a timed line; notes in
    front of a transcript also end where, behind a blank line, a labelled line comes.
    """
    lines = _from_transcript(lines, is_timed, is_labelled)
    speech: list[str] = []
    in_notes = in_paragraph = begun = False
    blank = True
    for line in lines:
        if not line:
            blank, in_paragraph = True, False
            continue
        fresh, blank = blank, False
        bare = line.strip(_AROUND).casefold()
        if _is_transcript(bare):
            in_notes = False
        elif bare in _NOTES and not is_timed(line):
            in_notes = True
        elif begun and _is_note(line.lstrip(_AROUND), stands_alone=fresh):
            in_paragraph = fresh
        elif in_notes and not _ends_notes(line, is_timed, is_labelled, anew=fresh and not begun):
            continue
        elif not in_paragraph and not _RULE.fullmatch(line):
            in_notes = False
            begun = begun or is_timed(line) or is_labelled(line)
            speech.append(line)
    return speech


def _is_note(line: str, *, stands_alone: bool) -> bool:
    """Whether a line is a note with its label: anywhere such as tools add, else behind a blank."""
    if _ONE_LINE.match(line):
        return True
    label, colon, _ = line[:40].partition(":")
    return stands_alone and bool(colon) and label.strip(_AROUND).casefold() in NEVER


def _ends_notes(
    line: str,
    is_timed: Callable[[str], bool],
    is_labelled: Callable[[str], bool],
    *,
    anew: bool,
) -> bool:
    if _BULLET.match(line):
        return False
    return is_timed(line) or (anew and is_labelled(line))


def _from_transcript(
    lines: Sequence[str], is_timed: Callable[[str], bool], is_labelled: Callable[[str], bool]
) -> Sequence[str]:
    """What stands below the heading `Transcript`, where there is one and speech below it."""
    headings = [
        at for at, line in enumerate(lines) if _is_transcript(line.strip(_AROUND).casefold())
    ]
    for at in headings[:1]:
        below = lines[at + 1 :]
        if any(is_timed(line) or is_labelled(line) for line in below):
            return below
    return lines


def _is_transcript(bare: str) -> bool:
    return bare in _TRANSCRIPT or bare.endswith((" - transcript", " – transcript"))
