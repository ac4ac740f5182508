"""Forms: which kind of transcript a file is, by its first bytes and only then by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from workers.domain.hidden_signs import strip_hidden
from workers.domain.recording import AUDIO, VIDEO
from workers.transcripts.cues.cue_lines import holds_cues
from workers.transcripts.forms.ass import read_ass
from workers.transcripts.forms.captions import read_caption_file
from workers.transcripts.forms.docx import read_docx
from workers.transcripts.forms.json_file import read_json
from workers.transcripts.forms.plain_text import read_txt
from workers.transcripts.forms.table import is_table, read_table
from workers.transcripts.forms.ttml import read_ttml
from workers.transcripts.lines.ways.chats import has_nicks
from workers.transcripts.lines.ways.exports import leave_out_marked
from workers.transcripts.raw.limits import MOST_LINES, refuse_too_much
from workers.transcripts.raw.text import clean_text, decode_signs, find_text
from workers.transcripts.said import Transcript

HEAD_BYTES = 4096
_JSON = re.compile(r"(?:\{\s{0,99}[\"}]|\[\s{0,99}[\[{])")
_JSON_HINT = re.compile(
    r"\"(?:segments|utterances|transcripts?|speaker\w{0,20}|sentences|monologues|words|text"
    r"|results|recognizedPhrases|participant)\"",
    re.IGNORECASE,
)
_TTML = re.compile(r"<(?:\w{1,20}:)?tt[\s>]|<timedtext[\s>]|<transcript>")
_PAGE = re.compile(r"<(?:!doctype\s{1,9}html|html|head|body|script|title|meta)\b", re.IGNORECASE)
_PAGE_SIGNS = 1024
_TIME = r"\d{1,4}:\d\d?:\d\d?[,.:;]\d{1,9}"
_SIGNS = (
    (re.compile("WEBVTT"), "vtt"),
    (re.compile(r"\[Script Info\]"), "ass"),
    (re.compile(rf"\s{{0,9}}\d{{1,9}}[ \t]{{0,9}}\n\s{{0,9}}{_TIME} ?-{{1,2}}>"), "srt"),
    (re.compile(rf"{_TIME},{_TIME}[ \t]{{0,9}}\n"), "sbv"),
)
"""How forms begin that begin like nothing else."""
_TURN = re.compile(
    r"^[ \t]{0,20}(?:[\[(]{0,2}\d{1,2}:\d\d(?::\d\d)?[\])]{0,2}[ \t]{0,9})?"
    r"[^\W\d_][^:\n<>{}\"]{0,60}:[ \t]{1,9}\S",
    re.MULTILINE,
)
_BY_EXTENSION = {
    **{form: form for form in ("ass", "csv", "docx", "json", "sbv", "srt", "ttml", "txt", "vtt")},
    "ssa": "ass",
    "tsv": "csv",
    "dfxp": "ttml",
    "lrc": "txt",
    "md": "txt",
    "markdown": "txt",
    "jsonl": "json",
    "text": "txt",
}
"""Extensions that promise a transcript, and the form that they promise."""


def read_form(data: bytes, form: str) -> Transcript:
    """The transcript in `data`, in the order of the file; `form` is what `find_form` tells."""
    if form in _FROM_BYTES:
        return _FROM_BYTES[form](data)
    signs = decode_signs(data)
    text = strip_hidden(clean_text(leave_out_marked(signs) if form == "txt" else signs))
    refuse_too_much(text.count("\n"), MOST_LINES)
    return _FROM_TEXT[form](text)


def find_form(head: bytes, name: str) -> str | None:
    """The form of what begins with `head` (all of it, or 4 KB) and is called `name`.

    None where it does not look like a transcript of any form that is read.
    """
    extension = PurePosixPath(name).suffix.removeprefix(".").lower()
    if head.startswith(b"PK\x03\x04"):
        return "docx" if extension == "docx" or b"word/" in head[:HEAD_BYTES] else None
    text = find_text(head[:HEAD_BYTES])
    if text is None:
        return None
    text = text.lstrip("\ufeff \n\t")
    promised = _BY_EXTENSION.get(extension)
    found = _find_text_form(text, promised)
    if found or text.startswith(("<", "{\\rtf")) or _PAGE.search(text[:_PAGE_SIGNS]):
        return found
    if promised in {"txt", "csv"}:
        return promised
    if promised in {"vtt", "srt", "sbv"}:
        return "txt" if has_speakers(text) else promised
    return "txt" if extension not in AUDIO | VIDEO and has_speakers(text) else None


def is_page(head: bytes) -> bool:
    """Whether these are the first bytes of a web page."""
    text = find_text(head[:HEAD_BYTES])
    return text is not None and _PAGE.search(text[:_PAGE_SIGNS]) is not None


def has_speakers(text: str) -> bool:
    """Whether several lines of `text` begin with `Name:`, whatever the file is called."""
    return len(_TURN.findall(text)) > 1


def _read_docx(data: bytes) -> Transcript:
    text = clean_text(read_docx(data))
    refuse_too_much(text.count("\n"), MOST_LINES)
    return _FROM_TEXT[_find_text_form(text[:HEAD_BYTES].lstrip(), "txt") or "txt"](text)


def _find_text_form(text: str, promised: str | None) -> str | None:
    """The form that the first lines of a text show."""
    if text.startswith("{\\rtf"):
        return None  # its marks would be words, and its first one a name
    if text.startswith("<"):
        nicks = promised in {None, "txt"} and has_nicks(text)
        return "ttml" if _TTML.search(text) else "txt" if nicks else None
    if _JSON.match(text):
        return "json" if promised == "json" or _JSON_HINT.search(text) else None
    begun = (form for sign, form in _SIGNS if sign.match(text))
    return next(begun, None) or _find_loose_form(text, promised)


def _find_loose_form(text: str, promised: str | None) -> str | None:
    """A form that may stand in any text: the promise of the name decides."""
    if promised not in {"txt", "csv"} and holds_cues(text):
        return "srt"
    return "csv" if promised in {None, "txt", "csv"} and is_table(text) else None


_FROM_TEXT: Mapping[str, Callable[[str], Transcript]] = {
    "vtt": read_caption_file,
    "srt": read_caption_file,
    "sbv": read_caption_file,
    "txt": read_txt,
    "csv": read_table,
    "ass": read_ass,
}
_FROM_BYTES: Mapping[str, Callable[[bytes], Transcript]] = {
    "docx": _read_docx,
    "ttml": read_ttml,
    "json": read_json,
}
