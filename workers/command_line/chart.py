"""The command itself: hear, draw, write, and say what came of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from workers.charting import export
from workers.charting.page import to_html
from workers.charting.picture import draw_picture
from workers.command_line.hearing import hear_recording
from workers.command_line.options import ChartOptions, Misused, Order, read_options
from workers.command_line.standalone import build_standalone
from workers.domain.errors import Fault, Refused, Unavailable
from workers.domain.meeting import Meeting
from workers.engines.engine import Engine
from workers.processes.environment import BadSetting, read_variables
from workers.wording import aliases, finding, notes
from workers.wording.closer_look import write_outside
from workers.wording.operator import UNNAMED_OPERATOR
from workers.wording.refusals import BUSY, STOPPED, write_refusal

SORRY, INTERRUPTED = 1, 130


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one order: the lines to say, or `sorry`, one sentence on why there is none."""

    order: Order
    finding: str = ""
    quotes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sorry: str = ""


def chart_recordings(arguments: list[str], prog: str = "python -m workers chart") -> int:
    """The exit status: 0 with every chart, 1 with one sentence on each that there is none of, 130
    after Ctrl-C."""
    try:
        options = read_options(arguments, prog)
        with build_standalone(options.engine, read_variables()) as engine:
            outcomes = [*_chart_each(engine, options)]
    except (Misused, BadSetting) as wrong:
        return _sorry(str(wrong))
    except Refused as refused:
        return _sorry(_explain(refused))
    except KeyboardInterrupt:
        _sorry(STOPPED)
        return INTERRUPTED
    if options.many:
        return _say_table(outcomes)
    (outcome,) = outcomes
    if outcome.sorry:
        return _sorry(outcome.sorry)
    _say(outcome.finding, *outcome.quotes, *outcome.notes, str(outcome.order.picture))
    return 0


def _chart_each(engine: Engine, options: ChartOptions) -> Iterator[Result]:
    """One that fails does not end the rest."""
    for count, order in enumerate(options.orders, start=1):
        label = f"{count}/{len(options.orders)} {order.recording.name}" if options.many else ""
        try:
            if options.many:
                order.picture.parent.mkdir(parents=True, exist_ok=True)
            yield _chart(engine, order, options, label)
        except Refused as refused:
            yield Result(order, sorry=_explain(refused))
        except Unavailable:
            yield Result(order, sorry=BUSY)
        except Fault as fault:
            yield Result(order, sorry=str(fault))
        except FileNotFoundError as trouble:
            folder = Path(trouble.filename).parent
            yield Result(order, sorry=f"There is no folder {folder}. Make it, or name another.")
        except OSError as trouble:
            yield Result(order, sorry=f"{trouble.filename}: {trouble.strerror}")


def _chart(engine: Engine, order: Order, options: ChartOptions, label: str) -> Result:
    heard = hear_recording(engine, order, options, label)
    vectors = order.vectors
    stretch = _fit_stretch(options.look.stretch, heard)
    drawn = draw_picture(heard, replace(options.look, vectors=tuple(vectors), stretch=stretch))
    meeting = aliases.apply_aliases(heard, options.look.names)
    order.picture.write_bytes(drawn.png)
    for form, path in vectors.items():
        path.write_bytes(drawn.vectors[form])
    if order.csv:
        order.csv.write_text(export.to_csv(meeting))
        _stand_beside(order.csv, "speakers").write_text(
            export.to_statistics_csv(meeting, drawn.topics)
        )
        _stand_beside(order.csv, "strongest").write_text(export.to_strongest_csv(meeting))
    if order.json:
        order.json.write_text(export.to_json(meeting, drawn.topics))
    if order.vtt:
        order.vtt.write_text(export.to_vtt(meeting))
    if order.html:
        order.html.write_text(to_html(drawn, texts=options.look.quotes))
    return Result(
        order,
        drawn.finding,
        tuple(finding.write_moment_line(moment) for moment in drawn.moments),
        tuple(notes.write_note(note) for note in meeting.notes),
    )


def _fit_stretch(stretch: tuple[float, float] | None, heard: Meeting) -> tuple[float, float] | None:
    """Cut where the meeting ends. Raises Misused where that is over before it begins."""
    if stretch is None:
        return None
    if stretch[0] >= heard.end_s:
        raise Misused(write_outside(*stretch, heard.end_s))
    return stretch[0], min(stretch[1], heard.end_s)


def _stand_beside(path: Path, what: str) -> Path:
    """Where another table of the same meeting goes."""
    return path.with_name(f"{path.stem}-{what}{path.suffix}")


def _explain(refused: Refused) -> str:
    """The thread's sentence, spoken to somebody at a terminal."""
    sentence = write_refusal(refused.why, {"analysis_id": "–", **refused.details})
    said = sentence.replace("`engine:local`", "`--engine local`")
    return said.replace(UNNAMED_OPERATOR, "whoever set this up")


def _say_table(outcomes: list[Result]) -> int:
    """One line each; those without a chart are told on standard error."""
    width = max(len(each.order.recording.name) for each in outcomes)
    for outcome in outcomes:
        name = f"{outcome.order.recording.name:<{width}}"
        if outcome.sorry:
            _sorry(f"{name}  no chart: {outcome.sorry}")
        else:
            _say(f"{name}  {outcome.finding}")
    charted = sum(not each.sorry for each in outcomes)
    _say(f"{charted} of {len(outcomes)} charted, in {outcomes[0].order.picture.parent}")
    return 0 if charted == len(outcomes) else SORRY


def _say(*lines: str) -> None:
    print("\n".join(lines))  # noqa: T201 - a command answers on its standard output


def _sorry(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - one sentence for the person at the terminal
    return SORRY
