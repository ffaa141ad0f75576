"""What a plan is made of once it is read: passages with the place where they stand.

The contract between reading (knowledge.readers, knowledge.library) and asking (knowledge.search,
knowledge.answer).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

PLAN_ID = re.compile(r"[a-z0-9_-]{1,40}")
_KEPT = 1_024  # passages of which the sentences are kept: all of a plan of 200 pages
_PERIOD = re.compile(r"(\d{4})-(\d{4})")


class Status(StrEnum):
    """Where a plan is in its life; only an adopted plan answers in channels (DESIGN section 6)."""

    CONCEPT = "concept"
    ADOPTED = "adopted"


@dataclass(frozen=True, slots=True)
class Plan:
    """A document that is asked about. `period` is "2023-2026", or "" when it has none.

    Raises ValueError for an id that could not be a file name, an empty name, or a period that ends before it
    starts.
    """

    id: str
    name: str
    period: str = ""
    status: Status = Status.ADOPTED
    url: str | None = None

    def __post_init__(self) -> None:
        if not PLAN_ID.fullmatch(self.id):
            raise ValueError(f"plan id {self.id!r} must be 1 to 40 of a-z, 0-9, - and _")
        if not self.name.strip():
            raise ValueError("a plan needs a name")
        if self.period:
            years = _PERIOD.fullmatch(self.period)
            if years is None or years[1] > years[2]:
                raise ValueError(f"period {self.period!r} must look like 2023-2026")
        if self.url is not None and not self.url.startswith(("https://", "http://")):
            raise ValueError("the url of a plan must start with https:// or http://")
        object.__setattr__(self, "status", Status(self.status))


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a plan, in whole sentences, never across a section or a page.

    `section` holds the headings above it, outermost first. `page` counts from 1 and `page_label` is the
    number that is printed; both are None where the format has no pages. `quotable` is False for text that
    does not stand on its page in exactly these words: a sentence that runs over a page break (it is a passage
    of its own, on the page where it starts) and a table row whose cells are joined. Such a passage may be
    found and pointed at, but must not be shown between quotation marks.
    """

    id: str
    plan: str
    section: tuple[str, ...]
    page: int | None
    page_label: str | None
    text: str
    quotable: bool = True

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("a passage needs an id")
        if not PLAN_ID.fullmatch(self.plan):
            raise ValueError(f"a passage must belong to a plan, not to {self.plan!r}")
        if not self.text.strip():
            raise ValueError("a passage needs text")
        if self.page is not None and self.page < 1:
            raise ValueError("pages count from 1")
        if self.page is None and self.page_label is not None:
            raise ValueError("a page label needs a page")

    @property
    def heading(self) -> str:
        """The nearest heading above it; "" when it stands under none."""
        return self.section[-1] if self.section else ""

    def sentences(self) -> tuple[str, ...]:
        """The sentences of the text, in order; joined by a space they are the text again."""
        return _sentences(self.text)


@lru_cache(maxsize=_KEPT)
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(split_sentences(text))


# Abbreviations that do not end a sentence, though a capital or a number may follow.
_ABBREVIATIONS = frozenset(
    """art. bijv. blz. burg. bv. ca. dhr. dr. drs. evt. excl. fig. gem. hfst. incl. ing. ir. jhr. jr. max.
    mevr. min. mr. mw. nl. nr. nrs. pag. par. prof. resp. sr. st. tel. vgl. vs. weth. zgn.""".split()  # noqa: SIM905
)
_LONGEST_ABBREVIATION = 5
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9À-ÖØ-Þ•–-])")
_INNER_DOT = re.compile(r"(?:[a-z]{1,3}\.){2,}|[A-Z]\.(?:[A-Z]\.)*", re.IGNORECASE)


def split_sentences(text: str) -> list[str]:
    """Cut Dutch text into sentences and collapse white space; abbreviations and initials do not end one."""
    flat = " ".join(text.split())
    cuts = [0]
    for end in _END.finditer(flat):
        if end[0].startswith(".") and not _ends_sentence(flat, cuts[-1], end.start()):
            continue
        cuts.append(end.end())
    cuts.append(len(flat))
    return [piece for start, stop in pairwise(cuts) if (piece := flat[start:stop].strip())]


def _ends_sentence(text: str, start: int, dot: int) -> bool:
    if text[dot - _LONGEST_ABBREVIATION : dot].isalpha() and dot > start + _LONGEST_ABBREVIATION:
        return True
    word_start = max(text.rfind(" ", 0, dot) + 1, start)
    word = text[word_start : dot + 1].lstrip("(\"'“‘[")
    if word.lower() in _ABBREVIATIONS or _INNER_DOT.fullmatch(word):
        return False
    # "1. Wijkagent" opens a numbered point; it is not a sentence of its own.
    return not (word[:-1].isdigit() and not text[start:word_start].strip())
