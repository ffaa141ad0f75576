"""Numbers as people type them: "2,5", "ongeveer drie fte", "anderhalf", "½", "twee en een half"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dialogs.intake import problems
from dialogs.intake.answer_reading import Context, Reading, Trouble
from dialogs.intake.question_types import NumberQuestion


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


UNITS = _words(
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien twintig"
)
WORDS = {word: Decimal(value) for value, word in enumerate(UNITS)} | {
    "dertig": Decimal(30),
    "veertig": Decimal(40),
    "vijftig": Decimal(50),
    "honderd": Decimal(100),
    "één": Decimal(1),
    "eén": Decimal(1),
    "'n": Decimal(1),
    "geen": Decimal(0),
    "niemand": Decimal(0),
    "niets": Decimal(0),
    "anderhalf": Decimal("1.5"),
    "anderhalve": Decimal("1.5"),
    "kwart": Decimal("0.25"),
    "driekwart": Decimal("0.75"),
    "half": Decimal("0.5"),
    "halve": Decimal("0.5"),
    "halfje": Decimal("0.5"),
}
PARTS = frozenset({"half", "halve", "halfje", "kwart", "driekwart"})  # with "een" before them still one part
FRACTIONS = {"½": " 1/2 ", "¼": " 1/4 ", "¾": " 3/4 "}
FRACTION_VALUES = {"1/2": Decimal("0.5"), "1/4": Decimal("0.25"), "3/4": Decimal("0.75")}
ONES = frozenset({"een", "één", "eén", "'n"})
BETWEEN = frozenset({"-", "–", "—", "à", "a", "tot", "of", "/", ";", "&", "en", "t/m", "m", "t"})
# Words around a number that leave it what it is. Anything else makes the text no number, and we ask.
AROUND = frozenset(
    _words(
        "ongeveer circa ca plusminus pm ± ~ zo'n zo rond ruim bijna krap stuk stuks schatting geschat naar "
        "als een ik we wij denk schat dat het is zijn er nu op dit moment momenteel in totaal samen hebben "
        "heb jaar vanaf sinds nog maar van "
        "fte ftes fte's f.t.e f.t.e. formatie formatieplaats formatieplaatsen voltijds"
    )
)
TOKEN = re.compile(
    r"-?\d+/\d+(?![\d/])"
    r"|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+\.\d+"
    r"|\d+[.,]\d+|(?<!\d)[.,]\d+|\d+"
    r"|f\.t\.e\.?|t/m|[^\W\d_]+(?:['’][^\W\d_]+)*|'n|[^\s\w]"
)
MAX_DIGITS = 12
MAX_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class _Found:
    """The numbers in a text, and whether every other word was one that may stand around a number."""

    numbers: tuple[Decimal, ...]
    only_numbers: bool


def read_number(question: NumberQuestion, text: str, context: Context) -> Reading:
    """The number that `text` says, within the bounds of the question; `text` is tidy and not empty."""
    found = _find(text)
    numbers = tuple(dict.fromkeys(found.numbers))
    if not numbers or not found.only_numbers:
        return Reading(
            None, Trouble.NO_NUMBER, problems.NO_WHOLE_NUMBER if question.whole else problems.NO_NUMBER
        )
    if len(numbers) > 1:
        return Reading(None, Trouble.UNSURE, problems.which_number(numbers))
    return bounded(question, numbers[0], context)


def read_pair(
    first: NumberQuestion, second: NumberQuestion, text: str, context: Context
) -> tuple[Reading, Reading | None]:
    """Both numbers of two questions that are asked in one breath: "2 en 3,5", "2 / 3,5".

    With one number the second reading is None: it is the answer to the first. When both are given in the
    other order ("nodig 3,5, nu 2") the words around them tell.
    """
    found = _find(text)
    if len(found.numbers) <= 1 and found.only_numbers:
        return read_number(first, text, context), None
    halves = _halves(text, _labels(first, second) | _labels(second, first))
    if len(halves) == 2:
        one, two = (_find(half, _labels(first, second) | _labels(second, first)) for half in halves)
        if len(one.numbers) == len(two.numbers) == 1 and one.only_numbers and two.only_numbers:
            numbers = (one.numbers[0], two.numbers[0])
            if _says(halves[0], _labels(second, first)) and not _says(halves[0], _labels(first, second)):
                numbers = (numbers[1], numbers[0])
            return bounded(first, numbers[0], context), bounded(second, numbers[1], context)
    if len(found.numbers) > 2 and found.only_numbers:
        return Reading(None, Trouble.UNSURE, problems.two_numbers()), None
    return read_number(first, text, context), None


def bounded(question: NumberQuestion, number: Decimal, context: Context) -> Reading:
    """The number as the value of this question, or why it cannot be."""
    most: Decimal | None = Decimal(context.today.year) if question.max_this_year else question.max
    if question.whole and number != number.to_integral_value():
        return Reading(None, Trouble.NO_NUMBER, question.error or problems.NO_WHOLE_NUMBER)
    if (question.min is not None and number < question.min) or (most is not None and number > most):
        return Reading(
            None, Trouble.OUT_OF_BOUNDS, question.error or problems.out_of_bounds(question.min, most)
        )
    return Reading(int(number) if question.whole else _plain(number))


def _plain(number: Decimal) -> Decimal:
    """The same number without zeros at its end, so that 2,50 and 2,5 are one answer."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _tokens(text: str) -> list[str]:
    lowered = text.casefold().replace("’", "'").replace("‑", "-").replace("−", "-")
    for sign, written in FRACTIONS.items():
        lowered = lowered.replace(sign, written)
    lowered = re.sub(r"(twee|drie|vier|vijf)[eë]?[eë]nhal(?:f|ve)\b", r"\1 en een half", lowered)
    return TOKEN.findall(lowered)


def _find(text: str, around: frozenset[str] = frozenset()) -> _Found:
    tokens = _tokens(text)
    numbers: list[Decimal] = []
    clean = True
    place = 0
    while place < len(tokens):
        number, used = _number_at(tokens, place)
        if number is not None:
            numbers.append(number)
        elif not _harmless(tokens, place, around):
            clean = False
        place += used
    return _Found(tuple(numbers), clean)


def _harmless(tokens: Sequence[str], place: int, around: frozenset[str]) -> bool:
    token = tokens[place]
    if token in {"-", "–", "—", "/"} | (BETWEEN & {token}):
        return 0 < place < len(tokens) - 1  # between two things, never before or after all
    return token in AROUND or token in around or token in {".", ",", "!", "(", ")", ":"}


def _number_at(tokens: Sequence[str], place: int) -> tuple[Decimal | None, int]:
    """The number that begins at `place`, and how many tokens it takes."""
    if tokens[place] in {"-", "min"} and place + 1 < len(tokens) and _starts(tokens, place):
        number, used = _unsigned_at(tokens, place + 1)
        if number is not None:
            return -number, used + 1
    return _unsigned_at(tokens, place)


def _starts(tokens: Sequence[str], place: int) -> bool:
    """Whether a minus at `place` belongs to the number after it: nothing but filler stands before."""
    return all(_simple(token) is None for token in tokens[:place])


def _unsigned_at(tokens: Sequence[str], place: int) -> tuple[Decimal | None, int]:
    number, used = _term_at(tokens, place)
    if number is None or number != number.to_integral_value():
        return number, used
    rest = place + used
    joins = rest < len(tokens) and tokens[rest] == "en"
    part, part_used = _term_at(tokens, rest + joins) if rest + joins < len(tokens) else (None, 0)
    if part is not None and part in FRACTION_VALUES.values() and _is_part(tokens, rest + joins):
        return number + part, used + joins + part_used
    return number, used


def _term_at(tokens: Sequence[str], place: int) -> tuple[Decimal | None, int]:
    """One number word or numeral; "een half" and "een kwart" are one."""
    if tokens[place] in ONES and place + 1 < len(tokens):
        following = tokens[place + 1]
        if following in PARTS:
            return WORDS[following], 2
        if _simple(following) is not None or following in {"schatting", "stuk"}:
            return None, 1
    return _simple(tokens[place]), 1


def _is_part(tokens: Sequence[str], place: int) -> bool:
    last = tokens[place + 1] if tokens[place] in ONES and place + 1 < len(tokens) else tokens[place]
    return last in PARTS or last in FRACTION_VALUES


def _simple(token: str) -> Decimal | None:
    if token in WORDS:
        return WORDS[token]
    if token in FRACTION_VALUES:
        return FRACTION_VALUES[token]
    if not re.fullmatch(r"[0-9.,]*[0-9]", token):
        return None
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?", token):
        token = token.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]+", token):
        token = token.replace(",", "")
    whole, _, decimals = token.replace(",", ".").partition(".")
    if len(whole) > MAX_DIGITS or len(decimals) > MAX_DECIMALS:
        return None
    return Decimal(f"{whole or 0}.{decimals or 0}")


def _halves(text: str, labels: frozenset[str]) -> list[str]:
    """A text with two numbers, cut between them at the first sign or word that separates."""
    for separator in (r"\n", r";", r"\s*(?:->|→|=>)\s*", r"/", r",\s+", r"\s+(?:en|naar|maar)\s+", r"\s+"):
        halves = [half for half in re.split(separator, text.strip()) if half.strip()]
        if len(halves) == 2 and all(_find(half, labels).numbers for half in halves):
            return halves
    return []


def _labels(question: NumberQuestion, other: NumberQuestion) -> frozenset[str]:
    """The words that only this one of the two questions has."""
    return frozenset(_tokens(question.text)) - frozenset(_tokens(other.text)) - AROUND | (
        frozenset({"nu"}) & frozenset(_tokens(question.text))
    )


def _says(text: str, labels: frozenset[str]) -> bool:
    return bool(labels & frozenset(_tokens(text)))
