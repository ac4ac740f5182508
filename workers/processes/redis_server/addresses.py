"""REDIS_URL in all its forms, and the client for it."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from redis.sentinel import Sentinel

CONNECT_S = 1.0
SENTINEL_PORT = 26379


def make_client(url: str, timeout_s: float) -> Redis:
    """A client for what `url` names; a command that takes longer than `timeout_s` is an error.

    `redis://`, `rediss://` (TLS) and `unix://` as redis-py has them, and
    `sentinel://[:password@]host[:port][,host...]/name[?db=0]` for the master that those Sentinels
    agree on under that name, whichever server it is at the moment. Raises ValueError for others.
    """
    # A write whose answer was lost may have happened: nothing is sent twice in silence.
    once = Retry(NoBackoff(), 0)
    options = {
        "socket_connect_timeout": CONNECT_S,
        "socket_timeout": timeout_s,
        "health_check_interval": 15,
        "retry": once,
    }
    if not url.startswith("sentinel://"):
        return Redis.from_url(url, **options)
    address = urlsplit(url)
    name = address.path.strip("/")
    hosts = [_host_and_port(each) for each in address.netloc.rpartition("@")[2].split(",")]
    if not name:
        raise ValueError("sentinel://host:port/name lacks the name of the master")
    sentinel = Sentinel(  # type: ignore[no-untyped-call]  # redis-py left its types out here
        hosts,
        sentinel_kwargs={
            "socket_connect_timeout": CONNECT_S,
            "socket_timeout": CONNECT_S,
            "retry": once,  # with one Sentinel down the next is asked at once
        },
        password=unquote(address.password) if address.password else None,
        db=int(parse_qs(address.query).get("db", ["0"])[0]),
        **options,
    )
    master: Redis = sentinel.master_for(name)  # type: ignore[no-untyped-call]  # likewise
    return master


def _host_and_port(words: str) -> tuple[str, int]:
    parts = re.fullmatch(r"(\[[0-9a-fA-F:]+\]|[^:\[\]]+)(?::(\d+))?", words)
    if not parts:
        raise ValueError(f"{words!r} is no host:port")
    return parts[1].strip("[]"), int(parts[2] or SENTINEL_PORT)
