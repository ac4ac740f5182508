"""A meeting for other programs: JSON, CSV and WebVTT. The numbers are those of the chart."""

from __future__ import annotations

import csv
import html
import io
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from workers.charting import frames, moments
from workers.charting.topics import TopicSpan
from workers.domain.hidden_signs import strip_hidden
from workers.domain.meeting import Meeting, Note, Utterance
from workers.domain.moment import Moment
from workers.domain.strongest import find_strongest
from workers.wording.mrkdwn import write_clock

UTTERANCE_COLUMNS = ("speaker", "start_s", "end_s", "text", "polarity")
PHRASE_COLUMN = "channel_phrase"
"""One more column, where the channel's own phrases decided polarities."""
LABEL_COLUMN = "label"
"""One more column, where the engine gave a word (positive, neutral, negative) for polarity."""
CHANCE_COLUMNS = ("words_chance", "words_unsure")
"""Where a recogniser told how sure it was of its words; unsure ones carry no polarity."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell instead of showing it."""

Cell = str | float | int | None


def to_json(meeting: Meeting, topics: Sequence[TopicSpan] = ()) -> str:
    """The whole meeting: what was said, what to know about it, its moments and strongest lines, the
    topics that were told apart, and the statistics by speaker.

    Times in seconds; polarity null where the engine gave none.
    """
    columns = _columns(meeting)
    whole = {
        "engine": meeting.engine,
        "scorer": meeting.scorer,
        "title": meeting.title,
        "length_s": meeting.length_s,
        "draft": meeting.draft,
        "speakers_estimated": meeting.speakers_estimated,
        "notes": [_note(note) for note in meeting.notes],
        "speakers": _statistics(meeting),
        "moments": [_moment(each) for each in moments.find_moments(meeting)],
        "topics": [asdict(each) for each in topics],
        "strongest": {
            way: [{"utterance": place, **_quoted(meeting, place)} for place in places]
            for way, places in _find_both_ways(meeting).items()
        },
        "utterances": [
            dict(zip(columns, _cells(each, columns), strict=True)) for each in meeting.utterances
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def to_csv(meeting: Meeting) -> str:
    """One line per utterance, with who scored it; an empty cell where there is no polarity.

    A cell that a spreadsheet would run as a formula starts with an apostrophe.
    """
    columns = _columns(meeting)
    rows = ([*_cells(each, columns), meeting.scorer] for each in meeting.utterances)
    return _csv((*columns, "scorer"), rows)


def to_statistics_csv(meeting: Meeting, topics: Sequence[TopicSpan] = ()) -> str:
    """One line per speaker with the columns of `workers.charting.frames.make_statistics`, and one
    for the mean in each topic."""
    table = frames.make_statistics(meeting)
    about = [f"mean from {write_clock(each.start_s)} {each.name}".rstrip() for each in topics]
    rows = (
        [*row.values(), *(each.means.get(str(row["speaker"])) for each in topics)]
        for row in _statistics(meeting)
    )
    return _csv(("speaker", *table.columns, *about), rows)


def to_strongest_csv(meeting: Meeting) -> str:
    """The strongest lines each way, the furthest out first."""
    columns = ("way", "rank", "speaker", "start_s", "polarity", "text")
    rows = [
        [way, rank, *_quoted(meeting, place).values()]
        for way, places in _find_both_ways(meeting).items()
        for rank, place in enumerate(places, start=1)
    ]
    return _csv(columns, rows)


def to_vtt(meeting: Meeting) -> str:
    """The transcript as WebVTT, one cue per utterance with its voice."""
    cues = (strip_hidden(_cue(utterance)) for utterance in meeting.utterances)
    return "\n".join(["WEBVTT\n", *cues])


def _columns(meeting: Meeting) -> tuple[str, ...]:
    """The columns that every meeting has, and those for which this one has values."""
    labelled = (LABEL_COLUMN,) if any(each.label for each in meeting.utterances) else ()
    heard = any(each.chance is not None for each in meeting.utterances)
    own = (PHRASE_COLUMN,) if any(each.phrase for each in meeting.utterances) else ()
    return (*UTTERANCE_COLUMNS, *labelled, *(CHANCE_COLUMNS if heard else ()), *own)


def _cells(utterance: Utterance, columns: Sequence[str]) -> list[Cell]:
    """Times to the millisecond: engines' own clocks have digits that mean nothing."""
    cells: dict[str, Cell] = {
        "speaker": utterance.speaker,
        "start_s": round(utterance.start_s, 3),
        "end_s": round(utterance.end_s, 3),
        "text": utterance.text,
        "polarity": utterance.polarity,
        LABEL_COLUMN: utterance.label,
        "words_chance": utterance.chance,
        "words_unsure": utterance.is_unsure,
        PHRASE_COLUMN: utterance.phrase,
    }
    return [cells[column] for column in columns]


def _find_both_ways(meeting: Meeting) -> dict[str, list[int]]:
    return {"negative": find_strongest(meeting, -1.0), "positive": find_strongest(meeting, 1.0)}


def _quoted(meeting: Meeting, place: int) -> dict[str, Cell]:
    said = meeting.utterances[place]
    return {
        "speaker": said.speaker,
        "start_s": said.start_s,
        "polarity": said.polarity,
        "text": said.text,
    }


def _moment(moment: Moment) -> dict[str, object]:
    return {
        "number": moment.number,
        "kind": moment.kind.value,
        "start_s": moment.start_s,
        "end_s": moment.end_s,
        "speakers": list(moment.speakers),
        "levels": list(moment.levels),
        "topic": moment.topic,
        "quote": {
            "utterance": moment.utterance,
            "speaker": moment.speaker,
            "start_s": moment.at_s,
            "polarity": moment.polarity,
            "text": moment.quote,
        },
    }


def _statistics(meeting: Meeting) -> list[dict[str, Cell]]:
    table = frames.make_statistics(meeting).reset_index()
    return [
        {str(name): _plain(value) for name, value in row.items()}
        for row in table.to_dict(orient="records")
    ]


def _plain(value: Cell) -> Cell:
    """NaN is a number only inside a DataFrame."""
    return None if isinstance(value, float) and math.isnan(value) else value


def _note(note: Note) -> dict[str, object]:
    return {"remark": note.remark.value, "numbers": dict(note.numbers)}


def _csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(header)
    writer.writerows([_defused(cell) for cell in row] for row in rows)
    return sheet.getvalue()


def _defused(cell: Cell) -> Cell:
    cell = strip_hidden(cell) if isinstance(cell, str) else cell
    if isinstance(cell, str) and (cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA)):
        return f"'{cell}"
    return cell


def _cue(utterance: Utterance) -> str:
    """A cue has to last: where the engine gave no length, a millisecond."""
    start_ms = round(max(utterance.start_s, 0.0) * 1000)
    end_ms = max(round(utterance.end_s * 1000), start_ms + 1)
    voice, text = (
        html.escape(" ".join(part.split()), quote=False)
        for part in (utterance.speaker, utterance.text)
    )
    return f"{_timestamp(start_ms)} --> {_timestamp(end_ms)}\n<v {voice}>{text}\n"


def _timestamp(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"
