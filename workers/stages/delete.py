"""delete: the words, the chart and the engine's copy go, and the status message says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from workers.domain.analysis import Analysis
from workers.domain.errors import Fault, Refused
from workers.domain.submission import Submission
from workers.stages import Next, Shift, Tools
from workers.wording import status
from workers.wording.status import Left


def delete(turn: Shift, tools: Tools) -> Next:
    """The words went when it was pressed and go here again; then Slack and the engine, as far as
    they let us. The receipt comes last, and says what is left where they do not.

    Every step can be done twice. What is out of reach is tried again by a record without words.
    """
    analysis, slack = turn.analysis, tools.slack
    turn.check()
    tools.forget_words(analysis.id)
    left: set[Left] = set()
    for what, remove in _removals(analysis, tools):
        try:
            remove()
        except (Refused, Fault):  # Slack or the engine says no, and will say no again
            left.add(what)
    if analysis.status_ts is not None:
        receipt = status.write_deleted(analysis, left)
        slack.clear(analysis.thread.channel, analysis.status_ts, receipt)
    return Next(analysis, forgotten=True)


def _removals(analysis: Analysis, tools: Tools) -> Iterator[tuple[Left, Callable[[], None]]]:
    slack, channel = tools.slack, analysis.thread.channel
    looks = analysis.closer_looks
    for ts in filter(None, (analysis.answer_ts, analysis.also_ts, *(look.ts for look in looks))):
        yield Left.ANSWER, partial(slack.delete_message, channel, ts)
    for file_id in analysis.file_ids:
        yield Left.FILES, partial(slack.delete_file, file_id)
    for submission in analysis.submissions:
        yield Left.COPY, partial(_forget_copy, tools, submission)


def _forget_copy(tools: Tools, submission: Submission) -> None:
    tools.engine(submission.engine).forget(submission)
