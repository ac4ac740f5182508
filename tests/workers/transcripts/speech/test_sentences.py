"""Sentences: where they end, and when each is said."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workers import transcripts
from workers.transcripts import Said
from workers.transcripts.speech.sentences import cut_at_sentences, ends_sentence, split_sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["The rollout is fine.", "Two customers had a problem!", "Really?", "Yes…", "Ok"],
        ["Mr. Hale met Dr. J. R. Brown at 5 p.m. on Friday.", "The U.S. team won."],
        ["It cost 3.5 million, e.g. for No. 5.", "Is that so?"],
        ["it was the best of times.", "it was the worst of times."],
        ['He said "no."', "Then he left."],
        ["So do I.", "Good."],
        ["We meet at 5 p.m.", "Bring the plans."],
        ["Wait... what?", "Well...", "I am lost."],
        ["See example.org and read it."],
        ["你好。", "今天怎么样？", "好！"],
        ["no full stop at all"],
    ],
)
def test_where_sentences_end(sentences: list[str]) -> None:
    joiner = "" if sentences[0].endswith("。") else " "
    assert split_sentences(joiner.join(sentences)) == sentences


@pytest.mark.parametrize(
    ("said", "following", "over"),
    [
        ("we met Mr.", "Hale", False),
        ("It is late.", "so", True),
        ("at 5 p.m.", "on", False),
        ("at 5 p.m.", "Then", True),
        ('He said "no."', "Then", True),
        ("It cost 3.5", "million", False),
        ("Yes. And more", "words", False),
        ("Wait...", "what", False),
        ("好。", "今", True),
    ],
)
def test_when_a_sentence_is_over(said: str, following: str, over: bool) -> None:
    assert ends_sentence(said, following) is over


@given(st.text(alphabet="ab I.!?… “\"'5", max_size=60))
def test_no_word_is_lost_and_none_is_added(text: str) -> None:
    assert " ".join(split_sentences(text)).split() == text.split()


def test_nothing_is_one_sentence() -> None:
    assert split_sentences("") == [""]
    assert cut_at_sentences([Said("A", 0, 4, "")]) == [Said("A", 0, 4, "")]


def test_a_sentence_has_the_time_of_its_letters() -> None:
    found = cut_at_sentences([Said("A", 10.0, 20.0, "aaaa aaa. bbbbbbbb.")])
    assert [one.text for one in found] == ["aaaa aaa.", "bbbbbbbb."]
    assert found[0].start_s == 10.0
    assert found[0].end_s == found[1].start_s == pytest.approx(10 + 10 * 9 / 19, abs=0.001)
    assert found[1].end_s == 20.0


def test_a_sentence_over_several_cues_is_one() -> None:
    said = [
        Said("A", 0, 4, "So I think we should"),
        Said("A", 4.5, 6, "move it. And then"),
        Said("A", 6.5, 8, "I go."),
        Said("B", 8, 9, "fine"),
    ]
    found = cut_at_sentences(said)
    assert [one.text for one in found] == [
        "So I think we should move it.",
        "And then I go.",
        "fine",
    ]
    assert [found[0].start_s, found[1].end_s] == [0, 8]
    assert found[0].end_s == found[1].start_s == pytest.approx(4.5 + 1.5 * 8 / 17, abs=0.001)


@pytest.mark.parametrize(
    "after",
    [
        Said("B", 4, 6, "move it."),
        Said("A", 7, 9, "move it."),
        Said("A", 4, 6, "Move it."),
    ],
    ids=["another speaker", "a pause", "a new beginning"],
)
def test_what_does_not_go_on(after: Said) -> None:
    said = [Said("A", 0, 4, "So I think we should"), after]
    assert cut_at_sentences(said) == said


def test_cues_without_full_stops_stay_as_they_are() -> None:
    said = [Said("A", row, row + 1, "and so on and on and on") for row in range(20)]
    assert cut_at_sentences(said) == said


@given(
    st.lists(
        st.tuples(
            st.sampled_from("AB"),
            st.floats(0, 3),
            st.floats(0, 3),
            st.text(alphabet="ab I.!? ", max_size=30),
        ),
        max_size=8,
    )
)
@example([("A", 0.0, 0.0, ""), ("A", 0.0, 1.0, "? I")])
def test_sentences_stay_within_what_was_said(parts: list[tuple[str, float, float, str]]) -> None:
    said, at_s = [], 0.0
    for speaker, pause_s, length_s, text in parts:
        said.append(Said(speaker, at_s + pause_s, at_s + pause_s + length_s, text))
        at_s += pause_s + length_s
    found = cut_at_sentences(said)
    assert " ".join(one.text for one in found).split() == " ".join(p[3] for p in parts).split()
    assert all(0 <= one.start_s <= one.end_s <= at_s + 0.001 for one in found)
    starts = [one.start_s for one in found]
    assert starts == sorted(starts)


def test_hours_of_one_cue_are_cut_in_no_time() -> None:
    text = "It goes on and on, e.g. here. " * 20_000
    began = time.process_time()
    assert len(cut_at_sentences([Said("A", 0, 36_000, text)])) == 20_000
    assert time.process_time() - began < 5


CASES = Path(os.environ.get("CASES_DIR", Path(__file__).parents[5] / "shared" / "cases"))


@pytest.mark.skipif(not CASES.is_dir(), reason="no cases beside the project; set CASES_DIR")
def test_one_long_cue_is_what_its_sentences_are_in_cues_of_their_own() -> None:
    long, short = (
        cut_at_sentences(transcripts.read((CASES / "transcripts" / name).read_bytes(), "vtt").said)
        for name in ("77-one-long-turn.vtt", "77b-same-words-in-sentences.vtt")
    )
    assert [one.text for one in long] == [one.text for one in short]
    assert all(abs(a.start_s - b.start_s) < 2 for a, b in zip(long, short, strict=True))
