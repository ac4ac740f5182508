"""Recordings that hosts hand out in pieces: HLS playlists, read as far as meetings need."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urljoin

from workers.domain.errors import Refused, Why

ATTRIBUTE = re.compile(r'(?<![A-Z-])([A-Z-]+)=("[^"]*"|[^",]*)')
MAX_PIECES = 20_000


def find_variant(playlist: str, link: str) -> str | None:
    """The link of the smallest variant with sound in a master playlist; None where it is none."""
    variants: list[tuple[int, str]] = []
    lines = [line.strip() for line in playlist.splitlines()]
    for line, following in pairwise(lines):
        if line.startswith("#EXT-X-STREAM-INF:") and following and not following.startswith("#"):
            said = _attributes(line)
            silent = "CODECS" in said and not re.search(r"mp4a|ac-3|ec-3|opus", said["CODECS"])
            if not silent:
                variants.append((_number(said.get("BANDWIDTH", "")), urljoin(link, following)))
    return min(variants)[1] if variants else None


def find_pieces(playlist: str, link: str) -> list[str]:
    """The links of a media playlist's pieces, in order; strung together they are the recording.

    Raises Refused: LINK_IS_LIVE, UNSUPPORTED_TYPE (encrypted, or cut out of one file by ranges).
    """
    pieces: list[str] = []
    for line in map(str.strip, playlist.splitlines()):
        said = _attributes(line) if line.startswith("#EXT-X-") else {}
        encrypted = line.startswith("#EXT-X-KEY") and said.get("METHOD") != "NONE"
        if encrypted or line.startswith("#EXT-X-BYTERANGE") or "BYTERANGE" in said:
            raise Refused(Why.UNSUPPORTED_TYPE)
        if line.startswith("#EXT-X-MAP"):
            pieces.append(urljoin(link, said.get("URI", "")))
        elif line and not line.startswith("#"):
            pieces.append(urljoin(link, line))
    if not playlist.lstrip().startswith("#EXTM3U") or not pieces or len(pieces) > MAX_PIECES:
        raise Refused(Why.UNSUPPORTED_TYPE)
    if "#EXT-X-ENDLIST" not in playlist:
        raise Refused(Why.LINK_IS_LIVE)
    return pieces


def _number(digits: str) -> int:
    return int(digits) if digits.isdecimal() and len(digits) < 20 else 0


def _attributes(line: str) -> dict[str, str]:
    return {name: value.strip('"') for name, value in ATTRIBUTE.findall(line.partition(":")[2])}
