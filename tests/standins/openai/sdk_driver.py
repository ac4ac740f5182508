"""Drives the published Python SDK against the stand-in; runs in the SDK's own environment.

python sdk_driver.py BASE_URL KEY WAV MODEL: prints what the SDK read, as JSON.
"""

import json
import sys
from pathlib import Path

from openai import OpenAI  # type: ignore[import-not-found] # installed in its own environment only


def main() -> None:
    client = OpenAI(base_url=sys.argv[1], api_key=sys.argv[2], max_retries=0)
    answer = client.audio.transcriptions.create(
        file=Path(sys.argv[3]),
        model=sys.argv[4],
        language="en",
        response_format="verbose_json",
        timestamp_granularities=["word", "segment"],
    )
    print(
        json.dumps(
            {
                "words": [[each.word, each.start, each.end] for each in answer.words or []],
                "segments": [[each.text, each.no_speech_prob] for each in answer.segments or []],
                "duration": float(answer.duration),
            }
        )
    )


main()
