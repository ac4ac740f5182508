"""A worker frozen while its workspace leaves: it wakes up, and writes nothing of it again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from redis import Redis

from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from tests.workers.pipeline.scripted import ScriptedTools, accept, front_door
from tests.workers.pipeline.test_leaving import TEAM, dump
from workers import jobs
from workers.processes.redis_server import RedisHome

ROOT = Path(__file__).parents[3]
WORKER = """
import sys
from redis import Redis
from tests.workers.pipeline.scripted import ScriptedTools
from workers import jobs
from workers.settings import WorkerSettings
from workers.store import sealing

sealing.use_keys([])
url, token, api_url, data, analysis_id = sys.argv[1:]
settings = WorkerSettings(slack_bot_token=token, slack_api_url=api_url, data_dir=data)
tools = ScriptedTools(settings, Redis.from_url(url))
tools.scripted_source.captions = "WEBVTT\\n\\n00:01.000 --> 00:02.000\\n<v Ana>hello\\n"
while tools.ledger.read(analysis_id) is not None:
    jobs.run_stages(analysis_id, tools)
"""
MOMENTS = {
    "it posts its first message": "chat.postMessage",
    "it sends the chart": "files.getUploadURLExternal",
    "it says that it listens": "chat.update",
}
"""What it is frozen in: what it would write next is the index, colours, and finished parts."""


@pytest.mark.parametrize("method", MOMENTS.values(), ids=MOMENTS)
def test_frozen_while_its_workspace_leaves_it_writes_nothing_of_it_again(
    tools: ScriptedTools,
    redis_server: RedisHome,
    slack: SlackStandIn,
    asked: Message,
    tmp_path: Path,
    method: str,
) -> None:
    redis, analysis = tools.redis, accept(tools, asked)
    slack.faults.delay(method, 1.0)
    worker = subprocess.Popen(
        [
            *(sys.executable, "-c", WORKER, redis_server.url),
            *(slack.bot_token, slack.api_url, str(tmp_path), analysis.id),
        ],
        cwd=ROOT,
    )
    try:
        slack.wait_for(lambda: slack.calls(method), timeout_s=30, what=f"a call of {method}")
        os.kill(worker.pid, signal.SIGSTOP)
        front_door(tools).forget_team(TEAM)
        jobs.run_stages(analysis.id, tools)
        assert tools.ledger.read(analysis.id) is None
        assert left(redis, analysis.id) == []
        time.sleep(1.0)  # Slack's answer lies ready when it wakes up
        os.kill(worker.pid, signal.SIGCONT)
        assert worker.wait(30) == 0
    finally:
        worker.kill()
        worker.wait()
    assert left(redis, analysis.id) == []


def left(redis: Redis, analysis_id: str) -> list[str]:
    """What is kept of the workspace or its analysis; one that drains by itself holds no words."""
    return [
        each
        for each in dump(redis)
        if (TEAM in each or analysis_id in each) and "undertone:edits" not in each
    ]
