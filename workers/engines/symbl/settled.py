"""Settled: whether a conversation is complete whose job id was lost.

A submit that was found again by its name has no job to ask about, and an unfinished conversation
shows a part of its sentences as if it were all. So it counts as complete once there is a summary
(which is withheld until then), or once its sentences have stayed the same for a while.
"""

from __future__ import annotations

import hashlib
import json

from redis import Redis

from workers.engines.outside.wire import Rejected
from workers.engines.symbl.api import Api, make_conversation_path

_STILL_S = 60
_REMEMBERED_S = 24 * 60 * 60


def is_settled(api: Api, redis: Redis, keys: str, conversation_id: str) -> bool:
    """Whether `conversation_id` is complete, as far as can be told from outside."""
    return _has_summary(api, conversation_id) or _is_still(api, redis, keys, conversation_id)


def _has_summary(api: Api, conversation_id: str) -> bool:
    try:
        answer = api.get(make_conversation_path(conversation_id, "summary"))
    except Rejected:  # 404 while it is processed
        return False
    return bool(answer.get("summary")) if isinstance(answer, dict) else False


def _is_still(api: Api, redis: Redis, keys: str, conversation_id: str) -> bool:
    answer = api.get(make_conversation_path(conversation_id, "messages"))
    found = answer.get("messages") if isinstance(answer, dict) else None
    if not found:
        return False
    digest = hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()
    # The key's own age is the time without a change: it is set once for each state seen.
    key = f"{keys}:still:{conversation_id}:{digest}"
    redis.set(key, 1, ex=_REMEMBERED_S, nx=True)
    return bool(redis.ttl(key) <= _REMEMBERED_S - _STILL_S)
