"""What may follow `chart`, and what it means."""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from workers.charting.ink import VectorForm
from workers.charting.picture import Look
from workers.domain.channel import Names, ThemeName
from workers.domain.recording import DOCUMENTS, Kind, guess_kind
from workers.engines import ENGINE_NAMES

PICTURE = Path("chart.png")
FOLDER = Path("charts")
FORMS = ("csv", "json", "vtt", "html", "svg", "pdf")
NAMES: tuple[Names, ...] = ("real", "letters", "team")
THEMES: tuple[ThemeName, ...] = ("light", "dark")


class Misused(Exception):
    """What was typed cannot be done; the text says what to type instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One recording, and where what is made of it goes; None is not wanted."""

    recording: Path
    title: str
    picture: Path
    csv: Path | None = None
    json: Path | None = None
    vtt: Path | None = None
    html: Path | None = None
    svg: Path | None = None
    pdf: Path | None = None

    @property
    def vectors(self) -> dict[VectorForm, Path]:
        """Where it goes in each form that can be scaled."""
        wanted: dict[VectorForm, Path | None] = {"svg": self.svg, "pdf": self.pdf}
        return {form: path for form, path in wanted.items() if path is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartOptions:
    """`many` where several were asked for, so that one that fails does not end the rest; `engine`
    is empty where none was named."""

    orders: tuple[Order, ...]
    many: bool
    engine: str
    speakers: int | None
    language: str
    look: Look


def read_options(arguments: list[str], prog: str) -> ChartOptions:
    """Leaves with argparse's help or sentence where that is all there is to say. Raises Misused."""
    typed = _make_parser(prog).parse_args(arguments)
    many = len(typed.recordings) > 1 or Path(typed.recordings[0]).is_dir() or bool(typed.out_dir)
    orders = tuple(_place_together(typed) if many else [_place_alone(typed)])
    return ChartOptions(
        orders=orders,
        many=many,
        engine=typed.engine,
        speakers=typed.speakers,
        language=typed.lang,
        look=Look(
            theme=typed.theme,
            names=cast(Names, typed.names),
            quotes=not typed.no_quotes,
            topics=not typed.no_topics,
            stretch=_read_stretch(typed, many=many),
        ),
    )


def _make_parser(prog: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=prog,
        description="Chart the polarity of each speaker's words in a recording, or in several.",
    )
    parser.add_argument(
        "recordings", nargs="+", metavar="RECORDING", help="audio, video, a transcript, or a folder"
    )
    parser.add_argument(
        "--speakers", metavar="N", type=int, help="how many people speak (estimated if not)"
    )
    parser.add_argument(
        "--engine", choices=("auto", *ENGINE_NAMES), default="", help="who hears it (ENGINE if not)"
    )
    parser.add_argument("--lang", metavar="TAG", default="en-US", help="which language is spoken")
    parser.add_argument(
        "--title", metavar="NAME", help="what the recording is called (its file's name if not)"
    )
    parser.add_argument("--names", choices=NAMES, default="real", help="how speakers are called")
    parser.add_argument("--theme", choices=THEMES, default="light", help="the background")
    parser.add_argument("--no-quotes", action="store_true", help="show no quotes in the picture")
    parser.add_argument(
        "--no-topics", action="store_true", help="say nothing of what was talked about when"
    )
    one = parser.add_argument_group("one recording")
    one.add_argument(
        "--from", dest="opens", type=_read_clock, metavar="20:00", help="a closer look"
    )
    one.add_argument("--to", dest="closes", type=_read_clock, metavar="30:00", help="and its end")
    one.add_argument("--out", metavar="FILE", type=Path, help=f"the picture ({PICTURE})")
    one.add_argument(
        "--svg", metavar="FILE", type=Path, help="the picture for reports, to be scaled"
    )
    one.add_argument(
        "--pdf", metavar="FILE", type=Path, help="the same with words that can be searched"
    )
    one.add_argument("--csv", metavar="FILE", type=Path, help="every sentence with its polarity")
    one.add_argument("--json", metavar="FILE", type=Path, help="the whole meeting")
    one.add_argument("--vtt", metavar="FILE", type=Path, help="the transcript")
    one.add_argument(
        "--html", metavar="FILE", type=Path, help="a page for a browser, to look around in"
    )
    several = parser.add_argument_group("several, or a folder of them")
    several.add_argument(
        "--out-dir", metavar="FOLDER", type=Path, help=f"where all files go ({FOLDER})"
    )
    several.add_argument(
        "--files",
        metavar="LIST",
        type=_read_forms,
        default=(),
        help=f"what to write beside each picture: {','.join(FORMS)}",
    )
    return parser


def _read_clock(text: str) -> float:
    """Seconds of 20:00, 1:20:00 or 90."""
    try:
        seconds = 0.0
        for part in text.split(":"):
            seconds = 60 * seconds + float(part)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise argparse.ArgumentTypeError(f"“{text}” is not a time: write 20:00 or 1:20:00")
    return seconds


def _read_stretch(typed: argparse.Namespace, *, many: bool) -> tuple[float, float] | None:
    opens, closes = typed.opens, typed.closes
    if opens is None and closes is None:
        return None
    if many:
        raise Misused("--from and --to are for one recording.")
    if opens is None or closes is None or closes <= opens:
        raise Misused("A closer look needs --from and a later --to, as in --from 20:00 --to 30:00.")
    return opens, closes


def _read_forms(text: str) -> tuple[str, ...]:
    forms = tuple(part.strip() for part in text.split(",") if part.strip())
    unknown = [form for form in forms if form not in FORMS]
    if unknown:
        raise argparse.ArgumentTypeError(f"“{unknown[0]}” is none of: {', '.join(FORMS)}")
    return forms


def _place_alone(typed: argparse.Namespace) -> Order:
    (name,) = typed.recordings
    if typed.files:
        raise Misused(
            "--files is for several recordings: use --csv, --json, --vtt, --html, --svg and --pdf "
            "for one."
        )
    path = _check_file(name)
    return Order(
        recording=path,
        title=typed.title or path.stem,
        picture=typed.out or PICTURE,
        csv=typed.csv,
        json=typed.json,
        vtt=typed.vtt,
        html=typed.html,
        svg=typed.svg,
        pdf=typed.pdf,
    )


def _place_together(typed: argparse.Namespace) -> Iterator[Order]:
    for given, name in (
        (typed.out, "--out"),
        (typed.csv, "--csv"),
        (typed.json, "--json"),
        (typed.vtt, "--vtt"),
        (typed.html, "--html"),
        (typed.svg, "--svg"),
        (typed.pdf, "--pdf"),
        (typed.title, "--title"),
    ):
        if given:
            raise Misused(f"{name} is for one recording: use --out-dir and --files for several.")
    folder: Path = typed.out_dir or FOLDER
    taken: set[str] = set()
    for path in _list_recordings(typed.recordings):
        stem = path.stem if path.stem not in taken else path.name
        taken.add(stem)
        beside = {form: folder / f"{stem}.{form}" for form in typed.files}
        yield Order(recording=path, title=path.stem, picture=folder / f"{stem}.png", **beside)


def _list_recordings(names: list[str]) -> Iterator[Path]:
    """The files, and what in folders looks like a recording, in order."""
    for name in names:
        if not Path(name).is_dir():
            yield _check_link(name)
            continue
        found = [each for each in sorted(Path(name).iterdir()) if _is_recording(each)]
        if not found:
            raise Misused(f"There is no recording in {name}: no audio, video or transcript.")
        yield from found


def _is_recording(path: Path) -> bool:
    """Tables and notes in a folder are mostly something else, our own files among them."""
    tables = path.suffix.lower().removeprefix(".") in DOCUMENTS - {"docx", "txt"}
    return path.is_file() and guess_kind(path.name) is not Kind.UNKNOWN and not tables


def _check_file(name: str) -> Path:
    path = _check_link(name)
    if not path.is_file():
        raise Misused(f"{name}: there is no such file.")
    return path


def _check_link(name: str) -> Path:
    if "://" in name:
        raise Misused(
            f"{name} is a link: download the recording and give its file, or post it in Slack."
        )
    return Path(name)
