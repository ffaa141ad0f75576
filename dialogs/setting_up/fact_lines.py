"""The lines that change a fact of a round by typing: "deadline 12 februari", "titel: IVP 2031–2034"."""

import re
from collections.abc import Mapping

from dialogs.matching import normalised
from dialogs.setting_up import facts

_WORDS = {
    facts.TITLE: r"(?:de )?(?:titel|naam)",
    facts.PERIOD: r"(?:de )?periode",
    facts.OPENS: r"(?:opent|opening|begint|begin|start|vanaf|invullen(?: kan)? vanaf)",
    facts.DEADLINE: r"(?:de )?(?:deadline|sluit|uiterlijk)",
    facts.COUNCIL: r"(?:de )?(?:raad|raadsbesluit|raadsvergadering|raad beslist)",
    facts.PLAN: r"(?:(?:het )?huidige? )?plan",
    facts.PARTICIPATION: r"participatie|inwoners doen mee|inwoners",
    facts.WHY: r"waarom(?: wel| niet)?",
    facts.CAPACITY: r"(?:de )?(?:capaciteit|fte)(?: in fte)?",
    facts.PRIORITIES: r"(?:(?:max|maximaal|hoogste) (?:aantal )?)?prioriteiten",
    facts.REGION: r"(?:de )?regio",
    facts.COORDINATORS: r"co[oö]rdinator(?:en)?",
}
_BETWEEN = r"(?:\s*[:=]\s*|\s+(?:(?:van\s+)?(?:de\s+)?ronde\s+)?(?:naar|wordt|worden|is|zijn|op)\s+|\s+)"
_CLEAR = r"(?:\s*[:=]\s*|\s+(?:(?:van\s+)?(?:de\s+)?ronde\s+)?(?:naar|wordt|worden)\s+)"
_LINES = {key: re.compile(rf"(?:{words}){_BETWEEN}(\S.*)", re.IGNORECASE) for key, words in _WORDS.items()}
_CLEAR_LINES = {
    key: re.compile(rf"(?:{words}){_CLEAR}(\S.*)", re.IGNORECASE) for key, words in _WORDS.items()
}
_AND_ONE = re.compile(r"co[oö]rdinator\s+(?:erbij\s+(\S.*)|(\S+)\s+erbij)", re.IGNORECASE)
_OFF = re.compile(r"co[oö]rdinator\s+(?:weg\s+(\S.*)|(\S+)\s+weg)", re.IGNORECASE)
_AWAY = re.compile(r"(?:haal\s+)?thema\s+(?:weg\s+(\S.*)|(\S.*?)\s+weg)", re.IGNORECASE)


def fact_lines(text: str, before: facts.Facts, *, clear: bool = False) -> Mapping[str, str] | None:
    """What a text gives, by key, when each of its lines names a fact; None otherwise.

    `clear`: only with a colon or "naar" after the word, where a line can be the title of a theme as well.
    """
    given: dict[str, str] = {}
    for line in text.strip().splitlines():
        if not line.strip():
            continue
        key, value = _fact(line.strip(), {**before, **given}, clear=clear)
        if not key:
            return None
        given[key] = value
    return given or None


def theme_away(text: str) -> str:
    """The theme that a line takes out of the round; "" when it is no such line."""
    found = _AWAY.fullmatch(text.strip().rstrip(".!"))
    return normalised(found[1] or found[2]) if found else ""


def _fact(line: str, now: facts.Facts, *, clear: bool) -> tuple[str, str]:
    coordinators = now.get(facts.COORDINATORS, "")
    if found := _AND_ONE.fullmatch(line):
        return facts.COORDINATORS, ", ".join(one for one in (coordinators, found[1] or found[2]) if one)
    if found := _OFF.fullmatch(line):
        gone = (found[1] or found[2]).casefold().strip(" .")
        left = [one for one in coordinators.split(", ") if one != gone]
        return facts.COORDINATORS, ", ".join(left)
    for key, pattern in (_CLEAR_LINES if clear else _LINES).items():
        if found := pattern.fullmatch(line):
            return key, found[1].strip()
    return "", ""
