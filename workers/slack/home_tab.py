"""The Home tab of whoever asked: kept true when an analysis ends, for those who look at it."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from redis import Redis

from workers.domain import asked_for
from workers.domain.errors import AnalysisError
from workers.processes.version import read_version
from workers.slack.client import Slack
from workers.store.engine_minutes import EngineMinutes
from workers.store.homes import Homes
from workers.store.index import Index
from workers.store.lacks import Lacks
from workers.store.ledger import Ledger
from workers.store.subscriptions import Subscriptions
from workers.wording.home import HomeSight, write_home

log = logging.getLogger(__name__)


class HomeTab:
    """One workspace's; `retention_days` is what it says of how long charts are kept, `titles` what
    people call engines."""

    def __init__(
        self, slack: Slack, redis: Redis, retention_days: int, titles: Mapping[str, str]
    ) -> None:
        self._slack = slack
        self._homes = Homes(redis)
        self._index = Index(redis)
        self._ledger = Ledger(redis)
        self._retention_days = retention_days
        self._minutes = EngineMinutes(redis)
        self._subscriptions = Subscriptions(redis)
        self._lacks = Lacks(redis)
        self._titles = titles

    def refresh(self, team: str, person: str) -> None:
        """Show what is true now to a person who has looked at it lately.

        A courtesy, so Slack being busy is no reason to stop.
        """
        home = self._homes.find(team, person)
        if home is None:
            return
        found = self._ledger.read_all(self._index.asked_by(team, person))
        sight = HomeSight(
            running=asked_for.select_running(found),
            recent=asked_for.select_charted(found),
            subscriptions=self._subscriptions.of_person(team, person),
            retention_days=self._retention_days,
            version=read_version(),
            workspace_url=home.workspace_url,
            minutes=self._titled() if home.admin else None,
            lacking=self._lacks.read() if home.admin else (),
            missing_scopes=home.missing_scopes,
        )
        try:
            self._slack.publish_home(person, write_home(sight))
        except AnalysisError as error:
            log.info("home tab not updated: %s", error)

    def _titled(self) -> Mapping[str, float]:
        used = self._minutes.of_month()
        return {self._titles.get(engine, engine): minutes for engine, minutes in used.items()}
