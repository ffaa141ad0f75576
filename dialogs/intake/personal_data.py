"""Finds what looks like personal data of a resident in an answer, so that the bot can ask before it saves.

Patterns only: citizen service numbers (BSN), Dutch telephone numbers, e-mail addresses and a postcode with a
house number. Names are not found. Numbers that municipalities write all the time (years, amounts, article
and page numbers, case counts, 112 and 0900 numbers, bank accounts) are left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MIN_BSN = 10_000_000  # with the leading zero of an 8-digit number left out


class PersonalKind(StrEnum):
    """What kind of personal data a text seems to hold."""

    BSN = "bsn"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a text: characters `start` up to but not including `end`."""

    kind: PersonalKind
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError("a finding has a length")


# Spaces, dashes and at-signs that word processors and telephones make of the plain ones.
_PLAIN = str.maketrans(
    {**dict.fromkeys("\u00a0\u2007\u2009\u202f", " "), **dict.fromkeys("‐‑–—−", "-"), "＠": "@"}
)

_AT = r"(?:\s?(?:@|\(at\)|\[at\])\s?|\s?ape(?:n)?staartje\s?|\sat\s)"
_DOT = r"(?:\s?\.\s?|\s(?:punt|dot)\s)"
_EMAIL = re.compile(
    rf"(?<![\w.+-])[\w][\w.+'-]{{0,63}}?{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,4}}?{_DOT}[a-z]{{2,24}}(?![\w])",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"(?<![\w])[1-9][0-9]{3} ?(?!SA|SD|SS)[A-Z]{2}[,;-]?\s{0,2}\(?"
    r"(?:[A-Z][\w.'-]*\s){0,3}?(?:nr\.?\s?|nummer\s|huisnummer\s)?[0-9]{1,5}(?:[ -]?[a-zA-Z])?(?![\w%])",
)
_HOUSE = r"\s[0-9]{1,5}(?:[ -]?[a-zA-Z]|-[0-9]{1,4})?[,;]?\s{1,2}(?:te\s|in\s)?\(?"
_STREET_THEN_POSTCODE = re.compile(
    r"(?<![\w-])[A-Z][\w.'-]+(?:\s(?:[a-z]{2,4}\s){0,2}[A-Z][\w.'-]+){0,3}"
    + _HOUSE
    + r"[1-9][0-9]{3} ?(?!SA|SD|SS)[A-Z]{2}(?![\w])",
)
_STREET_IN_LOWER_CASE = re.compile(
    r"(?<![\w-])[a-z][\w.'-]{0,40}(?:straat|weg|laan|plein|dijk|kade|gracht|hof|pad|singel|steeg|dreef|dam|markt)"
    + _HOUSE
    + r"[1-9][0-9]{3} ?[a-z]{2}(?![\w])",
    re.IGNORECASE,
)
_POSTCODE_IN_LOWER_CASE = re.compile(
    r"(?<![\w])[1-9][0-9]{3}(?:[a-z]{2}| [a-z]{2}(?=[ ,]))[ ,]{0,2}[0-9]{1,4}(?:[ -]?[a-z])?(?![\w%])"
)
_PHONE = re.compile(
    r"(?<![\w/,+-])(?<![0-9]\.)(?:(?:\+|00)31[\s.-]?(?:\(0\)[\s.-]?)?|31[\s.-]?(?=6)|\(?0(?=[1-9]))"
    r"(?:[0-9][\s./()-]{0,3}){8}[0-9](?!\w|[.,-][0-9]|/(?:19|20)[0-9]{2}(?![0-9]))"
)
_IBAN = re.compile(r"(?<![\w])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\w])")
_DIGITS = re.compile(
    r"(?:(?<![\w.,/€+=-])|(?<=(?i:bsn)=))(?<!€ )[0-9](?:(?: {1,2}|[.-])?[0-9]){7,8}(?![\w%]|[.,/-][0-9]|,-)"
)
_AROUND_NO_BSN = re.compile(
    r"(?:zaak(?:nummer)?|kenmerk|dossier(?:nummer)?|kvk(?:-nummer)?|k\.v\.k\.|iban|rekening(?:nummer)?|factuur(?:nummer)?"
    r"|documentnummer|registratienummer|€|eur|euro)\W{0,3}(?:nr\.?\s?)?$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\s*(?:euro|eur\b|€|inwoners|mensen|bezoekers|woningen|leden|km|m2|m²|ha\b|uur)", re.IGNORECASE
)
_PUBLIC_AREAS = ("0800", "0900", "0906", "0909", "14", "088")  # 088 is for organisations
# Two letters after four digits that make no postcode in lower case: "in 2024 is 40 …".
_PLAIN_WORDS = frozenset(
    {
        "en",
        "of",
        "in",
        "om",
        "op",
        "te",
        "de",
        "is",
        "er",
        "we",
        "ze",
        "je",
        "al",
        "zo",
        "ik",
        "na",
        "an",
        "as",
    }
    | {"ca", "nu", "to", "km", "kg", "ha", "jr", "ml", "cm", "mm", "dm", "mb", "gb", "ja", "st", "m2", "nr"}
)


def find(text: str) -> tuple[Finding, ...]:
    """Every place in `text` that looks like personal data, in order, without overlap."""
    text = text.translate(_PLAIN)  # character by character, so that places stay the same
    accounts = [found.span() for found in _IBAN.finditer(text)]
    found: list[Finding] = []
    for finding in _candidates(text):
        taken = [*accounts, *((other.start, other.end) for other in found)]
        if not any(finding.start < end and start < finding.end for start, end in taken):
            found.append(finding)
    return tuple(sorted(found, key=lambda finding: finding.start))


def is_bsn(digits: str) -> bool:
    """Whether 8 or 9 digits pass the eleven test of the citizen service number.

    The digits weigh 9, 8, … 2 and the last one minus 1; the sum is a multiple of 11. A number of 8 digits
    lacks its leading zero. Source: Logisch Ontwerp BSN, Rijksdienst voor Identiteitsgegevens.
    """
    if not re.fullmatch(r"[0-9]{8,9}", digits) or int(digits) < MIN_BSN or len(set(digits)) == 1:
        return False
    padded = digits.zfill(9)
    weighed = sum(
        weight * int(digit) for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), padded, strict=True)
    )
    return weighed % 11 == 0


def _candidates(text: str) -> Iterator[Finding]:
    for found in _EMAIL.finditer(text):
        yield Finding(PersonalKind.EMAIL, *found.span())
    for pattern in (_STREET_THEN_POSTCODE, _STREET_IN_LOWER_CASE, _POSTCODE):
        for found in pattern.finditer(text):
            yield Finding(PersonalKind.ADDRESS, *found.span())
    for found in _POSTCODE_IN_LOWER_CASE.finditer(text):
        if found[0][4:].strip()[:2] not in _PLAIN_WORDS:
            yield Finding(PersonalKind.ADDRESS, *found.span())
    for found in _PHONE.finditer(text):
        if _is_private_number(found[0]):
            yield Finding(PersonalKind.PHONE, *found.span())
    for found in _DIGITS.finditer(text):
        if is_bsn(re.sub(r"[^0-9]", "", found[0])) and _may_be_bsn(text, found):
            yield Finding(PersonalKind.BSN, *found.span())


def _is_private_number(written: str) -> bool:
    digits = re.sub(r"[^0-9]", "", written.replace("(0)", ""))
    national = "0" + re.sub(r"^(?:0031|31|0)", "", digits)
    return len(national) == 10 and not national.startswith(_PUBLIC_AREAS)


def _may_be_bsn(text: str, found: re.Match[str]) -> bool:
    """Whether the digits are written as a BSN, and not as an amount, a date, an account or a reference."""
    written = found[0]
    before, after = text[max(0, found.start() - 24) : found.start()], text[found.end() : found.end() + 12]
    if _AROUND_NO_BSN.search(before) or _AMOUNT.match(after):
        return False
    groups = re.split(r"[ .-]+", written)
    if len(groups) > 4 or (len(groups) == 2 and "." in written):  # "52.150641" is a decimal
        return False
    if _is_date(groups) or _is_years(groups):
        return False
    thousands = "." in written or (" " in written and len(groups) == 3 and len(groups[0]) < 3)
    return not (thousands and len(groups[0]) <= 2 and all(len(group) == 3 for group in groups[1:]))


def _is_date(groups: list[str]) -> bool:
    if len(groups) == 1 and len(groups[0]) == 8:
        day = groups[0]
        for year, month, date in ((day[:4], day[4:6], day[6:]), (day[4:], day[2:4], day[:2])):
            if 1900 <= int(year) <= 2100 and 1 <= int(month) <= 12 and 1 <= int(date) <= 31:
                return True
    sizes = [len(group) for group in groups]
    return sizes in ([2, 2, 4], [4, 2, 2])


def _is_years(groups: list[str]) -> bool:
    return len(groups) >= 2 and all(len(group) == 4 and 1900 <= int(group) <= 2100 for group in groups)
