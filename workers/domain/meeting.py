"""Meeting: the diarized result, utterances by speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from workers.domain.hidden_signs import clean_fields

SURE = 0.7
"""Of words heard with less chance, on the mean of a sentence, every second or third is wrong; of
those above 0.9, three in a hundred."""


class Remark(StrEnum):
    """Something about how the meeting was heard that people should know; wording has the words."""

    ENDS_EARLY = "ends_early"  # charted_s, promised_s
    TRACKS = "tracks"  # tracks, heard; sounds that lie side by side in the recording
    VOICES_UNSURE = "voices_unsure"  # voices were far away or overlapped
    FEWER_SPEAKERS = "fewer_speakers"  # asked, found
    TIMES_ESTIMATED = "times_estimated"  # the transcript had no times
    CUES_SKIPPED = "cues_skipped"  # count
    SPEAKERS_UNKNOWN = "speakers_unknown"  # count; the transcript does not tell whose words
    INVENTED_LEFT_OUT = "invented_left_out"  # count; a recogniser's phrases over silence
    PARTS_JOINED = "parts_joined"  # count; the transcript began at 0 again
    WORDS_FALLBACK = "words_fallback"  # the better speech model could not be had
    SCORER_FALLBACK = "scorer_fallback"  # the better scorer could not be had
    SCORED_HERE = "scored_here"  # the engine gave words alone
    WORDS_SPREAD = "words_spread"  # the server told no times of single words
    VOICES_UNTOLD = "voices_untold"  # the engine tells nobody apart in this language
    LANGUAGE_UNSCORED = "language_unscored"  # sentiment is for English only


@dataclass(frozen=True, slots=True)
class Note:
    """A remark with the numbers its sentence needs."""

    remark: Remark
    numbers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence: times in seconds from the start of the recording.

    `polarity` is in [-1, 1], or None where the engine gave none: None is not 0. `chance` is how
    likely the words are the right ones, 0 to 1, None where nobody says.
    """

    speaker: str
    start_s: float
    end_s: float
    text: str
    polarity: float | None
    label: str = ""
    """What the engine called its polarity, where it gave a word instead of a number."""
    chance: float | None = None
    phrase: str = ""
    """The channel's own phrase that decided its polarity, where one did."""

    def __post_init__(self) -> None:
        clean_fields(self, "speaker", "text")

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def is_unsure(self) -> bool:
        """Whether its words are so unlikely that they say nothing about how anything was meant."""
        return self.chance is not None and self.chance < SURE


@dataclass(frozen=True)
class Meeting:
    """What an engine heard: utterances in order of their start.

    `draft` says that the words are rough (embedded speech recognition), `speakers_estimated` that
    nobody told how many voices there are, `length_s` how long the recording is. `scorer` made the
    polarities, with its version, and is empty where the engine scores by itself: numbers of two
    scorers are not on one scale.
    """

    engine: str
    utterances: tuple[Utterance, ...]
    speakers_estimated: bool = False
    draft: bool = False
    length_s: float | None = None
    title: str = ""
    notes: tuple[Note, ...] = ()
    scorer: str = ""

    def __post_init__(self) -> None:
        clean_fields(self, "title")

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """Labels in the order of first appearance."""
        return tuple(dict.fromkeys(utterance.speaker for utterance in self.utterances))

    @property
    def end_s(self) -> float:
        """Where the time axis ends: the recording's length, or the last word if that is later."""
        last = max((utterance.end_s for utterance in self.utterances), default=0.0)
        return max(last, self.length_s or 0.0)

    def without(self, left_out: Collection[int]) -> Meeting:
        """The same meeting, the utterances at these places unscored: they were heard wrong."""
        return replace(
            self,
            utterances=tuple(
                replace(utterance, polarity=None) if place in left_out else utterance
                for place, utterance in enumerate(self.utterances)
            ),
        )

    def folded(self, most: int, name_rest: Callable[[int], str]) -> Meeting:
        """The same meeting with `most` speakers at most: those who say least become one.

        `name_rest` tells what that one is called, given how many it stands for.
        """
        if len(self.speakers) <= most:
            return self
        said: Counter[str] = Counter()
        for utterance in self.utterances:
            said[utterance.speaker] += utterance.words
        kept = {speaker for speaker, _ in said.most_common(most - 1)}
        rest = name_rest(len(said) - len(kept))
        return self.renamed({speaker: rest for speaker in said if speaker not in kept})

    def without_polarity(self, speakers: Collection[str]) -> Meeting:
        """The same meeting in which what these say, in another language, is not scored."""
        if not speakers:
            return self
        note = Note(Remark.LANGUAGE_UNSCORED)
        return replace(
            self,
            utterances=tuple(
                replace(each, polarity=None) if each.speaker in speakers else each
                for each in self.utterances
            ),
            notes=self.notes if note in self.notes else (*self.notes, note),
        )

    def cut(self, start_s: float, end_s: float) -> Meeting:
        """What is said between two times, told from the first one on."""
        kept = (
            replace(
                each,
                start_s=max(each.start_s - start_s, 0.0),
                end_s=min(each.end_s, end_s) - start_s,
            )
            for each in self.utterances
            if start_s <= (each.start_s + each.end_s) / 2 <= end_s
        )
        return replace(self, utterances=tuple(kept), length_s=end_s - start_s)

    def renamed(self, names: Mapping[str, str]) -> Meeting:
        """The same meeting with labels replaced; two labels given one name become one speaker."""
        return replace(
            self,
            utterances=tuple(
                replace(utterance, speaker=names.get(utterance.speaker, utterance.speaker))
                for utterance in self.utterances
            ),
        )
