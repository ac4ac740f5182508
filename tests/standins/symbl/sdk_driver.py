"""Drives the published Python SDK against the stand-in; runs in the SDK's own environment.

python sdk_driver.py URL APP_ID APP_SECRET WAV: prints what the SDK read, as JSON.
"""

import json
import sys
from typing import Any

import symbl_rest  # type: ignore[import-not-found] # installed in its own environment only

_HOST = symbl_rest.Configuration()
_HOST.host = sys.argv[1]
symbl_rest.Configuration.set_default(_HOST)  # before `symbl` builds its clients at import

import symbl  # type: ignore[import-not-found] # noqa: E402 - both as above


def _read(conversation: Any) -> dict[str, Any]:
    answer = conversation.get_messages(parameters={"sentiment": True})
    return {
        "job": conversation.get_job_status(),
        "messages": [
            [message._from.name, message.text, message.sentiment.polarity.score]
            for message in answer.messages
        ],
        "members": [member.name for member in conversation.get_members().members],
        "topics": [topic.text for topic in conversation.get_topics().topics],
        "questions": [question.text for question in conversation.get_questions().questions],
        "actions": [action.text for action in conversation.get_action_items().action_items],
        "talk_s": conversation.get_analytics().metrics[1].seconds,
    }


def main() -> None:
    credentials = {"app_id": sys.argv[2], "app_secret": sys.argv[3]}
    diarized = {"enableSpeakerDiarization": True, "diarizationSpeakerCount": 2}
    by_url = symbl.Audio.process_url(
        payload={"url": "https://media.example.org/talk.mp3", "name": "by-url"},
        parameters=diarized,
        credentials=credentials,
        wait=False,
    )
    by_file = symbl.Audio.process_file(
        file_path=sys.argv[4],
        parameters=diarized | {"name": "by-file"},
        credentials=credentials,
    )  # waits 30 seconds, in which the other one ends as well
    print(json.dumps({"url": _read(by_url), "file": _read(by_file)}))


main()
