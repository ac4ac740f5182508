"""Evidence: the stand-ins' records after a run, brought into the form of a history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from redis import Redis

from tests.chaos.history import End, Event, Posted
from tests.chaos.paying import Paying
from tests.house import House
from tests.standins.slack import Message, SlackStandIn
from workers.store.lease import Queue

LAST_WORDS: tuple[tuple[str, End], ...] = (
    (":white_check_mark:", "chart"),
    (":warning:", "explanation"),
)
EVENTS: dict[str, Event] = {"undertone_status": "status", "undertone_answer": "answer"}


def posted(slack: SlackStandIn) -> Iterator[Posted]:
    """Every message of the bot that carries its mark, as it stands now."""
    with slack.reading():
        messages = [
            each for channel in slack.channels.values() for each in channel.messages.values()
        ]
    shared_in = {each.root for each in messages if each.user == slack.bot_user and each.files}
    for message in messages:
        kind = (message.metadata or {}).get("event_type")
        if message.user == slack.bot_user and kind in EVENTS and message.metadata is not None:
            yield Posted(
                analysis_id=message.metadata["event_payload"]["analysis_id"],
                event=EVENTS[kind],
                text=message.text,
                end=end_of(message),
                picture=_has_picture(message) or message.root in shared_in,
            )


def end_of(message: Message) -> End | None:
    """What the last word of a status message says; None where it is not its last."""
    blocks = str(message.blocks)
    return next((end for mark, end in LAST_WORDS if mark in blocks), None)


def still_due(redis: Redis) -> tuple[str, ...]:
    """Ids that some queue still has to look at."""
    found: list[bytes] = []
    for queue in Queue:
        found += cast(list[bytes], redis.zrange(f"undertone:due:{queue}", 0, -1))
    return tuple(each.decode() for each in found)


def submits(paying: Paying | None) -> Counter[str]:
    """How often a paying engine took in the same recording: by the name that it was given or, where
    it takes none, by its sound."""
    if paying is None:
        return Counter()
    names = [each.name for each in paying.symbl.account.conversations.values()]
    return Counter([*names, *paying.assemblyai.sounds_ordered()])


def files(house: House) -> Iterator[str]:
    """What lies about where only work in progress may lie."""
    for folder in (house.data / "workroom", house.temporary):
        for path in sorted(folder.glob("*")) if folder.exists() else ():
            yield str(path.relative_to(house.folder))


def said(house: House, secrets: Iterable[str]) -> Iterator[str]:
    """Each secret that stands in a log, with the line."""
    logs = {name: _text(house.log_file(name)) for name in ("bot", "workers")}
    for secret in secrets:
        for name, text in logs.items():
            if secret in text:
                line = next(each for each in text.splitlines() if secret in each)
                yield f"{secret} ({name}): {line[:200]}"


def _text(path: Path) -> str:
    return path.read_text(errors="replace")


def _has_picture(message: Message) -> bool:
    return any(block["type"] == "image" for block in message.blocks)
