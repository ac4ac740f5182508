"""From what was heard to what is asked of the workers, and what there is to say about it."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from bot import markup, options
from bot.payloads import Command, Heard, linked
from workers.analysis import Ask
from workers.errors import Refused, Why
from workers.intake import Intake
from workers.recording import Recording
from workers.sources.recognise import is_recording_link
from workers.thread import Thread
from workers.wording import replies
from workers.wording.refusals import refusal

log = logging.getLogger(__name__)


def take_up(heard: Heard, intake: Intake) -> str | None:
    """Hand in every recording of a message; the sentence to say where it spoke to the bot in vain.

    A message that arrives as two events gives the same asks twice, and `intake` knows them again.
    Raises `Unavailable` where Redis cannot be reached.
    """
    try:
        wanted = asks(heard)
    except Refused as refused:
        return refusal(refused.why, refused.details)
    hand_in(wanted, intake)
    if wanted or not heard.addressed:
        return None
    return refusal(Why.NOT_A_RECORDING, {}) if heard.carries_files else replies.HELP


def hand_in(wanted: Iterable[Ask], intake: Intake) -> None:
    """Have every ask recorded. Raises `Unavailable`; done again, it skips what was recorded."""
    for ask in wanted:
        receipt = intake.accept(ask)
        place = (ask.thread.team, ask.thread.channel, ask.message_ts or "a command")
        log.info("analysis %s, new: %s, for %s", receipt.analysis_id, receipt.new, "/".join(place))


def asks(heard: Heard) -> tuple[Ask, ...]:
    """One ask per recording. Spoken to, the bot takes every link; else only those to recordings.

    Raises `Refused` where someone asks for what cannot be (0 speakers, an unknown engine).
    """
    recordings = _recordings(heard)
    if not recordings:
        return ()
    chosen = options.Options()
    if heard.addressed:
        before, after = markup.words_around_links(heard.text)
        chosen = options.from_prose(before, after, command=heard.as_command and bool(heard.links))
    return tuple(
        Ask(
            thread=heard.thread,
            asked_by=heard.user,
            recording=recording,
            message_ts=heard.ts,
            speakers=chosen.speakers,
            engine=chosen.engine,
        )
        for recording in recordings
    )


def commanded(command: Command) -> tuple[Ask, ...]:
    """One ask per link of `/sentiment`; empty where only help is wanted.

    Raises `Refused` for anything that is not `<link> [N] [engine:name]`.
    """
    links = markup.links_in(command.text, ())
    words = markup.words_beside_links(command.text)
    if not links and words in {(), ("help",)}:
        return ()
    if not links:
        raise Refused(Why.NO_LINK)
    chosen = options.from_command(words)
    return tuple(
        Ask(
            thread=Thread(command.team, command.channel),
            asked_by=command.user,
            recording=linked(link),
            speakers=chosen.speakers,
            engine=chosen.engine,
            response_url=command.response_url,
        )
        for link in links
    )


def _recordings(heard: Heard) -> tuple[Recording, ...]:
    """What the message points at, each once."""
    links = heard.links if heard.addressed else filter(is_recording_link, heard.links)
    pointed_at = (*heard.uploads, *map(linked, links))
    return tuple({recording.key: recording for recording in pointed_at}.values())
