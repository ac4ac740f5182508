"""Whether Slack knows the tokens, and has granted what the manifest asks for."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.identity import KEY_NEEDED
from bot.manifest import read_scopes
from bot.settings import BotSettings
from bot.slack_calls import ask_slack, translate_errors
from undertone.doctor.finding import Finding, approve, fault, remark
from workers.domain.errors import Unavailable
from workers.domain.slack_error import SlackRefusal
from workers.wording.operator import parse_contact

ANSWER_S = 10
OFF_S, FAR_OFF_S = 30.0, 240.0
"""Slack's requests carry a time and count for five minutes."""


def check_slack(settings: BotSettings) -> Iterator[Finding]:
    """The bot token with its scopes, the clock, and the way Slack's events come."""
    client = WebClient(base_url=settings.slack_api_url, timeout=ANSWER_S, retry_handlers=[])
    try:
        with translate_errors("auth.test"):
            answer = client.auth_test(token=settings.slack_bot_token)
    except SlackRefusal as refusal:
        yield fault(
            f"SLACK_BOT_TOKEN is not accepted by Slack ({refusal.error}): install "
            "the app again and copy the bot token from its “Install App” page."
        )
    except Unavailable:
        yield fault(f"Slack does not answer at {settings.slack_api_url}: check the network.")
        return
    else:
        yield approve(f"Slack: @{answer.get('user')} in {answer.get('team')}")
        if answer.get("is_enterprise_install") and not settings.data_key:
            yield fault(KEY_NEEDED)
        headers = _read_headers(answer)
        yield from _check_scopes(headers)
        yield from _check_clock(headers, by_http=not settings.socket_mode)
        yield _check_contact(client, settings)
    yield _check_way(client, settings)


def _check_scopes(headers: Mapping[str, str]) -> Iterator[Finding]:
    told = headers.get("x-oauth-scopes")
    if told is None:
        yield remark("This server does not tell which scopes it has granted.")
        return
    granted = {scope.strip() for scope in told.split(",")}
    asked = read_scopes()
    missing, without = asked.needed - granted, asked.optional - granted
    if missing:
        yield fault(
            f"Scopes are missing: {_list(missing)}. Update the app's manifest (undertone manifest) "
            "and install the app again."
        )
    else:
        yield approve(f"all {len(asked.needed)} scopes that are needed have been granted")
    if without:
        yield remark(f"Private channels are not heard without {_list(without)} (optional).")


def _check_clock(headers: Mapping[str, str], *, by_http: bool) -> Iterator[Finding]:
    date = headers.get("date")
    if date is None:
        return
    off_s = time.time() - parsedate_to_datetime(date).timestamp()
    if abs(off_s) < OFF_S:
        yield approve("the clock agrees with Slack's")
        return
    way = "behind" if off_s < 0 else "ahead of"
    text = f"The clock is {abs(off_s):.0f} s {way} Slack's: set it (by NTP)."
    yield fault(text) if by_http and abs(off_s) > FAR_OFF_S else remark(text)


def _check_contact(client: WebClient, settings: BotSettings) -> Finding:
    """That whom people are sent to is there; what Slack does not let us see is no fault."""
    contact = settings.operator_contact
    if contact is None:
        return remark(
            "OPERATOR_CONTACT is not set: where people need help, they read “ask whoever runs me”."
        )
    told = f"People who need help are sent to {contact}"
    asked = parse_contact(contact)
    if asked is None:
        return approve(f"{told}.")
    kind, found_by = asked
    try:
        if kind == "person":
            ask_slack(client.users_info, token=settings.slack_bot_token, user=found_by)
        else:
            ask_slack(client.conversations_info, token=settings.slack_bot_token, channel=found_by)
    except SlackRefusal as refusal:
        return remark(f"{told}, whom Slack does not show me ({refusal.error}): is the id right?")
    except Unavailable:
        return remark(f"{told}; Slack did not say whether there is such an id.")
    return approve(f"{told}, as Slack knows them.")


def _check_way(client: WebClient, settings: BotSettings) -> Finding:
    if settings.slack_app_token is None:
        return approve(f"Slack's events come by HTTP on port {settings.port}")
    try:
        ask_slack(client.apps_connections_open, app_token=settings.slack_app_token)
    except SlackRefusal as refusal:
        return fault(
            f"SLACK_APP_TOKEN is not accepted by Slack ({refusal.error}): make an "
            "app-level token with connections:write on the app's “Basic Information” page."
        )
    except Unavailable:
        return fault("Slack does not answer when a connection is to be opened; try again.")
    return approve("Slack's events come by Socket Mode")


def _read_headers(answer: SlackResponse) -> dict[str, str]:
    return {name.lower(): str(value) for name, value in answer.headers.items()}


def _list(scopes: frozenset[str]) -> str:
    return ", ".join(sorted(scopes))
