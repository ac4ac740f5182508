"""Redis out of reach, said as one of the three families."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from redis.exceptions import RedisError

from workers.domain.errors import Unavailable


@contextmanager
def translate_redis_errors() -> Iterator[None]:
    """Around calls to Redis: what they raise becomes Unavailable."""
    try:
        yield
    except RedisError as error:
        raise Unavailable("redis") from error
