"""Server: takes one piece after the other, and knows where in the recording each one lies."""

from __future__ import annotations

import asyncio
import io
import wave
from collections.abc import Sequence
from typing import Any

import numpy as np
from aiohttp import web
from numpy.typing import NDArray

from tests.standins.openai.answers import Flavour, Spoken, tell
from tests.standins.served import RECEIVED, Received, Served

__all__ = ["Flavour", "SpeechServerStandIn"]

FIELDS = frozenset(
    {"model", "language", "prompt", "response_format", "temperature", "stream"}
    | {"timestamp_granularities[]", "chunking_strategy"}
)
_MODELS = {
    Flavour.SPEACHES: {"Systran/faster-whisper-small"},
    Flavour.WHISPERX: {"whisper-1", "large-v3"},
}
_FORMATS = {
    Flavour.PLAIN: {"json", "text"},
    Flavour.DIARIZED: {"json", "diarized_json"},
}
_VLLM_BYTES, _VLLM_S = 25 << 20, 600.0


class SpeechServerStandIn(Served):
    """One box of a kind; `lines` is what is said in the recording that is sent in pieces."""

    def __init__(self, flavour: Flavour, lines: Sequence[Spoken]) -> None:
        super().__init__()
        self.flavour = flavour
        self.lines = lines
        self.key: str | None = "key-of-tests"
        self.work_s = 0.0
        self.refusal: tuple[int, Any] | None = None
        self.answer: dict[str, Any] | None = None
        """What every piece is answered with instead."""
        self.at_once = 0
        self.most_at_once = 0
        self._pieces: list[tuple[NDArray[np.float64], float]] = []
        self._known_s = 0.0

    @property
    def base_url(self) -> str:
        return self.url if self.flavour is Flavour.WHISPER_CPP else f"{self.url}/v1"

    @property
    def path(self) -> str:
        return "/inference" if self.flavour is Flavour.WHISPER_CPP else "/audio/transcriptions"

    @property
    def model(self) -> str:
        return min(_MODELS.get(self.flavour, {"whisper-1"}))

    @property
    def asked(self) -> list[Received]:
        """The pieces that were sent, whatever came of them."""
        return [call for call in self.calls if call.path.endswith(self.path)]

    def add_routes(self, app: web.Application) -> None:
        app.router.add_post(self.base_url.removeprefix(self.url) + self.path, self._hear)

    def admit(self, request: web.Request) -> web.StreamResponse | None:
        told = request.headers.get("Authorization")
        if self.flavour is Flavour.WHISPER_CPP or self.key is None:
            return None
        if told == f"Bearer {self.key}":
            return None
        return web.json_response({"error": {"message": "Invalid API key", "code": 401}}, status=401)

    def spell(self, status: int) -> web.Response:
        if self.flavour is Flavour.WHISPER_CPP:
            return web.json_response({"error": f"error {status}"}, status=status)
        return web.json_response({"detail": f"error {status}"}, status=status)

    async def _hear(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        received = request[RECEIVED]
        upload = form.get("file")
        fields = {
            name: [str(each) for each in form.getall(name)] for name in form if name != "file"
        }
        received.body = fields
        data = b""
        if isinstance(upload, web.FileField):
            data = upload.file.read()
            upload.file.close()
        if self.refusal is not None:
            status, told = self.refusal
            return web.json_response(told, status=status)
        if not isinstance(upload, web.FileField) or "." not in upload.filename:
            return self._bad("file: Field required")
        wrong = self._check(fields, data)
        if wrong is not None:
            return wrong
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.work_s)
        finally:
            self.at_once -= 1
        if self.drop(request):
            return web.Response()
        start_s, length_s = self._place(data)
        if self.answer is not None:
            return web.json_response(self.answer)
        lines = [
            line._replace(start_s=line.start_s - start_s, end_s=line.end_s - start_s)
            for line in self.lines
            if start_s <= (line.start_s + line.end_s) / 2 < start_s + length_s
        ]
        return web.json_response(tell(self.flavour, fields, lines, length_s))

    def _check(self, fields: dict[str, list[str]], data: bytes) -> web.StreamResponse | None:
        if unknown := fields.keys() - FIELDS:
            return self._bad(f"unknown fields: {sorted(unknown)}")
        model = fields.get("model", [""])[0]
        if model not in _MODELS.get(self.flavour, {model}):
            said = {"detail": f"Model '{model}' is not installed locally."}
            return web.json_response(said, status=404 if self.flavour is Flavour.SPEACHES else 400)
        wanted = fields.get("response_format", ["json"])[0]
        if wanted not in _FORMATS.get(self.flavour, {"json", "verbose_json"}):
            return self._bad(f"response_format '{wanted}' is not supported")
        if "timestamp_granularities[]" in fields and wanted != "verbose_json":
            return self._bad("timestamp_granularities needs verbose_json")
        return self._check_sound(data)

    def _check_sound(self, data: bytes) -> web.StreamResponse | None:
        try:
            with wave.open(io.BytesIO(data)) as wav:
                form = (wav.getnchannels(), wav.getsampwidth(), wav.getframerate())
                length_s = wav.getnframes() / wav.getframerate()
        except (wave.Error, EOFError):
            return self._bad("failed to read audio data")
        if form != (1, 2, 16_000):
            return self._bad(f"WAV file must be 16 kHz, mono, 16 bits, not {form}")
        if self.flavour is Flavour.VLLM and (len(data) > _VLLM_BYTES or length_s > _VLLM_S):
            return self._bad("Maximum file size exceeded")
        return None

    def _place(self, data: bytes) -> tuple[float, float]:
        """Where a piece begins: behind all that were sent before it; sent again, where it was.

        Decoding twice gives sounds that differ in their last bits: loudness tells a piece.
        """
        with wave.open(io.BytesIO(data)) as wav:
            samples = np.frombuffer(wav.readframes(wav.getnframes()), "<i2").astype(np.float64)
        second = 16_000
        envelope = np.abs(samples[: len(samples) // second * second]).reshape(-1, second).mean(1)
        length_s = len(samples) / second
        for known, start_s in self._pieces:
            if len(known) == len(envelope) and np.allclose(known, envelope, atol=2):
                return start_s, length_s
        start_s, self._known_s = self._known_s, self._known_s + length_s
        self._pieces.append((envelope, start_s))
        return start_s, length_s

    def _bad(self, said: str) -> web.Response:
        if self.flavour is Flavour.WHISPER_CPP:
            return web.json_response({"error": said}, status=400)
        body = {"error": {"message": said, "type": "invalid_request_error", "param": None}}
        return web.json_response(body, status=400)
