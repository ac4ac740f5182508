"""An intake that keeps what it is asked instead of queueing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from workers.domain.analysis import Analysis, Ask, Stage
from workers.domain.channel import ChannelSettings
from workers.domain.errors import Unavailable
from workers.domain.greeting import SETTER_UP
from workers.domain.introductions import Introduction
from workers.domain.lack import Lack
from workers.domain.meeting import Meeting
from workers.domain.opened_home import OpenedHome
from workers.domain.phrases import Tone, add_phrase
from workers.domain.shared_files import FileForm
from workers.domain.subscription import Subscription
from workers.intake import Intake
from workers.intake.acceptance import Receipt
from workers.intake.changing import Changes
from workers.intake.shortcomings import Shortcomings
from workers.queues.health import Health
from workers.store.lease import Queue
from workers.store.subscriptions import Subscriptions

Gesture = tuple[str, str, str | None, str]


class ObservedShortcomings(Shortcomings):
    """`lacking` is what there is."""

    def __init__(self) -> None:
        self.lacking: tuple[Lack, ...] = ()

    def find(self, patience_s: float = 0.0) -> tuple[Lack, ...]:
        return self.lacking


class ObservedSubscriptions(Subscriptions):
    """They are in a list."""

    def __init__(self) -> None:
        self.made: list[Subscription] = []

    def save(self, subscription: Subscription) -> None:
        self.end(subscription.team, subscription.channel)
        self.made.append(subscription)

    def end(self, team: str, channel: str) -> bool:
        known = self.find(team, channel)
        if known is not None:
            self.made.remove(known)
        return known is not None

    def find(self, team: str, channel: str) -> Subscription | None:
        place = (team, channel)
        return next((each for each in self.made if (each.team, each.channel) == place), None)

    def all(self) -> list[Subscription]:
        return self.made

    def zoom_has_called(self) -> bool:
        return True


class ObservedIntake(Intake):
    """`asked` holds the new asks in order, `acts` everything else that was wanted.

    `new_here` says that nobody was told how to begin.
    `kept` are the analyses there are, newest first; with `willing = False` none of them can be
    changed just now, and with `reachable = False` it is as without Redis.
    """

    def __init__(self) -> None:
        self.homes: dict[tuple[str, str], OpenedHome] = {}
        self.shortcomings: ObservedShortcomings = ObservedShortcomings()
        self.new_here = False
        self.subscriptions: ObservedSubscriptions = ObservedSubscriptions()
        self.minutes: dict[str, float] = {}
        self.asked: list[Ask] = []
        self.acts: list[tuple[object, ...]] = []
        self.kept: list[Analysis] = []
        self.speakers: tuple[Introduction, ...] = ()
        self.meeting: Meeting | None = None
        self.channels: dict[tuple[str, str], ChannelSettings] = {}
        self.greeted: set[tuple[str, str]] = set()
        self.willing = True
        self.reachable = True
        self.changes = ObservedChanges(self.note_act)
        self._known: dict[Gesture, Receipt] = {}

    def accept(self, ask: Ask) -> Receipt:
        self._reach()
        gesture = (ask.thread.team, ask.thread.channel, ask.message_ts, ask.recording.key)
        if ask.message_ts is not None and gesture in self._known:
            return Receipt(self._known[gesture].analysis_id, new=False)
        self.asked.append(ask)
        self._known[gesture] = Receipt(f"a{len(self.asked)}", new=True)
        return self._known[gesture]

    def heard(self, analysis_id: str) -> Meeting | None:
        self._reach()
        return self.meeting if self.find(analysis_id) else None

    def forget_gestures(self) -> None:
        """As a day later: an ask that comes again is a new one."""
        self._known.clear()

    def find(self, analysis_id: str) -> Analysis | None:
        self._reach()
        return next((each for each in self.kept if each.id == analysis_id), None)

    def at(self, team: str, channel: str, ts: str) -> list[Analysis]:
        self._reach()
        return [
            each
            for each in self.kept
            if (each.thread.team, each.thread.channel) == (team, channel)
            and ts in {each.ask.message_ts, *each.message_tss}
        ]

    def asked_by(self, team: str, person: str) -> list[Analysis]:
        self._reach()
        return [
            each for each in self.kept if (each.thread.team, each.ask.asked_by) == (team, person)
        ]

    def waiting(self) -> Mapping[Queue, int]:
        self._reach()
        running = [each for each in self.kept if each.stage is not Stage.FORGET]
        return {Queue.PIPELINE: len(running), Queue.TRANSCRIBE: 0}

    def introductions(self, analysis_id: str) -> tuple[Introduction, ...]:
        return self.speakers if self.find(analysis_id) else ()

    def judge(self, analysis_id: str, person: str, verdict: str) -> None:
        self._reach()
        self.acts.append(("judge", analysis_id, person, verdict))

    def forget_team(self, team: str) -> None:
        self._reach()
        self.acts.append(("forget_team", team))

    def engine_minutes(self) -> Mapping[str, float]:
        self._reach()
        return self.minutes

    def home_opened(self, team: str, person: str, home: OpenedHome) -> None:
        self._reach()
        self.homes[team, person] = home

    def is_first_greeting(self, team: str, whom: str) -> bool:
        first = not self.was_greeted(team, whom)
        self.greeted.add((team, whom))
        return first

    def was_greeted(self, team: str, whom: str) -> bool:
        self._reach()
        return (team, whom) in self.greeted or (whom == SETTER_UP and not self.new_here)

    def take_greeting_back(self, team: str, whom: str) -> None:
        self._reach()
        self.greeted.discard((team, whom))

    def settings(self, team: str, channel: str) -> ChannelSettings:
        self._reach()
        return self.channels.get((team, channel), ChannelSettings())

    def save_settings(self, team: str, channel: str, settings: ChannelSettings) -> None:
        self._reach()
        self.channels[team, channel] = settings

    def add_phrase(self, team: str, channel: str, phrase: str, tone: Tone) -> bool:
        settings = self.settings(team, channel)
        phrases = add_phrase(settings.phrases, phrase, tone)
        if phrases is not None:
            self.channels[team, channel] = replace(settings, phrases=phrases)
        return phrases is not None

    def health(self) -> Health:
        return Health(redis=self.reachable, beat_age_s=0.5, oldest_due_s=0.0)

    def metrics(self) -> bytes:
        self._reach()
        return b"undertone_stage_runs_total 1.0\n"

    def close(self) -> None:
        """Nothing is held."""

    def note_act(self, *act: object) -> bool:
        """Whether what is wanted of the analysis `act[1]` can be had."""
        self._reach()
        possible = self.willing and self.find(str(act[1])) is not None
        if possible:
            self.acts.append(act)
        return possible

    def _reach(self) -> None:
        if not self.reachable:
            raise Unavailable("redis")


class ObservedChanges(Changes):
    """What is wanted of an analysis is noted, with the method's name first."""

    def __init__(self, note: Callable[..., bool]) -> None:
        self._note = note

    def rename(self, analysis_id: str, names: Mapping[str, str]) -> bool:
        return self._note("rename", analysis_id, dict(names))

    def mend(
        self, analysis_id: str, at_s: float, *, speaker: str, text: str, whole_turn: bool
    ) -> bool:
        return self._note("mend", analysis_id, at_s, speaker, text, whole_turn)

    def leave_out(self, analysis_id: str, utterance: int) -> bool:
        return self._note("leave_out", analysis_id, utterance)

    def redraw(self, analysis_id: str, phrase: str = "") -> bool:
        return self._note("redraw", analysis_id, phrase)

    def undo(self, analysis_id: str) -> bool:
        return self._note("undo", analysis_id)

    def recount(self, analysis_id: str, speakers: int | None) -> bool:
        return self._note("recount", analysis_id, speakers)

    def unlock(self, analysis_id: str, passcode: str) -> bool:
        return self._note("unlock", analysis_id, passcode)

    def export(self, analysis_id: str, forms: tuple[FileForm, ...]) -> bool:
        return self._note("export", analysis_id, forms)

    def look_closer(self, analysis_id: str, opens_s: float, closes_s: float, by: str) -> bool:
        return self._note("look_closer", analysis_id, opens_s, closes_s, by)

    def show_rest(self, analysis_id: str) -> bool:
        return self._note("show_rest", analysis_id)

    def cancel(self, analysis_id: str, by: str) -> bool:
        return self._note("cancel", analysis_id, by)

    def delete(self, analysis_id: str, by: str) -> bool:
        return self._note("delete", analysis_id, by)
