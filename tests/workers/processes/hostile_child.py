"""A child that attacks its parent as soon as its walls stand; and one that resolves links."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec

from tests.workers.processes.spoils import find_spoils
from workers.processes.child import hear_parent, open_parent, tell_parent
from workers.sources.resolver_child import confine_process
from workers.sources.resolver_messages import ResolveAnswer, Resolved, ResolveJob


class Prey(msgspec.Struct, frozen=True):
    """Where there is something to be had."""

    folder: str
    port: int


class Spoils(msgspec.Struct, frozen=True, tag=True):
    """What was got."""

    names: list[str]


def attack_as_reader() -> None:
    with open_parent() as pipe:
        for prey in hear_parent(pipe, Prey):
            tell_parent(pipe, Spoils(find_spoils(os.getppid(), Path(prey.folder), prey.port)))


def attack_as_resolver() -> None:
    """`link` is the folder, `site` the port."""
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=ResolveJob)
    parent = os.getppid()
    confine_process(frozenset())
    got = find_spoils(parent, Path(job.link), int(job.site))
    found = Resolved(
        media_url="",
        streamed=False,
        headers={},
        title="\n".join(got),
        extension="",
        length_s=None,
        made_at=None,
        captions={},
    )
    sys.stdout.buffer.write(msgspec.json.encode(ResolveAnswer(found=found)))


if __name__ == "__main__":
    attack_as_resolver() if len(sys.argv) == 1 else attack_as_reader()
