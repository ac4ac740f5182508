"""Changes: what people may still want of an analysis, as pure functions from one to the next.

Each answers None where there is nothing (any more) that could be changed in this way. The stage of
what comes out says which work the change takes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from workers.domain.analysis import Analysis, Edits, Refusal, Stage
from workers.domain.chart import Chart
from workers.domain.errors import Why
from workers.domain.hidden_signs import strip_hidden
from workers.domain.looks import add_look, has_room, reopen_looks
from workers.domain.mending import MOST_MENDS, Mend, add_mends
from workers.domain.recording import Recording
from workers.domain.shared_files import FileForm
from workers.domain.stand_in import StandIn

DEADLINE = timedelta(hours=6)
"""After this the person is told that it did not work out: longer than 4 h of speech takes here."""
STOPPABLE = frozenset({Stage.ANNOUNCE, Stage.LOCATE, Stage.SUBMIT, Stage.POLL, Stage.DRAW})
"""Later the answer is on its way and cannot be called back."""
LOCKED = frozenset({Why.LINK_NEEDS_PASSCODE, Why.PASSCODE_WRONG, Why.PASSCODE_LOST})
"""What a passcode can mend."""


def rename(analysis: Analysis, names: Mapping[str, str]) -> Analysis | None:
    """Other names for speakers, by what the picture calls them now; one name for two joins them."""
    edits = analysis.edits
    names = {shown: strip_hidden(name) for shown, name in names.items()}
    known = {label: names.get(shown, shown) for label, shown in edits.names.items()}
    mends = tuple(
        replace(mend, speaker=names.get(mend.speaker, mend.speaker)) for mend in edits.mends
    )
    return _redrawn(
        analysis, replace(edits, names={**names, **known}, mends=mends, before=edits.as_before())
    )


def mend(analysis: Analysis, mends: Sequence[Mend]) -> Analysis | None:
    """With lines that a person has put right; None where there are enough of them."""
    edits = analysis.edits
    if not mends or len(edits.mends) >= MOST_MENDS:
        return None
    return _redrawn(
        analysis, replace(edits, mends=add_mends(edits.mends, mends), before=edits.as_before())
    )


def leave_out(analysis: Analysis, utterance: int) -> Analysis | None:
    """Without the utterance at this place in the meeting: it was heard wrong."""
    edits = analysis.edits
    places = tuple(sorted({*edits.left_out, utterance}))
    return _redrawn(analysis, replace(edits, left_out=places, before=edits.as_before()))


def redraw(analysis: Analysis, phrase: str = "") -> Analysis | None:
    """As it is, by what its channel's settings say now; `phrase` is what was added to them."""
    redrawn = _redrawn(analysis, analysis.edits)
    if redrawn is None or not phrase:
        return redrawn
    return replace(redrawn, phrases=tuple(dict.fromkeys((*analysis.phrases, phrase))))


def undo(analysis: Analysis) -> Analysis | None:
    """Without the last rename, mending or leaving-out."""
    before = analysis.edits.before
    return None if before is None else _redrawn(analysis, before)


def recount(analysis: Analysis, speakers: int | None) -> Analysis | None:
    """Heard anew with that many speakers (None: estimated); the old chart stays until then.

    Words that a person has mended stay as they are.
    """
    reopened = _reopened(analysis)
    mends = tuple(replace(mend, speaker="") for mend in analysis.edits.mends if mend.text)
    return reopened and replace(
        reopen_looks(reopened),
        stage=Stage.LOCATE,
        ask=replace(analysis.ask, speakers=speakers),
        run=analysis.run + 1,
        polls=0,
        edits=Edits(mends=mends),
        suggested={},
        caught_up=False,
        extras=None,
        submission=None,
        outdated=analysis.submissions,
    )


def unlock(analysis: Analysis) -> Analysis | None:
    """Looked at once more, with the passcode that it lacked."""
    if not is_locked(analysis):
        return None
    deadline = datetime.now(UTC) + DEADLINE
    return replace(analysis, stage=Stage.LOCATE, refusal=None, deadline=deadline)


def is_locked(analysis: Analysis) -> bool:
    """Whether it ended for want of a passcode."""
    return analysis.done and analysis.refusal is not None and analysis.refusal.why in LOCKED


def export(analysis: Analysis, forms: tuple[FileForm, ...]) -> Analysis | None:
    """With files of these forms in the thread."""
    reopened = _reopened(analysis)
    if reopened is None or not forms:
        return None
    return replace(reopened, stage=Stage.EXPORT, wanted_files=forms)


def look_closer(analysis: Analysis, opens_s: float, closes_s: float, by: str) -> Analysis | None:
    """With the stretch between two times (seconds) in a picture of its own in the thread."""
    reopened = _reopened(analysis)
    if reopened is None or not has_room(reopened, opens_s, closes_s):
        return None
    looking = add_look(reopened, opens_s, closes_s, by)
    return replace(looking, stage=Stage.DRAW_CLOSER)


def catch_up(analysis: Analysis) -> Analysis | None:
    """With names from captions that came later than the recording.

    An analysis that is still on its way needs no change: its last stage looks for them. One that is
    in that stage now may have looked too early, and looks again.
    """
    if analysis.caught_up:
        return None
    if analysis.stage is Stage.SUGGEST:
        return analysis
    reopened = _reopened(analysis)
    return reopened and replace(reopened, stage=Stage.SUGGEST)


def tell_in_full(analysis: Analysis) -> Analysis | None:
    """With all that was found beside who said what."""
    reopened = _reopened(analysis)
    return reopened and replace(reopened, stage=Stage.ALSO, all_extras=True)


def cancel(analysis: Analysis, by: str) -> Analysis | None:
    """Stopped, unless it is done or too far to be called back."""
    if analysis.stage not in STOPPABLE:
        return None
    refusal = Refusal(Why.CANCELLED, {"person": by})
    return replace(analysis, stage=Stage.EXPLAIN, refusal=refusal)


def delete(analysis: Analysis, by: str) -> Analysis:
    """Gone with its chart, its words and the engine's copy; what is running is stopped.

    The record that is left to do the rest holds no words.
    """
    return replace(strip_words(analysis), stage=Stage.DELETE, wanted_by=by)


def strip_words(analysis: Analysis) -> Analysis:
    """What is needed to delete the rest, and nothing that anybody has said or is called by."""
    nothing = Recording()
    looks = (replace(look, chart=_strip_chart(look.chart)) for look in analysis.closer_looks)
    return replace(
        analysis,
        recording=nothing,
        ask=replace(analysis.ask, recording=nothing, response_url=None),
        suggested={},
        edits=Edits(),
        phrases=(),
        chart=_strip_chart(analysis.chart),
        closer_looks=tuple(looks),
    )


def forget(analysis: Analysis) -> Analysis:
    """Gone without a word: there is nobody left to tell, and no captions can come any more that
    would have to be kept away (see `LateCaptions.forget`)."""
    ask = replace(analysis.ask, occasion=None)
    return replace(analysis, stage=Stage.FORGET, ask=ask)


def hand_over(analysis: Analysis, engine: str) -> Analysis:
    """Heard by `engine`, as the one that was chosen is out of reach."""
    return replace(
        analysis,
        stage=Stage.SUBMIT,
        engine=engine,
        stand_in=StandIn(analysis.engine, "out_of_reach"),
        submission=None,
        polls=0,
        outdated=analysis.submissions,
    )


def _redrawn(analysis: Analysis, edits: Edits) -> Analysis | None:
    reopened = _reopened(analysis)
    return reopened and replace(reopen_looks(reopened), stage=Stage.DRAW, edits=edits)


def _strip_chart(chart: Chart | None) -> Chart | None:
    return chart and replace(chart, alt_text="", finding="", rows=(), quotes=())


def _reopened(analysis: Analysis) -> Analysis | None:
    """A charted analysis with time to work on it again."""
    if not analysis.done or analysis.answer_ts is None:
        return None
    return replace(analysis, deadline=datetime.now(UTC) + DEADLINE)
