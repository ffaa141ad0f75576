"""What a question asks for besides its subject: a sum, number, moment, person, reason, place or meaning."""

import re

_OPENING = 200
"""Characters in which a question says what it asks for."""
_MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_COUNT = (
    r"een op (?:de )?\w+|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|twintig|dertig|"
    r"veertig|vijftig|"
    r"honderd\w*|duizend\w*|miljoen|half|halve|helft|kwart|procent|percentage|ton|dagelijks|wekelijks|"
    "maandelijks|jaarlijks"
)
_NO_YEAR = r"(?!(?:19|20)\d\d\b)"
_UNIT = "jaar|maand|maanden|week|weken|dag|dagen|uur|uren|minuten|keer"
_WHO = (
    "politie|burgemeester|wethouders?|college|raad|gemeente|openbaar ministerie|om|brandweer|ggd|"
    r"boa|boa's|wijkagent|corporaties?|woningcorporaties?|jongerenwerk\w*|partners?|regisseur|coördinator|"
    r"team|veiligheidsregio|riec|reclassering|veilig thuis|officier|bewoners|ondernemers|"
    r"toezichthouders?|\w+ambtenaar|trekker"
)
_SUM = (
    r"wat (?:kost\w*|betalen)|hoe ?veel (?:geld|kost\w*|budget)|welk (?:budget|bedrag)|"
    r"\w*(?:tarief|tarieven|leges)|\w{3,}(?:prijs|prijzen)|"
    r"(?:hoe hoog|wat) (?:is|zijn) (?:de |het |een )?(?:boetes?|bekeuring|dwangsom|subsidie|budget|bedrag)"
)
_OFTEN = (
    rf"(?i:\b(?:elke?|iedere?|per|om de|eens|tweemaal|driemaal|\w+ keer) (?:\w+ )?"
    rf"(?:{_UNIT}|kwartaal|avond|nacht|half)|\b(?:{_COUNT})\b)|\d"
)
_LASTS = (
    rf"(?i:\b(?:[\d.,]+|een|half|halve|{_COUNT}) (?:\w+ )?(?:{_UNIT}|werkdagen|etmaal|kwartier)\b)|"
    rf"\b(?:tot|sinds|vanaf|van) (?:\w+ )?(?:(?:{_MONTH}) )?(?:19|20)\d\d\b|(?i:tijdelijk|permanent|blijvend)"
)
# What a question asks for (any case), and what a sentence that tells it looks like.
_KINDS = (
    (
        _SUM,
        r"€|\b(?:euro|ton|miljoen)\b",
    ),
    (
        r"telefoonnummers?|(?:e-?)?mailadres(?:sen)?|wat is het adres|welk nummer",
        r"\b0[\d -]{8,}\d|\b(?:112|14 0\d+|0[89]00)\b|@|\bwww\.|\b\d{4} ?[A-Z]{2}\b",
    ),
    (
        r"hoe vaak|hoeveel keer",
        _OFTEN,
    ),
    (
        r"hoe ?lang(?! geleden)|\w*(?:wachttijd|bewaartermijn|looptijd)",
        _LASTS,
    ),
    (
        rf"hoe ?veel(?! (?:{_UNIT})\b)|(?:welk )?aantal",
        # A year, a day of a month, a sum of money or how long something lasts counts nothing.
        rf"(?<![\d€])(?<!€ ){_NO_YEAR}(?:\d(?:[\d.,]*\d)?+|\b(?:{_COUNT}))\b(?! (?:{_MONTH}|{_UNIT}|euro)\b)",
    ),
    (
        "hoe (?:veel|groot|hoog|oud|snel)|(?:welk )?(?:bedrag|percentage)|welk cijfer",
        rf"\d|\b(?:{_COUNT})\b",
    ),
    (
        "wanneer|(?:in )?welk jaar|hoe laat|welke datum",
        rf"\b(?:19|20)\d\d\b|\b(?:{_MONTH}|jaarlijks|kwartaal|voorjaar|najaar|zomer|sinds|begin|eind|uur)\b",
    ),
    ("wie|welke (?:partij|partner|organisatie|collega)\\w*", rf"(?i:\b(?:{_WHO})\b)"),
    (
        "waarom|waardoor|hoe komt het",
        r"(?i:\b(?:omdat|doordat|want|daarom|daardoor|zodat|vanwege|reden|om te|doel)\b)",
    ),
    (
        "waar",
        r"\b(?:bij|via|op|in|langs|rond) (?:de |het |een )?[A-Z0-9]|(?i:\b(?:meldpunt|website|loket)\b)",
    ),
    (
        "wat (?:is|zijn|betekent|houdt)|waar staat",
        r"(?i:\b(?:is een|zijn|is het|betekent|gaat (?:over|om)|houdt in|staat voor|bedoeld)\b)|\([A-Z]",
    ),
)
_HARD = 7
"""How many of the kinds, from the first, are facts that a sentence holds or does not hold."""
_ASKS = tuple((re.compile(rf"\b(?:{asks})\b", re.IGNORECASE), re.compile(tells)) for asks, tells in _KINDS)


def wanted_fact(question: str) -> re.Pattern[str] | None:
    """What a sentence that tells the asked fact looks like; None when the question does not ask for one."""
    return next((tells for asks, tells in _ASKS if asks.search(question[:_OPENING])), None)


def wanted_figure(question: str) -> re.Pattern[str] | None:
    """The same, for sums, numbers and moments only: there a passage without one is hardly an answer."""
    return next((tells for asks, tells in _ASKS[:_HARD] if asks.search(question[:_OPENING])), None)


def kind_of_fact(question: str) -> int | None:
    """Which kind of fact a question asks for, as a number; None when it asks for none."""
    asked = question[:_OPENING]
    return next((kind for kind, (asks, _) in enumerate(_ASKS) if asks.search(asked)), None)
