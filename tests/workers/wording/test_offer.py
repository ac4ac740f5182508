"""The offer names what it is about, and stays inside Slack's limits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.workers.wording.block_kit import complaints, pings
from tests.workers.wording.texts import texts
from workers.wording import offer


@given(st.lists(texts, min_size=1, max_size=50), st.text(min_size=1, max_size=offer.VALUE_LIMIT))
def test_it_holds_the_limits(names: list[str], carried: str) -> None:
    post = offer.write_offer(names, carried)

    assert complaints(post) == []
    assert pings(list(post.blocks)) == []


def test_it_names_three_and_counts_the_rest() -> None:
    assert offer.write_offer(["a.mp3", " "], "x").text == "Shall I chart *a.mp3*, that recording?"
    assert "*3* and 2 more?" in offer.write_offer(list("12345"), "x").text
