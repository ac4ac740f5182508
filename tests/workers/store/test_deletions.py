"""After a delete nothing of it is on disk."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from redis import Redis

from tests.workers.analyses import a_meeting, an_analysis
from workers.domain.analysis import Stage
from workers.domain.changes import delete
from workers.domain.channel import ChannelSettings
from workers.intake import Intake
from workers.processes import redis_server
from workers.store.channels import Channels
from workers.store.deletions import note_deletion, rewrite_after_deletions
from workers.store.lease import Queue
from workers.store.ledger import Ledger

SECRET = "a wombat in the boardroom"


def test_what_is_deleted_is_not_on_disk_any_more(tmp_path: Path) -> None:
    with redis_server.connect_redis(None, tmp_path) as home:
        redis = home.client()
        ledger = Ledger(redis)
        analysis = an_analysis()
        meeting = a_meeting()
        said = replace(meeting.utterances[0], text=SECRET, speaker="Wilhelmina")
        ledger.accept(analysis, "gesture")
        claim = ledger.claim(analysis.id)
        assert claim is not None
        ledger.go_on(claim, analysis, replace(meeting, utterances=(said,)))
        Channels(redis).remember_colours("T1", "C1", {"Wilhelmina": 1})
        assert _on_disk(tmp_path, SECRET)
        assert Intake(redis).changes.delete(analysis.id, by="U1")
        assert rewrite_after_deletions(redis)
        _wait_for_rewrite(redis)
        assert not _on_disk(tmp_path, SECRET)
        assert not _on_disk(tmp_path, "Wilhelmina")


def test_it_is_rewritten_only_where_something_went(redis: Redis) -> None:
    assert not rewrite_after_deletions(redis)
    note_deletion(redis)
    assert rewrite_after_deletions(redis)
    _wait_for_rewrite(redis)
    assert not rewrite_after_deletions(redis)


def test_the_record_that_deletes_the_rest_holds_no_words(redis: Redis) -> None:
    ledger, analysis = Ledger(redis), an_analysis()
    ledger.accept(analysis, "gesture")
    named = replace(analysis, suggested={"Speaker 1": "Wilhelmina"}, status_ts="1.2")
    ledger.change(analysis.id, lambda _: named, Queue.PIPELINE)
    gone = ledger.change(analysis.id, lambda each: delete(each, "U1"), Queue.PIPELINE)
    assert gone is not None
    assert (gone.stage, gone.wanted_by, gone.status_ts) == (Stage.DELETE, "U1", "1.2")
    (record,) = redis.keys("undertone:analysis:*")
    kept = str(redis.hvals(record))
    assert "Wilhelmina" not in kept
    assert (analysis.recording.link or "?") not in kept


def _on_disk(folder: Path, words: str) -> bool:
    return any(words.encode() in each.read_bytes() for each in folder.rglob("*") if each.is_file())


def _wait_for_rewrite(redis: Redis) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        busy = redis.info("persistence")
        if not busy["aof_rewrite_in_progress"] and not busy.get("aof_rewrite_scheduled"):
            return
        time.sleep(0.05)
    raise TimeoutError("the file is still being rewritten")


def test_words_of_a_quote_that_became_a_phrase_of_the_channel_go_too(tmp_path: Path) -> None:
    """What the channel has written by itself stays."""
    with redis_server.connect_redis(None, tmp_path) as home:
        redis = home.client()
        ledger, intake = Ledger(redis), Intake(redis)
        analysis = an_analysis(stage=Stage.FORGET, answer_ts="1.2")
        ledger.accept(analysis, "gesture")
        team, channel = analysis.thread.team, analysis.thread.channel
        intake.save_settings(team, channel, ChannelSettings(phrases={"kill switch": "neutral"}))
        assert intake.add_phrase(team, channel, SECRET, "neutral")
        assert intake.changes.redraw(analysis.id, SECRET)
        assert _on_disk(tmp_path, SECRET)

        assert intake.changes.delete(analysis.id, by="U1")
        assert intake.settings(team, channel).phrases == {"kill switch": "neutral"}
        assert rewrite_after_deletions(redis)
        _wait_for_rewrite(redis)
        assert not _on_disk(tmp_path, SECRET)
