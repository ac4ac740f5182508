"""Keys: the name of everything that Undertone keeps in Redis, each once.

Who a key belongs to says when it goes: with its workspace, with its analysis, or by itself. What of
it is sealed (see `sealing`) is said here too, and a test looks that nothing else holds words.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, StrEnum

_PREFIX = "undertone"


class Owner(StrEnum):
    """With whom a key goes."""

    TEAM = "team"
    """Its name begins with the team's id."""
    TEAM_FIELDS = "team_fields"
    """A hash of all teams; the names of its fields begin with a team's id."""
    ANALYSIS = "analysis"
    """Its name is the analysis' id."""
    NOBODY = "nobody"
    """It tells nothing of anybody, or runs out by itself."""


NOTHING: tuple[str, ...] = ()
"""Ids, numbers and times: nothing that anybody has said or written or is called."""
EVERYTHING = ("*",)
"""Every value, under whichever field."""


class Key(Enum):
    """What is kept, whose it is, and which fields of it are sealed; what follows a name are the
    parts that `make` takes."""

    ANALYSIS = ("analysis", Owner.ANALYSIS, ("body", "meeting"))
    """id: hash of body, meeting, and in plain sight place, seen, fence, lease, ended, again, ..."""
    SAVED = ("saved", Owner.ANALYSIS, EVERYTHING)
    """id: hash of the parts that an engine has finished"""
    PASSCODE = ("passcodes", Owner.ANALYSIS, NOTHING)
    """id: hash, opener -> what opens a locked recording, sealed for it, for half an hour"""
    OPENERS = ("openers", Owner.NOBODY, NOTHING)
    """sorted set, public keys of workers that open passcodes -> s until which they are there"""
    SEEN = ("seen", Owner.NOBODY, NOTHING)
    """gesture, hashed: the analysis that it began, for a day; goes with that analysis"""
    DUE = ("due", Owner.NOBODY, NOTHING)
    """queue: sorted set, id -> ms at which the analysis must be looked at"""
    KEPT = ("kept", Owner.NOBODY, NOTHING)
    """sorted set of ended analyses, id -> ms at which they are forgotten"""
    INDEX = ("of", Owner.TEAM, NOTHING)
    """team; team and person; team, channel and message: sorted sets, id -> when it was asked for"""
    CHANNEL = ("channel", Owner.TEAM, EVERYTHING)
    """team, channel: its settings"""
    COLOURS = ("colours", Owner.TEAM, NOTHING)
    """team, channel: hash, speaker, hashed -> place in the palette"""
    HOME = ("home", Owner.TEAM, EVERYTHING)
    """team, person: where the links in their Home tab lead"""
    CAPTIONS = ("captions", Owner.TEAM, EVERYTHING)
    """team, channel, occasion, hashed: hash of links that came later than the recording, for a day;
    with one part more, that the recording is deleted"""
    GREETED = ("greeted", Owner.TEAM, NOTHING)
    """team: set of the channels that the bot has said hello in, and "setter_up" once somebody was
    told how to begin"""
    LACKING = ("lacking", Owner.NOBODY, NOTHING)
    """set of what the workers have found missing as they started"""
    REVIEW = ("review", Owner.TEAM, EVERYTHING)
    """team, id: a recording that waits for somebody's word, for a week"""
    REVIEW_PUT = ("review_put", Owner.TEAM, NOTHING)
    """team, id: the question has been put"""
    EDITS = ("edits", Owner.TEAM, NOTHING)
    """team: the bucket of edits that the workspace has left"""
    SHARING = ("sharing", Owner.NOBODY, NOTHING)
    """channel: what Slack has just said of who is in it, for half a minute"""
    SUBSCRIPTIONS = ("subscriptions", Owner.TEAM_FIELDS, EVERYTHING)
    """service: hash, team:channel -> what the channel wants"""
    CALLED = ("called", Owner.NOBODY, NOTHING)
    """service: that it has called us once"""
    ENGINE = ("engine", Owner.NOBODY, NOTHING)
    """engine, account, hashed, and what an engine keeps of it: its token, its slots"""
    MINUTES = ("minutes", Owner.NOBODY, NOTHING)
    """month: hash, engine -> minutes that it was given, for a year"""
    PLAIN_FORM = ("plain_form", Owner.NOBODY, NOTHING)
    """server and workspace, hashed: that it has refused our newer blocks, for a day"""
    JUDGED = ("judged", Owner.NOBODY, NOTHING)
    """analysis, person and what they said of it, hashed; for a day"""
    DELETED = ("deleted", Owner.NOBODY, NOTHING)
    """that something was deleted since Redis' file was last rewritten"""
    TURNS = ("turns", Owner.NOBODY, NOTHING)
    """sorted set, workspaces and people, hashed -> whose turn was when; runs out in an hour"""
    METRICS = ("metrics", Owner.NOBODY, NOTHING)
    """hash of what was counted"""
    SLOW = ("slow", Owner.NOBODY, NOTHING)
    """queue; queue and person, hashed: slots of recordings that are being brought; run out"""
    BEAT = ("beat", Owner.NOBODY, NOTHING)
    """written by the pacemaker as it beats"""
    CLOCK = ("clock", Owner.NOBODY, NOTHING)
    """ms at which the pacemaker has beaten last, by this Redis' clock"""
    PACEMAKER = ("pacemaker", Owner.NOBODY, NOTHING)
    """the lock of the one that beats"""

    def __init__(self, label: str, owner: Owner, sealed: tuple[str, ...]) -> None:
        self.label = label
        self.owner = owner
        self.sealed = sealed

    def seals(self, field: str = "") -> bool:
        """Whether what stands in this field (or in a key without fields) has to be sealed."""
        return self.sealed == EVERYTHING or field in self.sealed

    def make(self, *parts: str) -> str:
        """The name of one key of this kind."""
        return ":".join((_PREFIX, self.label, *parts))


def find_keys_of(owner: Owner) -> Iterator[Key]:
    """All kinds of keys that go with such an owner."""
    return (key for key in Key if key.owner is owner)
