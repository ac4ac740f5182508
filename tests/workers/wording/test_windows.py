"""The windows stay inside Slack's limits whatever people and recordings are called."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from hypothesis import example, given
from hypothesis import strategies as st

from bot.interactions import Origin
from tests.workers.wording.block_kit import pings, view_complaints
from tests.workers.wording.texts import NASTY, texts
from workers.domain.channel import ChannelSettings
from workers.domain.chart import Quote
from workers.domain.introductions import Introduction
from workers.engines import ENGINE_TITLES
from workers.wording import (
    asking,
    mending_window,
    naming_window,
    notice_window,
    passcode_window,
    settings_window,
)

PACKED = Origin(channel="C0123456789", thread_ts="1700000000.000100", analysis_id="a" * 16).packed()
introductions = st.lists(
    st.builds(Introduction, texts, st.floats(0, 1e6), texts, texts), min_size=1, max_size=50
)


def renaming(people: list[Introduction], *, quotes: bool = True) -> dict[str, Any]:
    marked = [(f"{place:016x}", each) for place, each in enumerate(people)]
    return cast(dict[str, Any], naming_window.write_rename_modal(PACKED, marked, quotes=quotes))


@given(introductions, st.booleans())
@example([Introduction(name, 1e6, name, name) for name in NASTY * 5][:50], True)
def test_the_rename_window_holds_the_limits(people: list[Introduction], quotes: bool) -> None:
    view = renaming(people, quotes=quotes)

    assert view_complaints(view, "modal") == []
    assert pings(view) == []
    assert all(len(each["element"].get("initial_value", "")) <= 80 for each in inputs(view))


def test_a_name_to_begin_with_is_one_line_and_none_for_a_numbered_voice() -> None:
    view = renaming([Introduction(name, 1, "") for name in ("Ana\nLee", "Speaker 12", "x" * 99)])

    names = [each["element"].get("initial_value") for each in inputs(view)[::2]]
    assert names == ["Ana Lee", None, "x" * 79 + "…"]


def test_a_suggested_name_is_shown_but_never_stands_there_already() -> None:
    view = renaming([Introduction("Speaker 1", 1, "", "Ana\nMoss"), Introduction("Ben", 1, "")])

    suggested, without = inputs(view)[::2]
    assert "initial_value" not in suggested["element"]
    assert suggested["element"]["placeholder"]["text"] == "Ana Moss?"
    assert suggested["hint"]["text"] == "Suggested from the recording’s captions: Ana Moss"
    assert ("hint" in without, "placeholder" in without["element"]) == (False, False)


def test_of_many_speakers_those_who_spoke_longest_are_shown_and_it_is_said() -> None:
    view = renaming([Introduction(f"Voice {number}", number, "") for number in range(50)])

    shown = str(view["blocks"])
    assert "20 of 50 speakers" in shown
    assert "Voice 30" in shown
    assert "Voice 29" not in shown
    assert len(inputs(view)) == 40


def test_a_few_speakers_stand_in_the_order_in_which_they_first_spoke() -> None:
    view = renaming([Introduction("Ben", 1, ""), Introduction("Ana", 9, "")])

    assert str(view).index("*Ben*") < str(view).index("*Ana*")
    assert "who spoke longest" not in str(view)


@given(
    st.builds(
        ChannelSettings,
        speakers=st.none() | st.integers(1, 20),
        links=st.sampled_from(["always", "ask", "never"]),
        quotes=st.booleans(),
        names=st.sampled_from(["real", "letters", "team"]),
        theme=st.sampled_from(["light", "dark"]),
        vocabulary=st.lists(texts, max_size=50).map(tuple),
    )
)
def test_the_settings_window_holds_the_limits(settings: ChannelSettings) -> None:
    origin = replace(Origin(channel="C1"), response_url="https://hooks.slack.com/" + "x" * 300)

    assert (
        view_complaints(
            settings_window.write_settings_modal(origin.packed(), settings, ENGINE_TITLES), "modal"
        )
        == []
    )


def test_engines_stand_in_the_settings_as_other_choices_do() -> None:
    view = settings_window.write_settings_modal(PACKED, ChannelSettings(), ENGINE_TITLES)
    (engine,) = [each["element"] for each in inputs(dict(view)) if each["block_id"] == "engine"]
    offered = [each["text"]["text"] for each in engine["options"]]
    assert "Embedded engine" in offered
    assert all(title[0].isupper() for title in offered)


def test_a_notice_is_a_window_too() -> None:
    assert view_complaints(notice_window.write_notice_modal("Too late."), "modal") == []


@given(texts, texts)
def test_the_windows_that_ask_once_more_hold_the_limits(name: str, said: str) -> None:
    quote = Quote(1, 1e6, name, said, -1.0, 10**6)
    for view in (
        asking.ask_count(PACKED),
        asking.ask_deletion(PACKED, name),
        asking.ask_leaving_out(PACKED, quote),
        mending_window.write_mending_modal(
            PACKED, [("a" * 16, Introduction(name, 1, said))], quote
        ),
        passcode_window.write_passcode_modal(PACKED),
    ):
        assert view_complaints(view, "modal") == []
        assert pings(view) == []


def inputs(view: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in view["blocks"] if each["type"] == "input"]
