"""The front door: what the bot calls, and all it needs to know of the workers.

Light on purpose: a bot that listens all day must not carry pandas and matplotlib. Every method
raises Unavailable where Redis cannot be reached; the bot decides what to say.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from redis import Redis
from redis.exceptions import RedisError

from workers.domain import changes
from workers.domain.analysis import Analysis, Ask, Stage
from workers.domain.captions_link import CaptionsLink
from workers.domain.channel import ChannelSettings
from workers.domain.errors import Unavailable
from workers.domain.introductions import Introduction, add_suggestions, introduce_speakers
from workers.domain.meeting import Meeting
from workers.domain.opened_home import OpenedHome
from workers.domain.phrases import Tone
from workers.domain.review import Review
from workers.domain.thread import Thread
from workers.intake.acceptance import USUAL_LIMITS, Acceptance, OpenLimits, Receipt
from workers.intake.changing import Changes
from workers.intake.shortcomings import Shortcomings
from workers.processes import redis_server
from workers.queues import health, metrics, wakeups
from workers.queues.health import Health
from workers.store import sealing
from workers.store.aside import drop_record
from workers.store.channels import Channels
from workers.store.engine_minutes import EngineMinutes
from workers.store.feedback import Feedback
from workers.store.greetings import Greetings
from workers.store.homes import Homes
from workers.store.index import Index
from workers.store.known_sharing import KnownSharing
from workers.store.late_captions import LateCaptions
from workers.store.lease import Queue
from workers.store.leaving import forget_team_fields, forget_team_keys
from workers.store.ledger import Ledger
from workers.store.redis_answers import translate_redis_errors
from workers.store.reviews import Reviews
from workers.store.subscriptions import Subscriptions


class Intake:
    """Takes what people ask for and has it done."""

    def __init__(
        self,
        redis: Redis,
        home: redis_server.RedisHome | None = None,
        limits: OpenLimits = USUAL_LIMITS,
    ) -> None:
        self._redis = redis
        self._home = home
        self._ledger = Ledger(redis)
        self._index = Index(redis)
        self._acceptance = Acceptance(redis, self._ledger, self._index, limits)
        self.changes = Changes(redis, self._ledger)
        self._channels = Channels(redis)
        self._late_captions = LateCaptions(redis)
        self.subscriptions = Subscriptions(redis)
        self.reviews = Reviews(redis)
        self._homes = Homes(redis)
        self._engine_minutes = EngineMinutes(redis)
        self._greetings = Greetings(redis)
        self._sharing = KnownSharing(redis)
        self.shortcomings = Shortcomings(redis)
        self._feedback = Feedback(redis)

    @classmethod
    def open(
        cls,
        redis_url: str | None,
        data_dir: Path,
        limits: OpenLimits = USUAL_LIMITS,
        data_key: Sequence[str] = (),
    ) -> Intake:
        """Find Redis, or start one of our own that `close` stops again; what it keeps is sealed
        with `data_key` (see `sealing`)."""
        sealing.use_keys(data_key)
        home = redis_server.connect_redis(redis_url, data_dir)
        return cls(home.client(), home, limits)

    def accept(self, ask: Ask) -> Receipt:
        """Record the analysis once per gesture and wake a worker.

        Raises `Refused(TOO_MANY_OPEN)` where the person or the workspace has too many under way.
        """
        return self._acceptance.accept(ask)

    def find(self, analysis_id: str) -> Analysis | None:
        """The analysis as it stands; None once it is forgotten."""
        with translate_redis_errors():
            return self._ledger.read(analysis_id)

    def at(self, team: str, channel: str, ts: str) -> list[Analysis]:
        """What a message belongs to: the analyses it asked for, or whose answer it is."""
        with translate_redis_errors():
            return self._ledger.read_all(self._index.at(team, channel, ts))

    def asked_by(self, team: str, person: str) -> list[Analysis]:
        """What someone asked for, newest first; running ones are not yet in stage `forget`."""
        with translate_redis_errors():
            return self._ledger.read_all(self._index.asked_by(team, person))

    def waiting(self) -> Mapping[Queue, int]:
        """How many analyses are open in each queue."""
        with translate_redis_errors():
            return {queue: self._ledger.waiting(queue) for queue in Queue}

    def heard(self, analysis_id: str) -> Meeting | None:
        """The meeting as its engine gave it; None where nothing is kept."""
        with translate_redis_errors():
            return self._ledger.find_meeting(analysis_id)

    def introductions(self, analysis_id: str) -> tuple[Introduction, ...]:
        """The speakers as the picture names them now; empty where nothing is kept."""
        with translate_redis_errors():
            analysis, meeting = (
                self._ledger.read(analysis_id),
                self._ledger.find_meeting(analysis_id),
            )
        if analysis is None or meeting is None:
            return ()
        names = analysis.edits.names
        introduced = introduce_speakers(meeting.renamed(names))
        return add_suggestions(introduced, analysis.suggested, names)

    def judge(self, analysis_id: str, person: str, verdict: str) -> None:
        """Count what `person` (an id) says of a chart, once: `right` or `wrong`."""
        with translate_redis_errors():
            if self._feedback.is_new(analysis_id, person, verdict):
                metrics.count_feedback(self._redis, verdict)

    def hasten(self, analysis_id: str, hook: str, job_id: str) -> bool:
        """An engine says that this job has news: look at once. It is a hint and no more, so what
        does not fit (another hook, another job, nothing waiting) is passed over."""
        analysis = self.find(analysis_id)
        if analysis is None or analysis.submission is None or analysis.stage is not Stage.POLL:
            return False
        if not hmac.compare_digest(analysis.hook.encode(), hook.encode()):
            return False
        if job_id not in analysis.submission.ids.values():
            return False
        with translate_redis_errors():
            hastened = self._ledger.hasten(analysis_id)
            if hastened:
                wakeups.send_wakeups(self._redis, Queue.PIPELINE, analysis_id)
        return hastened

    def captions_came(self, thread: Thread, occasion: str, links: Sequence[CaptionsLink]) -> None:
        """A host has captions of a recording now. They are noted for analyses of it that are to
        come or under way; those that have ended look at them now."""
        with translate_redis_errors():
            self._late_captions.keep(thread, occasion, links)
            for analysis_id in self._index.of_occasion(thread.team, thread.channel, occasion):
                self.changes.apply(analysis_id, changes.catch_up)

    def turn_down(self, review: Review) -> None:
        """Nothing is kept of a recording under review, and later captions of it are not noted."""
        thread, occasion = review.ask.thread, review.ask.occasion
        if occasion is not None:
            with translate_redis_errors():
                self._late_captions.forget(thread, occasion)
        self.reviews.drop(thread.team, review.id)

    def forget_team(self, team: str) -> None:
        """The app was removed from the workspace: nothing of it is kept.

        Its subscriptions go first, so that nothing new comes in meanwhile. The keys by which its
        analyses are found go last: done again, it finds what was left.
        """
        forget_team_fields(self._redis, team)
        with translate_redis_errors():
            for analysis_id in self._index.of_team(team):
                if not self.changes.apply(analysis_id, changes.forget):
                    drop_record(self._redis, analysis_id)  # where it cannot be read
        forget_team_keys(self._redis, team)

    def engine_minutes(self) -> Mapping[str, float]:
        """What engines that cost money were given this month, in minutes by name."""
        with translate_redis_errors():
            return self._engine_minutes.of_month()

    def home_opened(self, team: str, person: str, home: OpenedHome) -> None:
        """From now on the Home tab of this person is kept true when an analysis ends."""
        with translate_redis_errors():
            self._homes.opened(team, person, home)

    def is_first_greeting(self, team: str, whom: str) -> bool:
        """Whether a channel, or `SETTER_UP`, was not greeted yet; from now on it was."""
        with translate_redis_errors():
            return self._greetings.is_first(team, whom)

    def was_greeted(self, team: str, whom: str) -> bool:
        with translate_redis_errors():
            return self._greetings.was_greeted(team, whom)

    def take_greeting_back(self, team: str, whom: str) -> None:
        """Nobody was greeted after all."""
        with translate_redis_errors():
            self._greetings.take_back(team, whom)

    def note_shared(self, channel: str) -> None:
        """Another organisation is in the channel now: what was known of it no longer counts."""
        with translate_redis_errors():
            self._sharing.note_shared(channel)

    def settings(self, team: str, channel: str) -> ChannelSettings:
        with translate_redis_errors():
            return self._channels.settings(team, channel)

    def save_settings(self, team: str, channel: str, settings: ChannelSettings) -> None:
        with translate_redis_errors():
            self._channels.save(team, channel, settings)

    def add_phrase(self, team: str, channel: str, phrase: str, tone: Tone) -> bool:
        """Score what is said with the phrase so in this channel; False where there is no room."""
        with translate_redis_errors():
            return self._channels.add_phrase(team, channel, phrase, tone)

    def health(self) -> Health:
        """Whether analyses get on."""
        return health.check_health(self._redis)

    def metrics(self) -> bytes:
        """What was counted, in Prometheus' text format. Raises Unavailable."""
        try:
            return metrics.write_metrics(self._redis)
        except RedisError as error:
            raise Unavailable("redis") from error

    def close(self) -> None:
        """Let Redis go, and stop it if it is ours."""
        self._redis.close()
        if self._home is not None:
            self._home.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
