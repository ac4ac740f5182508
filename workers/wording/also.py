"""The reply that says what else was found in a meeting."""

from __future__ import annotations

from workers.domain import actions
from workers.domain.analysis import Analysis
from workers.domain.extras import Extras
from workers.domain.post import SECTION_LIMIT, Block, Post, make_button, make_buttons, make_section
from workers.wording import extras as lines
from workers.wording.mrkdwn import shorten


def write_also_post(analysis: Analysis) -> Post:
    """At most five lines and a button for the rest, or all of it once someone has asked."""
    found = analysis.extras or Extras()
    said = lines.list_extras(found) if analysis.all_extras else lines.pick_extras(found)
    text = shorten("\n".join([f"*{lines.TITLE}*", *said]), SECTION_LIMIT)
    blocks: list[Block] = [make_section(text)]
    if lines.has_rest(found) and not analysis.all_extras:
        rest = make_button("Show the rest", actions.SHOW_REST, actions.pack_value(analysis.id))
        blocks.append(make_buttons([rest]))
    return Post(text, blocks)
