"""The Home tab: what the bot does, what it is doing, and what it has done for one person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workers.domain import actions
from workers.domain.analysis import Analysis
from workers.domain.lack import Lack
from workers.domain.post import Block, make_button, make_buttons, make_context, make_section
from workers.domain.subscription import Subscription
from workers.wording.lacking import write_lacking
from workers.wording.mrkdwn import escape
from workers.wording.operator import write_contact_line
from workers.wording.replies import write_doing, write_entry, write_name
from workers.wording.subscriptions import write_own
from workers.wording.welcome import make_demo_button

MOST_RUNNING = 10
MOST_RECENT = 5
MOST_FOUND = 10
MOST_SUBSCRIPTIONS = 20
LONGEST_SEARCH = 100

WHAT = (
    "I turn a recording of a meeting into a chart in its thread: one line per speaker, how "
    "positive or negative their *words* were. Paste a link in a channel I am in, "
    "upload a file, or type `/sentiment help`. `/sentiment demo` shows how it looks."
)
WHAT_NOT = (
    "I read the text of what was said. I do not listen to tones of voice or look at faces, I join "
    "no calls, and I rank nobody. Tell people before you record them, and before you chart them."
)
NOTHING_RUNNING = "Nothing of yours is running."
NOTHING_RECENT = "Nothing yet. Send me a recording."
NO_SUBSCRIPTION = (
    "You have subscribed no channel. Where you do, I chart there what Zoom records, without being "
    "asked each time."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeSight:
    """What one person is shown, from what they asked for, newest first.

    `workspace_url` (as `auth.test` tells it) makes the links lead to the answers; without it they
    lead to the channels. `found` are the charts that have the words `searched` for.
    """

    running: Sequence[Analysis] = ()
    recent: Sequence[Analysis] = ()
    searched: str = ""
    found: Sequence[Analysis] = ()
    subscriptions: Sequence[Subscription] = ()
    retention_days: int = 30
    version: str = ""
    workspace_url: str = ""
    minutes: Mapping[str, float] | None = None
    """What engines were given this month, by their title; this and what follows is for admins."""
    lacking: Sequence[Lack] = ()
    missing_scopes: Sequence[str] = ()


def write_home(sight: HomeSight) -> dict[str, Any]:
    """The view of it."""
    return {"type": "home", "blocks": list(_blocks(sight))}


def _blocks(sight: HomeSight) -> Iterator[Block]:
    if lacking := write_lacking(sight.lacking, sight.missing_scopes):
        yield make_section(lacking)
    yield _header("Undertone")
    yield make_section(WHAT, make_demo_button())
    yield make_context(WHAT_NOT)
    yield make_buttons(
        (
            make_button("Settings of a channel", actions.OPEN_SETTINGS, actions.pack_value("")),
            make_button("Subscribe a channel to Zoom", actions.SUBSCRIBE, actions.pack_value("")),
        )
    )
    yield from _running(sight.running)
    yield from _charts(sight)
    yield from _subscriptions(sight.subscriptions)
    yield from _minutes(sight.minutes or {})
    yield {"type": "divider"}
    yield make_context(_small_print(sight.retention_days, sight.version))


def _running(running: Sequence[Analysis]) -> Iterator[Block]:
    yield _header("Running")
    yield from (_working(each) for each in running[:MOST_RUNNING])
    if not running:
        yield make_section(NOTHING_RUNNING)
    if len(running) > MOST_RUNNING:
        yield make_context(f"… and {len(running) - MOST_RUNNING} more")


def _charts(sight: HomeSight) -> Iterator[Block]:
    """The newest, or what was searched for."""
    yield _header("My charts")
    if sight.recent or sight.searched:
        yield _search(sight.searched)
    if not sight.searched:
        yield make_section(_list(sight.recent[:MOST_RECENT], sight) or NOTHING_RECENT)
        return
    words = escape(sight.searched, LONGEST_SEARCH)
    found = _list(sight.found[:MOST_FOUND], sight)
    more = len(sight.found) - MOST_FOUND
    yield make_section(found or f"No chart of yours that is still kept has “{words}” in it.")
    yield make_context(
        (f"… and {more} more. " if more > 0 else "") + "Empty the line to see the newest again."
    )


def _list(charted: Sequence[Analysis], sight: HomeSight) -> str:
    return "\n".join(f"• {write_entry(each, sight.workspace_url)}" for each in charted)


def _search(searched: str) -> Block:
    """A line to write in: Slack tells when somebody presses Enter there."""
    line: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": actions.SEARCH,
        "max_length": LONGEST_SEARCH,
        "placeholder": _plain("A name, a speaker, a word of the finding, a day like 12 May"),
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
    }
    if searched:
        line["initial_value"] = searched[:LONGEST_SEARCH]
    return {
        "type": "input",
        "block_id": actions.SEARCH,
        "dispatch_action": True,
        "label": _plain("Search my charts"),
        "element": line,
    }


def _subscriptions(mine: Sequence[Subscription]) -> Iterator[Block]:
    yield _header("Subscriptions")
    if not mine:
        yield make_section(NO_SUBSCRIPTION)
    for each in mine[:MOST_SUBSCRIPTIONS]:
        stop = make_button("Stop", actions.UNSUBSCRIBE, actions.pack_value("", each.channel))
        yield make_section(write_own(each), stop)
    if len(mine) > MOST_SUBSCRIPTIONS:
        more = f"… and {len(mine) - MOST_SUBSCRIPTIONS} more"
        yield make_context(f"{more}: `/sentiment subscriptions` lists them all.")


def _minutes(minutes: Mapping[str, float]) -> Iterator[Block]:
    if minutes:
        yield _header("This month")
        lines = [f"• {escape(engine)}: {used:,.0f} min" for engine, used in minutes.items()]
        yield make_section("\n".join(["Given to engines that cost money:", *lines]))


def _working(analysis: Analysis) -> Block:
    asked_at = int(analysis.accepted_at.timestamp())
    since = f"<!date^{asked_at}^since {{time}}|since {analysis.accepted_at:%H:%M} UTC>"
    cancel = make_button("Cancel", actions.CANCEL, actions.pack_value(analysis.id))
    return make_section(f"{write_name(analysis)}: {write_doing(analysis)}, {since}", cancel)


def _small_print(retention_days: int, version: str) -> str:
    days = "1 day" if retention_days == 1 else f"{retention_days} days"
    kept = (
        "Recordings are deleted as soon as they are charted. What was said, and its polarity, is "
        f"kept for {days}, or until someone presses *Delete*."
    )
    return " ".join(filter(None, (kept, write_contact_line(), f"Version {version}.")))


def _header(text: str) -> Block:
    return {"type": "header", "text": _plain(text)}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}
