"""Recent: finding a submit whose outcome is unknown among the account's recent transcripts.

The API has neither a name for a transcript nor a key against doubles; what a submit is known by is
the address of its sound. That of an upload is ours alone. A public link may be another analysis'
as well: so each transcript is claimed once, and one that somebody has is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from redis import Redis

from workers.domain.errors import Unavailable
from workers.engines.assemblyai.api import Api

_PAGE = 100
_PAGES_AT_MOST = 50
_SKEW = timedelta(hours=1)
"""Covers clocks that disagree."""
_CLAIMED_S = 2 * 24 * 60 * 60


class Claims:
    """Which analysis has which transcript, across all workers; `keys` begins the keys' names."""

    def __init__(self, redis: Redis, keys: str) -> None:
        self._redis = redis
        self._keys = keys

    def take(self, transcript_id: str, name: str) -> bool:
        """Whether it is `name`'s, from now on or already."""
        key = f"{self._keys}:claim:{transcript_id}"
        self._redis.set(key, name, nx=True, ex=_CLAIMED_S)
        return self._redis.get(key) == name.encode()


def find_recent(api: Api, claims: Claims, audio_url: str, name: str, begun: datetime) -> str | None:
    """The id of the transcript that was made of `audio_url` for `name`; None where there is none.

    Raises `Unavailable` where the list cannot be read to `begun`: not seen is not absent.
    """
    for listed in _transcripts(api, begun - _SKEW):
        if listed.get("audio_url") == audio_url and listed.get("status") != "error":
            transcript_id = str(listed["id"])
            if claims.take(transcript_id, name):
                return transcript_id
    return None


def _transcripts(api: Api, since: datetime) -> Iterator[dict[str, Any]]:
    """Newest first, back to `since`."""
    query = {"limit": str(_PAGE)}
    for _ in range(_PAGES_AT_MOST):
        answer = api.get("/v2/transcript", query)
        listed = answer.get("transcripts") if isinstance(answer, dict) else None
        if not isinstance(listed, list):
            raise Unavailable("assemblyai", timedelta(seconds=10), detail="no list of transcripts")
        page = [each for each in listed if isinstance(each, dict) and each.get("id")]
        yield from page
        if not page or _is_before(page[-1].get("created"), since):
            return
        query = {"limit": str(_PAGE), "before_id": str(page[-1]["id"])}
    raise Unavailable("assemblyai", timedelta(seconds=60), detail="too many recent transcripts")


def _is_before(created: object, since: datetime) -> bool:
    """Times without a zone are UTC; what is no time is taken for a recent one."""
    try:
        moment = datetime.fromisoformat(str(created))
    except ValueError:
        return False
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) < since
