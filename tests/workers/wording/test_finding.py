from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from workers.charting.ink import card, labels
from workers.domain.moment import Moment, MomentKind
from workers.wording import finding
from workers.wording.finding import Facts

FACTS = Facts(
    speakers=("Ana", "Ben"),
    shares=(0.62, 0.38),
    utterances=214,
    scored=214,
    length_s=2880.0,
    smoothing_s=144.0,
    positive=0.2,
    negative=0.1,
    moments=(),
    engine="symbl",
)


def moment(kind: MomentKind, at_s: float, *, number: int = 1, topic: str = "") -> Moment:
    return Moment(
        number=number,
        kind=kind,
        at_s=at_s,
        start_s=at_s - 30,
        end_s=at_s + 30,
        speakers=("Ana", "Ben") if kind is MomentKind.DISAGREEMENT else ("Ana",),
        speaker="Ana",
        utterance=round(at_s),
        quote="we lost two customers",
        polarity=-0.8,
        peak_s=at_s,
        levels=(0.5, -0.5) if kind is MomentKind.DISAGREEMENT else (-0.5,),
        topic=topic,
    )


@pytest.mark.parametrize(
    ("positive", "negative", "level"),
    [
        (0.05, 0.05, "Neutral throughout"),
        (0.3, 0.1, "Mostly neutral"),
        (0.5, 0.1, "Mostly positive"),
        (0.2, 0.6, "Mostly negative"),
        (0.3, 0.3, "Mixed"),
    ],
)
def test_the_level_goes_by_the_share_of_words(positive: float, negative: float, level: str) -> None:
    facts = replace(FACTS, positive=positive, negative=negative)
    assert finding.write_finding(facts) == f"{level}; nothing stood out"


def test_moments_are_named_in_order_with_time_and_topic() -> None:
    found = (
        moment(MomentKind.DIP, 1870, topic="pricing"),
        moment(MomentKind.RISE, 2642, number=2, topic="pricing"),
    )
    expected = "Mostly neutral; one voice drops at 31:10 around “pricing” and lifts at 44:02"
    assert finding.write_finding(replace(FACTS, moments=found)) == expected


def test_a_neutral_meeting_with_a_dip_is_not_neutral_throughout() -> None:
    facts = replace(FACTS, positive=0.0, negative=0.05, moments=(moment(MomentKind.DIP, 60),))
    assert finding.write_finding(facts) == "Mostly neutral; one voice drops at 1:00"


def test_voices_are_counted_and_never_named() -> None:
    dip, lift = moment(MomentKind.DIP, 60), moment(MomentKind.RISE, 900, number=2)
    four = replace(FACTS, speakers=("Ana", "Ben", "Chidi", "Dora"), shares=(0.25,) * 4)
    other = replace(lift, speakers=("Ben",))
    assert finding.write_finding(replace(four, moments=(dip, other))) == (
        "Mostly neutral; one voice drops at 1:00 and another lifts at 15:00"
    )
    for together, told in ((("Ana", "Ben"), "two voices"), (four.speakers, "all")):
        facts = replace(four, moments=(replace(lift, speakers=together),))
        assert finding.write_finding(facts) == f"Mostly neutral; {told} lift at 15:00"
    pair = replace(FACTS, moments=(replace(lift, speakers=FACTS.speakers),))
    assert finding.write_finding(pair) == "Mostly neutral; both lift at 15:00"
    parted = replace(FACTS, moments=(moment(MomentKind.DISAGREEMENT, 60),))
    assert finding.write_finding(parted) == "Mostly neutral; two voices part at 1:00"
    assert finding.write_finding(replace(FACTS, team=True, moments=(dip,))) == (
        "Mostly neutral; drops at 1:00"
    )


def test_nothing_stood_out_only_where_no_line_is_strong() -> None:
    lines = (moment(MomentKind.LOW, 60), moment(MomentKind.HIGH, 900, number=2))
    assert finding.write_titles(replace(FACTS, moments=lines)) == (
        "Mostly neutral; no lasting swing, strongest lines at 1:00 and 15:00",
        "Mostly neutral; no lasting swing",
    )


def test_titles_get_shorter_without_their_topics_and_then_without_later_events() -> None:
    found = (moment(MomentKind.DIP, 60, topic="pricing"), moment(MomentKind.RISE, 900, number=2))
    assert finding.write_titles(replace(FACTS, moments=found)) == (
        "Mostly neutral; one voice drops at 1:00 around “pricing” and lifts at 15:00",
        "Mostly neutral; one voice drops at 1:00 and lifts at 15:00",
        "Mostly neutral; one voice drops at 1:00",
    )


def test_nothing_heard_and_nothing_scored_are_said_plainly() -> None:
    assert finding.write_finding(replace(FACTS, utterances=0, scored=0)).startswith("No speech")
    assert finding.write_finding(replace(FACTS, scored=0)).startswith("Talk times only")


def test_subtitle() -> None:
    assert finding.write_subtitle(FACTS) == "2 speakers · 48 min"
    team = finding.write_subtitle(replace(FACTS, team=True, title="weekly.mp4"))
    assert team.startswith("weekly.mp4 · all speakers together · 48 min")


def test_a_number_of_speakers_that_was_guessed_is_no_fact() -> None:
    guessed = replace(FACTS, estimated=True)
    assert finding.write_subtitle(guessed).startswith("about 2 speakers · ")
    assert "about" not in finding.write_subtitle(replace(guessed, team=True))


def test_the_caption_says_what_the_chart_cannot() -> None:
    (caption,) = finding.write_caption(FACTS)
    assert "what was said, not how" in caption
    assert "draft" not in caption
    (caption,) = finding.write_caption(replace(FACTS, draft=True, scored=200))
    assert "draft words" in caption
    assert "14 not scored" in caption
    (caption,) = finding.write_caption(replace(FACTS, unsure=9, scored=200))
    assert "14 unscored (9 unsure)" in caption
    assert "grey the others" in finding.write_caption(replace(FACTS, panels=True))[0]


def test_the_fullest_caption_and_subtitle_have_room() -> None:
    full = replace(FACTS, panels=True, draft=True, estimated=True, utterances=1214, scored=103)
    full = replace(full, unsure=1005)
    full = replace(full, speakers=("Speaker",) * 12, length_s=6540, title="weekly meeting " * 9)
    for line in finding.write_caption(full):
        assert labels.measure_width(line, card.CAPTION_SIZE) <= card.WIDTH - 2 * card.MARGIN
    subtitle = finding.write_subtitle(full)
    assert labels.measure_width(subtitle, card.SUBTITLE_SIZE) <= card.WIDTH - 2 * card.MARGIN


def test_alt_text_says_what_the_chart_says() -> None:
    found = (moment(MomentKind.DIP, 1870, topic="pricing"),)
    assert finding.write_alt_text(replace(FACTS, moments=found)) == (
        "Line chart of text polarity, −1 to +1, by 2 speakers over 48 min. Mostly neutral; one "
        "voice drops at 31:10 around “pricing”. Mark 1, 31:10: dip, Ana, −0.5. "
        "Talk time: Ana 62 %, Ben 38 %."
    )


def test_alt_text_stays_short_whatever_the_names() -> None:
    names = tuple(f"{'A very long name indeed ' * 4}{number}" for number in range(30))
    facts = replace(FACTS, speakers=names, shares=(1 / 30,) * 30)
    assert len(finding.write_alt_text(facts)) < 500
    found = tuple(
        replace(moment(MomentKind.DISAGREEMENT, 60.0 * number, number=number), speakers=names[:2])
        for number in (1, 2, 3)
    )
    assert len(finding.write_alt_text(replace(facts, moments=found))) < 500


@pytest.mark.parametrize(
    ("part", "shown"),
    [(0.0, "0 %"), (0.001, "<1 %"), (0.006, "1 %"), (0.384, "38 %"), (1, "100 %")],
)
def test_share(part: float, shown: str) -> None:
    assert finding.write_share(part) == shown


def test_no_word_about_feelings_and_no_ranking() -> None:
    said = []
    for kind, scored, team in product(MomentKind, (0, 214), (False, True)):
        facts = replace(FACTS, moments=(moment(kind, 60),), scored=scored, team=team, draft=True)
        said += [
            *finding.write_titles(facts),
            *finding.write_caption(facts),
            finding.write_alt_text(facts),
        ]
    text = " ".join(said).lower()
    for word in ("mood", "emotion", "angry", "happy", "feel", "best", "worst", "rank", "score:"):
        assert word not in text
