"""Which links can begin at a moment, and how."""

from __future__ import annotations

import pytest

from workers.wording.moment_link import LONGEST, link_to_moment


@pytest.mark.parametrize(
    ("link", "begun"),
    [
        ("https://www.youtube.com/watch?v=a1&t=90", "https://www.youtube.com/watch?v=a1&t=750s"),
        ("https://youtu.be/a1?si=x", "https://youtu.be/a1?si=x&t=750s"),
        ("https://www.youtube.com/live/a1", "https://www.youtube.com/live/a1?t=750s"),
        ("https://vimeo.com/12/ab?share=copy", "https://vimeo.com/12/ab?share=copy#t=750s"),
        ("https://player.vimeo.com/video/12?h=a", "https://player.vimeo.com/video/12?h=a#t=750s"),
        ("https://www.loom.com/share/ab?sid=1", "https://www.loom.com/share/ab?sid=1&t=750"),
    ],
)
def test_players_that_can_are_told_where_to_begin(link: str, begun: str) -> None:
    assert link_to_moment(link, 750.9) == begun


@pytest.mark.parametrize(
    "link",
    [
        "",
        "undertone:demo",
        "http://youtu.be/a1",
        "https://[youtu.be/a1",
        "https://media.example/youtu.be/weekly.mp3",
        "https://youtu.be.example/a1",
        "https://us02web.zoom.us/rec/share/a.b",
        "https://www.youtube.com/playlist?list=a1",
        f"https://youtu.be/a1?x={'y' * LONGEST}",
    ],
)
def test_other_links_have_no_such_form(link: str) -> None:
    assert link_to_moment(link, 12) is None


def test_a_moment_before_the_beginning_is_the_beginning() -> None:
    assert link_to_moment("https://youtu.be/a1", -2) == "https://youtu.be/a1?t=0s"
