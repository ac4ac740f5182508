"""Webhook: Symbl's call that a job's state changed, as the bot receives it.

The call carries no signature and may be repeated, late or out of order. So it is only a hint to
look: the state is always read again from the API. Nothing here does I/O; the bot imports this file.
"""

from __future__ import annotations

import json


def read_job_id(body: bytes) -> str | None:
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
