"""Docx: the paragraphs of a Word document as lines, Teams' transcripts among them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from workers.domain.errors import Refused, Why
from workers.transcripts.raw.limits import MOST_XML_BYTES, refuse_too_much
from workers.transcripts.raw.xml_events import Listener, read_xml, strip_namespace

_DOCUMENT = "word/document.xml"
_MOST_FILES = 20_000
_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError),
    *(OSError, KeyError),
)
_LEFT_OUT = frozenset({"Fallback", "del", "moveFrom", "footnote", "instrText"})
"""What stands there twice, or no more."""


def read_docx(data: bytes) -> str:
    """The text of a Word document, a paragraph or a row of a table a line.

    Raises Refused: `NOT_A_RECORDING` where it is no Word document, `UNREADABLE` where it is
    damaged, `TRANSCRIPT_TOO_LONG` where unpacking it would never end.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refuse_too_much(len(archive.filelist), _MOST_FILES)
            if _DOCUMENT not in archive.namelist():
                raise Refused(Why.NOT_A_RECORDING)
            with archive.open(_DOCUMENT) as file:
                xml = file.read(MOST_XML_BYTES + 1)
    except _DAMAGES as cause:
        raise Refused(Why.UNREADABLE) from cause
    paragraphs = _Paragraphs()
    read_xml(xml, paragraphs)
    return "\n".join(paragraphs.lines)


class _Paragraphs(Listener):
    def __init__(self) -> None:
        self.lines: list[str] = []
        self._text: list[str] = []
        self._cells: list[str] | None = None
        self._in_text = False
        self._left_out = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        name = strip_namespace(tag)
        if self._left_out or name in _LEFT_OUT:
            self._left_out += 1
        elif name == "t":
            self._in_text = True
        elif name == "tab":
            self._text.append("\t")
        elif name in {"br", "cr"}:
            self._text.append("\n" if self._cells is None else " ")
        elif name == "tr":
            self._cells = []

    def data(self, text: str) -> None:
        if self._in_text and not self._left_out:
            self._text.append(text)

    def end(self, tag: str) -> None:
        name = strip_namespace(tag)
        if self._left_out:
            self._left_out -= 1
        elif name == "t":
            self._in_text = False
        elif name == "p" and self._cells is None:
            self._flush()
        elif name == "p":
            self._text.append(" ")
        elif name == "tc" and self._cells is not None:
            self._cells.append(" ".join("".join(self._text).split()))
            self._text.clear()
        elif name == "tr" and self._cells is not None:
            self.lines.append("\t".join(self._cells))
            self._cells = None

    def _flush(self) -> None:
        self.lines += "".join(self._text).split("\n")
        self._text.clear()
