"""What the resolver's child gives up before it reads a page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.standins.media import MediaHost
from workers.sources.resolver_child import make_options, resolve_hosts
from workers.sources.resolver_messages import ResolveJob

ROOT = Path(__file__).parents[3]
CONFINED = """
import os, socket, subprocess, sys, urllib.request
from workers.sources.resolver_child import confine_process, resolve_hosts
confine_process(resolve_hosts(sys.argv[2:]))
try:
    exec(sys.argv[1])
except Exception as error:
    print(type(error).__name__)
else:
    print("done")
"""


def confined(code: str, *private: str) -> str:
    """How `code` ends in a confined process: the name of its error, or "done"."""
    command = [sys.executable, "-B", "-c", CONFINED, code, *private]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    return ended.stdout.strip()


@pytest.mark.parametrize(
    "code",
    [
        *("open('left-behind', 'w')", "open('left-behind', 'ab')", "os.open('x', os.O_CREAT)"),
        *(
            "subprocess.run(['true'])",
            "os.system('true')",
            "os.fork()",
            "os.execv('/bin/true', ['true'])",
        ),
        *("os.remove('x')", "os.mkdir('x')", "os.rename('x', 'y')"),
        *("socket.socket(socket.AF_UNIX).connect('/run/x')", "socket.socket().bind(('', 0))"),
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
    ],
)
def test_what_resolving_does_not_need_is_refused(code: str) -> None:
    assert confined(code) == "PermissionError"
    assert not (ROOT / "left-behind").exists()


def test_private_addresses_are_refused_but_for_those_that_are_named(host: MediaHost) -> None:
    link = host.put("/a", b"x")
    visit = f"urllib.request.urlopen({link!r}).read()"
    assert confined(visit) == "URLError"
    assert confined(visit, "127.0.0.1:1") == "URLError"
    assert host.hits == []
    assert confined(visit, host.address) == "done"
    assert confined(visit, "127.0.0.1") == "done"


def test_memory_is_limited() -> None:
    assert confined("bytes(2 << 30)") == "MemoryError"


def test_reachable_hosts_are_known_by_address_and_port() -> None:
    assert ("127.0.0.1", None) in resolve_hosts(["localhost"])
    assert resolve_hosts(["127.0.0.1:80", "no-such-host.invalid", "*.corp"]) == {("127.0.0.1", 80)}


def test_the_passcode_is_the_videos_and_no_accounts() -> None:
    job = ResolveJob(link="https://h/1", site="Zoom", extractors=["zoom"], passcode="1234")
    chosen = make_options(job)
    assert [name for name, value in chosen.items() if value == "1234"] == ["videopassword"]
    assert chosen["allowed_extractors"] == ["zoom"]
