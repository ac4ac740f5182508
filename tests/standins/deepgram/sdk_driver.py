"""Drives the published Python SDK against the stand-in; runs in the SDK's own environment.

python sdk_driver.py URL KEY WAV: prints what the SDK read, as JSON.
"""

import json
import sys
from pathlib import Path

from deepgram import DeepgramClient  # type: ignore[import-not-found] # in its own environment only
from deepgram.environment import (  # type: ignore[import-not-found] # likewise
    DeepgramClientEnvironment,
)


def main() -> None:
    url = sys.argv[1]
    here = DeepgramClientEnvironment(
        **dict.fromkeys(DeepgramClientEnvironment.__init__.__annotations__, url)
    )
    client = DeepgramClient(api_key=sys.argv[2], environment=here)
    answer = client.listen.v1.media.transcribe_file(
        request=Path(sys.argv[3]).read_bytes(),
        model="nova-3",
        sentiment=True,
        utterances=True,
        punctuate=True,
        language="en-US",
        diarize_model="latest",
        mip_opt_out=True,
        keyterm=["Undertone", "burn rate"],
    )
    results = answer.results
    words = results.channels[0].alternatives[0].words
    print(
        json.dumps(
            {
                "words": [[each.punctuated_word, each.start, each.speaker] for each in words],
                "segments": [
                    [each.start_word, each.end_word, each.sentiment_score]
                    for each in results.sentiments.segments
                ],
                "utterances": [each.transcript for each in results.utterances],
                "duration": answer.metadata.duration,
            }
        )
    )


main()
