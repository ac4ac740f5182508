"""What the resolver's parent and child say to each other, as JSON on stdin and stdout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
"""Where a machine trusts others than usual, these say where that is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveJob:
    """Say where the recording behind `link` is; `extractors` are yt-dlp's names, `site` is what
    people call it, and `private` are the hosts that may be reached although they are private."""

    link: str = field(repr=False)
    site: str
    extractors: Sequence[str]
    private: Sequence[str] = ()
    passcode: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Where the bytes of a recording are, for a short while."""

    media_url: str = field(repr=False)
    streamed: bool
    """True for a list of pieces (HLS) instead of one file."""
    headers: Mapping[str, str] = field(repr=False)
    title: str
    extension: str
    length_s: float | None
    made_at: float | None
    """Seconds since 1970."""
    captions: Mapping[str, str] = field(repr=False)
    """Language -> link to captions."""


class ResolveAnswer(msgspec.Struct, frozen=True):
    """What was found, or why nothing was: one of `Why`, or `resolver_doctor.UNAVAILABLE`."""

    found: Resolved | None = None
    why: str | None = None
