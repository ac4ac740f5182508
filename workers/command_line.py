"""python -m workers chart RECORDING: one recording, no Slack and no queue."""

from __future__ import annotations

import argparse
import errno
import secrets
import sys
from collections.abc import MutableMapping
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Self

from tqdm import tqdm

from workers import toolbox
from workers.charting import export, picture
from workers.domain.errors import Fault, Refused, Unavailable
from workers.domain.meeting import Meeting
from workers.domain.recording import Recording, guess_kind
from workers.domain.submission import Brief, Submission
from workers.engines import ENGINE_NAMES
from workers.engines.engine import Engine
from workers.processes.environment import BadSetting, read_variables
from workers.wording import notes
from workers.wording.refusals import BUSY, write_refusal

SORRY = 1


def chart_recording(arguments: list[str], prog: str = "python -m workers chart") -> int:
    """The exit status: 0 with a chart, 1 with one sentence on why there is none."""
    options = _options(arguments, prog)
    try:
        meeting = _heard(options)
        drawn = picture.draw_picture(meeting)
        options.out.write_bytes(drawn.png)
        if options.csv:
            _write_csv(options.csv, meeting)
        if options.json:
            options.json.write_text(export.to_json(meeting))
    except Refused as refused:
        return _sorry(write_refusal(refused.why, {"analysis_id": "–", **refused.details}))
    except Unavailable:
        return _sorry(BUSY)
    except (Fault, BadSetting) as trouble:
        return _sorry(str(trouble))
    except OSError as trouble:
        return _sorry(f"{trouble.filename}: {trouble.strerror}")
    _say(drawn.finding, *(notes.write_note(note) for note in meeting.notes), str(options.out))
    return 0


def _options(arguments: list[str], prog: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog=prog,
        description="Chart the polarity of each speaker's words in one recording.",
    )
    parser.add_argument("recording", type=Path, help="audio, video, or a transcript")
    parser.add_argument("--speakers", type=int, help="how many people speak (estimated if not)")
    parser.add_argument("--engine", choices=("auto", *ENGINE_NAMES), default="auto")
    parser.add_argument("--out", type=Path, default=Path("chart.png"), help="the picture")
    parser.add_argument("--csv", type=Path, help="every utterance with its polarity")
    parser.add_argument("--json", type=Path, help="the whole meeting")
    return parser.parse_args(arguments)


def _heard(options: argparse.Namespace) -> Meeting:
    path: Path = options.recording
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, "there is no such file", str(path))
    recording = Recording(
        name=path.name, kind=guess_kind(path.name), size_bytes=path.stat().st_size, path=path
    )
    brief = Brief(name=f"undertone-{secrets.token_hex(8)}", speakers=options.speakers)
    with toolbox.build_standalone(options.engine, read_variables()) as engine, Bar() as bar:
        submission = engine.submit(recording, brief, bar)
        return replace(_finished(engine, submission, bar), title=path.stem)


def _finished(engine: Engine, submission: Submission, bar: Bar) -> Meeting:
    """Here somebody does wait: there is nothing else to do in this process."""
    clock = Event()
    for pause in chain(engine.pauses, repeat(engine.pauses[-1])):
        status = engine.status(submission)
        if status.done:
            break
        bar.report(status.share or 0.0)
        clock.wait(pause.total_seconds())
    return engine.meeting(submission)


class Bar:
    """Progress on a terminal; nothing is drawn where the output goes elsewhere."""

    def __init__(self) -> None:
        self.saved: MutableMapping[str, bytes] = {}
        self._bar = tqdm(total=100, unit="%", leave=False, disable=None)

    def report(self, share: float) -> None:
        self._bar.update(round(share * 100) - self._bar.n)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bar.close()


def _write_csv(path: Path, meeting: Meeting) -> None:
    """The utterances, and beside them one line per speaker."""
    path.write_text(export.to_csv(meeting))
    beside = path.with_name(f"{path.stem}-speakers{path.suffix}")
    beside.write_text(export.to_statistics_csv(meeting))


def _say(*lines: str) -> None:
    print("\n".join(lines))  # noqa: T201 - a command answers on its standard output


def _sorry(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - one sentence for the person at the terminal
    return SORRY
