"""The resolver's child process: asks yt-dlp where a recording's bytes are, and nothing more.

Reads a `ResolveJob` on stdin and writes a `ResolveAnswer` on stdout. What runs here reads pages of
sites that we do not know, so before yt-dlp is imported the process gives up what it does not need:
writing files, starting programs, connections to private addresses, and, as far as the kernel has
walls for it, all that belongs to its parent.
"""

from __future__ import annotations

import contextlib
import os
import resource
import socket
import sys
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from workers.domain.errors import Refused, Why
from workers.processes.environment import pass_on
from workers.processes.walls import Walls, build_walls
from workers.sources.resolver_doctor import diagnose
from workers.sources.resolver_formats import choose_best
from workers.sources.resolver_messages import CERTIFICATES, ResolveAnswer, ResolveJob
from workers.web.hosts import refuse_unless_public

CPU_S = 60
MEMORY_BYTES = 1 << 30
PUBLIC_PORTS = (443, 80, 8443, 8080, 53)
PROGRAM_EVENTS = frozenset(
    {
        *("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn"),
        *("os.spawn", "os.startfile", "pty.spawn", "socket.bind", "socket.sendto"),
        *("socket.sendmsg", "os.remove", "os.rename", "os.mkdir", "os.link", "os.symlink"),
    }
)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> None:
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=ResolveJob)
    out, sys.stdout = sys.stdout, sys.stderr  # whatever a library prints is not the answer
    refused = confine_process(resolve_hosts(job.private))
    answer = resolve(job)
    if refused and answer.found is None:
        answer = ResolveAnswer(why=Why.LINK_PRIVATE)
    out.buffer.write(msgspec.json.encode(answer))
    out.flush()


def resolve_hosts(names: Iterable[str]) -> frozenset[tuple[str, int | None]]:
    """The addresses of the hosts that may be private; the port is None where any is meant."""
    pairs: set[tuple[str, int | None]] = set()
    for name in names:
        parts = urlsplit(f"//{name}")
        with contextlib.suppress(OSError):  # a name that is unknown here opens nothing
            for *_, address in socket.getaddrinfo(parts.hostname or "", None):
                pairs.add((str(address[0]), parts.port))
    return frozenset(pairs)


def confine_process(private: frozenset[tuple[str, int | None]]) -> list[str]:
    """Give up, for the rest of this process, what resolving a link does not need.

    Returns a list in which each refused connection leaves a trace: libraries swallow the error.
    """
    refused: list[str] = []
    certificates = list(pass_on(CERTIFICATES).values())
    build_walls(Walls(reads=certificates, sockets=True, ports=_list_ports(private), own_user=True))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def guard(event: str, args: tuple[Any, ...]) -> None:
        if event == "socket.connect":
            _check_address(args[1], private, refused)
        elif event in PROGRAM_EVENTS or (event == "open" and (args[2] or 0) & WRITES):
            raise PermissionError(f"the resolver may not: {event}")

    sys.addaudithook(guard)
    # Native clients connect without being heard.
    sys.modules["curl_cffi"] = None  # type: ignore[assignment]  # how an import is made to fail
    return refused


def _list_ports(private: frozenset[tuple[str, int | None]]) -> list[int] | None:
    """Those that may be connected to; None where a private host is named without one."""
    named = {port for _, port in private}
    return None if None in named else [*PUBLIC_PORTS, *(port for port in named if port)]


def _check_address(
    address: Any, private: frozenset[tuple[str, int | None]], refused: list[str]
) -> None:
    if not isinstance(address, tuple):
        raise PermissionError("the resolver may not use local sockets")
    host, port = str(address[0]), int(address[1])
    if {(host, port), (host, None)} & private:
        return
    try:
        refuse_unless_public(host, host)
    except Refused as reason:
        refused.append(host)
        raise ConnectionRefusedError(f"{host} is private") from reason


def resolve(job: ResolveJob) -> ResolveAnswer:
    """What yt-dlp finds behind the link, or `why` it finds nothing."""
    import yt_dlp  # noqa: PLC0415 - optional, and only to be loaded once confined

    try:
        with yt_dlp.YoutubeDL(make_options(job)) as resolver:
            found = resolver.extract_info(job.link, download=False)
        return ResolveAnswer(found=choose_best(found or {}, job.site))
    except Refused as refused:
        return ResolveAnswer(why=refused.why)
    except yt_dlp.utils.YoutubeDLError as error:
        return ResolveAnswer(why=diagnose(error))


def make_options(job: ResolveJob) -> Mapping[str, Any]:
    """How yt-dlp is to go about it: these extractors and no others, nothing written."""
    return {
        "allowed_extractors": list(job.extractors),
        "cachedir": False,
        "extractor_retries": 1,
        "format": "all",
        "geo_bypass": False,
        "js_runtimes": {},
        "logger": _Silent(),
        "noplaylist": True,
        "playlist_items": "1:2",
        "extract_flat": "in_playlist",
        "proxy": "",
        "quiet": True,
        "retries": 1,
        "simulate": True,
        "skip_download": True,
        "socket_timeout": 15,
        "videopassword": job.passcode,
        "writesubtitles": True,  # nothing is written: some sites are not asked for any without
    }


class _Silent:
    """A log that keeps nothing: what is said there quotes links."""

    def debug(self, _text: str) -> None: ...

    def info(self, _text: str) -> None: ...

    def warning(self, _text: str) -> None: ...

    def error(self, _text: str) -> None: ...


if __name__ == "__main__":
    main()
