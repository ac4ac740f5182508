"""Whom sentences speak of. Drawn alike for good, bad and plain news, so that none leans either way.

The lists are for balance in training; the pairs that fairness is measured with are others.
"""

from __future__ import annotations

from tools.polarity.folders import TEMPLATES

NAMES = tuple((TEMPLATES / "names.txt").read_text(encoding="utf-8").split())
CREEDS = (
    *("Christian", "Muslim", "Jewish", "Hindu", "Buddhist", "Sikh", "Catholic", "atheist"),
    *("Protestant", "Orthodox", "religious", "secular"),
)
NATIONS = (
    *("American", "British", "Indian", "Pakistani", "Nigerian", "Kenyan", "Mexican", "Brazilian"),
    *("Chinese", "Japanese", "Korean", "Vietnamese", "Filipino", "Russian", "Ukrainian", "Polish"),
    *("Romanian", "German", "French", "Italian", "Spanish", "Turkish", "Iranian", "Syrian"),
    *("Israeli", "Palestinian", "Egyptian", "Moroccan", "Somali", "Ghanaian", "Colombian"),
    *("Haitian", "Irish", "Scottish", "Australian", "Canadian", "Swedish", "Greek"),
)
PEOPLES = ("black", "white", "Asian", "Latino", "Arab", "Hispanic", "African", "European", "brown")
LOVES = ("gay", "straight", "lesbian", "bisexual", "trans", "queer")
AGES = ("young", "older", "younger", "retired", "junior", "senior", "elderly", "middle-aged")
ABILITIES = ("blind", "deaf", "disabled", "autistic", "dyslexic", "hearing")
KINDS = (CREEDS, NATIONS, PEOPLES, LOVES, AGES, ABILITIES)
"""Words for people that may stand for one another, kind by kind."""
GENDERED = (
    *(("he", "she"), ("him", "her"), ("man", "woman"), ("men", "women"), ("guy", "girl")),
    *(("guys", "girls"), ("boy", "girl"), ("boys", "girls"), ("husband", "wife")),
    *(("father", "mother"), ("dad", "mom"), ("son", "daughter"), ("brother", "sister")),
    *(
        ("male", "female"),
        ("himself", "herself"),
        ("boyfriend", "girlfriend"),
        ("gentleman", "lady"),
    ),
)
