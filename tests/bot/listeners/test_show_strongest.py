"""*Show the strongest lines*: told to whoever asks, as the channel has names and quotes."""

from __future__ import annotations

from tests.bot.cards import charted, whispered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from workers.domain import actions
from workers.domain.analysis import Edits
from workers.domain.channel import ChannelSettings
from workers.domain.meeting import Meeting, Utterance
from workers.wording.strongest import NO_STRONG_LINE, QUOTES_OFF

HEARD = Meeting(
    "local",
    (
        Utterance("Ana", 5.0, 9.0, "We have the list from last week.", 0.0),
        Utterance("Ben", 65.0, 69.0, "Ana, the <invoice> is a disaster.", -0.8),
        Utterance("Ana", 125.0, 129.0, "I love the new floor plan.", 0.9),
        Utterance("Ben", 130.0, 131.0, "Great!", 1.0),
        *(Utterance("Ben", 200.0 + n, 201.0 + n, f"That is good {n}.", 0.4) for n in range(9)),
    ),
)


def press(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, **more: object
) -> str:
    _, answer = charted(slack, intake, ada, general, **more)
    ada.clicks(answer, actions.SHOW_STRONGEST)
    (told,) = whispered(ada)
    return told


def test_five_lines_each_way_the_furthest_first(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    intake.meeting = HEARD
    told = press(slack, intake, ada, general).splitlines()
    assert told[1] == "`1:05`  Ben: “Ana, the &lt;invoice&gt; is a disaster.” (−0.80)"
    assert told[4] == "`2:05`  Ana: “I love the new floor plan.” (+0.90)"
    assert len(told) == 1 + 1 + 1 + 1 + 5
    assert not any("Great!" in line for line in told)


def test_names_are_those_of_the_channel(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    intake.meeting = HEARD
    assert "Benedict: “Ana" in press(
        slack, intake, ada, general, edits=Edits(names={"Ben": "Benedict"})
    )
    intake.channels[slack.team, general.id] = ChannelSettings(names="letters")
    _, answer = charted(slack, intake, ada, general, id="second")
    ada.clicks(answer, actions.SHOW_STRONGEST)
    assert "Speaker B: “[name], the" in whispered(ada)[-1]
    assert "Ana" not in whispered(ada)[-1]


def test_where_no_quotes_are_wanted_there_are_none(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    intake.meeting = HEARD
    intake.channels[slack.team, general.id] = ChannelSettings(quotes=False)
    assert press(slack, intake, ada, general) == QUOTES_OFF


def test_a_meeting_without_a_strong_line_says_so(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    intake.meeting = Meeting("local", HEARD.utterances[:1])
    assert press(slack, intake, ada, general) == NO_STRONG_LINE
