"""Members: writing people's names back to Symbl, where two members with one address become one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from redis import Redis

from workers.engines.symbl.api import Api, conversation
from workers.engines.symbl.wire import Call

_REMEMBERED_S = 90 * 24 * 60 * 60


def rename(
    api: Api, redis: Redis, keys: str, conversation_id: str, names: Mapping[str, str]
) -> None:
    """Name members: `names` has label -> name, labels as the meeting gave them or as renamed since.

    Two labels that are given one name are merged. Labels that the API knows nobody by are skipped:
    repeating a rename is harmless.
    """
    found = _members(api, conversation_id)
    by_label = _labels(redis, f"{keys}:labels:{conversation_id}", found)
    now = {member["id"]: member for member in found}
    wanted = {
        by_label[label]: name
        for label, name in names.items()
        if by_label.get(label) in now and name.strip()
    }
    called = {id_: wanted.get(id_, member.get("name", "")) for id_, member in now.items()}
    for id_, name in called.items():
        shares = [other for other, its in called.items() if its == name]
        merges = len(shares) > 1 and any(other in wanted for other in shares)
        body = {"id": id_, "name": name}
        email = (
            _address(name, [now[other] for other in shares]) if merges else now[id_].get("email")
        )
        if email:
            body["email"] = email
        if body != {key: now[id_][key] for key in ("id", "name", "email") if now[id_].get(key)}:
            path = conversation(conversation_id, "members", id_)
            api.send(Call(method="PUT", path=path, body=body))


def _members(api: Api, conversation_id: str) -> list[dict[str, Any]]:
    answer = api.get(conversation(conversation_id, "members"))
    listed = answer.get("members") if isinstance(answer, dict) else None
    return [
        member
        for member in listed or ()
        if isinstance(member, dict) and isinstance(member.get("id"), str)
    ]


def _labels(redis: Redis, key: str, found: list[dict[str, Any]]) -> dict[str, str]:
    """Label -> member id, with the labels of before the first rename, which the API forgets."""
    current = {member["name"]: member["id"] for member in found if member.get("name")}
    redis.set(key, json.dumps(current), nx=True, ex=_REMEMBERED_S)
    first = redis.get(key)
    return current | (json.loads(first) if first else {})


def _address(name: str, members: list[dict[str, Any]]) -> str:
    """What merges them: an address that one of them has, else one that no mail can reach."""
    known = next((str(member["email"]) for member in members if member.get("email")), None)
    return known or f"{hashlib.sha256(name.encode()).hexdigest()[:16]}@speaker.invalid"
