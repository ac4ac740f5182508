"""Ways of writing: what programs put around names and times, made into the one way that is read.

Each way is taken only where the whole text has it, so that a single line that happens to look like
it keeps its words. A new one is a function from lines to lines in one of these files, and its place
in `_WAYS`.
"""

from __future__ import annotations

from collections.abc import Sequence

from workers.transcripts.lines.ways.asian_chats import write_kakao_days, write_line_days
from workers.transcripts.lines.ways.chats import (
    halve_days,
    head_with_handles,
    leave_out_days,
    leave_out_initials,
    name_nicks,
    put_times_above,
)
from workers.transcripts.lines.ways.exports import put_on_one_axis
from workers.transcripts.lines.ways.names import (
    name_before_dashes,
    name_below_speaker,
    name_headings,
    name_questions,
    put_times_first,
)
from workers.transcripts.lines.ways.numbers import leave_out_bullets, leave_out_numbers
from workers.transcripts.lines.ways.overlaps import part_overlaps
from workers.transcripts.lines.ways.plainly import show_plainly
from workers.transcripts.lines.ways.spelled import leave_out_spelled_times
from workers.transcripts.lines.ways.tracks import (
    time_from_ends,
    time_from_marks,
    time_tracks,
)


def unify_ways(lines: Sequence[str]) -> list[str]:
    """`lines`, without blanks around, whose speakers and times stand as elsewhere.

    Nicks in `<angles>`, numbers of lines, `SPEAKER: S1` above the words, names as headings of
    Markdown, times that are links or code, and a clock's times that leave out the half of the day.
    """
    lines = [show_plainly(line) for line in lines]
    for way in _WAYS:
        lines = way(lines)
    return list(lines)


_WAYS = (
    write_line_days,
    write_kakao_days,
    put_on_one_axis,
    leave_out_days,
    leave_out_spelled_times,
    put_times_above,
    part_overlaps,
    time_from_ends,
    leave_out_bullets,
    leave_out_numbers,
    name_before_dashes,
    name_nicks,
    head_with_handles,
    name_below_speaker,
    name_headings,
    halve_days,
    time_tracks,
    time_from_marks,
    name_questions,
    put_times_first,
    leave_out_initials,
)
"""In this order: what one leaves, the next may read."""
