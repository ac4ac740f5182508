"""Text: the bytes of a transcript as characters, whatever program wrote them."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PROBE_BYTES = 4096
_SEEN = {
    **dict.fromkeys(map(ord, "\0\u00ad\u200b\u200e\u200f\u2060\ufeff")),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)]),
    **dict.fromkeys(map(ord, "\u00a0\u202f"), " "),
    **dict.fromkeys(map(ord, "\r\u2028\u2029\x0b\x0c\x85"), "\n"),
}


def decode_text(data: bytes) -> str:
    """UTF-8 or UTF-16, with or without a mark, else Windows' Latin; line ends become newlines.

    Marks that nobody sees (of direction, of width) are gone, and spaces that do not break are
    spaces.
    """
    return clean_text(decode_signs(data))


def clean_text(text: str) -> str:
    """Text with one kind of line end and of space, and without marks that nobody sees."""
    return text.replace("\r\n", "\n").translate(_SEEN)


def find_text(head: bytes) -> str | None:
    """The first bytes of a file as characters; None where they are no written text."""
    marked = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\0" in head and not marked and not _looks_utf16(head):
        return None
    text = decode_text(_without_half_a_letter(head))
    odd = sum(not (sign.isprintable() or sign.isspace()) or sign == "\ufffd" for sign in text)
    return text if odd <= max(1, len(text) // 50) else None


def decode_signs(data: bytes) -> str:
    """The characters as they stand there, marks and all."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    probe = data[:_PROBE_BYTES]
    if probe[1::2].count(0) > 0.4 * len(probe[1::2]) > 0:
        return data.decode("utf-16-le", "replace")
    if probe[0::2].count(0) > 0.4 * len(probe[0::2]) > 0:
        return data.decode("utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _looks_utf16(head: bytes) -> bool:
    """Nearly every second byte of Latin letters is zero; of sound and pictures, whole rows are."""
    return max(head[0::2].count(0), head[1::2].count(0)) > 0.4 * len(head) and b"\0\0" not in head


def _without_half_a_letter(head: bytes) -> bytes:
    """Where the first bytes end in the middle of a letter of UTF-8, the bytes before it."""
    try:
        head.decode()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return head[: error.start]
    return head
