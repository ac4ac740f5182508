"""A parent with a secret in its environment, a file and two open doors; run as another user, too.

It says what each of its children has got: `python -m tests.workers.processes.hostile_parent DIR`.
"""

from __future__ import annotations

import json
import socket
import sys
import tempfile
from pathlib import Path

from tests.workers.processes.hostile_child import Prey, Spoils
from tests.workers.processes.spoils import SECRET
from workers.processes.child import Child
from workers.processes.walls import Walls
from workers.sources.resolver import ResolverProgram, resolve_link

PROGRAM = "tests.workers.processes.hostile_child"


def main(folder: Path) -> None:
    (folder / "secret").write_text(SECRET)
    local = socket.socket(socket.AF_UNIX)
    local.bind(str(folder / "socket"))
    local.listen()
    tcp = socket.create_server(("127.0.0.1", 0))
    port = tcp.getsockname()[1]
    prey = Prey(str(folder), port)
    resolver = ResolverProgram(arguments=("-m", PROGRAM))
    got = resolve_link(str(folder), site=str(port), extractors=(), child=resolver).title
    told = {
        "free": _ask_child(prey, None),
        "reader": _ask_child(prey, Walls()),
        "resolver": got.split("\n") if got else [],
    }
    sys.stdout.write(json.dumps(told))


def _ask_child(prey: Prey, walls: Walls | None) -> list[str]:
    with tempfile.TemporaryFile() as share, Child(PROGRAM, share.fileno(), walls=walls) as child:
        child.send(prey)
        got = child.receive(Spoils)
    if not isinstance(got, Spoils):
        raise TypeError(f"the child says: {got}")
    return got.names


if __name__ == "__main__":
    main(Path(sys.argv[1]))
