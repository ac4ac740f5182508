"""The checker: from a history to what was lost, doubled or left behind in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.chaos.history import Asked, History, Posted


@dataclass(kw_only=True)
class Verdict:
    """Counts for the table, and every offence in words; `clean` is the goal."""

    accepted: int = 0
    charted: int = 0
    explained: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    ended_otherwise: list[str] = field(default_factory=list)
    """Answered, but with an apology where a chart was due, or the other way round."""
    unheard: list[str] = field(default_factory=list)
    """Events that Slack has tried four times: never accepted, so nothing was promised."""
    left_behind: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return not self.offences

    @property
    def offences(self) -> list[str]:
        """Everything that must not happen."""
        return [*self.lost, *self.doubled, *self.ended_otherwise, *self.left_behind]


def check(history: History) -> Verdict:
    """Every recording asked for has one status message, and one chart or one explanation."""
    verdict = Verdict()
    for asked in history.asked:
        _judge(asked, history, verdict)
    verdict.doubled += _strangers(history)
    verdict.doubled += [
        f"{name}: submitted {count} times" for name, count in history.submits.items() if count > 1
    ]
    verdict.left_behind += [f"still due: {each}" for each in history.due]
    verdict.left_behind += [f"process: {each}" for each in history.orphans]
    verdict.left_behind += [f"file: {each}" for each in history.files]
    verdict.left_behind += [f"secret in a log: {each}" for each in history.said_in_logs]
    return verdict


def _judge(asked: Asked, history: History, verdict: Verdict) -> None:
    statuses = [each for each in _of(history, "status") if names(each.text, asked.name)]
    ids = {each.analysis_id for each in statuses}
    answers = [each for each in _of(history, "answer") if each.analysis_id in ids]
    if len(statuses) > 1:
        verdict.doubled.append(f"{asked.name}: {len(statuses)} status messages")
    if len(answers) > 1:
        verdict.doubled.append(f"{asked.name}: {len(answers)} answers")
    if asked.acked is False:
        verdict.unheard.append(f"{asked.name}: no try of Slack's was answered")
    if not statuses:
        if asked.acked:
            verdict.accepted += 1
            verdict.lost.append(f"{asked.name} ({asked.gesture}): nothing was ever posted")
        return
    verdict.accepted += 1
    _count_end(asked, statuses, answers, verdict)


def _count_end(
    asked: Asked, statuses: list[Posted], answers: list[Posted], verdict: Verdict
) -> None:
    ends = {each.end for each in statuses}
    charted, explained = bool(answers), "explanation" in ends
    if None in ends:
        verdict.lost.append(f"{asked.name}: its status message has no last word")
    if charted and explained:
        verdict.doubled.append(f"{asked.name}: a chart and an explanation")
    if "chart" in ends and not charted:
        verdict.lost.append(f"{asked.name}: said to be charted, and no chart is there")
    if any(not each.picture for each in answers):
        verdict.lost.append(f"{asked.name}: an answer without its picture")
    verdict.charted += charted
    verdict.explained += explained and not charted
    if (charted, explained) in {(True, False), (False, True)} and charted != (
        asked.expects == "chart"
    ):
        verdict.ended_otherwise.append(f"{asked.name}: {statuses[0].text}")


def _strangers(history: History) -> Iterator[str]:
    """Answers whose status message is gone, and status messages that nobody asked for."""
    known = {each.analysis_id for each in _of(history, "status")}
    for each in _of(history, "answer"):
        if each.analysis_id not in known:
            yield f"{each.analysis_id}: an answer without a status message"
    for each in _of(history, "status"):
        if not any(names(each.text, asked.name) for asked in history.asked):
            yield f"{each.analysis_id}: a status message for nothing that was asked: {each.text}"


def _of(history: History, event: str) -> list[Posted]:
    return [each for each in history.posted if each.event == event]


def names(text: str, recording: str) -> bool:
    """Whether a status message is about that recording: it stands there in bold."""
    return f"*{recording}*" in text
