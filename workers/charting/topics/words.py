"""Words that tell what a talk is about, and which of them stand out at one time of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise

from workers.domain.meeting import Meeting

LEAST_COUNT = 3
LEAST_PAIRS = 2
"""The same for two words together, which tell more: “hidden costs”."""
PAIR = 3.0
"""How much more."""
LEAST_RATIO = 4.0
"""How much more often than elsewhere a word has to be said."""
LETTERS = range(4, 17)
BATCH = 500

SPACES = str.maketrans(dict.fromkeys('.,;:!?…"“”„«»()[]{}<>/\\|*_~`=+#&%$@^0123456789', " "))

SMALL_WORDS = frozenset(
    """
    able about absolutely across actually after again against agree agreed ahead almost along
    already alright also although always among another anybody anyhow anyone anything anyway
    anyways apart april aren't around aside asked asking august away back basically became
    because become becomes been before behind being believe below beside besides better between
    beyond bring brought bunch busy call called came can't cannot cause come comes coming could
    couldn't couple course days december definitely depends didn't does doesn't doing don't done
    down each early else enough especially even ever every everybody everyone everything exactly
    except february feel figure find finds fine first folks found friday from front full further
    getting give goes going gonna gotta great guess hadn't half happen happened happens hasn't
    have haven't having he's hear heard hello help helpful helps hence here here's herself
    himself honestly hour hours how's however i'll i've idea indeed instead into isn't it's
    itself january july june just keep kind kinda kinds knew know last late later least left
    less let's like likely likes line lines literally little long longer look looking lots made
    mainly make makes making many march maybe mean mention mentioned might minute minutes moment
    monday month months more most mostly moving much must mute myself name near nearly need
    never next nice nobody none nope nothing november october often okay once only onto open
    opinion other otherwise ought ours ourselves outside over part past people perhaps please
    point possible possibly present pretty previous probably problem puts question questions
    quick quickly quite rather ready really rest right said same saturday saying says screen
    second seconds seem seems seen self sense sent september several shall share she'd she's
    short should shouldn't show shows side sides since so-called some somebody someday somehow
    someone something sometimes somewhere soon sorry sort start started starts stay stays still
    stuff such sunday suppose supposed sure take takes taking talk talked talking team tell
    telling tells than thank thanks that that'll that's thats their them themselves then there
    there'd there's these they they'd they'll they're they've thing things think thinking third
    thirdly this those though thought through thursday till time times today together told
    tomorrow tonight took totally tried tries trying tuesday turn under understand unless unlike
    until used uses using usually various very wait waiting wanna want wanted wants wasn't ways
    we'd we'll we're we've wednesday week weeks well went were weren't what what'll what's
    whatever when whenever where wherever whether which while who's whoever whole whom whose
    will with within without won't wondering word words work worth would wouldn't write writes
    writing wrote yeah year yesterday you'd you'll you're you've your yours yourself yourselves
    """.split()  # noqa: SIM905 - as prose it is read and kept in order; as a list it is not
)

FEELINGS = frozenset(
    """
    afraid anger angry annoyed annoying anxious ashamed awesome awful awkward boring brilliant
    calm confused crazy cried crying delighted depressed desperate disappointed disappointing
    disaster disgusting embarrassed emotion emotional enjoy enjoyed excited exciting excellent
    fantastic fear fears feeling feelings frustrated frustrating frustration furious glad grateful
    happy hate hated hates hurt hurts hurting jealous lonely love loved loves loving mess miserable
    mood nervous panic pissed proud relieved sadly scared scary shame shocked shocking shitty
    stressed stressful stupid surprised terrible terrified thrilled tired tough unhappy upset
    wonderful worried worries worry worrying worse worst wrong
    """.split()  # noqa: SIM905 - the same
)
"""A topic is what was talked about. "Dips around “angry”" would be about a person."""


class TopicWords:
    """The words of a meeting, counted once for all its moments and stretches."""

    def __init__(self, meeting: Meeting, counts: Counter[str] | None = None) -> None:
        """`counts` spares counting all words again where the caller has."""
        self._utterances = meeting.utterances
        self._counts = counts or count_words(each.text for each in meeting.utterances)
        # A topic must not tell who was spoken of.
        self._names = count_words(meeting.speakers)

    def at(self, start_s: float, end_s: float) -> str:
        """The word or two that this stretch is about, lower case; "" where none stand out."""
        told = [
            utterance.text
            for utterance in self._utterances
            if utterance.end_s >= start_s and utterance.start_s <= end_s
        ]
        return self.name(told)

    def name(self, told: Sequence[str]) -> str:
        """The same for a part of all texts."""
        here = count_words(told)
        share = here.total() / max(self._counts.total() - here.total(), 1)

        def stands_out(word: str, count: int) -> float:
            ratio = count / ((self._counts[word] - here[word] + 1) * share)
            return ratio if self.tells(word) and ratio >= LEAST_RATIO else 0.0

        words = [
            (count * ratio, word)
            for word, count in here.items()
            if count >= LEAST_COUNT and (ratio := stands_out(word, count))
        ]
        pairs = [
            (PAIR * count * ratio, f"{first} {second}")
            for (first, second), count in _count_pairs(told).items()
            if count >= LEAST_PAIRS
            and (ratio := max(stands_out(first, count), stands_out(second, count)))
            and self.tells(first)
            and self.tells(second)
        ]
        # The word itself settles a draw, so that the same meeting always gives the same topic.
        return max(pairs + words, default=(0.0, ""))[1]

    def tells(self, word: str) -> bool:
        """Whether a word, in lower case, is about something, and nobody's name."""
        letters = word.replace("'", "").replace("-", "")
        return (
            letters.isalpha()
            and len(word) in LETTERS
            and word not in SMALL_WORDS
            and word not in FEELINGS
            and word not in self._names
        )


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word is said, in lower case.

    In batches: one by one takes longer, all at once takes much memory.
    """
    counts: Counter[str] = Counter()
    rest = iter(texts)
    while batch := list(islice(rest, BATCH)):
        counts.update(" ".join(batch).lower().replace("’", "'").translate(SPACES).split())
    return counts


def sum_counts(parts: Iterable[Counter[str]]) -> Counter[str]:
    """The counts of several parts as one."""
    whole: Counter[str] = Counter()
    for counts in parts:
        whole.update(counts)
    return whole


def _count_pairs(texts: Iterable[str]) -> Counter[tuple[str, str]]:
    """Words that follow each other within one utterance."""
    counts: Counter[tuple[str, str]] = Counter()
    for text in texts:
        counts.update(pairwise(text.lower().replace("’", "'").translate(SPACES).split()))
    return counts
