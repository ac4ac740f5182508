"""What a recording is by its first bytes: names and content types are often missing or wrong."""

from __future__ import annotations

from workers.domain.errors import Refused, Why
from workers.domain.recording import Kind, guess_kind
from workers.media import formats
from workers.transcripts import find_form, is_page
from workers.transcripts.raw.text import find_text

PAGES = frozenset({"text/html", "application/xhtml+xml"})
LISTS = ("#EXTM3U", "<MPD", "<?xml", "{", "[")


def sniff_kind(head: bytes, name: str = "", content_type: str = "") -> Kind:
    """The kind of the recording that begins with `head` (up to 4 KB).

    Raises Refused: EMPTY, LINK_IS_A_PAGE (HTML), NOT_A_RECORDING (documents, pictures, archives,
    text without speakers), UNSUPPORTED_TYPE (nothing that is known).
    """
    if not head:
        raise Refused(Why.EMPTY)
    media = formats.find_magic(head)
    if media is not None:
        return Kind.AUDIO if guess_kind(name) is Kind.AUDIO else media.kind
    if formats.DOCUMENT.match(head):
        raise Refused(Why.NOT_A_RECORDING)
    form = find_form(head, name)
    if form is not None and not (form == "txt" and content_type in PAGES):
        return Kind.TRANSCRIPT
    if (text := find_text(head)) is not None:
        raise _refuse_text(text, content_type)
    if formats.OTHER.match(head):
        raise Refused(Why.NOT_A_RECORDING)
    if guess_kind(name) in {Kind.AUDIO, Kind.VIDEO}:
        return guess_kind(name)  # some mp3 and aac begin with neither tag nor sync
    if content_type.startswith("audio/"):
        return Kind.AUDIO
    if content_type.startswith("video/"):
        return Kind.VIDEO
    raise Refused(Why.UNSUPPORTED_TYPE)


def _refuse_text(text: str, content_type: str) -> Refused:
    if is_page(text.encode()) or content_type in PAGES:
        return Refused(Why.LINK_IS_A_PAGE)
    if text.lstrip().startswith(LISTS):
        return Refused(Why.UNSUPPORTED_TYPE)
    return Refused(Why.NOT_A_RECORDING)
