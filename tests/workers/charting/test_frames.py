from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gallery.scenes import bump, level, meeting
from workers.charting import frames
from workers.charting.frames.cutting import cut_line
from workers.domain.meeting import Meeting, Utterance


def said(
    speaker: str, start_s: float, end_s: float, polarity: float | None, words: int = 5
) -> Utterance:
    return Utterance(speaker, start_s, end_s, " ".join(["word"] * words), polarity)


def of(*utterances: Utterance) -> Meeting:
    return Meeting(engine="test", utterances=utterances)


def test_speakers_come_in_order_of_first_appearance_and_keep_their_place_in_the_meeting() -> None:
    heard = of(said("Ben", 0, 2, 0.1), said("Ana", 2, 4, None), said("Ben", 4, 6, -0.3, words=7))
    ben, ana = frames.split_by_speaker(heard).values()
    assert list(frames.split_by_speaker(heard)) == ["Ben", "Ana"]
    assert list(ben["middle_s"]) == [1.0, 5.0]
    assert list(ben["words"]) == [5, 7]
    assert list(ben["index"]) == [0, 2]
    assert np.isnan(ana["polarity"]).all()


def test_names_that_differ_only_in_a_hidden_character_are_one_speaker() -> None:
    split = frames.split_by_speaker(of(said("Ana", 0, 1, 0.1), said("Ana\x00", 1, 2, 0.2)))
    assert {name: len(frame) for name, frame in split.items()} == {"Ana": 2}


def test_wrong_times_are_mended_and_put_in_order() -> None:
    heard = of(said("Ana", 9, 4, 0.5), said("Ana", -2, 1, 0.1))
    frame = frames.split_by_speaker(heard)["Ana"]
    assert list(frame["start_s"]) == [0.0, 9.0]
    assert list(frame["end_s"]) == [1.0, 9.0]


@pytest.mark.parametrize(
    ("length_s", "expected"),
    [(0, 6), (60, 10), (180, 30), (600, 30), (1200, 60), (3600, 180), (14400, 180)],
)
def test_smoothing_is_a_twentieth_of_the_length_within_bounds(
    length_s: float, expected: float
) -> None:
    assert frames.choose_bandwidth_s(length_s) == expected


@given(
    st.lists(
        st.tuples(
            st.floats(0, 3000),
            st.floats(0, 60),
            st.floats(-1, 1) | st.none(),
            st.integers(0, 60),
        ),
        max_size=40,
    )
)
def test_a_line_never_leaves_the_range_of_its_data(
    spoken: list[tuple[float, float, float | None, int]],
) -> None:
    heard = of(*(said("Ana", start, start + took, p, n) for start, took, p, n in spoken))
    scored = [p for _, _, p, _ in spoken if p is not None]
    for frame in frames.split_by_speaker(heard).values():
        line = frames.smooth_line(frame, 60.0)
        assert np.isnan(line.polarity).sum() == np.isnan(line.at_s).sum()
        if scored:
            assert np.nanmin(line.polarity) >= min(scored)
            assert np.nanmax(line.polarity) <= max(scored)
            assert np.nanmin(line.support) >= 1 - 1e-9
        else:
            assert line.polarity.size == 0


def test_the_line_shows_the_true_curve_and_its_band_holds_it() -> None:
    truth = {"Ana": bump(0.5, 0.1, -0.7, floor=0.2), "Ben": level(0.3)}
    errors, held = [], []
    for seed in range(8):
        lines = frames.make_curves(meeting(truth, 3600, scatter=0.25, seed=seed)).lines
        for speaker, curve in truth.items():
            line = lines[speaker]
            firm = line.support >= frames.BAND_FROM
            true = np.array([curve(at_s / 3600) for at_s in line.at_s[firm]])
            assert firm.mean() > 0.9
            errors.append(line.polarity[firm] - true)
            held.append((line.low[firm] <= true) & (true <= line.high[firm]))
    assert np.sqrt(np.mean(np.concatenate(errors) ** 2)) < 0.08
    assert np.concatenate(held).mean() > 0.85


def test_a_constant_is_drawn_as_that_constant() -> None:
    heard = of(*(said("Ana", at, at + 3, 0.3, words=at % 7 + 1) for at in range(0, 600, 10)))
    assert set(frames.make_curves(heard).lines["Ana"].polarity) == {0.3}


def test_words_weigh() -> None:
    heard = of(said("Ana", 0, 1, 1.0, words=1), said("Ana", 1, 10, -0.5, words=40))
    line = frames.make_curves(heard).lines["Ana"]
    assert line.polarity.max() < -0.4
    assert frames.average_polarity(frames.split_by_speaker(heard)["Ana"]) == pytest.approx(
        (1 - 20) / 41
    )


def test_unscored_utterances_are_left_out_and_are_not_zero() -> None:
    heard = of(*(said("Ana", at, at + 3, 0.8 if at % 20 else None) for at in range(0, 300, 10)))
    assert frames.make_curves(heard).lines["Ana"].polarity == pytest.approx(0.8)


def test_the_line_breaks_over_silence_and_bridges_nothing() -> None:
    early = [said("Ana", at, at + 5, 0.9) for at in range(0, 60, 10)]
    late = [said("Ana", at, at + 5, -0.9) for at in range(400, 460, 10)]
    line = frames.smooth_line(frames.split_by_speaker(of(*early, *late))["Ana"], 30.0)
    gap = np.flatnonzero(np.isnan(line.at_s))
    assert len(gap) == 1
    assert line.at_s[gap[0] - 1] == 55
    assert line.at_s[gap[0] + 1] == 400
    assert line.polarity[: gap[0]] == pytest.approx(0.9)
    assert line.polarity[gap[0] + 1 :] == pytest.approx(-0.9)


def test_a_pause_of_two_bandwidths_does_not_break_the_line() -> None:
    heard = of(said("Ana", 0, 10, 0.5), said("Ana", 70, 80, 0.5))
    assert not np.isnan(frames.smooth_line(frames.split_by_speaker(heard)["Ana"], 30.0).at_s).any()


def test_support_counts_utterances_of_equal_weight_and_the_band_needs_five() -> None:
    at_once = [said("Ana", 0, 10, polarity) for polarity in (0.0, 0.2, 0.4, 0.6, 0.8)]
    five = frames.smooth_line(frames.split_by_speaker(of(*at_once))["Ana"], 30.0)
    assert five.support == pytest.approx(5)
    reach = 1.96 * np.std([0.0, 0.2, 0.4, 0.6, 0.8]) / math.sqrt(4)
    assert five.high - five.polarity == pytest.approx(reach)
    assert five.polarity - five.low == pytest.approx(reach)
    four = frames.smooth_line(frames.split_by_speaker(of(*at_once[:4]))["Ana"], 30.0)
    assert four.support == pytest.approx(4)
    assert np.isnan(four.low).all()


def test_a_monologue_counts_for_as_long_as_it_lasts() -> None:
    heard = of(said("Ana", 0, 1800, -0.5, words=4000), said("Ana", 1800, 1805, 0.5, words=10))
    line = frames.smooth_line(frames.split_by_speaker(heard)["Ana"], 90.0)
    assert np.isfinite(line.polarity).all()
    assert line.polarity[line.at_s < 1500] == pytest.approx(-0.5, abs=0.01)


def test_brief_is_less_than_five_utterances_or_a_minute() -> None:
    def frame(count: int, each_s: float) -> bool:
        spoken = (said("Ana", at * 100, at * 100 + each_s, 0.1) for at in range(count))
        return frames.is_brief(frames.split_by_speaker(of(*spoken))["Ana"])

    assert frame(4, 60)
    assert frame(10, 5)
    assert not frame(5, 12)


def test_statistics_describe_each_speaker_weighted_by_words() -> None:
    heard = of(
        said("Ana", 0, 30, 0.5, words=10),
        said("Ana", 30, 60, -0.5, words=30),
        said("Ben", 60, 80, None, words=8),
    )
    table = frames.make_statistics(heard)
    ana, ben = table.loc["Ana"], table.loc["Ben"]
    assert list(table.index) == ["Ana", "Ben"]
    assert (ana["utterances"], ana["words"], ana["talk_time_s"]) == (2, 40, 60.0)
    assert (ana["share"], ben["share"]) == (0.75, 0.25)
    assert ana["mean"] == -0.25
    assert ana["median"] == -0.5
    assert ana["spread"] == pytest.approx(math.sqrt(0.1875))
    assert (ana["most_negative"], ana["most_positive"]) == (-0.5, 0.5)
    assert ana["most_negative_text"] == " ".join(["word"] * 30)
    assert np.isnan(table["mean"]["Ben"])
    assert ben["most_positive_text"] == ""


def test_statistics_of_nothing_keep_their_columns() -> None:
    table = frames.make_statistics(of())
    assert table.empty
    assert list(table.columns[:4]) == ["utterances", "words", "talk_time_s", "share"]


@pytest.mark.parametrize(
    "stretch", [(3000.0, 4200.0), (3540.0, 3660.0), (0.0, 300.0)], ids=["long", "short", "edge"]
)
def test_a_closer_look_sees_the_line_of_the_whole_meeting(stretch: tuple[float, float]) -> None:
    heard = meeting({"Ana": bump(0.5, 0.07, -0.8), "Ben": level(0.1)}, 7200)
    spoken, events = frames.split_by_speaker(heard), {"Ana": [(3400.0, 3800.0)]}
    closer = frames.cut_curves(heard, stretch, spoken, events)
    length_s = stretch[1] - stretch[0]
    assert closer.bandwidth_s == max(length_s / 20, 30.0), "more is seen than in the whole"
    for speaker, drawn in closer.lines.items():
        followed = events.get(speaker, ())
        line = frames.smooth_line(spoken[speaker], closer.bandwidth_s, events=followed)
        there = ~np.isnan(drawn.at_s)
        assert drawn.at_s[there].min() >= 0.0
        assert drawn.at_s[there].max() <= length_s
        expected = np.interp(drawn.at_s[there] + stretch[0], line.at_s, line.polarity)
        assert drawn.polarity[there] == pytest.approx(expected, abs=0.02), "points lie elsewhere"


def test_a_closer_look_keeps_the_silences_of_a_line() -> None:
    heard = of(*(said("Ana", at, at + 4, 0.2) for at in (*range(0, 300, 10), *range(600, 900, 10))))
    line = frames.make_curves(heard).lines["Ana"]
    assert np.isnan(cut_line(line, 200.0, 700.0).at_s).sum() == 1
    assert not np.isnan(cut_line(line, 0.0, 250.0).at_s).any()
    assert cut_line(line, 400.0, 500.0).at_s.size == 0
    assert cut_line(line, 200.0, 250.0).at_s[[0, -1]] == pytest.approx([0.0, 50.0])
