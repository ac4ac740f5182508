"""The Home tab: what the bot does, what it is doing, and what it has done for one person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workers.domain import actions
from workers.domain.analysis import Analysis
from workers.domain.post import Block, make_button, make_context, make_section
from workers.wording.mrkdwn import escape
from workers.wording.replies import write_doing, write_entry, write_name
from workers.wording.welcome import make_demo_button

MOST_RUNNING = 10
MOST_RECENT = 5

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


def write_home(
    running: Sequence[Analysis],
    recent: Sequence[Analysis],
    retention_days: int,
    version: str,
    workspace_url: str = "",
    minutes: Mapping[str, float] | None = None,
) -> dict[str, Any]:
    """The view for one person, from what they asked for, newest first.

    `workspace_url` (as `auth.test` tells it) makes the links lead to the answers; without it they
    lead to the channels. `minutes` is what engines were given this month, by their title: for
    admins, None for others.
    """
    blocks = [
        *_blocks(running, recent, workspace_url),
        *_minutes(minutes or {}),
        {"type": "divider"},
        make_context(_small_print(retention_days, version)),
    ]
    return {"type": "home", "blocks": blocks}


def warn_of_scopes(view: Mapping[str, Any], missing: Sequence[str]) -> dict[str, Any]:
    """The same view with a line for admins on top: what an update has not been granted yet."""
    named = ", ".join(f"`{scope}`" for scope in missing)
    warning = make_section(
        f":warning: Slack has not granted me {named}. Paste the app’s manifest again "
        "(`undertone manifest` prints it) and install the app again. Only admins see this."
    )
    return {**view, "blocks": [warning, *view["blocks"]]}


def _blocks(
    running: Sequence[Analysis], recent: Sequence[Analysis], workspace_url: str
) -> Iterator[Block]:
    yield _header("Undertone")
    yield make_section(WHAT, make_demo_button())
    yield make_context(WHAT_NOT)
    yield _header("Running")
    yield from (_working(each) for each in running[:MOST_RUNNING])
    if not running:
        yield make_section(NOTHING_RUNNING)
    if len(running) > MOST_RUNNING:
        yield make_context(f"… and {len(running) - MOST_RUNNING} more")
    yield _header("Recent")
    lines = [f"• {write_entry(each, workspace_url)}" for each in recent[:MOST_RECENT]]
    yield make_section("\n".join(lines) or NOTHING_RECENT)


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
    return (
        "Recordings are deleted as soon as they are charted, words and scores after "
        f"{days}, or when someone presses *Delete*. Version {version}."
    )


def _header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text}}
