"""Keys: the name of everything that Undertone keeps in Redis, each once.

Who a key belongs to says when it goes: with its workspace, with its analysis, or by itself.
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


class Key(Enum):
    """What is kept, and whose it is; what follows a name are the parts that `make` takes."""

    ANALYSIS = ("analysis", Owner.ANALYSIS)
    """id: hash of body, seen, meeting, fence, lease, again, crashes, contested, server"""
    SAVED = ("saved", Owner.ANALYSIS)
    """id: hash of the parts that an engine has finished"""
    PASSCODE = ("passcode", Owner.ANALYSIS)
    """id: what opens a locked recording, for half an hour"""
    SEEN = ("seen", Owner.NOBODY)
    """gesture, hashed: the analysis that it began, for a day; goes with that analysis"""
    DUE = ("due", Owner.NOBODY)
    """queue: sorted set, id -> ms at which the analysis must be looked at"""
    KEPT = ("kept", Owner.NOBODY)
    """sorted set of ended analyses, id -> ms at which they are forgotten"""
    INDEX = ("of", Owner.TEAM)
    """team; team and person; team, channel and message: sorted sets, id -> when it was asked for"""
    CHANNEL = ("channel", Owner.TEAM)
    """team, channel: its settings"""
    COLOURS = ("colours", Owner.TEAM)
    """team, channel: hash, speaker -> place in the palette"""
    HOME = ("home", Owner.TEAM)
    """team, person: where the links in their Home tab lead"""
    CAPTIONS = ("captions", Owner.TEAM)
    """team, channel, occasion, hashed: hash of links that came later than the recording, for a day;
    with one part more, that the recording is deleted"""
    GREETED = ("greeted", Owner.TEAM)
    """team: set of the channels that the bot has said hello in"""
    REVIEW = ("review", Owner.TEAM)
    """team, id: a recording that waits for somebody's word, for a week"""
    REVIEW_PUT = ("review_put", Owner.TEAM)
    """team, id: the question has been put"""
    EDITS = ("edits", Owner.TEAM)
    """team: the bucket of edits that the workspace has left"""
    SHARING = ("sharing", Owner.NOBODY)
    """channel: what Slack has just said of who is in it, for half a minute"""
    SUBSCRIPTIONS = ("subscriptions", Owner.TEAM_FIELDS)
    """service: hash, team:channel -> what the channel wants"""
    CALLED = ("called", Owner.NOBODY)
    """service: that it has called us once"""
    ENGINE = ("engine", Owner.NOBODY)
    """engine, account, hashed, and what an engine keeps of it: its token, its slots"""
    MINUTES = ("minutes", Owner.NOBODY)
    """month: hash, engine -> minutes that it was given, for a year"""
    DELETED = ("deleted", Owner.NOBODY)
    """that something was deleted since Redis' file was last rewritten"""
    TURNS = ("turns", Owner.NOBODY)
    """sorted set, workspaces and people, hashed -> whose turn was when; runs out in an hour"""
    METRICS = ("metrics", Owner.NOBODY)
    """hash of what was counted"""
    BEAT = ("beat", Owner.NOBODY)
    """written by the pacemaker as it beats"""
    PACEMAKER = ("pacemaker", Owner.NOBODY)
    """the lock of the one that beats"""

    def __init__(self, label: str, owner: Owner) -> None:
        self.label = label
        self.owner = owner

    def make(self, *parts: str) -> str:
        """The name of one key of this kind."""
        return ":".join((_PREFIX, self.label, *parts))


def find_keys_of(owner: Owner) -> Iterator[Key]:
    """All kinds of keys that go with such an owner."""
    return (key for key in Key if key.owner is owner)
