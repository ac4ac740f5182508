"""Documents: JSON, Word and captions in XML made up for tests, all saying the same."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

FIRST, SECOND = "It was good, all of it.", "It was bad."
SAID = ((1.0, 4.0, FIRST), (5.0, 8.0, SECOND))
Words = list[dict[str, Any]]


def make_docx(*paragraphs: str, table: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word document; a line break inside a paragraph stays inside it."""
    rows = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in table)
    body = "".join(map(_paragraph, paragraphs)) + (f"<w:tbl>{rows}</w:tbl>" if rows else "")
    return zip_document(f'<w:document xmlns:w="urn:w"><w:body>{body}</w:body></w:document>')


def zip_document(xml: str, name: str = "word/document.xml") -> bytes:
    """A zip archive with this document in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, xml)
    return file.getvalue()


def make_json_shapes() -> Iterator[tuple[str, Any, tuple[str, str]]]:
    """A name, a value and who speaks in it, for the shapes that programs give."""
    yield "segments", {"segments": _rows("SPEAKER_00", "SPEAKER_01")}, ("SPEAKER_00", "SPEAKER_01")
    yield "utterances", _utterances(), ("A", "B")
    yield (
        "sentences",
        [
            {"speaker_name": who, "speaker_id": 7, "sentence": text, "start_time": a, "end_time": b}
            for who, (a, b, text) in zip(("Ada", "Ben"), SAID, strict=True)
        ],
        ("Ada", "Ben"),
    )
    yield "paragraphs", _paragraphs(), ("Speaker 0", "Speaker 1")
    yield "items", _items(), ("spk_0", "spk_1")
    yield "monologues", _monologues(), ("Ada", "Speaker 1")
    yield (
        "blocks",
        {
            "transcript": [
                {"speaker": {"display_name": who}, "text": text, "timestamp": f"00:00:0{int(a)}"}
                for who, (a, _, text) in zip(("Ada", "Ben"), SAID, strict=True)
            ],
            "action_items": [{"text": "Nobody said this of the " + FIRST, "speaker": "Cleo"}],
        },
        ("Ada", "Ben"),
    )
    yield (
        "participants",
        [
            {"participant": {"id": 3, "name": who}, "words": [_timed(word) for word in words]}
            for who, words in zip(("Ada", "Ben"), map(_words, SAID), strict=True)
        ],
        ("Ada", "Ben"),
    )
    yield (
        "phrases",
        {
            "recognizedPhrases": [
                {
                    "speaker": n,
                    "offset": f"PT{a}S",
                    "duration": "PT3S",
                    "nBest": [{"display": text}],
                }
                for n, (a, _, text) in enumerate(SAID, 1)
            ]
        },
        ("Speaker 1", "Speaker 2"),
    )
    yield (
        "instants",
        {
            "messages": [
                {
                    "text": text,
                    "from": {"name": who},
                    "startTime": f"2030-01-01T10:00:0{int(a) - 1}Z",
                }
                for who, (a, _, text) in zip(("Ada", "Ben"), SAID, strict=True)
            ]
        },
        ("Ada", "Ben"),
    )


def _rows(*speakers: str) -> Words:
    return [
        {"start": a, "end": b, "text": f" {text}", "speaker": who, "words": _words((a, b, text))}
        for who, (a, b, text) in zip(speakers, SAID, strict=True)
    ]


def _utterances() -> dict[str, Any]:
    """Thousandths of a second, and summaries beside what is said."""
    rows = [
        {"speaker": who, "text": text, "start": int(a * 1000), "end": int(b * 1000), "words": []}
        for who, (a, b, text) in zip("AB", SAID, strict=True)
    ]
    chapter = {"summary": "It was awful for everybody who was there.", "start": 0, "end": 9000}
    return {"text": f"{FIRST} {SECOND}", "utterances": rows, "chapters": [chapter]}


def _paragraphs() -> dict[str, Any]:
    words = [
        {**one, "speaker": n, "punctuated_word": one["word"]}
        for n, said in enumerate(SAID)
        for one in _words(said)
    ]
    paragraphs = [
        {"sentences": [{"text": text, "start": a, "end": b}], "speaker": n, "start": a, "end": b}
        for n, (a, b, text) in enumerate(SAID)
    ]
    best: dict[str, Any] = {"transcript": f"{FIRST} {SECOND}", "words": words}
    best["paragraphs"] = {"transcript": FIRST, "paragraphs": paragraphs}
    return {"results": {"channels": [{"alternatives": [best, {"transcript": "It was gold."}]}]}}


def _items() -> dict[str, Any]:
    """Single words without speakers, and who speaks when told apart from them."""
    items: Words = []
    segments = []
    for n, said in enumerate(SAID):
        label = f"spk_{n}"
        for one in _words(said):
            content = one["word"].rstrip(",.")
            times = {"start_time": str(one["start"]), "end_time": str(one["end"])}
            items.append({**times, "type": "pronunciation", "alternatives": [{"content": content}]})
            if content != one["word"]:
                mark = {"content": one["word"][-1]}
                items.append({"type": "punctuation", "alternatives": [mark]})
        segments.append(
            {"start_time": str(said[0]), "end_time": str(said[1]), "speaker_label": label}
        )
    return {"results": {"speaker_labels": {"segments": segments}, "items": items}}


def _monologues() -> dict[str, Any]:
    """Words and marks one by one, and a name for one of the numbers."""
    rows = [
        {
            "speaker": n,
            "elements": [
                element
                for one in _words(said)
                for element in (
                    {
                        "type": "text",
                        "value": one["word"],
                        "ts": one["start"],
                        "end_ts": one["end"],
                    },
                    {"type": "punct", "value": " "},
                )
            ],
        }
        for n, said in enumerate(SAID)
    ]
    return {"speakers": [{"id": 0, "name": "Ada"}], "monologues": rows}


def _words(said: tuple[float, float, str]) -> Words:
    start_s, _, text = said
    return [
        {"word": word, "start": start_s + 0.25 * n, "end": start_s + 0.25 * n + 0.2}
        for n, word in enumerate(text.split())
    ]


def _timed(word: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": word["word"],
        "start_timestamp": {"relative": word["start"], "absolute": "2030-01-01T10:00:00Z"},
        "end_timestamp": {"relative": word["end"]},
    }


def _paragraph(text: str) -> str:
    runs = "<w:br/>".join(f"<w:t xml:space='preserve'>{line}</w:t>" for line in text.split("\n"))
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def _cell(text: str) -> str:
    return f"<w:tc>{_paragraph(text)}</w:tc>"


def dump_json(value: Any) -> bytes:
    """JSON as programs write it."""
    return json.dumps(value, indent=1).encode()
