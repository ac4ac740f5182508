"""Moonshine as it is run beside Moonshine as it was published, and what keeps it from inventing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

from tests.workers.engines.local.recordings import NETWORKS, demo, lines
from workers.domain.errors import Fault
from workers.engines.local.sound import RATE, Samples
from workers.engines.local.words import HeardWords, Word
from workers.engines.local.words.guards import can_be_said, goes_in_circles
from workers.engines.local.words.moonshine import Moonshine, _Said
from workers.engines.local.words.ort_file import read_ort_file
from workers.engines.local.words.packed import multiplies_bytes_right
from workers.engines.local.words.prepared import Prepared, Sources, find_sources, prepare
from workers.engines.local.words.tokens import TokenTexts
from workers.engines.local.words.written import make_words


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return prepare(find_sources(), NETWORKS)


@pytest.fixture(scope="module")
def moonshine(prepared: Prepared) -> Moonshine:
    return Moonshine(prepared)


def piece(start_s: float, end_s: float) -> Samples:
    return demo()[round(start_s * RATE) : round(end_s * RATE)]


def text_of(heard: HeardWords) -> str:
    return " ".join(word.text for word in heard.words)


def words_of(heard: HeardWords) -> list[str]:
    """The words without commas and capitals, which depend on a breath of silence more or less."""
    return re.sub(r"[^a-z ]", "", text_of(heard).lower()).split()


def published_text(samples: Samples) -> str:
    """What the files say as they were published, run as their makers run them."""
    sources = find_sources()
    encoder, decoder = (
        onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        for path in (sources.encoder, sources.decoder)
    )
    (hidden,) = encoder.run(None, {"input_values": samples[None]})
    results = [one.name for one in decoder.get_outputs()]
    past: dict[str, Any] = {
        one.name: np.zeros((1, 8, 0, 52), np.float32)
        for one in decoder.get_inputs()
        if one.name.startswith("past")
    }
    tokens = [1]
    while tokens[-1] != 2:
        feed = {
            "input_ids": np.array([tokens[-1:]]),
            "encoder_hidden_states": hidden,
            "use_cache_branch": np.array([len(tokens) > 1]),
        }
        found = dict(zip(results, decoder.run(None, feed | past), strict=True))
        tokens.append(int(found.pop("logits")[0, -1].argmax()))
        for name, value in found.items():
            if "decoder" in name or len(tokens) == 2:
                past[name.replace("present", "past_key_values")] = value
    return TokenTexts(sources.tokens).write(tokens)


def test_it_says_what_the_published_networks_say(moonshine: Moonshine) -> None:
    samples = piece(0.3, 9.5)
    (heard,) = moonshine.hear([samples])
    assert text_of(heard) == published_text(samples)
    assert "worried" in text_of(heard)


def test_others_in_a_batch_change_nothing(moonshine: Moonshine) -> None:
    pieces = [piece(start_s + 0.05, end_s - 0.05) for _, start_s, end_s in lines()[:6]]
    pieces.sort(key=len)
    alike = [one for one in pieces if len(one) >= 0.85 * len(pieces[-1])]
    assert len(alike) > 1
    alone = [moonshine.hear([one])[0] for one in alike]
    assert [words_of(one) for one in moonshine.hear(alike)] == [words_of(one) for one in alone]


def test_a_chance_is_lower_where_noise_hides_the_words(moonshine: Moonshine) -> None:
    clear = piece(4.05, 7.9)
    rng = np.random.default_rng(1)
    hidden = clear + 0.3 * clear.std() * 8 * rng.standard_normal(len(clear)).astype(np.float32)
    heard, unsure = (moonshine.hear([one])[0] for one in (clear, hidden))
    assert np.mean([word.chance for word in heard.words]) > 0.85
    assert all(0 <= word.chance <= 1 for word in heard.words)
    assert not unsure.words or np.mean([word.chance for word in unsure.words]) < 0.7


@pytest.mark.parametrize("length_s", [0.4, 1.0, 6.0])
def test_nobody_says_nothing(moonshine: Moonshine, length_s: float) -> None:
    rng = np.random.default_rng(2)
    silence = np.zeros(round(length_s * RATE), np.float32)
    noise = (0.03 * rng.standard_normal(len(silence))).astype(np.float32)
    for one in (silence, noise):
        assert moonshine.hear([one])[0].words == []


def test_words_follow_one_another_through_the_sound(moonshine: Moonshine) -> None:
    words = moonshine.hear([piece(4.05, 13.9)])[0].words
    assert all(word.start_s < word.end_s for word in words)
    edges = [edge for word in words for edge in (word.start_s, word.end_s)]
    assert edges == sorted(edges)
    assert edges[-1] <= 9.85


@pytest.mark.parametrize(
    ("tokens", "circles"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8], False),
        ([9, 9, 9, 9, 9], False),
        ([1, 9, 9, 9, 9, 9, 9], True),
        ([7, 1, 2, 1, 2, 1, 2], False),
        ([7, 1, 2, 1, 2, 1, 2, 1, 2], True),
        ([*range(12)] * 2, False),
        ([*range(12)] * 3, True),
        ([*range(30)] * 3, False),
    ],
)
def test_what_is_a_circle(tokens: list[int], circles: bool) -> None:
    assert goes_in_circles(tokens) is circles


def test_a_text_without_an_end_is_lost() -> None:
    said = _Said(most=20)
    for token in range(20):
        said.take(token + 10, 0.9)
    assert said.is_over
    assert said.is_lost
    ended = _Said(most=20)
    for token in (10, 11, 2, 12):
        ended.take(token, 0.9)
    assert ended.is_over
    assert not ended.is_lost
    assert ended.tokens == [10, 11]


def test_nobody_speaks_so_fast_or_in_such_letters() -> None:
    words = [Word(text, 0, 1) for text in ["so"] * 12]
    assert can_be_said(words, 3.0)
    assert not can_be_said(words, 1.5)
    assert can_be_said([Word("naïve", 0, 1), Word("100%", 0, 1)], 2)
    assert not can_be_said([Word("ตัว", 0, 1)], 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("You", False),
        ("you.", False),
        ("Thank you for watching!", False),
        ("Thank you.", True),
        ("You and me", True),
        ("Thank you for watching the demo", True),
    ],
)
def test_what_is_written_over_silence(text: str, said: bool) -> None:
    assert can_be_said([Word(word, 0, 1) for word in text.split()], 3) is said


def test_letters_in_several_tokens(tmp_path: Path) -> None:
    table = [b"<unk>", b"<s>", "▁caf".encode(), b"<0xC3>", b"<0xA9>", b"", b"x" * 200]
    path = tmp_path / "tokenizer.bin"
    path.write_bytes(
        b"".join(
            (
                bytes([len(one)])
                if len(one) < 128
                else bytes([len(one) % 128 + 128, len(one) // 128])
            )
            + one
            for one in table
        )
    )
    tokens = TokenTexts(path)
    assert len(tokens) == len(table)
    assert tokens.write([1, 2, 3, 4]) == "café"
    assert tokens.write([6]) == "x" * 200
    samples = np.concatenate([np.zeros(RATE), np.ones(RATE)]).astype(np.float32)
    (word,) = make_words([1, 2, 3, 4], [0.9, 1.0, 0.5, 0.6], tokens, samples)
    assert (word.text, word.chance) == ("café", 0.7)
    assert word.end_s == 2.0
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(Fault):
        TokenTexts(path)


def test_networks_are_prepared_once_and_anew_for_other_files(tmp_path: Path) -> None:
    sources = find_sources()
    first = prepare(sources, tmp_path)
    made_at = [path.stat().st_mtime_ns for path in first]
    again = prepare(sources, tmp_path)
    assert [path.stat().st_mtime_ns for path in again] == made_at
    other = tmp_path / "tokenizer.bin"
    other.write_bytes(sources.tokens.read_bytes() + b"\x01x")
    changed = prepare(sources._replace(tokens=other), tmp_path)
    assert changed.listening != first.listening
    assert changed.listening.exists()
    assert {path.suffix for path in tmp_path.iterdir()} == {".onnx", ".lock", ".bin"}


def test_a_file_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    """Nothing half written ever has the name under which it is looked for."""
    sources = find_sources()
    damaged = tmp_path / "decoder.ort"
    damaged.write_bytes(b"\0" * 64)
    with pytest.raises(Fault):
        prepare(sources._replace(decoder=damaged), tmp_path / "networks")
    assert not list((tmp_path / "networks").glob("*.onnx"))
    assert prepare(sources, tmp_path / "networks").saying.exists()


def test_whoever_comes_second_waits(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from workers.engines.local.words.prepared import find_sources, prepare\n"
        "print(prepare(find_sources(), Path(sys.argv[1])).saying.stat().st_mtime_ns)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    answers = [one.communicate(timeout=60)[0] for one in both]
    assert all(one.returncode == 0 for one in both)
    assert answers[0] == answers[1]


def test_bytes_are_multiplied_right_here() -> None:
    assert multiplies_bytes_right()


def test_the_exact_way_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For processors whose products of bytes are cut short; slow, so a short piece will do."""
    from workers.engines.local.words import packed  # noqa: PLC0415

    monkeypatch.setattr(packed, "multiplies_bytes_right", lambda: False)
    exact = prepare(find_sources(), tmp_path)
    assert exact.saying.name != prepare_name(NETWORKS)
    (heard,) = Moonshine(exact).hear([piece(0.3, 3.9)])
    assert text_of(heard) == published_text(piece(0.3, 3.9))


def prepare_name(folder: Path) -> str:
    return next(folder.glob("*-saying.onnx")).name


def test_a_model_of_another_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.ort"
    shutil.copy(find_sources().tokens, path)
    with pytest.raises(Fault, match=r"model\.ort"):
        read_ort_file(path)


def test_sources_are_found_where_they_are_installed() -> None:
    found = find_sources()
    assert isinstance(found, Sources)
    assert all(path.is_file() for path in found)
