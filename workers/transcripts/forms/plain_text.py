"""Lines: transcripts in plain text, as Zoom, Otter, Teams and Meet save them and people type them.

Four shapes of line matter: a head (`Ada Moss  0:03`, `[Ada Moss] 00:00:03`) with the words on the
lines below, a labelled line (`[00:03] Ada: words`), a stamped one (`[00:03] words`), and a bare
time. All else goes on with the words before it, or is no speech where nobody has spoken yet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workers.transcripts.cues.stretches import Passage, lay_out
from workers.transcripts.lines.habits import Habits, learn_habits
from workers.transcripts.lines.headings import leave_out_headings
from workers.transcripts.lines.inner_times import Piece, part_at_times
from workers.transcripts.lines.pairs import pair_heads
from workers.transcripts.lines.sections import leave_out_notes
from workers.transcripts.lines.shapes import Shape, free_stamps, shape_line
from workers.transcripts.lines.ways import unify_ways
from workers.transcripts.raw.limits import MOST_STRETCHES, refuse_too_much
from workers.transcripts.said import UNKNOWN, Transcript
from workers.transcripts.speakers.labels import find_labels, is_sound
from workers.transcripts.speakers.name_lines import mark_name_lines
from workers.transcripts.speakers.names import name_in
from workers.transcripts.speakers.verdicts import Judgement, Verdict, judge_labels
from workers.transcripts.times.clock import DAY_S, begin_at_zero
from workers.transcripts.times.stamps import read_stamp, write_short

_WIDE = re.compile(r" {3,}")
_MARKDOWN = re.compile(r"(?<!\w)(?:\*{1,3}|_{1,3})(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3})(?!\w)")
_HEADING = re.compile(r"#{1,6}\s")
_QUOTED = re.compile(r"^(?:>[> ]{0,9}(?!>)|[-*+•] (?=\*\*|__|\[?\d{1,2}:\d\d))+")
"""Markdown's quotes, and its lists of what bold names say."""
_NOBODYS = re.compile(
    r"(?:.{1,60} )?(?:started|stopped) transcription|(?:meeting|transcription) ended after .*"
    r"|transcribed by https?://\S+|(?:this )?(?:editable )?transcript was computer.generated.*"
    r"|this editable transcript was .*|unless otherwise noted.*licensed.*"
    r"|(?:replying to|reacted to|removed a .{1,20} reaction from) [\"“].*"
    r"|(?:this transcript was (?:exported|generated)|end of transcript at) .*"
    r"|[-=*\[( ]{0,9}end of (?:the )?(?:recording|transcript|transcription|interview|meeting)"
    r"[\]).=* -]{0,9}|(?!I |We |He |She |They )[^:,.]{1,60} (?:joined|left) the (?:meeting|call)\.?"
    r"|(?:recording|meeting|transcription) (?:started|paused|resumed|stopped|ended)"
    r"(?:: | at ).{1,40}"
    r"|(?:\(|automatically )?transcri(?:bed|ption) by .*",
    re.IGNORECASE,
)
"""What programs add to what people say."""
_ENDS = re.compile(r"(?:meeting|transcription) ended after .{1,40}", re.IGNORECASE)
_LONGEST_TIME = 80
_LAST_OF_TIMES = frozenset("])>mM.s")
_CLOCK_S = 20 * 60
"""A transcript whose first word comes later than this counts by the clock on the wall."""


@dataclass(slots=True)
class _Speech:
    speaker: str
    start_s: float | None
    end_s: float | None = None
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.lines).split())


def read_txt(text: str) -> Transcript:
    """A plain text transcript. Times that are not there are estimated from the words."""
    written = [line.strip() for line in text.lstrip("\ufeff").split("\n")]
    unified = unify_ways(written)
    headings = frozenset(_plain(line) for line in unified if _HEADING.match(line))
    lines = [_plain(line) for line in unified]
    lines = _mark_name_lines([line for line in lines if not _NOBODYS.fullmatch(line[:400])])
    lines = pair_heads(lines, _is_bare_time)
    speech = leave_out_notes(lines, _opens_a_timed_speech, _is_labelled)
    paired = pair_heads(leave_out_headings(speech, headings), _is_bare_time)
    shapes = free_stamps(paired, [shape_line(line) for line in paired])
    refuse_too_much(
        sum(one.start_s is not None and not one.is_bare for one in shapes), MOST_STRETCHES
    )
    judgement = _judge(shapes)
    speeches = [one for one in _say(shapes, judgement) if one.text]
    laid = lay_out(_part_speeches(speeches))
    return laid._replace(said=begin_at_zero(laid.said, _CLOCK_S))


def _part_speeches(speeches: Sequence[_Speech]) -> list[Passage]:
    """The speeches, those in which times stand in several parts."""
    passages: list[Passage] = []
    until_s = DAY_S
    for one in reversed(speeches):
        if one.start_s is None:
            passages.append(Passage(one.speaker, one.text, one.start_s, one.end_s))
            continue
        last_s = one.end_s if one.end_s is not None else until_s
        *before, last = part_at_times(one.text, one.start_s, last_s) or [Piece(one.start_s, "")]
        passages.append(Passage(one.speaker, last.words, last.start_s, one.end_s))
        passages += [Passage(one.speaker, part.words, part.start_s) for part in reversed(before)]
        until_s = one.start_s
    return [one for one in reversed(passages) if one.text]


def _mark_name_lines(lines: Sequence[str]) -> list[str]:
    """The lines, names that head paragraphs marked; blank lines stay between paragraphs."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    marked = mark_name_lines([block for block in blocks if block])
    return [line for block in marked for line in (*block, "")]


def _plain(line: str) -> str:
    """A line without marks of style where it begins a head, and with its time in digits."""
    line = _WIDE.sub("  ", line.replace("\u3000", " ").strip())
    line = _QUOTED.sub("", line)
    if line[:1] in {"*", "_", "#"}:
        line = _MARKDOWN.sub("", line).lstrip("# ")
    return write_short(line)


def _is_bare_time(line: str) -> bool:
    if len(line) > _LONGEST_TIME or not (line[-1:].isdigit() or line[-1:] in _LAST_OF_TIMES):
        return False
    stamp = read_stamp(line)
    return stamp is not None and stamp.length == len(line)


def _opens_a_timed_speech(line: str) -> bool:
    shape = shape_line(line)
    timed = shape.start_s is not None
    return timed and not shape.is_bare and bool(shape.head or shape.labels or shape.in_brackets)


def _is_labelled(line: str) -> bool:
    found = find_labels(line)
    return bool(found) and found[0].colon and bool(found[0].words) and bool(name_in(found[0].name))


def _judge(shapes: Sequence[Shape]) -> Judgement:
    """The verdict on the labels; those of lines with a time, where most labelled lines have one."""
    labelled = [one for one in shapes if one.labels]
    stamped = [one for one in labelled if one.start_s is not None]
    if 2 * len(stamped) > len(labelled):
        lines = sum(one.start_s is not None and not one.is_bare for one in shapes)
        return judge_labels([one.labels for one in stamped], stretches=lines, in_cues=False)
    return judge_labels([one.labels for one in labelled], stretches=len(shapes), in_cues=False)


def _say(shapes: Sequence[Shape], judgement: Judgement) -> list[_Speech]:
    """What is said; speakers are heads and those labels that the judgement lets pass."""
    speeches: list[_Speech] = []
    pending: float | None = None
    habits = learn_habits(shapes, judgement)
    for one in shapes:
        if one.is_bare:
            if speeches and not speeches[-1].lines and speeches[-1].start_s is None:
                speeches[-1].start_s, speeches[-1].end_s = one.start_s, one.end_s
            else:
                pending = one.start_s
            continue
        begun = _begin(one, judgement, habits, anew=not speeches)
        if begun is not None:
            begun.start_s = pending if begun.start_s is None else begun.start_s
            speeches.append(begun)
        elif pending is not None:
            speeches.append(_Speech("", pending, None, [one.words]))
        elif speeches and not is_sound(one.words):
            speeches[-1].lines.append(one.words)
        pending = None
    return _carry_on(speeches)


def _begin(shape: Shape, judgement: Judgement, habits: Habits, *, anew: bool) -> _Speech | None:
    """The speech that a line opens: a head, a label with its words, or a time in brackets.

    `anew`: nobody has spoken yet, so that what heads a line without a time heads notes.
    """
    if shape.head and habits.takes_head(shape.head):
        return _Speech(shape.head, shape.start_s, shape.end_s)
    label = judgement.choose(shape.labels)
    verdict = habits.judge(shape, label) if label else Verdict.NOBODY
    if label and verdict is Verdict.SPEAKER:
        words = [] if is_sound(label.words) else [label.words]
        return _Speech(label.name, shape.start_s, shape.end_s, words)
    misses = label is not None and habits.misses_a_name(shape, label)
    if verdict is Verdict.UNKNOWN or (misses and not (anew and shape.start_s is None)):
        return _Speech(UNKNOWN, shape.start_s, shape.end_s, [shape.words])
    if shape.in_brackets and shape.words and not is_sound(shape.words):
        nobodys = habits.all_stamps_are_named and (habits.small or not shape.words[0].islower())
        return _Speech(UNKNOWN if nobodys else "", shape.start_s, shape.end_s, [shape.words])
    return None


def _carry_on(speeches: list[_Speech]) -> list[_Speech]:
    """A paragraph with nothing but its time goes on with the speaker whose name stands above."""
    speaker = ""
    for one in speeches:
        speaker = one.speaker or speaker
        one.speaker = speaker
    return speeches
