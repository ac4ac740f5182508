"""What a recording is called in the status message before, and where, it has a name."""

from __future__ import annotations

import pytest

from tests.workers.analyses import an_analysis
from workers.domain.analysis import Refusal
from workers.domain.errors import Why
from workers.domain.recording import Recording
from workers.wording.status import write_refused, write_working

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
