"""The word that stands out at one time of a meeting against the rest of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from workers.domain.meeting import Meeting

LEAST_COUNT = 3
LEAST_RATIO = 4.0
"""How much more often than elsewhere a word has to be said."""
LETTERS = range(4, 17)
BATCH = 500

SPACES = str.maketrans(dict.fromkeys('.,;:!?…"“”„«»()[]{}<>/\\|*_~`=+#&%$@^0123456789', " "))

SMALL_WORDS = frozenset(
    """
    about actually after again agree already also although always another anything anyway around
    basically because been before being better could definitely didn't doesn't doing don't done
    down each else even ever every exactly feel fine first from getting give goes going gonna
    gotta great guess have haven't having hear heard hello here honestly into isn't it's just
    keep kind know last least less let's like literally little look looking made make making
    many maybe mean might more most much must name need never next nice nothing okay once only other
    over part people please point pretty probably quite rather really right said same says seem
    seems should since some something sorry sort still stuff such sure take talk tell than thank
    thanks that that's their them then there there's these they they're thing things think this
    those though thought through today told totally turn under understand until very want wanted
    wasn't we're we've well went were what what's when where which while will with without won't
    work would yeah year you're your
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
        """The word that this stretch is about, lower case; "" where none stands out."""
        here = _counted(
            utterance.text
            for utterance in self._utterances
            if utterance.end_s >= start_s and utterance.start_s <= end_s
        )
        share = here.total() / max(self._counts.total() - here.total(), 1)
        standing_out = [
            (count * ratio, word)
            for word, count in here.items()
            if count >= LEAST_COUNT
            and self._tells(word)
            and (ratio := count / ((self._counts[word] - count + 1) * share)) >= LEAST_RATIO
        ]
        # The word itself settles a draw, so that the same meeting always gives the same topic.
        return max(standing_out, default=(0.0, ""))[1]

    def _tells(self, word: str) -> bool:
        letters = word.replace("'", "").replace("-", "")
        return (
            letters.isalpha()
            and len(word) in LETTERS
            and word not in SMALL_WORDS
            and word not in FEELINGS
            and word not in self._names
        )


def _counted(texts: Iterable[str]) -> Counter[str]:
    """Counted in batches: one by one takes longer, all at once takes much memory."""
    counts: Counter[str] = Counter()
    rest = iter(texts)
    while batch := list(islice(rest, BATCH)):
        counts.update(" ".join(batch).lower().replace("’", "'").translate(SPACES).split())
    return counts
