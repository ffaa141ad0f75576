"""A plan file that came in: what it seems to be before anybody said so, and what reading it gave."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.dutch import tells_a_subject
from knowledge.library import Details, Library, Outcome
from knowledge.naming import plan_of
from knowledge.passages import Passage, Plan, Status
from knowledge.readers.errors import ReadError, TooSlow
from knowledge.readers.limits import Limits
from knowledge.readers.reading import KINDS

LOOK_SECONDS = 4.0
LONGEST_NAME = 100  # characters


def is_plan_file(name: str) -> bool:
    """Whether there is a reader for files of this name."""
    return Path(name).suffix.lower() in KINDS


def seems(library: Library, path: Path, name: str) -> Plan:
    """The plan that a file seems to be: a concept, called as it calls itself, else after its own name.

    Raises a ReadError that names the file when it cannot be used; one that is long is not read to its end.
    """
    try:
        about = library.read_file(path, "reading", Limits(seconds=LOOK_SECONDS)).about
    except TooSlow:
        about = {}
    except ReadError as fault:
        raise named(fault, name) from fault
    found = plan_of(Path(name), about, Details(status=Status.CONCEPT), None)
    short = " ".join(found.name.split())[:LONGEST_NAME].strip() or "Plan"
    return Plan(found.id, short, found.period, Status.CONCEPT)


def named(fault: ReadError, name: str) -> ReadError:
    """The same refusal under the name that the sender knows."""
    return type(fault)(name, fault.detail)


@dataclass(frozen=True, slots=True)
class Told:
    """What reading a plan gave, in figures. `without_text` are pages on which nothing was found.

    `subjects` are headings that name a subject, those with most text first, without their numbers.
    """

    sections: int
    passages: int
    pages: int
    unquotable: int
    without_text: tuple[int, ...]
    subjects: tuple[str, ...]


def told_of(library: Library, outcome: Outcome) -> Told:
    """The figures of a plan that was read. Raises LibraryError."""
    passages: Sequence[Passage] = library.passages([outcome.plan.id]) if outcome.plan else ()
    pages = {one.page for one in passages if one.page}
    last = max(pages, default=0)
    titles = Counter(
        title.lstrip("0123456789. ") for one in passages if one.quotable for title in one.section
    )
    return Told(
        sections=len({one.section for one in passages if one.section}),
        passages=len(passages),
        pages=last,
        unquotable=sum(not one.quotable for one in passages),
        without_text=tuple(page for page in range(1, last) if page not in pages),
        subjects=tuple(title for title, _ in titles.most_common() if tells_a_subject(title)),
    )
