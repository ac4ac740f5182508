"""Webhook: Symbl's call that a job's state changed, as the bot receives it.

The call carries no signature and may be repeated, late or out of order. So it is only a hint to
look: the address cannot be guessed, and the state is always read again from the API. Nothing here
does I/O; the bot imports this file.
"""

from __future__ import annotations

import hmac
import json

_MARK = 32


def token(key: bytes, analysis_id: str) -> str:
    """The last part of the address that is told to Symbl for one analysis.

    `key` is a secret that the bot and the workers share.
    """
    return f"{analysis_id}.{_mark(key, analysis_id)}"


def analysis_id(key: bytes, given: str) -> str | None:
    """The analysis that a called address is for; None where we never gave that address out."""
    claimed, dot, mark = given.rpartition(".")
    if not dot or not mark.isascii() or not hmac.compare_digest(mark, _mark(key, claimed)):
        return None
    return claimed


def job_id(body: bytes) -> str | None:
    """The job that a call is about; None where the body is not one of Symbl's.

    The documents disagree on the key: `jobId` in the reference, `id` in the samples.
    """
    try:
        told = json.loads(body)
    except ValueError:
        return None
    if not isinstance(told, dict):
        return None
    found = told.get("jobId") or told.get("id")
    return found if isinstance(found, str) else None


def _mark(key: bytes, analysis: str) -> str:
    return hmac.digest(key, b"symbl-webhook:" + analysis.encode(), "sha256").hex()[:_MARK]
