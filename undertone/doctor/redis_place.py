"""Whether there is a Redis, and whether it keeps what it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from undertone.doctor.data_key import check_seals
from undertone.doctor.finding import Finding, approve, fault, remark
from workers.processes.redis_server import NoRedis, find_server
from workers.processes.redis_server.addresses import make_client
from workers.processes.redis_server.programs import OLDEST

ANSWER_S = 3.0


def check_redis(url: str | None, data: Path, keys: Sequence[str] = ()) -> Iterator[Finding]:
    """The one at `url`, with what it keeps under the `keys` of DATA_KEY, else the program that
    would be started beside `data`."""
    if url is None:
        yield _check_program(data)
        return
    try:
        with make_client(url, ANSWER_S) as client:
            yield from _check_server(client, _without_password(url))
            yield from check_seals(client, keys)
    except ValueError as wrong:
        yield fault(f"REDIS_URL is not the address of a Redis: {wrong}.")
    except RedisError as wrong:
        yield fault(
            f"The Redis at REDIS_URL ({_without_password(url)}) does not answer "
            f"({type(wrong).__name__}): check that it runs, its address and its password."
        )


def _check_program(data: Path) -> Finding:
    try:
        program = find_server()
    except NoRedis as missing:
        return fault(str(missing))
    return approve(f"Redis: REDIS_URL is not set, so {program} is started with its data in {data}")


def _check_server(client: Redis, where: str) -> Iterator[Finding]:
    server: dict[str, object] = client.info("server")
    memory: dict[str, object] = client.info("memory")
    disk: dict[str, object] = client.info("persistence")
    version = str(server["redis_version"])
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        yield fault(f"The Redis at {where} is {version}: Undertone needs {oldest} or newer.")
        return
    yield approve(f"Redis {version} answers at {where}")
    if memory.get("maxmemory_policy") != "noeviction":
        yield remark(
            f"This Redis throws out what is old when it is full ({memory.get('maxmemory_policy')}):"
            " set maxmemory-policy noeviction, or charts under way get lost."
        )
    if not disk.get("aof_enabled"):
        yield remark(
            "This Redis does not write every change to disk: set appendonly yes, or a restart "
            "loses what runs."
        )


def _without_password(url: str) -> str:
    return re.sub(r"(?<=://)[^/]*@", "", url)
