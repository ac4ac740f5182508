"""XML events: a document told piece by piece, without entities, without end, without a tree."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from workers.domain.errors import Refused, Why
from workers.transcripts.raw.limits import MOST_ELEMENTS, MOST_XML_BYTES, refuse_too_much

_PIECE = 1 << 16


class Listener:
    """Hears a document: tags come as `{namespace}name`."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def data(self, text: str) -> None:
        """Text between tags."""

    def end(self, tag: str) -> None:
        """An element ends."""


def read_xml(data: bytes, listener: Listener) -> None:
    """Tell `listener` what stands in the document.

    Raises Refused: `UNREADABLE` for broken XML and for what defines entities or a type of its own,
    `TRANSCRIPT_TOO_LONG` for more than a transcript can have.
    """
    refuse_too_much(len(data), MOST_XML_BYTES)
    parser = DefusedXMLParser(target=_Counting(listener), forbid_dtd=True)
    try:
        for at in range(0, len(data), _PIECE):
            parser.feed(data[at : at + _PIECE])
        parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as cause:
        raise Refused(Why.UNREADABLE) from cause


def strip_namespace(tag: str) -> str:
    """`p` for `{http://www.w3.org/ns/ttml}p`."""
    return tag.rpartition("}")[2]


class _Counting:
    """Passes everything on, and refuses to go on for ever."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._elements = 0
        self.data = listener.data
        self.end = listener.end

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        refuse_too_much(self._elements, MOST_ELEMENTS)
        self._listener.start(tag, attributes)

    def close(self) -> None:
        """Nothing is built that would have to be handed over."""
