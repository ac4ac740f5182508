"""A town: the running house, a Slack and a media host around it, and someone who lives there."""

from __future__ import annotations

from dataclasses import dataclass

from tests.house import House
from tests.standins.media import MediaHost
from tests.standins.slack import Channel, Message, Person, SlackStandIn

PATIENCE_S = 60


@dataclass
class Town:
    """Everything that one run needs, and the two people in it."""

    slack: SlackStandIn
    house: House
    media: MediaHost
    channel: Channel
    ana: Person

    def replies(self, message: Message) -> list[Message]:
        thread = self.slack.thread(message)
        return [each for each in thread if each.user == self.slack.bot_user]

    def charts(self, message: Message) -> list[Message]:
        return [each for each in self.replies(message) if has_picture(each)]

    def wait_for_end(self, message: Message, count: int = 1) -> list[Message]:
        """The bot's replies once every analysis' status message has its last word."""
        self.slack.wait_for(
            lambda: sum(is_last_word(each) for each in self.replies(message)) >= count,
            timeout_s=PATIENCE_S,
            what=f"the end of {count} analyses",
        )
        return self.replies(message)


def has_picture(message: Message) -> bool:
    return any(block["type"] == "image" for block in message.blocks)


def is_last_word(message: Message) -> bool:
    marks = (":white_check_mark:", ":warning:")
    return any(mark in str(message.blocks) for mark in marks)
