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
from workers.store.ledger import Ledger
from workers.wording.home import write_home

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
        self._titles = titles

    def refresh(self, team: str, person: str) -> None:
        """Show what is true now to a person who has looked at it lately.

        A courtesy, so Slack being busy is no reason to stop.
        """
        home = self._homes.find(team, person)
        if home is None:
            return
        found = self._ledger.read_all(self._index.asked_by(team, person))
        view = write_home(
            asked_for.select_running(found),
            asked_for.select_charted(found),
            self._retention_days,
            read_version(),
            home.workspace_url,
            self._titled() if home.admin else None,
        )
        try:
            self._slack.publish_home(person, view)
        except AnalysisError as error:
            log.info("home tab not updated: %s", error)

    def _titled(self) -> Mapping[str, float]:
        used = self._minutes.of_month()
        return {self._titles.get(engine, engine): minutes for engine, minutes in used.items()}
