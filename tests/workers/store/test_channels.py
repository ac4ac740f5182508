"""What a channel has set, and the colours of its speakers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from redis import Redis

from workers.domain.channel import ChannelSettings
from workers.domain.phrases import Tone
from workers.store.bucket import Bucket
from workers.store.channels import Channels
from workers.store.leaving import forget_team_keys


def test_a_channel_has_the_defaults_until_someone_sets_it_up(redis: Redis) -> None:
    channels = Channels(redis)
    assert channels.settings("T1", "C1") == ChannelSettings()
    chosen = ChannelSettings(links="ask", speakers=3, vocabulary=("Undertone",))
    channels.save("T1", "C1", chosen)
    assert channels.settings("T1", "C1") == chosen
    assert channels.settings("T1", "C2") == ChannelSettings()


def test_a_phrase_is_added_beside_all_that_a_channel_has(redis: Redis) -> None:
    channels = Channels(redis)
    channels.save("T1", "C1", ChannelSettings(links="ask", phrases={"burn rate": "neutral"}))
    assert channels.add_phrase("T1", "C1", "kill switch", "negative")
    both: dict[str, Tone] = {"burn rate": "neutral", "kill switch": "negative"}
    assert channels.settings("T1", "C1") == ChannelSettings(links="ask", phrases=both)
    assert channels.add_phrase("T1", "C2", "kill switch", "neutral")
    assert channels.settings("T1", "C2") == ChannelSettings(phrases={"kill switch": "neutral"})


def test_phrases_that_people_add_at_once_are_all_kept(redis: Redis) -> None:
    channels = Channels(redis)
    words = [f"word {number}" for number in range(20)]
    with ThreadPoolExecutor(10) as people:
        added = list(
            people.map(lambda word: channels.add_phrase("T1", "C1", word, "neutral"), words)
        )
    assert all(added)
    assert set(channels.settings("T1", "C1").phrases) == set(words)


def test_a_channel_with_fifty_phrases_takes_no_other(redis: Redis) -> None:
    channels = Channels(redis)
    full = ChannelSettings(phrases={f"word {n}": "neutral" for n in range(50)})
    channels.save("T1", "C1", full)
    assert not channels.add_phrase("T1", "C1", "one more", "neutral")
    assert channels.settings("T1", "C1") == full


def test_speakers_keep_their_colours(redis: Redis) -> None:
    channels = Channels(redis)
    channels.remember_colours("T1", "C1", {"Ana": 2})
    channels.remember_colours("T1", "C1", {"Ben": 0})
    assert channels.colours("T1", "C1", ["Ana", "Ben", "Cleo"]) == {"Ana": 2, "Ben": 0}
    (kept,) = redis.keys("undertone:colours:*")
    assert "Ana" not in str(redis.hgetall(kept))


def test_a_removed_app_leaves_no_settings(redis: Redis) -> None:
    channels = Channels(redis)
    for team in ("T1", "T2"):
        channels.save(team, "C1", ChannelSettings(quotes=False))
        channels.remember_colours(team, "C1", {"Ana": 1})
    forget_team_keys(redis, "T1")
    assert list(redis.scan_iter("undertone:*:T1:*")) == []
    assert channels.settings("T2", "C1").quotes is False


def test_a_bucket_gives_so_many_at_once_and_then_at_its_rate(redis: Redis) -> None:
    bucket = Bucket(redis, "edits", rate=0.001, most=3)
    assert [bucket.take() for _ in range(5)] == [True, True, True, False, False]
    assert Bucket(redis, "others", rate=0.001, most=3).take()
