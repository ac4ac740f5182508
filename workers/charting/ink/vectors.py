"""Vectors: a card as SVG or PDF, for reports that scale it.

In an SVG words are outlines: whoever opens it has other fonts, and the words were measured in ours.
In a PDF they are words, in subsets of our fonts, so that they can be searched and copied; those in
a thin font stay thin there. The same card always gives the same bytes: no time, no chance in the
names of parts.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Literal, get_args

import matplotlib as mpl
from matplotlib.figure import Figure

from workers.charting.ink.card import HEIGHT, WIDTH, thicken_thin_fonts

VectorForm = Literal["svg", "pdf"]
VECTOR_FORMS: tuple[VectorForm, ...] = get_args(VectorForm)

SALT = "undertone"
TRUETYPE = 42
_IN_POINTS = b'width="%dpt" height="%dpt"' % (WIDTH, HEIGHT)
_IN_PIXELS = b'width="%d" height="%d"' % (WIDTH, HEIGHT)


def render_vector(figure: Figure, form: VectorForm, title: str) -> bytes:
    """The card in that form, with what it is called for those who do not see it."""
    file = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": SALT, "svg.fonttype": "path", "pdf.fonttype": TRUETYPE}):
        _WRITERS[form](figure, file, title)
    return file.getvalue()


def _write_svg(figure: Figure, file: io.BytesIO, title: str) -> None:
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415 - as below

    thicken_thin_fonts(figure)
    told = {"Date": None, "Creator": "Undertone", "Title": title}
    drawn = io.BytesIO()
    FigureCanvasSVG(figure).print_svg(drawn, metadata=told)  # type: ignore[no-untyped-call]  # its gap
    # In points a browser would show it a third larger than the picture, and cut off.
    file.write(drawn.getvalue().replace(_IN_POINTS, _IN_PIXELS, 1))


def _write_pdf(figure: Figure, file: io.BytesIO, title: str) -> None:
    from matplotlib.backends.backend_pdf import FigureCanvasPdf  # noqa: PLC0415 - 10 MB, 0.1 s

    told = {"CreationDate": None, "Creator": "Undertone", "Producer": None, "Title": title}
    FigureCanvasPdf(figure).print_pdf(file, metadata=told)  # type: ignore[no-untyped-call]  # its gap


_WRITERS: Mapping[VectorForm, Callable[[Figure, io.BytesIO, str], None]] = {
    "svg": _write_svg,
    "pdf": _write_pdf,
}
