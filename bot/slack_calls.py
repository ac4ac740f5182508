"""The one way for the bot to ask Slack something: an answer, a plain refusal, or nothing known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ParamSpec, cast

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from workers.domain.errors import Unavailable
from workers.domain.slack_error import NO_ANSWER, SlackRefusal, read_slack_error

P = ParamSpec("P")


class NoAnswer(Unavailable):
    """Slack said nothing at all: the call may have done its work."""


def ask_slack(
    method: Callable[P, SlackResponse], *args: P.args, **arguments: P.kwargs
) -> Mapping[str, Any]:
    """Slack's answer to a method of its client, as in `ask_slack(client.users_info, user=person)`.

    Raises what `translate_errors` raises.
    """
    with translate_errors(method.__name__.replace("_", ".", 1)):
        return cast(Mapping[str, Any], method(*args, **arguments).data)


@contextmanager
def translate_errors(method: str) -> Iterator[None]:
    """The SDK's errors as ours; `method` names the call for the log.

    Raises `SlackRefusal` where Slack plainly refuses, `Unavailable` where it may answer in a while,
    and of these `NoAnswer` where nobody knows whether it has done it.
    """
    try:
        yield
    except SlackApiError as error:
        found = read_slack_error(error.response)
        if found.passing:
            raise Unavailable(
                "slack", found.retry_after, detail=f"{method}: {found.word}"
            ) from error
        raise SlackRefusal(method, found.word) from error
    except NO_ANSWER as error:
        raise NoAnswer("slack", detail=f"{method}: {type(error).__name__}") from error
