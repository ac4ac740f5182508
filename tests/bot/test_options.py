"""How many speakers and which engine, strictly in a command and leniently in talk."""

from __future__ import annotations

import pytest

from bot.options import Options, read_command_options, read_prose_options
from workers.domain.errors import Refused, Why


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("", Options()),
        ("4", Options(4)),
        ("1", Options(1)),
        ("20", Options(20)),
        ("engine:local", Options(None, "local")),
        ("3 engine:symbl", Options(3, "symbl")),
        ("ENGINE:Local 3", Options(3, "local")),
    ],
)
def test_a_command_takes_a_number_and_an_engine(words: str, options: Options) -> None:
    assert read_command_options(words.split()) == options


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("0", Why.BAD_SPEAKER_COUNT),
        ("21", Why.BAD_SPEAKER_COUNT),
        ("99", Why.BAD_SPEAKER_COUNT),
        ("-3", Why.BAD_SPEAKER_COUNT),
        ("9" * 5000, Why.BAD_SPEAKER_COUNT),
        ("many", Why.UNKNOWN_WORD),
        ("2.5", Why.UNKNOWN_WORD),
        ("3 please", Why.UNKNOWN_WORD),
        ("3 4", Why.UNKNOWN_WORD),
        ("lang:klingon", Why.BAD_LANGUAGE),
        ("lang:", Why.BAD_LANGUAGE),
        ("engine:", Why.UNKNOWN_ENGINE),
        ("engine:whisper9000", Why.UNKNOWN_ENGINE),
    ],
)
def test_a_command_refuses_everything_else(words: str, why: Why) -> None:
    with pytest.raises(Refused) as refused:
        read_command_options(words.split())

    assert refused.value.why is why


@pytest.mark.parametrize(
    ("before", "after", "options"),
    [
        ("", "", Options()),
        ("", "4", Options(4)),
        ("4", "", Options(4)),
        ("hear this", "4 voices I think", Options(4)),
        ("", "engine:local 4", Options(4, "local")),
        ("the 3 of us", "from 22 November", Options()),
        ("", "2024 planning", Options()),
        ("", "please", Options()),
        ("", ":pray:", Options()),
        ("", "!", Options()),
        ("standup", "", Options()),
    ],
)
def test_talk_is_left_to_be_talk(before: str, after: str, options: Options) -> None:
    assert read_prose_options(before.split(), after.split(), command=True) == options


@pytest.mark.parametrize(
    ("after", "why"),
    [
        ("0", Why.BAD_SPEAKER_COUNT),
        ("99", Why.BAD_SPEAKER_COUNT),
        ("many", Why.UNKNOWN_WORD),
        ("engine:x y z", Why.UNKNOWN_ENGINE),
    ],
)
def test_a_mention_shaped_like_a_command_is_read_like_one(after: str, why: Why) -> None:
    with pytest.raises(Refused) as refused:
        read_prose_options([], after.split(), command=True)

    assert refused.value.why is why


def test_a_single_word_is_no_option_where_nobody_gave_a_command() -> None:
    assert read_prose_options([], ["retro"], command=False) == Options()
