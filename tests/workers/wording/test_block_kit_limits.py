"""Whatever people and recordings are called, Slack takes what the workers post."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from tests.workers.analyses import a_meeting, an_analysis, an_ask
from tests.workers.wording.block_kit import complaints, pings
from tests.workers.wording.texts import NASTY, texts
from workers.domain import actions
from workers.domain.analysis import Analysis, Edits, Refusal, Stage
from workers.domain.chart import Chart, CloserLook, Pin, Quote, Row
from workers.domain.errors import NEEDS, Why
from workers.domain.level import Level
from workers.domain.meeting import Meeting, Note, Remark
from workers.domain.post import Post
from workers.domain.recording import Recording
from workers.wording import answer, closer_look, status
from workers.wording.moment_quote import write_quote

NUMBERS = {"tracks": 1e6, "heard": 1e6,
    "charted_s": 1e6, "promised_s": 1e6, "asked": 20.0, "found": 1.0, "count": 1e6,
}  # fmt: skip
LOUD = Meeting(
    engine="local",
    utterances=a_meeting().utterances,
    draft=True,
    speakers_estimated=True,
    notes=tuple(Note(remark, NUMBERS) for remark in Remark),
)
OLDEST = {"section", "image", "context", "actions"}
"""What every server that calls itself compatible with Slack has known from the beginning."""
polarities = st.none() | st.floats(-1, 1)
rows = st.lists(
    st.builds(
        Row,
        texts,
        st.floats(0, 1e6),
        polarities,
        st.none() | st.sampled_from(Level),
        st.booleans(),
    ),
    max_size=40,
)
quotes = st.lists(
    st.builds(
        Quote,
        st.integers(1, 3),
        st.floats(0, 1e6),
        texts,
        texts,
        st.floats(-1, 1),
        st.integers(0, 10**6),
    ),
    max_size=5,
)


def charted(finding: str, of: list[Row], said: list[Quote], *, plain: bool = False) -> Analysis:
    chart = Chart(
        file_id="F0123456789",
        uploaded_at=datetime.now(UTC),
        alt_text=finding[:500] or "A chart.",
        finding=finding,
        rows=tuple(of),
        quotes=tuple(said),
        pins=tuple(Pin(n, each.at_s, each.at_s, each.at_s) for n, each in enumerate(said, 1)),
        plain=plain,
    )
    return an_analysis(
        stage=Stage.ANSWER, chart=chart, edits=Edits(before=Edits()), took_s=1e5, engine="local"
    )


def test_a_moment_leads_to_where_it_is_in_the_recording() -> None:
    said = Quote(1, 750.0, "Ana", "We ship on Friday", 0.4, 3)
    assert write_quote(said, "https://youtu.be/a1").startswith(
        "*1*  <https://youtu.be/a1?t=750s|12:30>  Ana"
    )
    assert write_quote(said, "https://media.example/a.mp3") == write_quote(said)
    linked = replace(charted("x", [], [said]), recording=Recording(link="https://youtu.be/a1"))
    post = answer.write_answer(linked, LOUD, timedelta(days=30), "Symbl")
    assert "a1?t=750s|12:30>" in str(post.blocks)
    assert "youtu.be" not in post.text, "words alone are for reading aloud"


def test_a_moment_that_looks_wrong_is_left_out_or_neutral_in_the_channel() -> None:
    analysis = charted("x", [], [Quote(1, 750.0, "Ana", "We ship on Friday", 0.4, 3)])
    post = answer.write_answer(analysis, LOUD, timedelta(days=30), "Symbl")
    (menu,) = [block["accessory"] for block in post.blocks if "accessory" in block]
    assert (menu["type"], menu["action_id"]) == ("overflow", actions.QUOTE_MENU)
    assert {option["value"]: option["text"]["text"] for option in menu["options"]} == {
        f"{analysis.id}:leave_out:3": "Leave this quote out",
        f"{analysis.id}:neutral:3": "Score it as neutral everywhere in this channel",
        f"{analysis.id}:mend_line:3": "Wrong speaker or wrong words",
    }
    (select,) = [block["accessory"] for block in post.plain if "accessory" in block]
    assert select["action_id"] == actions.LOOKS_WRONG
    assert {option["value"]: option["text"]["text"] for option in select["options"]} == {
        f"{analysis.id}:3": "Leave this quote out",
        f"{analysis.id}:3:neutral": "Score it as neutral everywhere in this channel",
        f"{analysis.id}:3:mend_line": "Wrong speaker or wrong words",
    }


def plain_form(post: Post) -> Post:
    return Post(post.text, post.plain)


def named(name: str, stage: Stage = Stage.POLL) -> Analysis:
    by_command = an_ask(message_ts=None)
    return replace(an_analysis(by_command, stage=stage), recording=Recording(link=name, name=name))


@given(texts, rows, quotes, st.booleans())
@example(
    "x" * 3000,
    [Row(name, 1e6, -1.0, Level.MIXED) for name in NASTY * 10],
    [Quote(number, 1e6, "x" * 3000, "&" * 3000, -1.0, 10**6) for number in range(1, 6)],
    False,
)
def test_the_answer(finding: str, of: list[Row], said: list[Quote], plain: bool) -> None:
    post = answer.write_answer(
        charted(finding, of, said, plain=plain), LOUD, timedelta(days=30), "Symbl"
    )

    for form in (post, plain_form(post)):
        assert complaints(form) == []
        assert pings(list(form.blocks)) == []
    assert {block["type"] for block in post.plain} <= OLDEST


@given(texts, st.sampled_from(Stage), st.none() | st.floats(0, 1), st.none() | st.floats(0, 1e6))
def test_the_status_message(
    name: str, stage: Stage, share: float | None, left_s: float | None
) -> None:
    analysis = named(name, stage)

    for post in (
        status.write_opening(analysis),
        status.write_working(analysis, share, left_s),
        status.write_waiting(analysis, 3),
        status.write_charted(analysis),
        status.write_deleted(replace(analysis, wanted_by="U1")),
    ):
        assert complaints(post) == []
        assert pings(list(post.blocks)) == []


@given(st.sampled_from(Why), texts, texts)
def test_a_refusal(why: Why, name: str, said: str) -> None:
    numbers = {"limit", "limit_mb", "limit_minutes", "size_mb"}
    details: dict[str, str | float] = {
        each: 1e6 if each in numbers else said for each in NEEDS.get(why, ())
    }
    post = status.write_refused(replace(named(name), refusal=Refusal(why, details)))

    assert complaints(post) == []
    assert pings(list(post.blocks)) == []


@given(texts, quotes, st.booleans())
@example(
    "x" * 3000, [Quote(number, 1e6, "x" * 3000, "&" * 3000, -1.0, 0) for number in (1, 2)], False
)
def test_a_closer_look(finding: str, said: list[Quote], plain: bool) -> None:
    analysis = charted(finding, [], said, plain=plain)
    assert analysis.chart is not None
    look = CloserLook(number=1, opens_s=0.0, closes_s=1e6, asked_by="U1")
    post = closer_look.write_look(analysis, look, analysis.chart)
    assert complaints(post) == []
    assert pings(list(post.blocks)) == []
