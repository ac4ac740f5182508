"""Who speaks another language than English, told by English small words."""

from __future__ import annotations

import pytest

from workers.transcripts.speech.language import find_foreign_speakers

ENGLISH = (
    "So, thanks for coming. The build was red again this morning, and I think it's the migration. "
    "Could you look at that before lunch? If not, we should move the release to next week."
)
OTHERS = {
    "German": (
        "Also, die Liste ist noch nicht fertig. Das Team hat gestern ein Meeting gehabt, und wir "
        "haben gesagt, dass wir das Feature erst im nächsten Sprint machen. Das war so nicht "
        "geplant, aber so ist es nun einmal."
    ),
    "Dutch": (
        "Dus we hebben de lijst nog niet af. Het team was gisteren in een meeting en we hebben "
        "gezegd dat we het in de volgende sprint doen. Of we het halen weet ik niet, maar het is "
        "wat het is."
    ),
    "French": (
        "Bon, la liste n'est pas encore prête. L'équipe a eu une réunion hier et on a dit qu'on "
        "ferait ça au prochain sprint. Ce n'était pas prévu comme ça, mais on va faire avec, je "
        "pense que ça ira."
    ),
    "Spanish": (
        "Bueno, la lista no está lista todavía. El equipo tuvo una reunión ayer y dijimos que lo "
        "haríamos en el próximo sprint. No era el plan, pero así es, y me parece bien, creo que "
        "va a salir."
    ),
    "Norwegian": (
        "Så, listen er ikke ferdig ennå. Teamet hadde et møte i går, og vi sa at vi skal gjøre det "
        "i neste sprint. Det var ikke planen, men for meg er det greit, og jeg tror at det går "
        "bra over tid."
    ),
    "Polish": (
        "No to lista nie jest jeszcze gotowa. Zespół miał wczoraj spotkanie i powiedzieliśmy, że "
        "zrobimy to w następnym sprincie. To nie był plan, ale tak to jest, i dla mnie to jest w "
        "porządku, damy radę."
    ),
    "Russian": (
        "Ну, список ещё не готов. У команды вчера была встреча, и мы сказали, что сделаем это в "
        "следующем спринте. Это не было в плане, но так уж вышло, и я думаю, что всё будет "
        "хорошо, мы справимся вовремя."
    ),
    "Chinese": (
        "名单还没有准备好。团队昨天开了会，我们说下一个冲刺再做。这不在计划之内，但就是这样。"
    ),
    "Japanese": (
        "リストはまだできていません。昨日チームで会議をして、次のスプリントでやると言いました。"
    ),
}


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_noticed(language: str) -> None:
    assert find_foreign_speakers([("Ada", OTHERS[language])]) == {"Ada"}


def test_english_is_english() -> None:
    assert find_foreign_speakers([("Ada", ENGLISH), ("Ben", ENGLISH.upper())]) == frozenset()


def test_curly_apostrophes_are_apostrophes() -> None:
    said = "I’m sure it’s fine, we’ve seen that. " * 4
    assert find_foreign_speakers([("Ada", said)]) == frozenset()


def test_each_speaker_is_judged_alone() -> None:
    said = [("Ada", ENGLISH), ("Ben", OTHERS["German"]), ("Ada", ENGLISH)]
    assert find_foreign_speakers(said) == {"Ben"}


@pytest.mark.parametrize(("others", "expected"), [("German", {"Ada", "Ben"}), ("", set())])
def test_who_says_little_speaks_what_all_speak_together(others: str, expected: set[str]) -> None:
    said = [("Ada", OTHERS.get(others, ENGLISH)), ("Ben", "Super, danke!")]
    assert find_foreign_speakers(said) == expected


def test_a_few_words_tell_nothing() -> None:
    assert (
        find_foreign_speakers([("Ada", "Release checklist: Berlin, Paris, Rome.")]) == frozenset()
    )
    assert find_foreign_speakers([]) == frozenset()
