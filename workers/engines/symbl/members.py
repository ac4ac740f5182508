"""Members: writing people's names back to Symbl, where two members with one address become one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, cast

from redis import Redis

from workers.engines.outside.wire import Call, Rejected
from workers.engines.symbl.api import Api, make_conversation_path
from workers.store.sealing import find_readable, seal_record

_REMEMBERED_S = 90 * 24 * 60 * 60

Member = Mapping[str, Any]


def rename_members(
    api: Api, redis: Redis, keys: str, conversation_id: str, names: Mapping[str, str]
) -> None:
    """Name members: `names` has label -> name, labels as the meeting gave them or as renamed since.

    Two labels that are given one name are merged. Labels that the API knows nobody by are skipped:
    repeating a rename is harmless.
    """
    found = _members(api, conversation_id)
    by_label = _labels(redis, make_labels_key(keys, conversation_id), found)
    given = {by_label[label]: name for label, name in names.items() if label in by_label and name}
    called = {
        member["id"]: str(given.get(member["id"], member.get("name") or "")) for member in found
    }
    for member in found:
        name = called[member["id"]]
        same = [other for other in found if called[other["id"]] == name]
        merges = len(same) > 1 and any(other["id"] in given for other in same)
        email = _address(name, same) if merges else member.get("email")
        if name != (member.get("name") or "") or email != member.get("email"):
            _write(api, conversation_id, member["id"], name, email)


def make_labels_key(keys: str, conversation_id: str) -> str:
    """Where the labels of before the first rename are remembered."""
    return f"{keys}:labels:{conversation_id}"


def _write(api: Api, conversation_id: str, member_id: str, name: str, email: str | None) -> None:
    body = {"id": member_id, "name": name} | ({"email": email} if email else {})
    path = make_conversation_path(conversation_id, "members", member_id)
    try:
        api.send(Call(method="PUT", path=path, body=body))
    except Rejected:
        if any(member["id"] == member_id for member in _members(api, conversation_id)):
            raise
        # merged away by the write before this one


def _members(api: Api, conversation_id: str) -> Sequence[Member]:
    answer = api.get(make_conversation_path(conversation_id, "members"))
    listed = answer.get("members") if isinstance(answer, dict) else None
    return [
        member
        for member in listed or ()
        if isinstance(member, dict) and isinstance(member.get("id"), str)
    ]


def _labels(redis: Redis, key: str, found: Sequence[Member]) -> dict[str, str]:
    """Label -> member id, with the labels of before the first rename, which the API forgets."""
    current = {member["name"]: member["id"] for member in found if member.get("name")}
    redis.set(key, seal_record(current), nx=True, ex=_REMEMBERED_S)
    first = cast(bytes | None, redis.get(key))
    return current | (find_readable(first, dict[str, str], "labels of a conversation") or {})


def _address(name: str, same: Sequence[Member]) -> str:
    """What merges them: an address that one of them has, else one that no mail can reach."""
    known = next((str(member["email"]) for member in same if member.get("email")), None)
    return known or f"{hashlib.sha256(name.encode()).hexdigest()[:16]}@speaker.invalid"
