"""Answers to messages: in their thread, or to their writer alone."""

from __future__ import annotations

from slack_sdk import WebClient

from bot.asks import Saying
from bot.payloads import Heard
from bot.slack_calls import ask_slack
from bot.tell import whisper


def give_answer(client: WebClient, heard: Heard, answer: Saying) -> None:
    """Say it where it belongs."""
    if answer.alone:
        whisper(client, heard.user, heard.beside, answer.text, answer.blocks)
        return
    ask_slack(
        client.chat_postMessage,
        channel=heard.thread.channel,
        thread_ts=heard.thread.ts,
        text=answer.text,
        blocks=[dict(block) for block in answer.blocks] or None,
        unfurl_links=False,
        unfurl_media=False,
    )
