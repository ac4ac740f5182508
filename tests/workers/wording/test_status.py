"""What a recording is called in the status message before, and where, it has a name."""

from __future__ import annotations

import pytest

from tests.workers.analyses import an_analysis
from workers.domain.analysis import Refusal
from workers.domain.errors import Why
from workers.domain.recording import Recording
from workers.domain.submission import Submission
from workers.wording.status import write_deleted, write_refused, write_working

ZOOM = "https://us02web.zoom.us/rec/share/a1-B2.c3"


@pytest.mark.parametrize(
    ("recording", "called", "named"),
    [
        (Recording(link=ZOOM, name="a.mp4", title="Weekly"), "*Weekly*", "*Weekly*: "),
        (Recording(link=ZOOM, name="a.mp4"), "*a.mp4*", "*a.mp4*: "),
        (Recording(link=ZOOM), "the recording at us02web.zoom.us", "*us02web.zoom.us*: "),
        (Recording(link="https://[::1"), "the recording", ""),
        (Recording(slack_file="F1"), "the recording", ""),
    ],
)
def test_it_is_called_by_its_name_else_by_where_it_lies(
    recording: Recording, called: str, named: str
) -> None:
    analysis = an_analysis(recording=recording, refusal=Refusal(Why.LINK_EXPIRED))
    assert write_working(analysis).text == f"Looking at {called} …"
    assert write_refused(analysis).text.startswith(f"{named}That link has expired")


def test_the_receipt_names_the_copy_of_an_engine_only_where_one_had_it() -> None:
    of_text = write_deleted(an_analysis())
    heard_here = write_deleted(an_analysis(submission=Submission(engine="local")))
    sent_out = write_deleted(an_analysis(submission=Submission(engine="symbl", ids={"job": "1"})))
    assert ["the engine’s copy" in each.text for each in (of_text, heard_here, sent_out)] == [
        False,
        False,
        True,
    ]
