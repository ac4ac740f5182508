"""Reviews: recordings that wait until someone has said whether their channel may see a chart."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from redis import Redis

from workers.domain.review import Review
from workers.store.keys import Key
from workers.store.redis_answers import translate_redis_errors
from workers.store.sealing import find_readable, seal_record

KEPT_FOR = timedelta(days=7)


class Reviews:
    """One Redis record each, for a week. Every method raises Unavailable where Redis cannot be
    reached."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def hold(self, review: Review) -> bool:
        """Keep it; False where the question about it has been put already."""
        team = review.ask.thread.team
        with translate_redis_errors():
            if self._redis.exists(Key.REVIEW_PUT.make(team, review.id)):
                return False
            self._redis.set(Key.REVIEW.make(team, review.id), seal_record(review), ex=KEPT_FOR)
        return True

    def note_put(self, review: Review) -> None:
        """The question has been put: it is not to be put again, whatever becomes of it."""
        with translate_redis_errors():
            self._redis.set(
                Key.REVIEW_PUT.make(review.ask.thread.team, review.id), b"1", ex=KEPT_FOR
            )

    def find(self, team: str, review_id: str) -> Review | None:
        """None once it was decided, or its week is over, or its key is gone."""
        with translate_redis_errors():
            stored = self._redis.get(Key.REVIEW.make(team, review_id))
        return find_readable(cast(bytes | None, stored), Review, f"review {review_id}")

    def drop(self, team: str, review_id: str) -> None:
        """Nothing of the recording is kept."""
        with translate_redis_errors():
            self._redis.delete(Key.REVIEW.make(team, review_id))
