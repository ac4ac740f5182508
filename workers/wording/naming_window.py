"""The window in which speakers are given names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workers.domain.introductions import Introduction
from workers.domain.post import Block, make_context, make_section
from workers.wording.mrkdwn import escape, write_clock
from workers.wording.window_parts import (
    NAME_LIMIT,
    make_input,
    make_line,
    make_plain,
    make_window,
    one_line,
)

RENAME = "rename_speakers_modal"
MOST_SHOWN = 20
NOT_BOTH = "Write a name or pick a person, not both."
NO_NAME = "That name has no visible characters. Write another, or keep the old one."
LONG_NAME = f"That name is too long: write one of {NAME_LIMIT} characters at most."
SAME_NAME = (
    "Speakers that are given the same name become one. Leave a name as it is to keep it. *Undo* "
    "under the chart takes it all back."
)
_UNNAMED = re.compile(r"Speaker \d+")


def write_rename_modal(
    packed: str, people: Sequence[tuple[str, Introduction]], *, quotes: bool
) -> Block:
    """One section and two inputs a speaker; `people` pairs each with a mark for its block ids.

    `packed` comes back with the submission. More than 20 speakers: those who spoke longest.
    """
    shown = list(people)
    if len(shown) > MOST_SHOWN:
        longest = sorted(shown, key=lambda each: each[1].talk_time_s, reverse=True)
        shown = longest[:MOST_SHOWN]
    blocks: list[Block] = [make_section(SAME_NAME)]
    if len(people) > MOST_SHOWN:
        blocks.append(
            make_context(f"Here are the {MOST_SHOWN} of {len(people)} speakers who spoke longest.")
        )
    for mark, introduction in shown:
        blocks += _speaker(mark, introduction, quotes)
    return make_window(RENAME, "Rename speakers", packed, blocks)


def name_block_id(mark: str) -> str:
    """The block id of the name of the speaker with this mark."""
    return f"name:{mark}"


def person_block_id(mark: str) -> str:
    """The block id of the person picked for the speaker with this mark."""
    return f"person:{mark}"


def _speaker(mark: str, introduction: Introduction, quotes: bool) -> Iterator[Block]:
    name = introduction.speaker
    talk = write_clock(introduction.talk_time_s)
    words = f"*{escape(name, NAME_LIMIT) or 'No name'}* · {talk} of talk"
    if quotes and (quote := escape(introduction.quote, 200)):
        words += f"\n> “{quote}”"
    yield make_section(words)
    hint = _from_captions(introduction.suggested)
    line = make_line(_known(name), NAME_LIMIT, example=introduction.suggested)
    yield make_input(name_block_id(mark), "Name", line, optional=True, hint=hint)
    picker = {
        "type": "users_select",
        "action_id": "person",
        "placeholder": make_plain("Someone here"),
    }
    yield make_input(person_block_id(mark), "… or a person", picker, optional=True)


def _known(name: str) -> str:
    """The name to begin with: none where it only numbers the voice."""
    return "" if _UNNAMED.fullmatch(name) else one_line(name)


def _from_captions(name: str) -> str:
    """A suggestion is never taken over by itself: whoever renames writes it."""
    shown = one_line(name)
    return f"Suggested from the recording’s captions: {shown}" if shown else ""
