"""Who has judged a chart does not count twice, and is not to be read in what is kept of it."""

from __future__ import annotations

from redis import Redis

from workers.intake import Intake
from workers.queues import metrics
from workers.store.feedback import KEPT_FOR, Feedback


def test_nobody_counts_twice(redis: Redis) -> None:
    said = Feedback(redis)
    assert said.is_new("an-analysis", "U1", "right")
    assert not said.is_new("an-analysis", "U1", "right")
    assert said.is_new("an-analysis", "U1", "wrong"), "a change of mind"
    assert said.is_new("an-analysis", "U2", "right")
    assert said.is_new("another", "U1", "right")


def test_what_is_kept_names_nobody_and_ends(redis: Redis) -> None:
    Feedback(redis).is_new("an-analysis", "U0PERSON", "wrong")
    (key,) = redis.scan_iter("undertone:judged:*")
    assert b"U0PERSON" not in key + (redis.get(key) or b"")
    assert b"an-analysis" not in key
    assert 0 < redis.ttl(key) <= KEPT_FOR.total_seconds()


def test_pressed_often_it_is_counted_once(redis: Redis) -> None:
    door = Intake(redis)
    for _ in range(5):
        door.judge("an-analysis", "U1", "wrong")
    assert b'undertone_feedback_total{verdict="wrong"} 1.0' in metrics.write_metrics(redis)
