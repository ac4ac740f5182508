"""Actions: what the buttons and selects of our messages are called, on both sides of Slack.

The value of every one begins with the analysis id; what follows a colon is said here.
"""

ANSWER_MENU = "answer_menu"
"""The menu under a chart; its values are id:CHOICE, and the choices are `MEND`, `RECOUNT`,
`LINK` and `DELETE`."""
QUOTE_MENU = "quote_menu"
"""The menu beside a quote; its values are id:CHOICE:INDEX, INDEX being that of the utterance in the
meeting, and the choices are `LEAVE_OUT`, `AS_NEUTRAL` and `MEND`."""
FEEDBACK = "feedback"
"""Whether a chart was right; its values are id:`RIGHT` and id:`WRONG`."""

RENAME = "rename_speakers"
RECOUNT = "wrong_number"
"""A choice of the menu; in plain answers and older ones a select, its value id:N, N from 1 to 10,
or id:estimate."""
EXPORT = "export"
OPEN_PAGE = "open_page"
LINK = "link_to_chart"
"""A choice of the menu; in plain answers a button."""
DELETE = "delete"
CLOSER = "closer_look"
"""With the number of a moment behind it, since no two in a row are called the same; its value is
id:FROM-TO, whole seconds of the meeting."""
UNDO = "undo"
MEND = "mend_line"
LOOKS_WRONG = "looks_wrong"
"""In plain answers and older ones a select beside a quote; its value is id:INDEX of the utterance
in the meeting, which is left out; or id:INDEX:neutral, after which its words count as neutral in
the channel; or id:INDEX:mend_line, for the window that `MEND` opens."""
CANCEL = "cancel"
PASSCODE = "enter_passcode"
SHOW_STRONGEST = "show_strongest"
SHOW_REST = "show_rest"
"""Of what else was found in the meeting."""
REVIEW_POST = "review_post"
"""This and the other two carry a review's id, for there is no analysis yet."""
REVIEW_SKIP = "review_skip"
REVIEW_DELETE = "review_delete"

TRY_DEMO = "try_demo"
"""This and the next carry nothing: they belong to no analysis, but to where they stand."""
OPEN_SETTINGS = "open_settings"
SUBSCRIBE = "subscribe"
UNSUBSCRIBE = "unsubscribe"
"""In the Home tab; its value is :CHANNEL."""
SEARCH = "search_charts"
"""A line of the Home tab; its value is what was written there."""

ESTIMATE = "estimate"
AS_NEUTRAL = "neutral"
LEAVE_OUT = "leave_out"
RIGHT, WRONG = "right", "wrong"
MOST_OFFERED = 10
"""How many speakers the select offers."""


def pack_value(analysis_id: str, *rest: str | int) -> str:
    """What a button or a choice carries."""
    return ":".join([analysis_id, *map(str, rest)])


def unpack_value(carried: str) -> tuple[str, str]:
    """The analysis id, and what follows it (empty where nothing does)."""
    analysis_id, _, rest = carried.partition(":")
    return analysis_id, rest


def unpack_choice(carried: str) -> tuple[str, str]:
    """Which choice of a menu it is, and what follows it (empty where nothing does)."""
    choice, _, rest = unpack_value(carried)[1].partition(":")
    return choice, rest
