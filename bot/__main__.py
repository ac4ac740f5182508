"""python -m bot: listen to Slack until told to end.

Socket Mode where SLACK_APP_TOKEN is set, HTTP on PORT otherwise. Exits with 2 and one sentence
where a setting is missing or wrong.
"""

from __future__ import annotations

import argparse
import logging
import sys

from slack_sdk import WebClient

from bot import serve
from bot.app import build_app
from bot.identity import KeyMissing, TokenError, identify
from bot.settings import BotSettings
from bot.web import build_web
from workers.domain.errors import Unavailable
from workers.domain.slack_error import SlackRefusal
from workers.intake import Intake
from workers.intake.acceptance import OpenLimits
from workers.processes import logs
from workers.processes.environment import BadSetting, read_variables
from workers.processes.redis_server import NoRedis
from workers.processes.walls import hide_from_others
from workers.wording.operator import introduce_operator

log = logging.getLogger("bot")


def main(arguments: list[str], prog: str = "python -m bot") -> int:
    """Run until asked to end; the exit code."""
    argparse.ArgumentParser(
        prog=prog,
        description="Hear Slack, until told to end.",
        epilog="Settings come from the environment (docs/settings.md).",
    ).parse_args(arguments)
    try:
        logs.log_to_stderr()
        hide_from_others()
        settings = BotSettings.from_env(read_variables())
        introduce_operator(settings.operator_contact)
        _listen(settings, _find_place(settings))
    except (BadSetting, NoRedis) as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    return 0


def _find_place(settings: BotSettings) -> str:
    """Who the bot is and where, in words for the log; empty where Slack is out of reach.

    A wrong token is better told now than by silence in Slack. Slack out of reach is no reason to
    stay away: it may be back before it calls.
    """
    client = WebClient(base_url=settings.slack_api_url, timeout=serve.CONNECT_TIMEOUT_S)
    try:
        who = identify(client, settings.slack_bot_token, sealed=bool(settings.data_key))
    except TokenError as refused:
        raise BadSetting(
            f"SLACK_BOT_TOKEN is not accepted by Slack ({refused}): install the app again and copy "
            "the bot token from its “Install App” page."
        ) from refused
    except KeyMissing as missing:
        raise BadSetting(missing.detail) from missing
    except Unavailable:
        log.warning(
            "Slack does not answer at %s; trying again when it calls", settings.slack_api_url
        )
        return ""
    return (
        f" as @{who.user} in {who.team}. Next: /invite @{who.user} in a channel and paste a link "
        "to a recording"
    )


def _listen(settings: BotSettings, place: str) -> None:
    limits = OpenLimits(settings.max_open_per_person, settings.max_open_per_workspace)
    with Intake.open(settings.redis_url, settings.data, limits, settings.data_key) as intake:
        app = build_app(settings, intake)
        if not settings.socket_mode:
            serve.serve_http(build_web(app, intake, settings), settings.bind, settings.port, place)
            return
        try:
            serve.serve_socket_mode(app, settings, place)
        except SlackRefusal as refusal:
            raise BadSetting(
                f"SLACK_APP_TOKEN is not accepted by Slack ({refusal.error}): make "
                "an app-level token with connections:write on the app's “Basic Information” page."
            ) from refusal
        except Unavailable as error:
            raise BadSetting(
                f"Slack cannot be reached at {settings.slack_api_url}: check the network and "
                "SLACK_API_URL, then start again."
            ) from error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
