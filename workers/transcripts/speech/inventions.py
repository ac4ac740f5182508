"""Inventions: what recognisers write where nobody speaks, learned from the ends of videos."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.transcripts.said import UNKNOWN, Said

_ALWAYS = frozenset(
    {"thanks for watching", "thank you for watching", "thanks for watching everyone"}
    | {"thank you so much for watching", "thank you very much for watching", "please subscribe"}
    | {"please subscribe to my channel", "like and subscribe", "dont forget to subscribe"}
    | {"dont forget to like and subscribe", "please like and subscribe", "see you next time"}
    | {"see you in the next video", "ill see you in the next video", "ill see you next time"}
    | {
        "subscribe to the channel",
        "subtitles by the amaraorg community",
        "transcription by castingwords",
    }
    | {"subtitles by amaraorg", "transcript emily beynon", "untertitel der amaraorgcommunity"}
    | {"untertitel im auftrag des zdf für funk 2017", "untertitelung des zdf 2020"}
    | {"untertitelung im auftrag des zdf 2021", "vielen dank fürs zuschauen"}
    | {"vielen dank für ihre aufmerksamkeit", "bis zum nächsten mal"}
    | {"soustitres réalisés para la communauté damaraorg", "merci davoir regardé cette vidéo"}
    | {"soustitres réalisés par la communauté damaraorg", "sous titrage st 501"}
    | {"soustitrage société radiocanada", "abonnezvous"}
    | {"subtítulos realizados por la comunidad de amaraorg", "gracias por ver el video"}
    | {"subtítulos por la comunidad de amaraorg", "suscríbete", "gracias por ver"}
    | {"legendas pela comunidade amaraorg", "obrigado por assistir"}
    | {"sottotitoli creati dalla comunità amaraorg", "sottotitoli e revisione a cura di qtss"}
    | {"ondertitels ingediend door de amaraorg gemeenschap", "bedankt voor het kijken"}
    | {"napisy stworzone przez społeczność amaraorg", "dziękuję za oglądanie"}
    | {"субтитры сделал dimatorzok", "продолжение следует", "спасибо за просмотр"}
    | {"субтитры создавал dimatorzok", "редактор субтитров асемкин корректор аегорова"}
    | {"ご視聴ありがとうございました", "最後までご視聴いただきありがとうございます"}
    | {
        "チャンネル登録よろしくお願いします",
        "시청해주셔서 감사합니다",
        "구독과 좋아요 부탁드립니다",
    }
    | {
        "请不吝点赞 订阅 转发 打赏支持明镜与点点栏目",
        "字幕由amaraorg社区提供",
        "謝謝觀看",
        "谢谢观看",
    }
    | {"字幕by索兰娅", "感谢观看", "شكرا على المشاهدة", "اشتركوا في القناة", "altyazı mk"}
    | {"izlediğiniz için teşekkür ederim", "wwwmoojiorg", "subs by wwwzeoranger co uk"}
)
_WHEN_REPEATED = frozenset(
    {"thank you", "thanks", "bye", "byebye", "bye bye", "you", "okay", "oh", "so", "the end", "um"}
    | {"danke", "vielen dank", "merci", "gracias", "obrigado", "grazie", "ありがとうございました"}
)
_TIMES = 3
"""So often in a row, a courtesy is a recogniser that goes round in circles."""
_SENTENCE = re.compile(r"(?<![.!?…。！？\n])[.!?…。！？\n]+\s|[!?…。！？]+|\.$")
_SIGNS = re.compile(r"[^\w\s]+")


def leave_out_inventions(said: Sequence[Said]) -> tuple[list[Said], int]:
    """What is said without the phrases that nobody said, and how many stretches those were.

    Only where no name stands: who is named may well thank for watching.
    """
    invented = {at for at, one in enumerate(said) if _is_nobody(one) and _is_phrase(one, _ALWAYS)}
    run: list[int] = []
    for at, one in enumerate([*said, None]):
        repeats = one is not None and _is_nobody(one) and _is_phrase(one, _WHEN_REPEATED)
        if repeats:
            run.append(at)
        else:
            invented |= set(run) if len(run) >= _TIMES else set()
            run = []
    return [one for at, one in enumerate(said) if at not in invented], len(invented)


def is_invention(text: str) -> bool:
    """Whether these are words of which recognisers make up silence, and nothing else."""
    return _fold(text) in _ALWAYS


def _is_nobody(one: Said) -> bool:
    return one.speaker in {"", UNKNOWN}


def _is_phrase(one: Said, phrases: frozenset[str]) -> bool:
    sentences = [_fold(sentence) for sentence in _SENTENCE.split(one.text)]
    said = {sentence for sentence in sentences if sentence} or {_fold(one.text)}
    return said <= phrases or _fold(one.text) in phrases


def _fold(words: str) -> str:
    return " ".join(_SIGNS.sub("", words).casefold().split())
