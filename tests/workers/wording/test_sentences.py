"""Every sentence that people read keeps to a few rules, whoever writes the next one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.workers.wording.prose import GAP, Prose, find_prose
from workers.domain.errors import NEEDS, Why
from workers.domain.meeting import Note, Remark
from workers.wording.notes import write_note
from workers.wording.refusals import write_refusal

ROOT = Path(__file__).parents[3]
WORDING = [each for path in sorted((ROOT / "workers/wording").glob("*.py"))
           for each in find_prose(path)]  # fmt: skip
ELSEWHERE = [
    each
    for place in ("bot/settings.py", "bot/__main__.py", "undertone", "workers/command_line")
    for path in sorted((ROOT / place).rglob("*.py") if (ROOT / place).is_dir() else [ROOT / place])
    for each in find_prose(path)
]
"""What operators and people at a terminal read."""

BANNED = (
    r"please|sorry|unfortunately|oops|whoops|simply|obviously|invalid|failed|illegal|aborted|fatal"
    r"|deleted on|anew|e\.g\.|i\.e\.|etc\.|jargon|unavailable|utili[sz]e|cannot be had"
    r"|utterances?|(the|and|&) scores"
)
"""Words that grovel, blame or say nothing, and forms of ours that were put into plainer words."""
RULES = {
    "two spaces": r"[.,;:!?] {2,}\w|^(?!…).*[a-z] {2,}[a-z]",
    "a blank before a sign": r"\w [,;:!?](?!\w|\)|[-_])|\w \.(?=\s|$)",
    "three dots for an ellipsis": r"[a-z ]\.\.\.",
    "a banned word": rf"\b(?i:{BANNED})(?!\w)",
    "a mark twice": r"[,;:]{2}|(?<!\.)\.\.(?!\.)|,\.",
    "a noun that Slack's people do not know": r"\b(?i:utterance_|analysis\b|analyses\b|payload)",
    "an a before a vowel": r"\b[Aa] (?=[aeio]\w)(?!one\b|once\b)",
}
NEXT_STEPS = (
    "send|drop|share|ask|use|check|make|open|copy|press|export|download|try|name|write|leave|"
    "invite|take|i chart|must be|or nothing|until then"
)


def shown(each: Prose) -> str:
    return each.place


def test_prose_is_found() -> None:
    texts = {each.text for each in WORDING}
    assert len(texts) > 200
    assert any("I chart how positive or negative" in text for text in texts)
    assert any(text.startswith("Waiting to listen to …") for text in texts)
    assert len(ELSEWHERE) > 60


@pytest.mark.parametrize("rule", RULES)
def test_every_sentence_keeps_the_rule(rule: str) -> None:
    pattern = re.compile(RULES[rule])
    broken = [
        f"{each.place}: {each.text}"
        for each in (*WORDING, *ELSEWHERE)
        if pattern.search(re.sub(r"`[^`]*`|```|\{[^}]*\}", GAP, each.text))
    ]
    assert broken == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("two spaces", "Send it  again."),
        ("a blank before a sign", "Send it again ."),
        ("three dots for an ellipsis", "Looking at it ..."),
        ("a banned word", "Please send it again."),
        ("a mark twice", "Send it again.."),
        ("a noun that Slack's people do not know", "That analysis is over."),
        ("an a before a vowel", "That is a audio file."),
    ],
)
def test_each_rule_can_be_broken(rule: str, text: str) -> None:
    assert re.search(RULES[rule], text)


def test_apostrophes_are_typographic_everywhere_in_slack() -> None:
    assert [each for each in WORDING if re.search(r"[A-Za-z]'[A-Za-z]", each.text)] == []


def test_what_is_a_sentence_ends_with_a_stop() -> None:
    """A constant is one where it has more than a label's words, or a stop in its middle."""
    sentences = [
        each
        for each in WORDING
        if each.name.isupper()
        and (len(each.text.split()) > 8 or re.search(r"[.!?] [A-Z]", each.text))
    ]
    assert len(sentences) > 25
    assert [each for each in sentences if not each.text.rstrip().endswith((".", "?", "!"))] == []


class TestRefusals:
    @pytest.mark.parametrize("why", Why)
    def test_it_is_short_whole_and_says_what_to_do_next(self, why: Why) -> None:
        said = write_refusal(why, DETAILS)
        assert NEEDS.get(why, frozenset()) <= DETAILS.keys()
        assert not re.search(r"[{}]", said)
        assert said.endswith(".")
        assert said[0].isupper() or said[0] == "“"
        assert len(re.findall(r"[.!?](?= [A-Z]|$)", said)) <= 3
        assert len(said) <= 320
        if why is not Why.CANCELLED:
            assert re.search(rf"\b(?i:{NEXT_STEPS})\b", said)


class TestNotes:
    @pytest.mark.parametrize("count", [1.0, 2.0, 1234.0])
    @pytest.mark.parametrize("remark", Remark)
    def test_it_is_one_line_that_counts_right(self, remark: Remark, count: float) -> None:
        numbers = {"tracks": 2.0, "heard": 2.0, "charted_s": 60.0, "promised_s": 600.0}
        said = write_note(Note(remark, {**numbers, "asked": 3.0, "found": 2.0, "count": count}))
        assert not re.search(r"[{}\n]", said)
        assert said.endswith(".")
        assert len(said) <= 120
        assert not re.search(r"\b1 \w+s\b(?! ahead)", said)


DETAILS: dict[str, str | float] = {
    "analysis_id": "a1b2c3", "check": "ASSEMBLYAI_API_KEY", "engine": "AssemblyAI",
    "found": "webm", "job": "j1", "known": "auto, local", "language": "xx", "limit": 20.0,
    "limit_mb": 1024.0, "limit_minutes": 240.0, "person": "U1", "said": "no audio stream",
    "site": "Zoom", "size_mb": 2048.0, "whose": "you have", "word": "many",
}  # fmt: skip
