"""The settings window of a channel: as it is, checked, saved, confirmed."""

from __future__ import annotations

import pytest

from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, Reply, SlackStandIn
from tests.standins.slack.nouns import View
from workers.domain.channel import ChannelSettings
from workers.wording import replies, settings_window

TOLD = ChannelSettings(
    speakers=4,
    links="ask",
    quotes=False,
    topics=False,
    names="letters",
    theme="dark",
    engine="deepgram",
    language="en-GB",
    vocabulary=("Undertone", "burn rate"),
    phrases={"kill switch": "neutral", "3:1 split": "positive"},
)


def opened(person: Person, channel: Channel) -> tuple[View, Reply]:
    reply = person.types(channel, "/sentiment", "settings")
    assert (reply.status, reply.text) == (200, "")
    assert person.modal is not None
    return person.modal, reply


def test_what_is_chosen_is_saved_for_the_channel_and_confirmed(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    view, reply = opened(ada, general)

    ada.submits(
        view,
        {
            "speakers": "4",
            "links": "ask",
            "quotes": [],
            "topics": [],
            "names": "letters",
            "theme": "dark",
            "engine": "deepgram",
            "language": "EN_gb",
            "vocabulary": "Undertone,\n burn   rate \n\nUndertone",
            "phrases": " kill   switch: Neutral\n\n3:1 split:positive",
        },
    )

    assert intake.channels == {(slack.team, general.id): TOLD}
    assert ada.modal is None
    assert [(each["text"], each["response_type"]) for each in reply.later] == [
        (replies.SAVED, "ephemeral")
    ]


@pytest.mark.parametrize("settings", [ChannelSettings(), TOLD])
def test_a_window_sent_off_as_it_was_changes_nothing(
    slack: SlackStandIn,
    intake: ObservedIntake,
    ada: Person,
    general: Channel,
    settings: ChannelSettings,
) -> None:
    place = (slack.team, general.id)
    intake.channels[place] = settings

    ada.submits(opened(ada, general)[0])

    assert intake.channels[place] == settings


@pytest.mark.parametrize(
    ("block", "written", "sentence"),
    [
        ("language", "english please", settings_window.NO_LANGUAGE),
        ("vocabulary", "\n".join(map(str, range(51))), settings_window.LONG_VOCABULARY),
        ("vocabulary", "x" * 61, settings_window.LONG_VOCABULARY),
        ("phrases", "kill switch", settings_window.BAD_PHRASES),
        ("phrases", "kill switch: bad", settings_window.BAD_PHRASES),
        ("phrases", ": neutral", settings_window.BAD_PHRASES),
        ("phrases", "x" * 61 + ": neutral", settings_window.BAD_PHRASES),
        (
            "phrases",
            "\n".join(f"word {n}: neutral" for n in range(51)),
            settings_window.BAD_PHRASES,
        ),
    ],
)
def test_what_cannot_be_is_said_beside_the_input(
    intake: ObservedIntake, ada: Person, general: Channel, block: str, written: str, sentence: str
) -> None:
    reply = ada.submits(opened(ada, general)[0], {block: written})

    assert reply.errors == {block: sentence}
    assert ada.modal is not None
    assert intake.channels == {}


@pytest.mark.parametrize(
    ("block", "value"),
    [
        *[("speakers", each) for each in ("21", "-1", "9" * 3000, "1.5", "٣")],
        *[(block, "made-up") for block in ("links", "names", "theme", "speakers")],
    ],
)
def test_a_choice_that_was_not_offered_spoils_no_channel(
    intake: ObservedIntake, ada: Person, general: Channel, block: str, value: str
) -> None:
    """Saved, it could not be read again, and nothing would be charted in the channel any more."""
    view, _ = opened(ada, general)
    element = next(each["element"] for each in view.blocks if each["block_id"] == block)
    element["options"] = [{"text": {"type": "plain_text", "text": value}, "value": value}]

    reply = ada.submits(view, {block: value})

    assert reply.errors == {block: settings_window.NOT_OFFERED}
    assert intake.channels == {}


def test_without_redis_the_window_stays_with_all_that_was_written(
    intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    view, _ = opened(ada, general)
    intake.reachable = False

    assert ada.submits(view).errors == {"links": replies.TRY_AGAIN}
    assert ada.modal is not None


@pytest.mark.parametrize("fault", ["rate_limit", "fail", "drop_reply"])
def test_a_confirmation_that_does_not_get_through_loses_nothing(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, fault: str
) -> None:
    view, _ = opened(ada, general)
    getattr(slack.faults, fault)("response_url")

    assert ada.submits(view, {"speakers": "4"}).status == 200
    assert intake.channels[slack.team, general.id].speakers == 4


@pytest.mark.parametrize("fault", ["rate_limit", "fail", "drop_reply"])
def test_a_window_that_does_not_open_is_asked_for_again(
    slack: SlackStandIn, ada: Person, general: Channel, fault: str
) -> None:
    getattr(slack.faults, fault)("views.open")

    assert ada.types(general, "/sentiment", "settings").text == replies.TYPE_AGAIN
