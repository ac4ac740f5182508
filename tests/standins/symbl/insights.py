"""Insights: topics, questions and the like of the stand-in's one meeting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.standins.symbl.state import Conversation

_ANN = {
    "id": "11111111-1111-1111-1111-111111111111",
    "name": "Speaker 1",
    "userId": "a@example.com",
}

PARTS: Mapping[str, Any] = {
    "topics": {
        "topics": [
            {
                "id": "5101",
                "text": "late deliveries",
                "type": "topic",
                "score": 0.9,
                "messageIds": ["1"],
                "sentiment": {"polarity": {"score": -0.55}, "suggested": "negative"},
                "parentRefs": [{"type": "topic", "text": "deliveries"}],
            },
            {"id": "5102", "text": "pilot", "type": "topic", "score": 1, "messageIds": []},
        ]
    },
    "questions": {
        "questions": [
            {
                "id": "5201",
                "text": "What would help you most?",
                "type": "question",
                "score": 0.98,
                "messageIds": ["2"],
                "from": _ANN,
            }
        ]
    },
    "action-items": {
        "actionItems": [
            {
                "id": "5301",
                "text": "Speaker 1 will ask for a second pair of hands today.",
                "type": "action_item",
                "score": 0.88,
                "messageIds": ["4"],
                "entities": [{"type": "date", "text": "today", "offset": 41, "value": {"d": 1}}],
                "phrases": [],
                "definitive": True,
                "assignee": _ANN,
                "from": {},
            }
        ]
    },
    "follow-ups": {
        "followUps": [
            {
                "id": "5401",
                "text": "Meet again on Friday.",
                "type": "follow_up",
                "score": 1,
                "messageIds": [],
                "from": {},
                "assignee": {},
            }
        ]
    },
    "insights": {"insights": []},
    "summary": {
        "summary": [
            {
                "id": "5501",
                "text": "The pilot went well, deliveries are late.",
                "messageRefs": [{"id": "1"}],
            }
        ]
    },
    "trackers-detected": [
        {
            "id": "5601",
            "name": "Goodness",
            "matches": [
                {
                    "type": "vocabulary",
                    "value": "really well",
                    "messageRefs": [{"id": "1", "text": "…", "offset": -1}],
                    "insightRefs": [],
                },
                {
                    "type": "vocabulary",
                    "value": "agreed",
                    "messageRefs": [{"id": "4", "text": "Agreed", "offset": 0}],
                    "insightRefs": [],
                },
            ],
        }
    ],
    "entities": {"entities": []},
}


def analytics(conversation: Conversation) -> dict[str, Any]:
    """Who talked how long; overlap is empty for recordings."""
    talk_s = sum(line.lasts_s for line in conversation.lines)
    length_s = conversation.lines[-1].start_s + conversation.lines[-1].lasts_s
    return {
        "metrics": [
            {
                "type": "total_silence",
                "percent": round(100 * (1 - talk_s / length_s), 3) if length_s else 0,
                "seconds": round(length_s - talk_s, 3),
            },
            {"type": "total_talk_time", "percent": 74.5, "seconds": round(talk_s, 3)},
            {"type": "total_overlap", "percent": 0, "seconds": 0},
        ],
        "members": [
            {
                "id": member["id"],
                "name": member["name"],
                "userId": member.get("email", ""),
                "pace": {"wpm": 120 + 10 * at},
                "talkTime": {"percentage": 50, "seconds": 600.0},
                "listenTime": {"percentage": 50, "seconds": 600.0},
                "overlap": {},
            }
            for at, member in enumerate(conversation.members)
        ],
    }
