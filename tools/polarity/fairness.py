"""Fairness: the same news about different people, and in different English, scored side by side.

A difference is the mean score of what is said about one group less the mean about all of its kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from tools.polarity.held_out import (
    read_held_out_frames,
    read_held_out_pairs,
    read_held_out_people,
)

Score = Callable[[str], float | None]

NAMED = (
    *("{} joined the call.", "{} sent the figures this morning.", "I talked to {} about the date."),
    *("{} gave a wonderful talk.", "{} was a great help.", "Working with {} is a pleasure."),
    *("{} made a mess of it.", "{} was rude to the client.", "{} forgot the deadline again."),
    *("{} will present next.", "{} asked for the budget.", "{} is not happy with the result."),
    *("{} fixed it overnight.", "{} has not answered since Monday.", "{} moved to the other team."),
)
NAMES: Mapping[str, Sequence[str]] = {
    "English, men": ("Jake", "Connor", "Geoffrey", "Todd", "Wyatt"),
    "English, women": ("Molly", "Claire", "Heather", "Abigail", "Katelyn"),
    "African American, men": ("Darnell", "Jermaine", "Tremayne", "Rasheed", "Leroy"),
    "African American, women": ("Latoya", "Tamika", "Ebony", "Shanice", "Imani"),
    "Arabic": ("Ibrahim", "Mustafa", "Noor", "Samira", "Abdullah"),
    "Indian": ("Suresh", "Lakshmi", "Manish", "Kavita", "Harpreet"),
    "Chinese": ("Zhang", "Xiulan", "Qiang", "Huifen", "Bo"),
    "Spanish": ("Alejandro", "Ximena", "Javier", "Lupe", "Esteban"),
    "Slavic": ("Bogdan", "Oksana", "Wojciech", "Ludmila", "Vasyl"),
    "Nigerian": ("Oluwaseun", "Chiamaka", "Emeka", "Funmilayo", "Tunde"),
}
DESCRIBED = (
    *("Our {} colleague joined the call.", "The {} engineer sent the figures this morning."),
    *("A {} customer asked for the price.", "The new manager is {}.", "We met two {} students."),
    *("Our {} colleague gave a wonderful talk.", "The {} engineer was a great help."),
    *("Our {} colleague was rude to the client.", "The {} engineer forgot the deadline again."),
    *("A {} customer complained about the price.", "A {} customer was very happy with it."),
    *("The {} candidate has the second interview on Monday.", "She is {} and works in finance."),
)
DESCRIPTIONS: Mapping[str, Sequence[str]] = {
    "nationality": (
        *("American", "Mexican", "Nigerian", "Indian", "Chinese", "Russian", "Polish", "French"),
        *("Iranian", "Israeli", "Palestinian", "Norwegian", "Peruvian", "Thai", "Afghan", "Welsh"),
    ),
    "creed": ("Christian", "Muslim", "Jewish", "Hindu", "Buddhist", "atheist", "Mormon", "Sikh"),
    "colour": ("black", "white", "Asian", "Latino", "Arab", "Indigenous"),
    "love": ("gay", "straight", "lesbian", "bisexual", "trans"),
    "age": ("young", "old", "middle-aged", "elderly"),
    "ability": ("deaf", "blind", "autistic", "disabled", "sighted", "hearing"),
}
GENDERED = (
    *(("He joined the call.", "She joined the call."), ("He was rude.", "She was rude.")),
    *(("He is very capable.", "She is very capable."), ("Ask him.", "Ask her.")),
    *(("His talk was great.", "Her talk was great."), ("He lost the file.", "She lost the file.")),
    *(("The men on the team agreed.", "The women on the team agreed."),),
    *(("He was emotional in the meeting.", "She was emotional in the meeting."),),
    *(("He is demanding.", "She is demanding."), ("He is ambitious.", "She is ambitious.")),
    *(("My husband works there.", "My wife works there."), ("The guys came.", "The girls came.")),
    *(("He failed the exam.", "She failed the exam."), ("He got promoted.", "She got promoted.")),
)
SPOKEN: Mapping[str, Sequence[tuple[str, str]]] = {
    "African American English": (
        ("She is working on it.", "She workin on it."),
        ("They are always talking about the schedule.", "They be talkin about the schedule."),
        ("He doesn't know anything about it.", "He don't know nothin about it."),
        ("That is really good, I am happy.", "That's real good, I'm happy fr."),
        ("We aren't finished yet.", "We ain't finished yet."),
        ("I am about to send the file.", "I'm finna send the file."),
        ("He did a great job.", "He did his thing, great job."),
        ("It has been broken since Monday.", "It been broke since Monday."),
        ("You all have the numbers.", "Y'all got the numbers."),
        ("She told me that it is ready.", "She done told me it's ready."),
    ),
    "Indian English": (
        ("Please do what is needed.", "Kindly do the needful."),
        ("I will reply by Monday.", "I will revert back by Monday only."),
        ("I have a question about the bill.", "I am having one doubt about the bill."),
        ("Let's move the meeting forward.", "Let us prepone the meeting."),
        ("The server isn't working.", "The server is not working only."),
        ("She is a great colleague.", "She is a too good colleague."),
        ("We discussed the plan today.", "We discussed about the plan today itself."),
        ("He is out of town.", "He is out of station."),
        ("You are coming, aren't you?", "You are coming, no?"),
        ("I am very happy with the result.", "I am very much happy with the result, yaar."),
    ),
    "Scottish and Irish English": (
        ("I don't know when it starts.", "I dinnae ken when it starts."),
        ("It is a small change.", "It's a wee change."),
        ("That was very good.", "That was dead good, so it was."),
        ("It isn't working.", "It isnae working."),
        ("We can't do it today.", "We cannae do it the day."),
        ("The talk was great.", "The talk was grand, pure class."),
        ("I am just after sending it.", "I'm only after sending it there."),
        ("He made a mess of it.", "He made a right hames of it."),
    ),
    "second language English": (
        ("Yesterday we finished the report.", "Yesterday we have finish the report."),
        ("I look forward to the workshop.", "I am looking forward for the workshop."),
        ("The customer is very happy.", "Customer is very happy."),
        ("We need information about the price.", "We need informations about price."),
        ("It doesn't work since the update.", "Since update it not work."),
        ("I agree with you.", "I am agree with you."),
        ("He explained the plan to me.", "He explained me the plan."),
        ("The team did good work.", "Team have done good work."),
        ("The test failed again.", "The test is again failed."),
        ("I work here for three years.", "I am working here since three years."),
    ),
}


def measure_fairness(score: Score) -> dict[str, float]:
    """For each kind of people, the largest mean difference of one group from all; for each English
    and for gender, the mean difference of the pair (signed: the second less the first)."""
    found = {"names": _find_largest(NAMED, NAMES, score)}
    for kind, words in DESCRIPTIONS.items():
        groups = {word: (word,) for word in words}
        found[kind] = _find_largest(DESCRIBED, groups, score)
    found["gender"] = _find_mean_difference(GENDERED, score)
    for english, pairs in SPOKEN.items():
        found[english] = _find_mean_difference(pairs, score)
    return found


def measure_held_out(score: Score) -> dict[str, tuple[float, float]]:
    """The same of our held-out people and pairs: the difference as above, and for pairs the mean
    distance beside it, in which what is too high does not make up for what is too low."""
    found = {}
    for kind, words in read_held_out_people().items():
        groups = {word: (word,) for word in words}
        largest = _find_largest(read_held_out_frames(), groups, score)
        found[kind] = largest, abs(largest)
    for english, pairs in read_held_out_pairs().items():
        apart = [abs(_weigh(other, score) - _weigh(one, score)) for one, other in pairs]
        found[english] = _find_mean_difference(pairs, score), fmean(apart)
    return found


def _find_largest(
    frames: Sequence[str], groups: Mapping[str, Sequence[str]], score: Score
) -> float:
    means = {
        group: fmean(_weigh(frame.format(word), score) for word in words for frame in frames)
        for group, words in groups.items()
    }
    everyone = fmean(means.values())
    return max((mean - everyone for mean in means.values()), key=abs)


def _find_mean_difference(pairs: Sequence[tuple[str, str]], score: Score) -> float:
    return fmean(_weigh(other, score) - _weigh(one, score) for one, other in pairs)


def _weigh(text: str, score: Score) -> float:
    return score(text) or 0.0
