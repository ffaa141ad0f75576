"""The words that moments are said in, and the sign of each."""

import re
from functools import lru_cache

from dialogs.moments.wording import weekdays

units_of_ten = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
numerals = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien"
)
ordinal_words = (
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende "
    "veertiende vijftiende zestiende zeventiende achttiende negentiende"
)
day_parts = {
    "ochtend": "ochtend",
    "morgen": "ochtend",
    "voormiddag": "ochtend",
    "middag": "middag",
    "namiddag": "namiddag",
    "avond": "avond",
    "nacht": "nacht",
}

# What a word means. Synonyms share a sign; the short forms are those that colleagues use in calendars.
synonyms = {
    "#1,5": "anderhalf anderhalve",
    "half": "half halve halfje",
    "m1": "januari jan", "m2": "februari feb febr", "m3": "maart mrt", "m4": "april apr", "m5": "mei",
    "m6": "juni jun", "m7": "juli jul", "m8": "augustus aug", "m9": "september sept sep",
    "m10": "oktober okt october oct", "m11": "november nov", "m12": "december dec",
    "w1": "maandag ma", "w2": "dinsdag di", "w3": "woensdag wo", "w4": "donderdag do", "w5": "vrijdag vr",
    "w6": "zaterdag za", "w7": "zondag", "zo": "zo",
    "p:ochtend": "ochtend ochtends morgens voormiddag", "p:middag": "middag middags",
    "p:namiddag": "namiddag namiddags", "p:avond": "avond avonds", "p:nacht": "nacht nachts",
    "u:minuut": "minuut minuten minuutje minuutjes min", "u:uur": "uur u h", "u:uren": "uren uurtje uurtjes",
    "u:dag": "dag dagen dagje dagjes dgn", "u:week": "week weken weekje weekjes wk wkn",
    "u:maand": "maand maanden maandje mnd mnden", "u:jaar": "jaar jaren jaartje",
    "u:werkdag": "werkdag werkdagen",
    "h:kerst": "kerst kerstmis kerstdagen kerstdag", "h:pasen": "pasen paasdagen paasdag paasweekend",
    "h:pinksteren": "pinksteren pinksterdagen pinksterdag pinksterweekend",
    "h:hemelvaart": "hemelvaart hemelvaartsdag",
    "h:koningsdag": "koningsdag", "h:bevrijdingsdag": "bevrijdingsdag", "h:sinterklaas": "sinterklaas",
    "h:nieuwjaar": "nieuwjaar nieuwjaarsdag jaarwisseling", "h:carnaval": "carnaval",
    "h:goede-vrijdag": "goedevrijdag", "h:oudjaar": "oudejaarsdag oudjaarsdag oudjaar",
    "b:kerst": "kerstvakantie wintervakantie kerstreces", "b:voorjaar": "voorjaarsvakantie krokusvakantie "
    "carnavalsvakantie voorjaarsreces",
    "b:mei": "meivakantie meireces", "b:zomer": "zomervakantie zomerreces",
    "b:herfst": "herfstvakantie herfstreces",
    "eigen": "verlof zwangerschapsverlof ouderschapsverlof bevallingsverlof vrij vrije",
    "vakantie": "vakantie vakanties reces",
    "volgende": "volgende volgend volg", "komende": "komende komend eerstkomende aanstaande aankomende as",
    "eerstvolgende": "eerstvolgende eerstvolgend",
    "deze": "deze dit", "begin": "begin", "midden": "midden medio halverwege", "eind": "eind einde",
    "laatste": "laatste", "rond": "rond omstreeks ongeveer circa ca tegen",
    "straks": "straks zometeen dadelijk strakjes zodadelijk gauw binnenkort ooit nu",
    "graag": "graag aub svp alsjeblieft alstublieft please liever maar even weer pas oke ok ja eh dus "
    "precies exact stipt",
    "dan": "dan", "mijn": "mijn onze ons mn", "of": "of", "niet": "niet", "uiterlijk": "uiterlijk binnen tot",
    "voor": "voor", "over": "over", "na": "na", "om": "om", "op": "op", "in": "in", "aan": "aan", "en": "en",
    "de": "de het t", "van": "van v", "vanaf": "vanaf per", "vandaag": "vandaag", "overmorgen": "overmorgen",
    "morgen": "morgen", "vanmiddag": "vanmiddag vanmid", "vanavond": "vanavond vanav", "vannacht": "vannacht",
    "vanochtend": "vanochtend vanmorgen", "kwart": "kwart", "kwartier": "kwartier kwartiertje",
    "lunch": "lunch lunchpauze middagpauze",
    "weekend": "weekend weekeinde", "later": "later", "vroeg": "vroeg",
    "paar": "paar", "aantal": "aantal", "keer": "keer", "andere": "andere", "tijdens": "tijdens",
    "terug": "terug", "ben": "ben", "ik": "ik", "kom": "kom", "herinner": "herinner", "me": "me mij",
    "ergens": "ergens", "loop": "loop", "eerst": "eerst", "oud": "oud", "nieuw": "nieuw", "goede": "goede",
}  # fmt: skip


def listed(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


# Signs of which a mistyped word is recognised; the small words in between must be right.
mistakable = re.compile(
    r"[#^mwpuhb]\d|[puhb]:|volgende|komende|eerstvolgende|vandaag|morgen|overmorgen|vanochtend|vanmiddag|vanavond"
    r"|kwart|weekend|lunch|vakantie|begin|midden|eind|half"
)

# Real words close to one of those: a text that holds one is no typing error.
real_words = listed(
    """
    achten achter achtte augurk avonden avontuur beginnen beginnend begint begon dagelijks dagen dalen
    damen dondert dragen dreigen drie drieen duren eigen einden eindigt elfje hallo hals halt herfst
    jaarlijks jagen jaren juist juli jullie junior kaart kaarten kerk kerken kersten kosten kwaad
    kwartaal lente lunchen maak maakt maand maandelijks maar maat maatregel manden marge markt media
    mensen middagen middel middelen mijden minder minuut mogen moment negatief negeren nemen ochtenden
    paren passen taart tienden tiener twijfel uren vanavonden vierden vieren viert vijand vijver
    voldoende volgden volgen volgend volgens volgt vrijdagen waart wegen weigeren wekelijks wekken weren
    werken weten wezen winter woonde zaterdagen zegen zeggen zeker zesden zevens zomer zonder zondes
    """
) | {day + ending for day in weekdays for ending in ("s", "en")}


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, tuple[str, ...]]:
    """Every word that is known, with its signs."""
    known: dict[str, tuple[str, ...]] = {
        word: (sign,) for sign, words in synonyms.items() for word in words.split()
    }
    small_numbers = numerals.split()
    numbers = dict(enumerate(small_numbers))
    ordinals = dict(enumerate(ordinal_words.split(), start=1))
    for tens, name in enumerate(units_of_ten, start=2):
        numbers[tens * 10] = name
        ordinals[tens * 10] = name + "ste"
        for unit in range(1, 10):
            numbers[tens * 10 + unit] = f"{small_numbers[unit]}en{name}"
            ordinals[tens * 10 + unit] = f"{small_numbers[unit]}en{name}ste"
    known.update({word: (f"#{number}",) for number, word in numbers.items()})
    known.update({word: (f"^{number}",) for number, word in ordinals.items() if number <= 31})
    for part, sign in day_parts.items():
        for number, day in enumerate(weekdays, start=1):
            known[day + part] = (f"w{number}", f"p:{sign}")
        for day in ("morgen", "overmorgen"):
            known[day + part] = (day, f"p:{sign}")
    for day in ("morgen", "overmorgen"):
        known[day + "vroeg"] = (day, "p:ochtend")
    for number in range(2, 13):
        for ending in ("enhalf", "enhalve"):
            known[small_numbers[number] + ending] = (f"#{number},5",)
    for word in ("halfuur", "halfuurtje"):
        known[word] = ("half", "u:uur")
    known["lunchtijd"] = ("tijdens", "lunch")
    known["vd"] = ("van", "de")
    return known
