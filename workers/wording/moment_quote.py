"""A numbered moment of the picture, in words."""

from __future__ import annotations

from workers.domain.analysis import Quote
from workers.wording import moment_link
from workers.wording.mrkdwn import escape, write_clock, write_link, write_signed


def write_quote(moment: Quote, link: str = "") -> str:
    """A numbered moment of the picture, in words; `link` leads to the recording, and its clock to
    the moment where the host can do that."""
    begun = moment_link.link_to_moment(link, moment.at_s)
    when = write_clock(moment.at_s)
    when = write_link(begun, when) if begun else f"`{when}`"
    said = f"“{escape(moment.text, 240)}” ({write_signed(moment.polarity)})"
    return f"*{moment.number}*  {when}  {escape(moment.speaker, 40)}: {said}"
