"""Tokens: the pieces of words that Moonshine says, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from workers.domain.errors import Fault

_LONG = 128
"""From here on, a length takes two bytes."""
_RAW = re.compile(rb"<0x([0-9A-F]{2})>")
_MARK = re.compile(rb"<[^<>\s]*>")
"""Tokens that are no writing: where a text begins and ends, and such."""
_SPACE = "▁".encode()


class TokenTexts:
    """The table of a `tokenizer.bin`: for each token its length and its bytes."""

    def __init__(self, path: Path) -> None:
        """Raises `Fault` where the file is cut short."""
        self._written = [_plain(one) for one in _read_table(path.read_bytes(), path.name)]

    def __len__(self) -> int:
        return len(self._written)

    def begins_word(self, token: int) -> bool:
        """Whether there is a space before this token."""
        return self._written[token].startswith(b" ")

    def write(self, tokens: Sequence[int]) -> str:
        """What these tokens say; letters in several bytes may be spread over several tokens."""
        return b"".join(self._written[one] for one in tokens).decode(errors="replace").strip()


def _read_table(content: bytes, name: str) -> Iterator[bytes]:
    at = 0
    while at < len(content):
        length, at = content[at], at + 1
        if length >= _LONG:
            length, at = length - _LONG + _LONG * content[at], at + 1
        if at + length > len(content):
            raise Fault(f"{name} is cut short")
        yield content[at : at + length]
        at += length


def _plain(token: bytes) -> bytes:
    raw = _RAW.fullmatch(token)
    if raw:
        return bytes.fromhex(raw[1].decode())
    return b"" if _MARK.fullmatch(token) else token.replace(_SPACE, b" ")
