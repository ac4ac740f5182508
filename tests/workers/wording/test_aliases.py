from __future__ import annotations

from collections.abc import Sequence

import pytest

from workers.charting.topics.words import TopicWords
from workers.domain.channel import Names
from workers.domain.extras import Extras, Pace, Point, Topic, Tracked
from workers.domain.meeting import Meeting, Utterance
from workers.wording import aliases


def said(text: str, *speakers: str, title: str = "") -> Meeting:
    spoken = (Utterance(speaker, 0.0, 1.0, text, 0.1) for speaker in speakers)
    return Meeting(engine="test", utterances=tuple(spoken), title=title)


def hidden(text: str, speakers: Sequence[str]) -> str:
    return aliases.apply_aliases(said(text, *speakers), "letters").utterances[0].text


@pytest.mark.parametrize(
    ("text", "speakers", "shown"),
    [
        ("Ask Ana, or ANA's team", ["Ana"], "Ask [name], or [name]'s team"),
        ("banana and analysis", ["Ana"], "banana and analysis"),
        ("ana_moss, or @ana2", ["ana_moss", "Ana 2"], "[name]_[name], or @[name]2"),
        ("Zoë and Kowalska agree", ["Zoë Kowalska"], "[name] and [name] agree"),
        ("Al said al dente", ["Al"], "[name] said al dente"),
        ("王小明说好", ["王小明"], "[name]说好"),
        ("a loud speaker, a guest", ["Speaker 1", "guest 2"], "a loud speaker, a guest"),
        ("a (b) [c] \\d", ["(b", "[c]", "\\d"], "a (b) [c] \\d"),
        ("nobody", [], "nobody"),
    ],
)
def test_words_of_names_are_hidden_wherever_they_are_said(
    text: str, speakers: list[str], shown: str
) -> None:
    assert hidden(text, speakers or ["1"]) == shown


@pytest.mark.parametrize("names", ["letters", "team"])
def test_no_name_is_left_and_no_word_is_lost(names: Names) -> None:
    whole = said("Ana told Ben", "Ana", "Ben", title="ana-and-ben.mp4")
    shown = aliases.apply_aliases(whole, names)
    assert "ana" not in repr(shown).lower()
    assert "ben" not in repr(shown).lower()
    assert [spoken.words for spoken in shown.utterances] == [3, 3]


def test_a_hidden_name_is_no_topic() -> None:
    def spoken(place: int) -> Utterance:
        text = "ask Benedict" if 50 <= place < 55 else "all is on its way"
        return Utterance(("Ana", "Benedict")[place % 2], 10 * place, 10 * place + 9, text, 0.1)

    whole = Meeting(engine="test", utterances=tuple(map(spoken, range(100))))
    shown = aliases.apply_aliases(whole, "letters")
    assert shown.utterances[50].text == "ask [name]"
    assert TopicWords(shown).at(525.0, 25.0) == ""


def test_names_that_a_speaker_had_before_are_hidden_too() -> None:
    shown = aliases.apply_aliases(said("Ana is Anastasia", "Anastasia"), "team", known=["Ana"])
    assert shown.utterances[0].text == "[name] is [name]"
    extras = aliases.alias_extras(
        Extras(summary=("Ana left",)), ["Anastasia"], "team", known=["Ana"]
    )
    assert extras.summary == ("[name] left",)


def test_real_names_change_nothing() -> None:
    whole = said("Ana told Ben", "Ana", "Ben")
    assert aliases.apply_aliases(whole, "real") is whole


def test_letters_go_by_first_appearance_and_on_past_z() -> None:
    called = aliases.give_aliases([f"S{place}" for place in range(28)], "letters")
    assert [called["S0"], called["S25"], called["S26"], called["S27"]] == [
        "Speaker A",
        "Speaker Z",
        "Speaker AA",
        "Speaker AB",
    ]


FOUND = Extras(
    summary=("Ana and Ben met",),
    topics=(Topic("Ben's plan"),),
    trackers=(Tracked("Praise of Ana", 2),),
    action_items=(Point("ask Ben", "Ana"), Point("ask Cleo", "Cleo")),
    paces=(Pace("Ben", 60.0, 120.0),),
)


def test_what_an_engine_found_names_nobody_either() -> None:
    letters = aliases.alias_extras(FOUND, ["Ana", "Ben"], "letters")
    assert letters.summary == ("[name] and [name] met",)
    assert letters.trackers == (Tracked("Praise of [name]", 2),)
    assert letters.topics == (Topic("[name]'s plan"),)
    assert letters.action_items == (Point("ask [name]", "Speaker A"), Point("ask Cleo"))
    assert letters.paces == (Pace("Speaker B", 60.0, 120.0),)
    team = aliases.alias_extras(FOUND, ["Ana", "Ben"], "team")
    assert team.action_items[0] == Point("ask [name]")
    assert team.paces == ()
    assert aliases.alias_extras(FOUND, ["Ana", "Ben"], "real") is FOUND
