"""A wheel is enough: installed elsewhere, it starts both programs and charts a transcript."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests import installed
from tests.end_to_end import recordings
from tests.end_to_end.town import Town
from tests.house import House
from tests.standins.media import media_host
from tests.standins.slack import SlackStandIn

PNG = b"\x89PNG\r\n\x1a\n"


def undertone(programs: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [programs / "undertone", *arguments],
        cwd=folder,
        env={"PATH": "/nonexistent", "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    assert installed.read_names(wheel) == installed.list_files()


def test_it_charts_a_transcript_in_an_empty_folder(programs: Path, tmp_path: Path) -> None:
    (tmp_path / "standup.vtt").write_text(recordings.STANDUP)
    done = undertone(programs, tmp_path, "chart", "standup.vtt")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "chart.png").read_bytes().startswith(PNG)


def test_what_runs_is_the_wheel_and_not_this_tree(programs: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [programs / "python", "-c", "import workers, bot; print(workers.__file__, bot.__file__)"],
        cwd=tmp_path,
        env={},
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(place.startswith(str(programs.parent)) for place in done.stdout.split())


def test_both_programs_work_from_an_empty_folder(programs: Path, tmp_path: Path) -> None:
    elsewhere = {"PYTHONPATH": "", "PATH": "/usr/bin:/bin"}
    with (
        media_host() as media,
        SlackStandIn() as slack,
        House(slack, tmp_path, elsewhere, command=programs / "undertone") as house,
    ):
        ana = slack.person("Ana")
        town = Town(slack, house, media, slack.channel("standup", members=[ana]), ana)
        message = ana.uploads(town.channel, _standup(tmp_path), text="Today's standup")
        town.wait_for_end(message)
        assert len(town.charts(message)) == 1


def _standup(folder: Path) -> Path:
    path = folder / "standup.vtt"
    path.write_text(recordings.STANDUP)
    return path
