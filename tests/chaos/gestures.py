"""What people do during the storm: a seeded mix, each recording with a name of its own."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.chaos.history import Asked, End
from tests.end_to_end.recordings import noise
from tests.standins.media import MediaHost
from tests.standins.slack import Channel, Message, Person, SlackStandIn
from workers.wording import replies

SPOKEN_SECRET = "quizzaciously"
NAMED_SECRET = "severance-plan"
SIGNED_SECRET = "X-Amz-Signature=5ec2e7"
SECRETS = (SPOKEN_SECRET, NAMED_SECRET, SIGNED_SECRET)
"""Planted in what is said, in the names of recordings and in links: none may reach a log."""

TRANSCRIPT = f"""WEBVTT

00:00:00.000 --> 00:00:05.000
<v Ana>I am worried about the release, the tests fail {SPOKEN_SECRET} and it is a mess.

00:00:06.000 --> 00:00:12.000
<v Ben>I love the new design, it is wonderful work and everybody is happy.

00:00:13.000 --> 00:00:20.000
<v Ana>If you fix the tests today I will be very pleased, thank you, that is great.
"""
MIX = {
    "link": 24,
    "two links": 8,
    "upload": 14,
    "mention": 12,
    "command": 12,
    "bad link": 20,
    "bad command": 10,
}
"""Gestures and their weights."""
PAYING = ("symbl", "assemblyai")
AGAIN = 0.2
"""The share of messages that Slack delivers once more although they were acked."""


@dataclass
class Deed:
    """A gesture that was made; `message` is None for a command, `acked` is known for those only."""

    gesture: str
    names: list[str]
    expects: End
    message: Message | None = None
    acked: bool | None = None


class Crowd:
    """Ana, who never tires; `deeds` are what she has done."""

    def __init__(self, slack: SlackStandIn, media: MediaHost, seed: int, paid: float) -> None:
        self.deeds: list[Deed] = []
        self._slack = slack
        self._media = media
        self._random = random.Random(seed)
        self._paid = paid
        self._ana: Person = slack.person("Ana")
        self._channels: list[Channel] = [
            slack.channel(f"team-{number}", members=[self._ana]) for number in range(4)
        ]
        self._made = 0

    @property
    def asked_for(self) -> int:
        """How many analyses there should be by now."""
        return sum(len(deed.names) for deed in self.deeds)

    def act(self) -> None:
        """One gesture, in one of the channels."""
        (gesture,) = self._random.choices(list(MIX), list(MIX.values()))
        channel = self._random.choice(self._channels)
        expects: End = "explanation" if gesture.startswith("bad") else "chart"
        count = 2 if gesture == "two links" else 1
        paid = expects == "chart" and "command" in gesture and self._random.random() < self._paid
        names = [self._name("wav" if paid else "vtt") for _ in range(count)]
        deed = Deed(gesture, names, expects)
        self.deeds.append(deed)
        if gesture == "upload":
            deed.message = self._ana.uploads(
                channel, TRANSCRIPT.encode(), filename=names[0], mimetype="text/vtt"
            )
        elif "command" in gesture:
            link = self._link(names[0], there=expects == "chart")
            engine = f" engine:{self._random.choice(PAYING)}" if paid else ""
            reply = self._ana.types(channel, "/sentiment", f"{link} 2{engine}")
            taken = reply.status == 200 and replies.TRY_AGAIN not in reply.text
            deed.acked = taken if reply.status is not None else None
            if reply.status is not None and not taken:
                self.deeds.remove(deed)  # the person was told to try again
        else:
            links = [f"<{self._link(name, there=expects == 'chart')}>" for name in names]
            address = f"<@{self._slack.bot_user}> " if gesture == "mention" else ""
            deed.message = self._ana.says(channel, address + " ".join(links))

    def nag(self) -> None:
        """Slack delivers some acked message again."""
        messages = [each.message for each in self.deeds if each.message is not None]
        if messages and self._random.random() < AGAIN:
            try:
                self._slack.deliver_again(self._random.choice(messages[-20:]), times=1)
            except LookupError:
                return  # none of its tries is over yet

    def make_peace(self) -> None:
        """One more link, when everything is quiet."""
        name = self._name("vtt")
        text = f"<{self._link(name, there=True)}>"
        message = self._ana.says(self._channels[0], text)
        self.deeds.append(Deed("link", [name], "chart", message))

    def asked(self) -> Iterator[Asked]:
        """What the checker is to look for."""
        acked = {
            delivery.event["ts"]
            for delivery in list(self._slack.deliveries)
            if delivery.acked and "ts" in delivery.event
        }
        for deed in self.deeds:
            taken = deed.acked if deed.message is None else deed.message.ts in acked
            for name in deed.names:
                yield Asked(name=name, gesture=deed.gesture, expects=deed.expects, acked=taken)

    def _name(self, extension: str) -> str:
        self._made += 1
        return f"{NAMED_SECRET}-{self._made}.{extension}"

    def _link(self, name: str, *, there: bool) -> str:
        path = f"/{name}"
        if not there:
            self._media.put(path, b"", status=404)
        elif name.endswith("wav"):
            unlike = noise(0.5) + name.encode()  # a sound that comes twice was submitted twice
            self._media.put(path, unlike, content_type="audio/wav")
        else:
            self._media.put(path, TRANSCRIPT.encode(), content_type="text/vtt")
        return f"{self._media.link(path)}?{SIGNED_SECRET}"
