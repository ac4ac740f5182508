"""Changing: what people do to an analysis that is there, whichever worker has it in hands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from redis import Redis

from workers.domain import changes
from workers.domain.analysis import Analysis
from workers.domain.mending import mend_line
from workers.domain.shared_files import FileForm
from workers.queues import wakeups
from workers.store.channels import Channels
from workers.store.lease import Queue
from workers.store.ledger import Ledger
from workers.store.passcodes import Passcodes
from workers.store.redis_answers import translate_redis_errors


class Changes:
    """Every method answers False where there is nothing (any more) that could be changed so, and
    raises Unavailable where Redis cannot be reached."""

    def __init__(self, redis: Redis, ledger: Ledger) -> None:
        self._redis = redis
        self._ledger = ledger
        self._passcodes = Passcodes(redis)
        self._channels = Channels(redis)

    def apply(self, analysis_id: str, change: Callable[[Analysis], Analysis | None]) -> bool:
        """Change the analysis, whoever has it in hands, and wake a worker."""
        with translate_redis_errors():
            done = self._ledger.change(analysis_id, change, Queue.PIPELINE)
            if done is not None:
                wakeups.send_wakeups(self._redis, Queue.PIPELINE, analysis_id)
        return done is not None

    def rename(self, analysis_id: str, names: Mapping[str, str]) -> bool:
        """Give shown speakers other names and redraw."""
        return self.apply(analysis_id, partial(changes.rename, names=names))

    def mend(
        self, analysis_id: str, at_s: float, *, speaker: str, text: str, whole_turn: bool
    ) -> bool:
        """Put the line that is said at `at_s` right: say whose it is (as the picture calls them),
        all of its turn where `whole_turn`, or what they say, and redraw. Empty is as it was."""
        with translate_redis_errors():
            analysis, meeting = (
                self._ledger.read(analysis_id),
                self._ledger.find_meeting(analysis_id),
            )
        if analysis is None or meeting is None:
            return False
        heard = meeting.renamed(analysis.edits.names)
        mends = mend_line(heard, at_s, speaker=speaker, text=text, whole_turn=whole_turn)
        return self.apply(analysis_id, partial(changes.mend, mends=mends))

    def leave_out(self, analysis_id: str, utterance: int) -> bool:
        """Leave an utterance (its place in the meeting) out of the chart and redraw."""
        return self.apply(analysis_id, partial(changes.leave_out, utterance=utterance))

    def redraw(self, analysis_id: str, phrase: str = "") -> bool:
        """Draw the chart anew by the channel's settings, to which its own words were added as a
        `phrase`."""
        return self.apply(analysis_id, partial(changes.redraw, phrase=phrase))

    def undo(self, analysis_id: str) -> bool:
        """Take the last rename or leaving-out back."""
        return self.apply(analysis_id, changes.undo)

    def recount(self, analysis_id: str, speakers: int | None) -> bool:
        """Ask the engine again with that many speakers (None: estimate)."""
        return self.apply(analysis_id, partial(changes.recount, speakers=speakers))

    def unlock(self, analysis_id: str, passcode: str) -> bool:
        """Try a locked recording with its passcode, which is kept for minutes and nowhere else."""
        with translate_redis_errors():
            analysis = self._ledger.read(analysis_id)
            if analysis is None or not changes.is_locked(analysis):
                return False
            self._passcodes.keep(analysis_id, passcode)
        return self.apply(analysis_id, changes.unlock)

    def export(self, analysis_id: str, forms: tuple[FileForm, ...]) -> bool:
        """Share files of these forms in the thread."""
        return self.apply(analysis_id, partial(changes.export, forms=forms))

    def look_closer(self, analysis_id: str, opens_s: float, closes_s: float, by: str) -> bool:
        """Draw the stretch between two times (seconds) in a picture of its own in the thread."""
        change = partial(changes.look_closer, opens_s=opens_s, closes_s=closes_s, by=by)
        return self.apply(analysis_id, change)

    def show_rest(self, analysis_id: str) -> bool:
        """Show all that was found beside who said what."""
        return self.apply(analysis_id, changes.tell_in_full)

    def cancel(self, analysis_id: str, by: str) -> bool:
        """Stop the work."""
        return self.apply(analysis_id, partial(changes.cancel, by=by))

    def delete(self, analysis_id: str, by: str) -> bool:
        """Remove chart, words and the engine's copy; what is running is stopped first.

        The words go at once, and those of them that became phrases of the channel.
        """
        with translate_redis_errors():
            self._ledger.forget_words(analysis_id)
            analysis = self._ledger.read(analysis_id)
            if analysis is not None and analysis.phrases:
                thread = analysis.thread
                self._channels.drop_phrases(thread.team, thread.channel, analysis.phrases)
        return self.apply(analysis_id, partial(changes.delete, by=by))
