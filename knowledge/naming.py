"""What a plan is called, when nobody said so: from the file itself, or from the name of the file."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.passages import Plan, Status

_YEARS = re.compile(r"(?<!\d)(20\d\d)\s*(?:[-–—/_]|t/m|tot en met|tot)\s*(20\d\d)(?!\d)")
# Titles that word processors and printers leave in a PDF, and that name nothing.
_JUNK = re.compile(
    r"microsoft|powerpoint|untitled|naamloos|document\d*$|\.(?:docx?|pdf|indd|qxd|odt)\b", re.IGNORECASE
)
_LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class Details:
    """What is told about a plan when it is added; what is None comes from the file or stays as it was."""

    name: str | None = None
    period: str | None = None
    status: Status | None = None
    url: str | None = None


def plan_of(file: Path, about: Mapping[str, str], details: Details, before: Plan | None) -> Plan:
    """The plan that a file is: as told, else as it was before, else as the file says, else by its name.

    Raises ValueError when a period or URL that was told is not one.
    """
    name = details.name or (before.name if before else None) or _own_name(file, about)
    period = details.period
    if period is None:
        period = (
            before.period if before else _period(about.get("periode", ""), name, _title(about), file.stem)
        )
    status = details.status or (before.status if before else None) or _own_status(about)
    url = details.url or (before.url if before else None)
    return Plan(plan_id(name), name, period, status, url)


def plan_id(name: str) -> str:
    """A short id of letters, digits and hyphens: "IVP Súdwest 2023" gives "ivp-sudwest-2023"."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST_ID].rstrip("-") or "plan"


def _own_name(file: Path, about: Mapping[str, str]) -> str:
    if name := about.get("naam", "").strip():
        return name
    title = _title(about)
    if title and not _JUNK.search(title) and sum(map(str.isalpha, title)) > 3:
        return title
    words = " ".join(re.sub(r"[_-]+", " ", _YEARS.sub(r"\1–\2", file.stem)).split()) or file.name
    return words[0].upper() + words[1:]


def _title(about: Mapping[str, str]) -> str:
    return " ".join((about.get("titel") or about.get("title") or "").split())


def _own_status(about: Mapping[str, str]) -> Status:
    return Status.CONCEPT if about.get("status", "").lower() in {"concept", "ontwerp"} else Status.ADOPTED


def period_in(text: str) -> str:
    """The first period that a text names, such as "2023 t/m 2026", as "2023-2026"; "" when it names none."""
    years = _YEARS.search(text)
    return f"{years[1]}-{years[2]}" if years and years[1] <= years[2] else ""


def _period(*texts: str) -> str:
    return next(filter(None, map(period_in, texts)), "")
