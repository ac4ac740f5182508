"""The other recogniser: faster-whisper, where it is installed and its model can be had."""

from __future__ import annotations

from collections.abc import Sequence

from workers.engines.local.sound import Samples
from workers.engines.local.words import ENGLISH, HeardWords, Word

_SURE = 0.6
"""What a language is taken for, from then on."""


class Whisper:
    """A Whisper model on the CPU, in 8-bit numbers; `model` is a name, or a folder with one."""

    def __init__(self, model: str, threads: int) -> None:
        from faster_whisper import WhisperModel  # noqa: PLC0415 - an extra, and heavy

        self._model = WhisperModel(model, device="cpu", compute_type="int8", cpu_threads=threads)
        self._language = None if self._model.model.is_multilingual else ENGLISH

    def hear(self, stretches: Sequence[Samples]) -> list[HeardWords]:
        """The words with their times; every stretch stands alone, no text is carried over.

        Where the model knows several languages, the first one that it is sure of is the meeting's.
        """
        return [self._hear_one(samples) for samples in stretches]

    def _hear_one(self, samples: Samples) -> HeardWords:
        segments, heard = self._model.transcribe(
            samples,
            language=self._language,
            word_timestamps=True,
            condition_on_previous_text=False,
            vad_filter=False,
        )
        if heard.language_probability >= _SURE:
            self._language = heard.language
        return HeardWords(read_segments(segments), language=heard.language)


def read_segments(segments: object) -> list[Word]:
    """The words in faster-whisper's segments, which it makes while they are read."""
    return [
        Word(
            word.word.strip(),
            float(word.start),
            float(word.end),
            round(float(word.probability), 3),
        )
        for segment in segments  # type: ignore[attr-defined]  # typed as object: it may be absent
        for word in segment.words or ()
        if word.word.strip()
    ]
