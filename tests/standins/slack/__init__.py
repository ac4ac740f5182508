"""A strict stand-in for Slack: Web API, uploads, events, commands, interactivity, Socket Mode."""

from tests.standins.slack.nouns import (
    Call,
    Channel,
    Delivery,
    Ephemeral,
    Message,
    Reply,
    StoredFile,
    View,
)
from tests.standins.slack.people import Person
from tests.standins.slack.standin import SlackStandIn

__all__ = [
    "Call",
    "Channel",
    "Delivery",
    "Ephemeral",
    "Message",
    "Person",
    "Reply",
    "SlackStandIn",
    "StoredFile",
    "View",
]
