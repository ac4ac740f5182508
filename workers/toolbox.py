"""The toolbox: builds engines, clients and sources on first use, once per process."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from redis import Redis

from workers import sources
from workers.domain.analysis import Analysis
from workers.domain.errors import Fault, Refused, Why
from workers.domain.meeting import Meeting
from workers.domain.recording import Recording
from workers.engines import ENGINE_NAMES, ENGINE_TITLES, ENGINES, find_spec
from workers.engines.engine import Engine
from workers.engines.local.polarity.apart import score_apart
from workers.engines.outside.slots import Slots
from workers.engines.spec import House
from workers.processes.redis_server import RedisHome
from workers.queues import wakeups
from workers.queues.giving_way import Lanes
from workers.queues.heartbeat import Heartbeat
from workers.settings import WorkerSettings
from workers.slack.bulletin import Bulletin
from workers.slack.client import Slack
from workers.slack.home_tab import HomeTab
from workers.slack.open_channels import OpenChannels
from workers.sources import Source
from workers.store import sealing
from workers.store.bucket import Bucket
from workers.store.channels import Channels
from workers.store.engine_minutes import EngineMinutes
from workers.store.fenced import Fenced
from workers.store.finished_parts import Saved
from workers.store.index import Index
from workers.store.keys import Key
from workers.store.known_sharing import KnownSharing
from workers.store.late_captions import LateCaptions
from workers.store.lease import Claim, Queue
from workers.store.ledger import Ledger
from workers.store.passcodes import Opener, Passcodes
from workers.store.refused_blocks import RefusedBlocks
from workers.web import Web

EDITS_RATE, EDITS_MOST = 0.6, 10
"""Edits a second and at once, for a workspace: chat.update allows about 50 a minute, and last words
need some of them."""
DOWNLOAD_S = 3600.0
"""The longest that one download may take."""


class Toolbox:
    """Everything that stages work with; nothing is opened before it is asked for.

    Made after the fork, in each process anew: connections must not be shared.
    """

    def __init__(
        self, settings: WorkerSettings, redis: Redis, opener: Opener | None = None
    ) -> None:
        """Without an `opener` passcodes cannot be read."""
        self.settings = settings
        self.redis = redis
        self.ledger = Ledger(redis)
        self.index = Index(redis)
        self.channels = Channels(redis)
        self.passcodes = Passcodes(redis, opener)
        self.late_captions = LateCaptions(redis)
        self.engine_minutes = EngineMinutes(redis)
        self._engines: dict[str, Engine] = {}

    @cached_property
    def slack(self) -> Slack:
        settings = self.settings
        stays_inside = settings.allow_slack_connect == "no"
        guard = OpenChannels(KnownSharing(self.redis)) if stays_inside else None
        token, api_url = settings.slack_bot_token, settings.slack_api_url
        return Slack(token, api_url, guard, RefusedBlocks(self.redis, api_url, token))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        web = Web(
            max_bytes=self.settings.max_recording_mb * 1_000_000,
            max_seconds=DOWNLOAD_S,
            allow_private=self.settings.allow_private_hosts,
        )
        return sources.collect_sources(
            web=web,
            file_info=self.slack.file,
            bot_token=self.settings.slack_bot_token,
            api_url=self.settings.slack_api_url,
        )

    @property
    def workroom(self) -> Path:
        """Where copies of recordings lie while an engine takes them in."""
        return self.settings.data / "workroom"

    @property
    def data(self) -> Path:
        return self.settings.data

    @property
    def polarity(self) -> str:
        return self.settings.polarity

    @property
    def longest(self) -> timedelta:
        return self.settings.longest

    @property
    def monthly_minutes(self) -> int | None:
        return self.settings.engine_monthly_minutes

    @property
    def retention(self) -> timedelta:
        return self.settings.retention

    @property
    def public_url(self) -> str | None:
        return self.settings.public_url

    def source(self, recording: Recording) -> Source:
        return sources.choose_source(self.sources, recording)

    def engine(self, name: str) -> Engine:
        if name not in self._engines:
            self._engines[name] = connect_engine(name, self.settings, self)
        return self._engines[name]

    def choose_engine(self, wanted: str | None) -> Engine:
        """The one that was asked for, else the one that is set, else the best that is there."""
        return self.engine(choose_engine_name(wanted or self.settings.engine, self.settings))

    def forget_words(self, analysis_id: str) -> None:
        self.ledger.forget_words(analysis_id)

    def meeting(self, analysis_id: str) -> Meeting:
        """What the engine heard. Raises Fault where that is not recorded."""
        meeting = self.ledger.meeting(analysis_id)
        if meeting is None:
            raise Fault(f"analysis {analysis_id} has no meeting")
        return meeting

    def score(self, texts: Sequence[str], scorer: str) -> Sequence[float | None]:
        """By the scorer of that name, in a child; by the lexicon where it is no name of ours.

        None for all of them where that scorer cannot be had: no meeting is scored by two.
        """
        return score_apart(texts, scorer or "lexicon", lambda _share: None).keep_to_wanted()

    def show_home(self, analysis: Analysis) -> None:
        """Keep the asker's Home tab true."""
        home = HomeTab(self.slack, self.redis, self.settings.retention_days, ENGINE_TITLES)
        home.refresh(analysis.thread.team, analysis.ask.asked_by)

    def saved(self, analysis_id: str) -> Saved:
        return Saved(self.redis, analysis_id)

    def bulletin(self, analysis: Analysis) -> Bulletin:
        edits = Bucket(
            self.redis, Key.EDITS.make(analysis.thread.team), rate=EDITS_RATE, most=EDITS_MOST
        )
        return Bulletin(self.slack, edits, analysis)

    def heartbeat(self, claim: Claim, bulletin: Bulletin) -> Heartbeat:
        saved = Saved(self.redis, claim.analysis.id, self.fence(claim))
        return Heartbeat(self.ledger, claim, saved, bulletin.progress)

    def others_wait(self, queue: Queue, analysis: Analysis) -> bool:
        return self.ledger.others_wait(queue, analysis.thread.team, analysis.ask.asked_by)

    def lanes(self, queue: Queue, analysis: Analysis) -> Lanes:
        """All of this machine's workers but one; on more machines it leaves more of them free."""
        settings = self.settings
        counts = {
            Queue.PIPELINE: settings.pipeline_workers,
            Queue.TRANSCRIBE: settings.transcribe_workers,
        }
        person = hashlib.sha256(f"{analysis.thread.team}\n{analysis.ask.asked_by}".encode())
        own, slow = (
            Slots(self.redis, Key.SLOW.make(queue, *whose), max(1, counts[queue] - 1), "turn")
            for whose in ([person.hexdigest()[:16]], [])
        )
        return Lanes(own, slow)

    def fence(self, claim: Claim) -> Fenced:
        """For what is written beside its record."""
        return Fenced(self.redis, claim.analysis.id, claim.fence)

    def wake(self, queue: Queue, analysis_id: str) -> None:
        wakeups.send_wakeups(self.redis, queue, analysis_id)


def choose_engine_name(wanted: str, settings: WorkerSettings) -> str:
    """`auto` is the first engine that is set up; the last one, the embedded, always is."""
    if wanted != "auto":
        return wanted
    return next(spec.name for spec in ENGINES if spec.is_configured(settings.engines[spec.name]))


def connect_engine(name: str, settings: WorkerSettings, house: House) -> Engine:
    """The engine of that name; its libraries are loaded only now. Raises Refused."""
    spec = find_spec(name)
    if spec is None:
        raise Refused(Why.UNKNOWN_ENGINE, known=", ".join(ENGINE_NAMES))
    return spec.connect(settings.engines[name], house)


_prepared: tuple[WorkerSettings, RedisHome, Opener] | None = None
_current: Toolbox | None = None


def prepare_toolboxes(settings: WorkerSettings, home: RedisHome, opener: Opener) -> None:
    """Say what the toolboxes of this process and its forks are made from."""
    global _prepared, _current
    sealing.use_keys(settings.data_key)
    _prepared, _current = (settings, home, opener), None


def get_toolbox() -> Toolbox:
    """This process' toolbox, made when a job first asks for it."""
    global _current  # noqa: PLW0603 - see `prepare_toolboxes`
    if _current is None:
        if _prepared is None:
            raise Fault("no settings: jobs run in workers started by `python -m workers`")
        settings, home, opener = _prepared
        _current = Toolbox(settings, home.client(), opener)
    return _current
