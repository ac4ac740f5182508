"""The word that stands out at one time of a meeting against the rest of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
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
    about absolutely actually after again agree already also although always another anybody
    anyone anything anyway around basically because been before being better could definitely
    didn't doesn't doing don't done down each else even ever every everybody everyone everything
    exactly feel fine first folks from getting give goes going gonna gotta great guess have
    haven't having hear heard hello here honestly into isn't it's just keep kind know last least
    less let's like literally little look looking made make making many maybe mean might more
    most much must name need never next nice nobody nothing okay once only other over part
    people please point pretty probably quite rather really right said same says seem seems
    should since some somebody someone something sometimes somewhere sorry sort still stuff such
    sure take talk team tell than thank thanks that that's their them then there there's these
    they they're thing things think this those though thought through today told totally turn
    under understand until very want wanted wasn't we're we've well went were what what's when
    where which while will with without won't work would yeah year you're your
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


class Topics:
    """The words of a meeting, counted once for all its moments."""

    def __init__(self, meeting: Meeting) -> None:
        self._utterances = meeting.utterances
        self._counts = _counted(utterance.text for utterance in meeting.utterances)
        # A topic must not tell who was spoken of.
        self._names = _counted(meeting.speakers)

    def at(self, start_s: float, end_s: float) -> str:
        """The word or two that this stretch is about, lower case; "" where none stand out."""
        told = [
            utterance.text
            for utterance in self._utterances
            if utterance.end_s >= start_s and utterance.start_s <= end_s
        ]
        here = _counted(told)
        share = here.total() / max(self._counts.total() - here.total(), 1)

        def stands_out(word: str, count: int) -> float:
            ratio = count / ((self._counts[word] - here[word] + 1) * share)
            return ratio if self._tells(word) and ratio >= LEAST_RATIO else 0.0

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
            and self._tells(first)
            and self._tells(second)
        ]
        # The word itself settles a draw, so that the same meeting always gives the same topic.
        return max(pairs + words, default=(0.0, ""))[1]

    def _tells(self, word: str) -> bool:
        letters = word.replace("'", "").replace("-", "")
        return (
            letters.isalpha()
            and len(word) in LETTERS
            and word not in SMALL_WORDS
            and word not in FEELINGS
            and word not in self._names
        )


def _count_pairs(texts: Iterable[str]) -> Counter[tuple[str, str]]:
    """Words that follow each other within one utterance."""
    counts: Counter[tuple[str, str]] = Counter()
    for text in texts:
        counts.update(pairwise(text.lower().replace("’", "'").translate(SPACES).split()))
    return counts


def _counted(texts: Iterable[str]) -> Counter[str]:
    """Counted in batches: one by one takes longer, all at once takes much memory."""
    counts: Counter[str] = Counter()
    rest = iter(texts)
    while batch := list(islice(rest, BATCH)):
        counts.update(" ".join(batch).lower().replace("’", "'").translate(SPACES).split())
    return counts
