"""How fast the bot acks: 100 signed events a second, each a link that is recorded in Redis."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from redis import Redis

from tests.bench.figures import Figure, percentile
from tests.house import House
from tests.standins.slack import SlackStandIn

RATE = 100
WARM_UP = 20
ACK_GOAL_S = 0.150


@dataclass(frozen=True, slots=True)
class Acks:
    """Seconds from sending to the ack, and how many events were not acked or not recorded."""

    seconds: tuple[float, ...]
    lost: int

    @property
    def p99_ms(self) -> float:
        return 1000 * percentile(self.seconds, 99)


def http(seconds: float) -> Figure:
    """Over HTTP, beside a Bolt app that only acks."""
    ours = _measured("bot", seconds, socket_mode=False)
    other = _measured("tests.bench.only_acks", seconds / 2, socket_mode=False)
    return Figure(
        what=f"ack over HTTP, {RATE}/s for {seconds:.0f} s, p99",
        goal="≤ 150 ms, 0 lost, ≤ 2 × acks only",
        ours=ours.p99_ms,
        unit="ms",
        met=ours.p99_ms <= 1000 * ACK_GOAL_S and not ours.lost and ours.p99_ms <= 2 * other.p99_ms,
        compared_with="a Bolt listener that only acks",
        other=other.p99_ms,
        notes=f"p50 {1000 * percentile(ours.seconds, 50):.1f} ms, lost {ours.lost}",
    )


def socket_mode(seconds: float) -> Figure:
    """The same over Socket Mode."""
    ours = _measured("bot", seconds, socket_mode=True)
    other = _measured("tests.bench.only_acks", seconds / 2, socket_mode=True)
    return Figure(
        what=f"ack over Socket Mode, {RATE}/s for {seconds:.0f} s, p99",
        goal="≤ 150 ms",
        ours=ours.p99_ms,
        unit="ms",
        met=ours.p99_ms <= 1000 * ACK_GOAL_S and not ours.lost,
        compared_with="a Bolt listener that only acks",
        other=other.p99_ms,
        notes=f"p50 {1000 * percentile(ours.seconds, 50):.1f} ms, lost {ours.lost}",
    )


def _measured(module: str, seconds: float, *, socket_mode: bool) -> Acks:
    with (
        tempfile.TemporaryDirectory(prefix="bench-", dir="/tmp") as folder,
        SlackStandIn() as slack,
    ):
        slack.retry_gaps_s = ()
        house = House(slack, Path(folder))
        if socket_mode:
            house.set(SLACK_APP_TOKEN=slack.app_token)
        with house.only(module):
            if socket_mode:
                slack.events_url = None
                slack.wait_for(lambda: slack.sockets, what="a socket")
            count = int(RATE * seconds)
            _send(slack, WARM_UP + count)
            lost = _unrecorded(house, WARM_UP + count) if module == "bot" else 0
    sent = slack.deliveries[WARM_UP:]
    lost += sum(not each.acked for each in sent)
    return Acks(tuple(each.seconds for each in sent), lost)


def _send(slack: SlackStandIn, count: int) -> None:
    ana = slack.person("Ana")
    channel = slack.channel("standup", members=[ana])
    began = time.monotonic()
    for number in range(count):
        slack.emit(_event(slack, channel.id, ana.id, number))
        time.sleep(max(0.0, began + (number + 1) / RATE - time.monotonic()))
    slack.wait_for(lambda: len(slack.deliveries) >= count, what="the last ack")


def _event(slack: SlackStandIn, channel: str, user: str, number: int) -> dict[str, object]:
    ts = slack.new_ts()
    return {
        "type": "event_callback",
        "team_id": slack.team,
        "api_app_id": slack.app_id,
        "event_id": slack.new_id("Ev"),
        "event_time": int(time.time()),
        "event": {
            "type": "message",
            "channel": channel,
            "channel_type": "channel",
            "user": user,
            "ts": ts,
            "event_ts": ts,
            "text": f"<https://media.example/{number}.mp3>",
        },
    }


def _unrecorded(house: House, count: int) -> int:
    with Redis(unix_socket_path=str(house.redis_socket)) as redis:
        return count - int(redis.zcard("undertone:due:pipeline"))
