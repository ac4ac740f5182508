"""Also in this meeting: short, harmless, and only what exists."""

from __future__ import annotations

from workers.domain.extras import Extras, Pace, Point, Topic, Tracked
from workers.wording.extras import has_rest, list_extras, pick_extras

FULL = Extras(
    summary=("The pilot went well.",),
    topics=(Topic("late deliveries", -0.55), Topic("pilot", 0.0), Topic("Friday")),
    questions=tuple(Point(f"Question {number}?", "Ann") for number in range(5)),
    action_items=(Point("Ask for help.", "Bob"),),
    follow_ups=(Point("Meet on Friday."),),
    trackers=(Tracked("Goodness", 2),),
    paces=(Pace("Ann", 372.0, 141.6), Pace("Bob", None, None)),
    talk_s=700.0,
    silence_s=0.0,
)


def test_nothing_found_says_nothing() -> None:
    assert pick_extras(Extras()) == ()
    assert list_extras(Extras()) == ()
    assert not has_rest(Extras())


def test_at_most_five_lines_the_most_useful_first() -> None:
    assert pick_extras(FULL) == (
        "*Summary:* The pilot went well.",
        "*Action items:* Bob: Ask for help.",
        "*Questions:* Ann: Question 0?; Ann: Question 1?; Ann: Question 2?; and 2 more",
        "*Follow-ups:* Meet on Friday.",
        "*Topics:* late deliveries (−0.55); pilot (0.00); Friday",
    )
    assert has_rest(FULL)


def test_the_rest_has_everything() -> None:
    lines = list_extras(FULL)
    assert "• Ann: Question 4?" in lines
    assert "• Goodness ×2" in lines
    assert "• 12 min of talk" in lines
    assert "• Ann: 6 min of talk, 142 words per minute" in lines
    assert not any("Bob: " in line and "talk" in line for line in lines)


def test_little_needs_no_button() -> None:
    assert not has_rest(Extras(summary=("Short.",), trackers=(Tracked("Price", 1),)))
    assert has_rest(Extras(summary=("long " * 100,)))


def test_what_others_wrote_is_harmless() -> None:
    nasty = Extras(
        action_items=(Point("<!channel> & <https://evil.example|click>\n> *now*", "<@U1>"),)
    )
    for line in (*pick_extras(nasty), *list_extras(nasty)):
        assert "<" not in line
        assert "\n" not in line
    assert "&lt;!channel&gt; &amp;" in pick_extras(nasty)[0]


def test_long_items_are_cut() -> None:
    (line,) = pick_extras(Extras(summary=("word " * 200,)))
    assert len(line) < 150
    assert line.endswith("…")
