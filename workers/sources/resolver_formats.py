"""Which of the formats that yt-dlp lists to take: the smallest that has the sound."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from workers.domain.errors import Refused, Why
from workers.sources.resolver_messages import Resolved

DIRECT = frozenset({"http", "https"})
STREAMED = frozenset({"m3u8", "m3u8_native"})
PASSED_ON = frozenset({"accept", "accept-language", "origin", "referer", "user-agent"})
"""Headers that a download may need; cookies and tokens are never taken over."""
CAPTIONS = frozenset({"vtt", "srt"})
GOOD_ENOUGH_KBPS = 48
YEAR_2100 = 4_102_444_800


def choose_best(found: Mapping[str, Any], site: str) -> Resolved:
    """What the parent needs of an info dictionary of yt-dlp; `site` is what people call it.

    Raises Refused: LINK_IS_A_PLAYLIST, LINK_IS_LIVE, NO_SOUND, SITE_UNSUPPORTED.
    """
    if found.get("_type") in {"playlist", "multi_video"}:
        entries = [entry for entry in found.get("entries") or () if entry]
        if len(entries) != 1 or not entries[0].get("formats"):
            raise Refused(Why.LINK_IS_A_PLAYLIST)
        return choose_best(entries[0], site)
    if found.get("is_live") or found.get("live_status") in {"is_live", "is_upcoming"}:
        raise Refused(Why.LINK_IS_LIVE)
    chosen = choose_format(found.get("formats") or (), site)
    headers = {**(found.get("http_headers") or {}), **(chosen.get("http_headers") or {})}
    return Resolved(
        media_url=str(chosen["url"]),
        streamed=chosen.get("protocol") in STREAMED,
        headers={name: str(value) for name, value in headers.items() if name.lower() in PASSED_ON},
        title=str(found.get("title") or ""),
        extension=str(chosen.get("ext") or ""),
        length_s=_length_s(found.get("duration")),
        made_at=_made_at(found),
        captions=dict(_captions(found.get("subtitles") or {})),
    )


def choose_format(formats: Iterable[Mapping[str, Any]], site: str) -> Mapping[str, Any]:
    """One file rather than a stream of pieces, sound alone rather than with pictures, and then
    the smallest that still sounds well.
    """
    sounding = [each for each in formats if each.get("acodec") != "none" and each.get("url")]
    usable = [each for each in sounding if _protocol(each) in DIRECT | STREAMED]
    if not sounding:
        raise Refused(Why.NO_SOUND)
    if not usable:
        raise Refused(Why.SITE_UNSUPPORTED, site=site)
    return min(usable, key=_rank)


def _length_s(said: object) -> float | None:
    """None where the site does not say, or says nonsense."""
    return float(said) if isinstance(said, int | float) and 0 < said < math.inf else None


def _made_at(found: Mapping[str, Any]) -> float | None:
    """Seconds since 1970; None where the site does not say, or says nonsense."""
    for said in (found.get("timestamp"), found.get("release_timestamp")):
        if isinstance(said, int | float) and 0 < said < YEAR_2100:
            return float(said)
    try:
        day = datetime.strptime(f"{found.get('upload_date')} +0000", "%Y%m%d %z")
    except ValueError:
        return None
    return day.timestamp()


def _rank(each: Mapping[str, Any]) -> tuple[bool, bool, bool, float]:
    kbps = each.get("abr") or each.get("tbr") or float("inf")
    pictures = each.get("vcodec") != "none" and each.get("resolution") != "audio only"
    return (_protocol(each) in STREAMED, pictures, kbps < GOOD_ENOUGH_KBPS, kbps)


def _protocol(each: Mapping[str, Any]) -> str:
    return str(each.get("protocol") or str(each["url"]).partition(":")[0])


def _captions(subtitles: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Language (or the site's own word, such as "transcript") and where its captions are."""
    for language, tracks in subtitles.items():
        for track in tracks:
            if track.get("ext") in CAPTIONS and track.get("url"):
                yield language, str(track["url"])
                break
