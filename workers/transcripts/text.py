"""Text: the bytes of a transcript as characters, whatever program wrote them."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PROBE_BYTES = 4096


def text_in(data: bytes) -> str:
    """UTF-8 or UTF-16, with or without a mark, else Windows' Latin; line ends become newlines."""
    return _decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _decoded(data: bytes) -> str:
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
