from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.bench import truth
from tests.gallery.scenes import bump, level, meeting
from workers.charting import frames, moments
from workers.charting.topics.words import TopicWords
from workers.domain.meeting import Meeting, Utterance
from workers.domain.moment import MomentKind

FLAT = {"Ana": level(0.1), "Ben": level(0.0)}


def kinds(heard: Meeting) -> list[MomentKind]:
    return [moment.kind for moment in moments.find_moments(heard)]


def test_a_dip_and_a_rise_are_found_where_they_are_and_numbered_in_order_of_time() -> None:
    heard = meeting({"Ana": bump(0.7, 0.06, -0.8), "Ben": bump(0.3, 0.06, 0.7)}, 2700)
    rise, dip = moments.find_moments(heard)
    assert (rise.number, rise.kind, rise.speakers) == (1, MomentKind.RISE, ("Ben",))
    assert (dip.number, dip.kind, dip.speakers) == (2, MomentKind.DIP, ("Ana",))
    assert rise.peak_s == pytest.approx(0.3 * 2700, abs=150)
    assert dip.peak_s == pytest.approx(0.7 * 2700, abs=150)
    assert dip.levels[0] < -0.3 < 0.3 < rise.levels[0]


def test_the_quote_is_an_utterance_of_that_moment() -> None:
    heard = meeting({"Ana": bump(0.5, 0.08, -0.8), "Ben": level(0.0)}, 2700)
    (dip,) = moments.find_moments(heard)
    quoted = heard.utterances[dip.utterance]
    assert (dip.speaker, dip.quote, dip.polarity) == (quoted.speaker, quoted.text, quoted.polarity)
    assert dip.at_s == quoted.start_s
    assert abs(dip.at_s - dip.peak_s) < 150
    assert dip.polarity < -0.3
    assert quoted.words > 3


@pytest.mark.parametrize("seed", range(6))
def test_scatter_alone_is_no_moment(seed: int) -> None:
    assert moments.find_moments(meeting(FLAT, 2700, seed=seed, scatter=0.25)) == []


def test_wide_scatter_is_rarely_taken_for_a_moment() -> None:
    voices = {"Ana": level(0.1), "Ben": level(0.0), "Chidi": level(0.05)}
    found = [kinds(meeting(voices, 2700, seed=seed, scatter=0.4)) for seed in range(20)]
    assert sum(map(bool, found)) <= 2


def test_a_single_outburst_is_no_moment() -> None:
    heard = meeting(FLAT, 2700, scatter=0.1)
    middle = next(at for at, spoken in enumerate(heard.utterances) if spoken.start_s > 1350)
    utterances = list(heard.utterances)
    utterances[middle] = replace(utterances[middle], polarity=-1.0, text="awful " * 40)
    assert moments.find_moments(replace(heard, utterances=tuple(utterances))) == []


def test_pleasantries_are_no_rise() -> None:
    def pleasant(share: float) -> float:
        return 0.8 if share < 0.035 or share > 0.965 else 0.0

    assert kinds(meeting({"Ana": pleasant, "Ben": pleasant}, 2700)) == []


def test_an_early_rise_that_outlasts_the_greetings_is_one() -> None:
    assert MomentKind.RISE in kinds(meeting({"Ana": bump(0.1, 0.06, 0.8), "Ben": level(0.0)}, 2700))


def test_a_dip_counts_from_the_first_minute() -> None:
    assert MomentKind.DIP in kinds(meeting({"Ana": bump(0.0, 0.08, -0.9), "Ben": level(0.0)}, 2700))


def test_voices_on_both_sides_of_neutral_disagree() -> None:
    voices = {"Ana": bump(0.5, 0.07, -0.7), "Ben": bump(0.5, 0.07, 0.7)}
    found = {moment.kind: moment for moment in moments.find_moments(meeting(voices, 2700))}
    apart = found[MomentKind.DISAGREEMENT]
    assert apart.speakers == ("Ben", "Ana")
    assert apart.levels[0] > 0.3 > -0.3 > apart.levels[1]
    assert apart.peak_s == pytest.approx(1350, abs=150)
    assert apart.speaker in apart.speakers


def test_a_dip_beside_a_neutral_voice_is_no_disagreement() -> None:
    assert kinds(meeting({"Ana": bump(0.5, 0.07, -0.8), "Ben": level(0.05)}, 2700)) == [
        MomentKind.DIP
    ]


def test_neutral_voices_that_stray_are_hardly_ever_taken_for_the_other_side() -> None:
    voices = {"Ana": level(0.4)} | {f"Voice {place}": level(0.0) for place in range(5)}
    found = [kinds(meeting(voices, 7200, seed=seed, scatter=0.45)) for seed in range(12)]
    assert sum(MomentKind.DISAGREEMENT in kinds for kinds in found) <= 3


def test_the_topic_is_the_word_of_that_time() -> None:
    (dip,) = moments.find_moments(meeting({"Ana": bump(0.5, 0.05, -0.8), "Ben": level(0.0)}, 2700))
    assert dip.topic == "pricing"


@pytest.mark.parametrize("word", ["angry", "worried", "hate", "happy"])
def test_a_feeling_is_never_a_topic(word: str) -> None:
    heard = meeting({"Ana": bump(0.5, 0.05, -0.8), "Ben": level(0.0)}, 2700)
    told = (
        replace(spoken, text=spoken.text.replace("pricing", word)) for spoken in heard.utterances
    )
    (dip,) = moments.find_moments(replace(heard, utterances=tuple(told)))
    assert dip.topic != word


def test_a_name_is_never_a_topic() -> None:
    heard = meeting({"Pricing": bump(0.5, 0.05, -0.8), "Ben": level(0.0)}, 2700)
    (dip,) = moments.find_moments(heard)
    assert dip.topic != "pricing"


@pytest.mark.parametrize(
    "utterances",
    [
        (),
        (Utterance("Ana", 0.0, 0.0, "", None),),
        (Utterance("Ana", 0.0, 0.0, "", 0.5), Utterance("Ben", 0.0, 0.0, "yes", -0.5)),
    ],
)
def test_too_little_speech_has_no_moments(utterances: tuple[Utterance, ...]) -> None:
    assert moments.find_moments(Meeting(engine="test", utterances=utterances)) == []


@pytest.mark.parametrize("minutes", [15, 60])
@pytest.mark.parametrize("sign", [-1, 1])
def test_a_minute_of_strong_sentences_is_found_and_quoted(minutes: int, sign: int) -> None:
    answers = []
    for number in range(5):
        heard, span_s = truth.burst(number, minutes, "mostly even", sign)
        answers.append(truth.told(heard, span_s, sign))
    assert sum(told for told, _ in answers) >= 4
    assert sum(stray for _, stray in answers) <= 1


def test_random_order_alone_hardly_ever_makes_a_moment() -> None:
    heard = (truth.burst(number, 30, "a third each", 0)[0] for number in range(20))
    assert truth.invented(heard)["any"] <= 3


def test_slow_drift_hardly_ever_makes_a_moment() -> None:
    heard = (truth.drifting(number, 0.1, 3600.0) for number in range(15))
    assert truth.invented(heard)["any"] <= 2


def test_voices_that_lift_at_once_are_one_moment() -> None:
    voices = {"Ana": bump(0.5, 0.05, 0.8), "Ben": bump(0.5, 0.05, 0.8), "Chidi": level(0.0)}
    (lift,) = moments.find_moments(meeting(voices, 2700))
    assert lift.kind is MomentKind.RISE
    assert set(lift.speakers) == {"Ana", "Ben"}
    assert all(height > 0.3 for height in lift.levels)
    assert lift.start_s <= lift.at_s <= lift.end_s


def test_a_long_meeting_has_up_to_five_moments_and_a_short_one_three() -> None:
    def waves(share: float) -> float:
        return next((0.9 * (-1) ** n for n in range(6) if abs(share - 0.15 - 0.14 * n) < 0.02), 0.0)

    voices = {"Ana": waves, "Ben": level(0.0)}
    assert len(moments.find_moments(meeting(voices, 5400))) == 5
    assert len(moments.find_moments(meeting(voices, 1700))) <= 3


def test_two_words_together_are_a_topic_before_one() -> None:
    heard = meeting({"Ana": bump(0.5, 0.05, -0.8), "Ben": level(0.0)}, 2700)
    told = (
        replace(spoken, text=spoken.text.replace("pricing", "hidden pricing"))
        for spoken in heard.utterances
    )
    (dip,) = moments.find_moments(replace(heard, utterances=tuple(told)))
    assert dip.topic == "hidden pricing"


@pytest.mark.parametrize("word", ["nobody", "team", "everyone"])
def test_whom_a_sentence_is_about_is_no_topic(word: str) -> None:
    heard = meeting({"Ana": bump(0.5, 0.05, -0.8), "Ben": level(0.0)}, 2700)
    told = (
        replace(spoken, text=spoken.text.replace("pricing", word)) for spoken in heard.utterances
    )
    (dip,) = moments.find_moments(replace(heard, utterances=tuple(told)))
    assert word not in dip.topic


def test_the_strongest_line_each_way_stands_in_for_moments() -> None:
    heard = meeting(FLAT, 2700, scatter=0.1)
    spoken = list(heard.utterances)
    long = [place for place, each in enumerate(spoken) if each.words > 8]
    for place, polarity in ((long[20], 0.9), (long[60], -0.8)):
        spoken[place] = replace(spoken[place], polarity=polarity)
    high, low = moments.find_lines(replace(heard, utterances=tuple(spoken)))
    assert (high.kind, high.utterance, high.number) == (MomentKind.HIGH, long[20], 1)
    assert (low.kind, low.utterance, low.number) == (MomentKind.LOW, long[60], 2)
    assert moments.find_lines(heard) == []


def test_the_line_follows_what_is_found_and_nothing_else() -> None:
    heard, (opens_s, closes_s) = truth.burst(0, 60, "mostly even", -1)
    spoken = frames.split_by_speaker(heard)
    (dip,) = moments.find_moments(heard, spoken)
    events = {"Ana": [(dip.start_s, dip.end_s)]}
    plain, following = (frames.make_curves(heard, spoken, each).lines for each in ({}, events))
    here = (following["Ana"].at_s >= opens_s) & (following["Ana"].at_s <= closes_s)
    assert following["Ana"].polarity[here].min() < -0.6 < plain["Ana"].polarity.min()
    assert np.array_equal(following["Ben"].polarity, plain["Ben"].polarity, equal_nan=True)


@pytest.mark.parametrize("minutes", [15, 60])
def test_a_burst_among_words_that_are_good_or_bad_anyway_is_found(minutes: int) -> None:
    """Two thirds of all sentences are at ±0.6; five of six of one voice are at ±0.95."""
    found = 0
    for number in range(500, 530):
        sign = 1 if number % 2 else -1
        heard, span_s = truth.burst(number, minutes, "a third each", sign)
        found += truth.told(heard, span_s, sign)[0]
    assert found >= 21


@pytest.mark.parametrize(
    "word", ["nobody", "everybody", "team", "thing", "week", "late", "minutes"]
)
def test_words_that_are_about_nothing_are_no_topic(word: str) -> None:
    heard = meeting({"Ana": level(0.0), "Ben": level(0.1)}, 1200)
    words = TopicWords(heard)
    assert not words.tells(word)
    assert words.name([f"{word} {word} again"] * 9) == ""
