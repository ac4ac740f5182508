"""Analysis: one request on its way from a gesture in Slack to a chart in the thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from workers.domain.chart import Chart, CloserLook
from workers.domain.errors import Why
from workers.domain.extras import Extras
from workers.domain.meeting import Meeting
from workers.domain.mending import Mend, apply_mends
from workers.domain.recording import Recording
from workers.domain.shared_files import FileForm
from workers.domain.stand_in import StandIn
from workers.domain.submission import Submission
from workers.domain.thread import Thread

MOST_UNDONE = 20
"""Steps back."""
MOST_REMEMBERED = 1_000_000
"""Characters of mended lines in all of these; the last step is there however large it is."""
_A_MEND = 100
"""Characters, beside what is said."""


class Stage(StrEnum):
    """The verbs of an analysis; `workers.stages` has one file for each.

    The way of a recording is from `announce` to `suggest`, with `explain` in the place of an
    answer. `export`, `share`, `delete` and the three of a closer look are asked for later, with the
    answer's buttons; a closer look is drawn anew with its chart.

    Each stage has at most one effect that a person sees, so that what is recorded between two
    stages is all that a later try has to know.
    """

    ANNOUNCE = "announce"
    LOCATE = "locate"
    SUBMIT = "submit"
    POLL = "poll"
    DRAW = "draw"
    ATTACH = "attach"
    ANSWER = "answer"
    FINISH = "finish"
    EXPLAIN = "explain"
    WRITE_BACK = "write_back"
    ALSO = "also"
    DRAW_CLOSER = "draw_closer"
    ATTACH_CLOSER = "attach_closer"
    POST_CLOSER = "post_closer"
    SUGGEST = "suggest"
    EXPORT = "export"
    SHARE = "share"
    DELETE = "delete"
    FORGET = "forget"
    """Charted or explained; what is left to do is to forget it when its time has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What someone wants, as the bot heard it.

    `message_ts` is the message that pointed at the recording (None for a slash command, which has
    none); `response_url` reaches the person alone for 30 minutes where the channel is closed to us.
    """

    thread: Thread
    asked_by: str
    recording: Recording
    message_ts: str | None = None
    speakers: int | None = None
    engine: str | None = None
    language: str | None = None
    response_url: str | None = None
    addressed: bool = True
    """False where a link was only pasted: if it turns out to be no recording, nothing is said."""
    gesture: str | None = None
    """What it is known by when it comes again, where no message asked: a command or, without a
    `response_url`, a subscription."""
    occasion: str | None = None
    """The id that its host gives the meeting; captions that come later have the same one."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an analysis ended without a chart, as the thread is told."""

    why: Why
    details: Mapping[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """What people have put right: speakers' names by label, lines, and utterances left out.

    `before` is what stood there before the last change, for undo.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[int, ...] = ()
    mends: tuple[Mend, ...] = ()
    before: Edits | None = None

    def applied(self, meeting: Meeting) -> Meeting:
        """The meeting with people's names for its speakers, with the lines that they have put right
        and without what was heard wrong."""
        return apply_mends(meeting.renamed(self.names), self.mends).without(self.left_out)

    def as_before(self) -> Edits:
        """What undo goes back to from the next change on: these, and of what was before them as
        much as is small. Without an end to it, a record grows with everything that is pressed."""
        steps, size = [self], _measure(self)
        while (step := steps[-1].before) is not None and len(steps) < MOST_UNDONE:
            size += _measure(step)
            if size > MOST_REMEMBERED:
                break
            steps.append(step)
        kept: Edits | None = None
        for step in reversed(steps):
            kept = replace(step, before=kept)
        return kept or self


def _measure(edits: Edits) -> int:
    """How large a step is, in characters, nearly enough."""
    return sum(_A_MEND + len(mend.heard) + len(mend.text) for mend in edits.mends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One request and the results of the stages behind it; times are aware UTC."""

    id: str
    ask: Ask
    accepted_at: datetime
    deadline: datetime
    hook: str
    """Secret; the last part of the address at which an engine may call when it is done."""
    stage: Stage
    thread: Thread
    recording: Recording
    engine: str = ""
    stand_in: StandIn | None = None
    """Set where the embedded engine hears what another one was chosen for."""
    status_ts: str | None = None
    submission: Submission | None = None
    polls: int = 0
    chart: Chart | None = None
    answer_ts: str | None = None
    refusal: Refusal | None = None
    edits: Edits = field(default_factory=Edits)
    phrases: tuple[str, ...] = ()
    """Words of its quotes that are phrases of the channel now; they go when it is deleted."""
    run: int = 1
    """Rises each time the engine is asked anew, with another number of speakers."""
    suggested: Mapping[str, str] = field(default_factory=dict)
    """Names by label that the recording's own captions suggest; for people to confirm."""
    caught_up: bool = False
    """True once captions that came later than the recording have been looked at."""
    outdated: tuple[Submission, ...] = ()
    """Submissions of earlier runs, which the engine is to forget as well."""
    wanted_files: tuple[FileForm, ...] = ()
    """What was asked for last."""
    shared_files: Mapping[str, str] = field(default_factory=dict)
    """The ids of those that stand in the thread, by their names."""
    stale_files: tuple[str, ...] = ()
    """Files that a newer chart or file has taken the place of, to be deleted."""
    extras: Extras | None = None
    """What else the engine found; None before it was asked."""
    all_extras: bool = False
    """True once someone has asked for all of it."""
    also_ts: str | None = None
    closer_looks: tuple[CloserLook, ...] = ()
    took_s: float | None = None
    """From the asking to the answer."""
    wanted_by: str | None = None
    """Who asked for the last change (delete, cancel), to be named in the receipt."""

    @property
    def file_ids(self) -> tuple[str, ...]:
        """All that was ever sent to Slack for it and is still recorded."""
        drawn = (self.chart, *(look.chart for look in self.closer_looks))
        charts = (chart.file_id for chart in drawn if chart)
        return (*charts, *self.shared_files.values(), *self.stale_files)

    @property
    def submissions(self) -> tuple[Submission, ...]:
        """All that engines were given of it, earlier runs included."""
        return (*self.outdated, self.submission) if self.submission else self.outdated

    def known_names(self, heard: Meeting) -> tuple[str, ...]:
        """Every name its speakers have: from the engine, from captions and from people."""
        return (*heard.speakers, *self.suggested.values(), *self.edits.names.values())

    @property
    def pending_look(self) -> CloserLook | None:
        """The next closer look that is to be drawn."""
        return next((look for look in self.closer_looks if not look.done), None)

    @property
    def message_tss(self) -> tuple[str, ...]:
        """The ts of every message that there is of it, in its own thread or above."""
        looks = (look.ts for look in self.closer_looks)
        return tuple(filter(None, (self.status_ts, self.answer_ts, self.also_ts, *looks)))

    @property
    def unconfirmed(self) -> bool:
        """Whether names are suggested for speakers that nobody has named yet."""
        return not self.suggested.keys() <= self.edits.names.keys()

    @property
    def done(self) -> bool:
        """Charted or explained: nothing is left to do but to forget it one day."""
        return self.stage is Stage.FORGET
