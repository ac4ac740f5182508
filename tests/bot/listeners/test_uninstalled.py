"""A workspace that removes the app, or takes its token away, leaves nothing behind."""

from __future__ import annotations

from tests.bot.deliveries import delivered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from workers.wording import replies


def test_removed_from_a_workspace_its_data_goes(
    slack: SlackStandIn, intake: ObservedIntake
) -> None:
    slack.uninstall()
    delivered(slack, 1)

    assert intake.acts == [("forget_team", slack.team)]
    assert slack.deliveries[0].status == 200


def test_a_token_taken_away_is_the_same_and_later_gestures_do_no_harm(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    ada.types(general, "/sentiment", "help")
    slack.revoke_token()
    delivered(slack, 2)
    ada.opens_home()
    delivered(slack, 3)
    settings = ada.types(general, "/sentiment", "settings")

    assert settings.text == replies.TYPE_AGAIN
    assert intake.acts == [("forget_team", slack.team)]
    assert slack.deliveries[-2].status == 200, "it would not work the next time either"


def test_a_token_of_a_person_is_no_concern_of_ours(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person
) -> None:
    ada.opens_home()
    delivered(slack, 1)
    envelope = slack.deliveries[0].payload
    event = {"type": "tokens_revoked", "tokens": {"oauth": [ada.id], "bot": []}}
    slack.emit(envelope | {"event": event})
    delivered(slack, 2)

    assert intake.acts == []


def test_without_redis_it_is_heard_when_slack_tells_again(
    slack: SlackStandIn, intake: ObservedIntake
) -> None:
    slack.retry_gaps_s = (0.2,)
    intake.reachable = False
    slack.uninstall()
    slack.wait_for(lambda: slack.deliveries)
    intake.reachable = True
    delivered(slack, 2)

    assert intake.acts == [("forget_team", slack.team)]
