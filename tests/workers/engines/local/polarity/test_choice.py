"""The choice of the scorer, and what it makes of blank and of half-heard words."""

from __future__ import annotations

import logging
import shutil
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from workers.domain.errors import Fault
from workers.engines.local.polarity import Scorer, choose_scorer, encoder
from workers.engines.local.polarity.apart import Scored, score_apart
from workers.engines.local.polarity.encoder import FOLDER, NAME, WeightsDiffer, load_polarity
from workers.engines.local.polarity.lexicon import name_lexicon


def test_the_model_is_the_first_choice() -> None:
    scorer = choose_scorer()
    assert (scorer.name, scorer.fell_back) == (NAME, False)
    assert choose_scorer() is scorer, "one a process"


@pytest.mark.parametrize("wanted", ["lexicon", name_lexicon(), "VADER 3.2.0"])
def test_the_lexicon_by_setting_and_by_name(wanted: str) -> None:
    scorer = choose_scorer(wanted)
    assert (scorer.name, scorer.fell_back) == (name_lexicon(), False)


@pytest.mark.parametrize("text", ["", "  ", "\n", "...", "?! –", "💓"])
def test_no_words_have_no_polarity(text: str) -> None:
    assert choose_scorer().score(text) is None
    assert choose_scorer("lexicon").score(text) is None


def test_scores_are_rounded() -> None:
    assert Scorer("third", lambda _text: 1 / 3).score("one two") == 0.3333


def test_missing_weights_are_told_apart_from_damaged_ones(tmp_path: Path) -> None:
    with pytest.raises(WeightsDiffer, match=r"polarity\.onnx cannot be read"):
        load_polarity(tmp_path)
    for name in encoder.SHA256:
        shutil.copy(FOLDER / name, tmp_path / name)
    load_polarity(tmp_path)
    with (tmp_path / "polarity.onnx").open("r+b") as file:
        file.seek(9_000_000)
        file.write(b"!")
    with pytest.raises(WeightsDiffer, match=r"polarity\.onnx is not the file"):
        load_polarity(tmp_path)


def test_without_its_weights_the_lexicon_scores_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(load_polarity, "__defaults__", (tmp_path,))
    choose_scorer.cache_clear()
    try:
        with caplog.at_level(logging.WARNING):
            scorer = choose_scorer()
    finally:
        choose_scorer.cache_clear()
    assert (scorer.name, scorer.fell_back) == (name_lexicon(), True)
    assert "scored by the lexicon" in caplog.text


def test_a_child_scores_as_this_process_does() -> None:
    texts = ["The release went really well.", "", "The pump is broken again."]
    shares: list[float] = []
    scored = score_apart(texts, "model", shares.append)
    scorer = choose_scorer()
    assert list(scored.polarities) == [scorer.score(text) for text in texts]
    assert scored.polarities[1] is None
    assert (scored.scorer, scored.fell_back) == (NAME, False)
    assert shares


def test_a_child_scores_by_the_lexicon_where_that_is_wanted() -> None:
    scored = score_apart(["The release went really well."], "lexicon", lambda _: None)
    assert scored.scorer == name_lexicon()


def test_a_child_that_is_killed_is_a_fault_of_ours_and_no_unreadable_recording() -> None:
    """The words were heard: to hear that the file cannot be read would be wrong."""
    killed: list[int] = []

    def kill_child(_share: float) -> None:
        for child in psutil.Process().children(recursive=True):
            with suppress(psutil.NoSuchProcess):  # a child of another test that has just ended
                if not killed and "workers.engines.local.polarity.apart" in child.cmdline():
                    killed.append(child.pid)
                    child.kill()

    with pytest.raises(Fault, match="scoring the words ended"):
        score_apart(["It went well."] * 100, "model", kill_child)
    assert killed


def test_what_a_fall_back_scored_is_not_mixed_into_a_meeting() -> None:
    assert Scored((0.5, None), NAME, fell_back=False).keep_to_wanted() == (0.5, None)
    assert Scored((0.5, None), name_lexicon(), fell_back=True).keep_to_wanted() == (None, None)
