"""People, as Slack knows them: what they are called, and who is an admin."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_sdk import WebClient

from bot.slack_calls import ask_slack
from workers.domain.analysis import Analysis
from workers.domain.slack_error import SlackRefusal

AT_ONCE = 10
"""Look-ups side by side: twenty in a row would not fit into three seconds."""
NAMELESS = "Someone"

log = logging.getLogger(__name__)


def may_end(client: WebClient, person: str, analysis: Analysis) -> bool:
    """Whether `person` (an id) may cancel or delete it: who asked, and admins of the workspace.

    Raises `Unavailable` where Slack does not say who is an admin.
    """
    return person == analysis.ask.asked_by or is_admin(client, person, analysis.thread.team)


def is_admin(client: WebClient, person: str, team: str) -> bool:
    """Whether `person` (an id) is an admin of the workspace `team`: in a channel that is shared,
    admins of another organisation press buttons too. Raises `Unavailable`."""
    known = _known(client, person)
    return _is_of(known, team) and bool(known.get("is_admin") or known.get("is_owner"))


def sees_all_channels(client: WebClient, person: str, team: str) -> bool:
    """Whether public channels are open to `person` (an id): to guests, and to people of another
    organisation, only those are that they are in. Raises `Unavailable`."""
    known = _known(client, person)
    guest = known.get("is_restricted") or known.get("is_ultra_restricted")
    return bool(known) and not guest and _is_of(known, team)


def find_mail(client: WebClient, person: str) -> str:
    """The e-mail address of `person` (an id), in small letters; empty where Slack does not tell
    it (the scope `users:read.email`). Raises `Unavailable`."""
    profile = _known(client, person).get("profile") or {}
    return str(profile.get("email") or "").lower()


def ask_names(client: WebClient, people: Collection[str]) -> Mapping[str, str]:
    """What each of `people` (ids) is called in Slack. Raises `Unavailable`."""
    if not people:
        return {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(people, pool.map(lambda one: _called(client, one), people), strict=True))


def _called(client: WebClient, person: str) -> str:
    known = _known(client, person)
    profile = known.get("profile") or {}
    choices = (profile.get("display_name"), profile.get("real_name"), known.get("name"))
    return str(next(filter(None, choices), NAMELESS))


def _is_of(known: Mapping[str, Any], team: str) -> bool:
    """In an organisation of many workspaces a person belongs to several."""
    told = known.get("team_id")
    several = (known.get("enterprise_user") or {}).get("teams") or ()
    return not known.get("is_stranger") and (told in (None, team) or team in several)


def _known(client: WebClient, person: str) -> Mapping[str, Any]:
    """`users.info`; empty where Slack plainly does not tell us."""
    try:
        found: Mapping[str, Any] = ask_slack(client.users_info, user=person)["user"]
    except SlackRefusal as refusal:
        log.warning("what is told of a person: %s", refusal)
        return {}
    return found
