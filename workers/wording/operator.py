"""The operator: whom people are sent to where only whoever runs the bot can help.

Told once, when a program starts, as the form of its log is: else every sentence, and everybody who
asks for one, would have to be handed a setting that next to none of them needs.
"""

from __future__ import annotations

import re
from typing import Literal

from workers.wording.mrkdwn import escape, write_link

UNNAMED_OPERATOR = "whoever runs me"
"""Reads well behind “ask” and “tell”; no verb may follow, for a contact may be several people."""

_PERSON = re.compile(r"@?([UW][A-Z0-9]{5,20})")
_CHANNEL = re.compile(r"#?([CG][A-Z0-9]{5,20})")
_LINK = "https://"

_contact: str | None = None


def introduce_operator(contact: str | None) -> None:
    """From now on sentences of this process name `contact`, as OPERATOR_CONTACT holds it."""
    global _contact  # noqa: PLW0603 - see above
    _contact = contact


def parse_contact(contact: str) -> tuple[Literal["person", "channel"], str] | None:
    """Whose id of Slack's it is, and the id; None where it is an address, or a channel's name."""
    if person := _PERSON.fullmatch(contact):
        return "person", person[1]
    if channel := _CHANNEL.fullmatch(contact):
        return "channel", channel[1]
    return None


def name_operator() -> str:
    """Whom to ask, as mrkdwn in the middle of a sentence."""
    contact = _contact
    if contact is None:
        return UNNAMED_OPERATOR
    known = parse_contact(contact)
    if known is not None:
        kind, found_by = known
        return f"<@{found_by}>" if kind == "person" else f"the people in <#{found_by}>"
    if contact.startswith("#"):
        return f"the people in {contact}"
    shown = contact.removeprefix(_LINK)
    address = contact if shown != contact else f"mailto:{contact}"
    return f"{UNNAMED_OPERATOR} ({write_link(address, escape(shown))})"


def write_contact_line() -> str:
    """Where people may turn with questions; empty where nobody is named."""
    return "" if _contact is None else f"Questions about me? Ask {name_operator()}."
