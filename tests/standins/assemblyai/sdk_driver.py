"""Drives the published Python SDK against the stand-in; runs in the SDK's own environment.

python sdk_driver.py URL KEY WAV: prints what the SDK read, as JSON.
"""

import json
import sys

import assemblyai as aai  # type: ignore[import-not-found] # installed in its own environment only


def main() -> None:
    aai.settings.base_url = sys.argv[1]
    aai.settings.api_key = sys.argv[2]
    aai.settings.polling_interval = 0.1
    config = aai.TranscriptionConfig(
        speaker_labels=True,
        speakers_expected=2,
        sentiment_analysis=True,
        language_code="en_us",
        speech_models=["universal-2"],
    )
    transcript = aai.Transcriber(config=config).transcribe(sys.argv[3])
    rows = transcript.sentiment_analysis or []
    listed = aai.Transcriber().list_transcripts(aai.ListTranscriptParameters(limit=2))
    aai.Transcript.delete_by_id(transcript.id)
    print(
        json.dumps(
            {
                "status": transcript.status.value,
                "rows": [[row.text, row.start, row.sentiment.value, row.speaker] for row in rows],
                "speakers": [turn.speaker for turn in transcript.utterances or []],
                "length_s": transcript.audio_duration,
                "listed": [each.id for each in listed.transcripts],
                "id": transcript.id,
            }
        )
    )


main()
