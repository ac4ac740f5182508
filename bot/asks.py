"""From what was heard to what is asked of the workers, and what there is to say about it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot import markup, offers, options
from bot.help import HELP
from bot.payloads import Command, Heard, make_linked_recording
from bot.uploads import tells_a_meeting
from workers.domain.analysis import Ask
from workers.domain.errors import Refused, Why
from workers.domain.post import Block
from workers.domain.recording import DEMO_LINK, Kind, Recording
from workers.domain.thread import Thread
from workers.intake import Intake
from workers.intake.acceptance import Receipt
from workers.sources.recognise import is_recording_link
from workers.wording import offer, replies
from workers.wording.refusals import write_refusal
from workers.wording.welcome import write_help_post

MOST_AT_ONCE = 10
"""Recordings that one message starts."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Saying:
    """What there is to say about a message; `alone` where only its writer is to see it."""

    text: str
    blocks: Sequence[Block] = ()
    alone: bool = False


def take_up(heard: Heard, intake: Intake) -> Saying | None:
    """Hand in every recording of a message; what to say where there is something to be said.

    What nobody sent to the bot by name is handed in, offered or left alone, as the channel is set.
    A message that arrives as two events gives the same asks twice, and `intake` knows them again.
    Raises `Unavailable` where Redis cannot be reached.
    """
    try:
        wanted = ask_for_each(heard)
    except Refused as refused:
        return Saying(write_refusal(refused.why, refused.details))
    if wanted and not heard.addressed:
        return _unasked(heard, wanted, intake)
    try:
        hand_in(wanted, intake)
    except Refused as refused:
        return Saying(write_refusal(refused.why, refused.details))
    if wanted or not heard.addressed:
        return tell_rest(wanted)
    if heard.carries_files:
        return Saying(write_refusal(Why.NOT_A_RECORDING, {}))
    return say_help()


def say_help() -> Saying:
    """What the bot can do, with buttons for what can be tried at once."""
    post = write_help_post(HELP)
    return Saying(post.text, post.blocks)


def hand_in(wanted: Sequence[Ask], intake: Intake) -> tuple[Receipt, ...]:
    """Have the asks recorded, up to `MOST_AT_ONCE` of them; `tell_rest` has words for the others.

    Raises `Unavailable`, and `Refused` where too much is under way; done again, it skips what was
    recorded.
    """
    receipts = []
    for ask in wanted[:MOST_AT_ONCE]:
        receipt = intake.accept(ask)
        place = (ask.thread.team, ask.thread.channel, ask.message_ts or "a command")
        log.info("analysis %s, new: %s, for %s", receipt.analysis_id, receipt.new, "/".join(place))
        receipts.append(receipt)
    return tuple(receipts)


def tell_rest(wanted: Sequence[Ask], *, alone: bool = False) -> Saying | None:
    """What to say about those that were not taken; None where all were."""
    rest = len(wanted) - MOST_AT_ONCE
    return Saying(replies.write_rest(MOST_AT_ONCE, rest), alone=alone) if rest > 0 else None


def ask_for_each(heard: Heard) -> tuple[Ask, ...]:
    """One ask per recording. Spoken to, the bot takes every link; else only those to recordings.

    Raises `Refused` where someone asks for what cannot be (0 speakers, an unknown engine).
    """
    recordings = find_recordings(heard)
    if not recordings or not heard.addressed:
        return tuple(_ask(heard, recording) for recording in recordings)
    before, after = markup.split_words_around_link(heard.text)
    chosen = options.read_prose_options(
        before, after, command=heard.as_command and bool(heard.links)
    )
    return tuple(_ask(heard, recording, chosen) for recording in recordings)


def ask_for_all(heard: Heard, response_url: str | None) -> tuple[Ask, ...]:
    """One ask per recording of a message that someone else may have written: no word in it is ours.

    `response_url` reaches whoever asks where the channel is closed to us.
    """
    return tuple(
        replace(_ask(heard, recording), response_url=response_url)
        for recording in find_recordings(heard)
    )


def find_recordings(heard: Heard) -> tuple[Recording, ...]:
    """What a message points at, each once: every link where it speaks to the bot."""
    links = heard.links if heard.addressed else filter(is_recording_link, heard.links)
    uploads = heard.uploads if heard.addressed else filter(tells_a_meeting, heard.uploads)
    pointed_at = (*uploads, *map(make_linked_recording, links))
    return tuple({recording.key: recording for recording in pointed_at}.values())


def ask_by_command(command: Command) -> tuple[Ask, ...]:
    """One ask per link of `/sentiment`, at least one.

    Raises `Refused` for anything that is not `<link> [N] [engine:name] [lang:tag]`.
    """
    links = markup.find_links(command.text, ())
    words = markup.find_words_beside_links(command.text)
    if not links:
        raise Refused(Why.NO_LINK)
    chosen = options.read_command_options(words)
    return tuple(
        Ask(
            thread=Thread(command.team, command.channel),
            asked_by=command.user,
            recording=make_linked_recording(link),
            speakers=chosen.speakers,
            engine=chosen.engine,
            language=chosen.language,
            gesture=_gesture(command, link),
            response_url=command.response_url,
        )
        for link in links
    )


def ask_for_demo(place: Thread, person: str, response_url: str | None) -> Ask:
    """The meeting that comes with the project, to be charted there."""
    return Ask(
        thread=place,
        asked_by=person,
        recording=Recording(link=DEMO_LINK, name="review.vtt", kind=Kind.TRANSCRIPT),
        engine="local",
        gesture=f"demo\n{response_url}" if response_url else None,
        response_url=response_url,
    )


def _gesture(command: Command, link: str) -> str | None:
    """What tells a command from the same words typed again; one that arrives twice is one."""
    return f"{command.trigger_id}\n{link}" if command.trigger_id else None


def _unasked(heard: Heard, wanted: Sequence[Ask], intake: Intake) -> Saying | None:
    wish = intake.settings(heard.thread.team, heard.thread.channel).links
    if wish == "always":
        try:
            hand_in([replace(ask, addressed=False) for ask in wanted], intake)
        except Refused as refused:
            return Saying(write_refusal(refused.why, refused.details), alone=True)
        return tell_rest(wanted, alone=True)
    if wish != "ask":
        return None
    recordings = tuple(ask.recording for ask in wanted[:MOST_AT_ONCE])
    value = offers.pack_offer(heard, recordings)
    if value is None:
        return Saying(offer.ASK_BY_NAME, alone=True)
    post = offer.write_offer([each.name for each in recordings], value)
    return Saying(post.text, post.blocks, alone=True)


def _ask(heard: Heard, recording: Recording, chosen: options.Options | None = None) -> Ask:
    chosen = chosen or options.Options()
    return Ask(
        thread=heard.thread,
        asked_by=heard.user,
        recording=recording,
        message_ts=heard.ts,
        speakers=chosen.speakers,
        engine=chosen.engine,
        language=chosen.language,
    )
