"""Box: one piece of sound to the server, and what it answers.

Servers differ in what they can be asked for: one that turns down granularity or format is asked
again for less, and for the rest of the recording too. Nothing here costs money, so that whatever
fails is simply tried again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from requests.auth import AuthBase

from workers.domain.errors import Refused, Stopped, Why
from workers.engines.local.sound import Sound, Span
from workers.engines.openai import OpenAISettings
from workers.engines.openai.pieces import write_form
from workers.engines.outside.attended import Sent, attend_call
from workers.engines.outside.upload import Upload
from workers.engines.outside.wire import Call, Rejected, Service, SignedBy, read_result, send_call

Look = Callable[[], None]
DETECT = "auto"
"""The language to ask for where nobody knows which is spoken."""
ASKED = "openai.asked"
"""How much the server was found to take of `_FORMS`."""
_FORMS: tuple[Mapping[str, str | list[str]], ...] = (
    {"response_format": "verbose_json", "timestamp_granularities[]": ["word", "segment"]},
    {"response_format": "verbose_json"},
    {"response_format": "json"},
)
_DIARIZED: Mapping[str, str | list[str]] = {
    "response_format": "diarized_json",
    "chunking_strategy": "auto",
}
_HEARD, _WRONGS = frozenset({"text", "segments", "words"}), frozenset({"error", "detail"})
"""Keys of an answer with words, and of one that says what is wrong."""
_LEAST_ANSWER_S = 60.0
_WHISPER_CPP = "/inference"
"""Its own path; there, a language that is not told is taken for English."""


@dataclass(frozen=True, slots=True)
class Box:
    """The server, as the settings tell of it."""

    http: requests.Session
    settings: OpenAISettings

    @property
    def service(self) -> Service:
        return Service("openai", "Own speech server", self.settings.openai_base_url or "")

    def hear(
        self,
        sound: Sound,
        piece: Span,
        language: str,
        saved: MutableMapping[str, bytes],
        look: Look,
    ) -> Any:
        """The server's answer for a piece. `look` is called twice a second and may raise Stopped.

        Raises `Unavailable`; refuses `ENGINE_CREDENTIALS`, `ENGINE_NO_CREDIT`, `ENGINE_MODEL` (what
        is not found there) and `ENGINE_REJECTED`.
        """
        forms = self._forms()
        form = forms[min(int(saved.get(ASKED, b"0")), len(forms) - 1)]
        fields = {**_language(language, self.settings.openai_path), **form, "temperature": "0"}
        if self.settings.openai_model:
            fields["model"] = self.settings.openai_model
        try:
            return self._asked(sound, piece, fields, look)
        except Rejected as rejected:
            if rejected.status not in (400, 422):
                raise
            if not self._ask_for_less(saved):
                raise self._explain(rejected) from None
        return self.hear(sound, piece, language, saved, look)

    def _forms(self) -> tuple[Mapping[str, str | list[str]], ...]:
        return (_DIARIZED, *_FORMS) if self.settings.openai_speakers == "server" else _FORMS

    def _ask_for_less(self, saved: MutableMapping[str, bytes]) -> bool:
        """Whether there is less to ask for; from now on it is."""
        asked = int(saved.get(ASKED, b"0"))
        if asked + 1 >= len(self._forms()):
            return False
        saved[ASKED] = str(asked + 1).encode()
        return True

    def _asked(
        self, sound: Sound, piece: Span, fields: Mapping[str, str | list[str]], look: Look
    ) -> Any:
        with tempfile.TemporaryDirectory(prefix="undertone-piece-") as folder:
            path = Path(folder) / "form"
            content_type = write_form(path, sound, piece, fields)
            seconds = piece.length_s * self.settings.openai_hour_seconds / 3600
            call = Call(
                method="POST",
                path=self.settings.openai_path,
                headers={"Content-Type": content_type},
                answer_s=max(_LEAST_ANSWER_S, seconds),
            )
            return self._sent(call, path, look)

    def _sent(self, call: Call, path: Path, look: Look) -> Any:
        sent = Sent()

        def send() -> Any:
            with Upload(path, sent.note) as body:
                answer = send_call(self.http, self.service, call, auth=self._auth(), upload=body)
            return self._read(answer)

        def go_on() -> None:
            try:
                look()
            except Stopped:
                sent.stopped = True
                raise

        return attend_call(send, go_on)

    def _auth(self) -> AuthBase | None:
        key = self.settings.openai_api_key
        return SignedBy(key) if key else None

    def _read(self, answer: Any) -> Any:
        title = self.service.title
        if answer.status in (401, 403):
            raise Refused(Why.ENGINE_CREDENTIALS, engine=title, check="OPENAI_API_KEY")
        if answer.status == 402:
            raise Refused(Why.ENGINE_NO_CREDIT, engine=title)
        if answer.status == 404:
            raise self._unknown_model()
        told = read_result(answer, self.service)
        if not isinstance(told, dict) or (set(told) & _WRONGS and not set(told) & _HEARD):
            # Some say with a 200 that they could not.
            raise Refused(Why.ENGINE_REJECTED, engine=title, said="no words in its answer")
        return told

    def _explain(self, rejected: Rejected) -> Refused:
        """What is turned down in every form: the model, where the server speaks of one."""
        told = rejected.body if isinstance(rejected.body, dict) else {}
        wrong = str([told[key] for key in _WRONGS & set(told)]).lower()
        return self._unknown_model() if "model" in wrong else rejected

    def _unknown_model(self) -> Refused:
        check = "OPENAI_MODEL, OPENAI_BASE_URL and OPENAI_PATH"
        return Refused(Why.ENGINE_MODEL, engine=self.service.title, check=check)


def _language(tag: str, path: str) -> dict[str, str | list[str]]:
    if tag != DETECT:
        return {"language": tag.split("-", maxsplit=1)[0].lower()}
    return {"language": "auto"} if path.endswith(_WHISPER_CPP) else {}
