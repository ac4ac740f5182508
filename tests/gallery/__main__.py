"""Draw the gallery: `python -m tests.gallery [FOLDER]`, docs/gallery if not given."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.gallery.pictures import Piece, pieces
from workers.charting import picture
from workers.charting.picture import Picture

PAGE = Path(__file__).parents[2] / "docs" / "gallery"

HEAD = """\
# Gallery

Charts of made-up meetings, drawn by `make gallery`. Under each stand its finding, as it is said in
the thread, and its alt text, as a screen reader says it. How to read one:

- Across is the time in the recording, up and down the polarity of words from −1 to +1. The tints
  beyond ±0.3 are where words start to count as positive or negative.
- A line is the mean of a speaker's utterances weighted by words, smoothed with a Gaussian kernel of
  5 % of the length (30 s to 180 s), more narrowly around a moment and more widely where few are
  near. It breaks where that speaker is silent for two such widths.
- The band is the 95 % scatter of that mean; it says nothing about errors of the engine. With the
  weight of fewer than five utterances a line is dashed, with fewer than three there are dots only,
  save in recordings under three minutes, which are smoothed by a sixth of their length.
- "brief" stands beside a speaker with fewer than five utterances or less than a minute of talk.
- The strip below shows who talks when, with share and length of talk. Above it stands what was
  talked about when, in words of that stretch, where topics can be told apart and read.
- Numbered pins are moments: stretches in which someone's sentences are further out than the same
  sentences in random orders are, save once in twenty meetings. Their quotes stand beside them.
"""


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    sections = [HEAD]
    for piece in pieces():
        drawn = picture.draw_picture(piece.meeting, piece.look)
        (folder / f"{piece.name}.png").write_bytes(drawn.png)
        sections.append(_section(piece, drawn))
        print(f"{piece.name}.png  {drawn.finding}")
    (folder / "README.md").write_text("\n".join(sections), encoding="utf-8")


def _section(piece: Piece, drawn: Picture) -> str:
    title = piece.name.replace("-", " ").capitalize()
    return (
        f"## {title}\n\n{piece.about}\n\n![{drawn.alt_text}]({piece.name}.png)\n\n"
        f"> {drawn.finding}\n\nAlt text: {drawn.alt_text}\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE)
