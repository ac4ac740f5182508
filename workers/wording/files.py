"""Files of a chart: what they are called, the button of the page, and the window to choose in."""

from __future__ import annotations

from collections.abc import Mapping

from workers.domain import actions
from workers.domain.post import Block, make_button, make_section
from workers.domain.shared_files import FileForm
from workers.wording.window_parts import make_input, make_plain, make_window

FILE_TITLES: Mapping[str, str] = {
    "scores.csv": "Every sentence and its polarity",
    "speakers.csv": "One line per speaker",
    "strongest.csv": "The strongest lines each way",
    "transcript.vtt": "Transcript",
    "meeting.json": "The whole meeting for other programs",
    "chart.html": "A page to look around in",
}
"""What each is called in the thread, by its name."""
FORM_TITLES: Mapping[FileForm, tuple[str, str]] = {
    "csv": (
        "Tables (.csv)",
        "Every sentence with its polarity, every speaker, the strongest lines.",
    ),
    "vtt": ("Transcript (.vtt)", "Who said what, and when."),
    "json": ("All of it for other programs (.json)", "Sentences, moments, statistics."),
    "page": ("A page to look around in (.html)", "Opens in a browser, also offline."),
}
"""What each form is called in the window, and what is in it."""
FILES_WINDOW = "files_modal"
FORMS_BLOCK = "forms"
AT_FIRST: tuple[FileForm, ...] = ("csv", "vtt")
SHARED_HERE = (
    "They come into the thread, where everyone in this channel sees them, with names as the chart "
    "has them. *Delete* under the chart takes them away again."
)
PAGE = "Open as page"
NOTHING_CHOSEN = "Choose at least one."


def make_page_button(analysis_id: str) -> Block:
    """The page at once, without the window."""
    return make_button(PAGE, actions.OPEN_PAGE, actions.pack_value(analysis_id))


def write_files_modal(packed: str) -> Block:
    """Which files somebody wants; `packed` comes back with the submission. That none is ticked is
    told in our words: to Slack the input is optional."""
    offered = {form: _option(form) for form in FORM_TITLES}
    boxes = {
        "type": "checkboxes",
        "action_id": "choice",
        "options": list(offered.values()),
        "initial_options": [offered[form] for form in AT_FIRST],
    }
    choice = make_input(FORMS_BLOCK, "Which files?", boxes, optional=True)
    note = make_section(SHARED_HERE)
    return make_window(
        FILES_WINDOW, "Transcript & polarity", packed, [choice, note], submit="Share"
    )


def _option(form: FileForm) -> Block:
    title, what = FORM_TITLES[form]
    return {"text": make_plain(title), "description": make_plain(what), "value": form}
