"""Recent: finding a submit whose outcome is unknown among the account's recent conversations."""

from __future__ import annotations

from datetime import datetime, timedelta

from workers.domain.errors import Unavailable
from workers.engines.symbl.api import Api
from workers.engines.symbl.transcript import spell_instant

_PAGE = 100
_PAGES_AT_MOST = 100
_SKEW = timedelta(days=1)
"""Covers clocks that disagree; the API's own default window ends at its idea of now."""


def find_named(api: Api, name: str, around: datetime) -> str | None:
    """The id of the conversation called `name` begun near `around`; None where there is none.

    Raises `Unavailable` where the list cannot be read to its end: not seen is not absent.
    """
    for page in range(_PAGES_AT_MOST):
        query = {
            "limit": str(_PAGE),
            "offset": str(page * _PAGE),
            "order": "desc",
            "startTime": spell_instant(around - _SKEW),
            "endTime": spell_instant(around + _SKEW),
        }
        answer = api.get("/v1/conversations", query)
        listed = answer.get("conversations") if isinstance(answer, dict) else None
        if not isinstance(listed, list):
            raise Unavailable("symbl", timedelta(seconds=10), detail="no list of conversations")
        for entry in listed:
            if isinstance(entry, dict) and entry.get("name") == name and "id" in entry:
                return str(entry["id"])
        if len(listed) < _PAGE:
            return None
    raise Unavailable("symbl", timedelta(seconds=60), detail="too many recent conversations")
