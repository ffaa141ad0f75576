"""Answers questions from the library: which plan is asked, the index for it, the sentence and its place."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from knowledge.completing import completions
from knowledge.inbox import Inbox
from knowledge.lessons import LessonBook, Lessons
from knowledge.library import Library, NoSuchPlan
from knowledge.passages import Passage, Plan, Status
from knowledge.pins import Pin, pinned
from knowledge.quotes import Answer, Quote
from knowledge.subjects import Subject, subjects
from knowledge.thesaurus import Thesaurus

if TYPE_CHECKING:  # the search is loaded with the first index, not when the bot starts
    from knowledge.search import Searcher


_ATTEMPTS = 3
_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")


def looking_again(look: Callable[_Given, _Found]) -> Callable[_Given, _Found]:
    """Look anew when a plan went between choosing it and reading it: another process may take plans out."""

    @wraps(look)
    def again(*args: _Given.args, **kwargs: _Given.kwargs) -> _Found:
        for _ in range(_ATTEMPTS - 1):
            try:
                return look(*args, **kwargs)
            except NoSuchPlan:
                continue
        return look(*args, **kwargs)

    return again


@dataclass(frozen=True, slots=True)
class _Index:
    """The searcher over some plans, as library and own words were at one version."""

    version: str
    plans: Mapping[str, Plan]
    searcher: "Searcher"
    words: Mapping[str, float]  # what a line may be completed with, and how often it occurs


@dataclass(slots=True)
class Librarian:
    """Keeps an index per choice of plans and makes it anew when the library changed.

    Safe to be called from several threads. An index is made once; who asks meanwhile waits for it, or gets
    the one before.
    """

    library: Library
    thesaurus: Thesaurus
    lessons: LessonBook = field(init=False)
    inbox: Inbox = field(init=False)
    _indexes: dict[tuple[str, ...], _Index] = field(default_factory=dict)
    _making: threading.Lock = field(default_factory=threading.Lock)
    _words: tuple[str, Thesaurus] = field(init=False)

    def __post_init__(self) -> None:
        self.lessons = LessonBook(self.library.folder)
        self.inbox = Inbox(self.library.folder / "inbox")
        self._words = ("", self.thesaurus)

    def plans(self, *, concepts: bool = False) -> tuple[Plan, ...]:
        """The plans that may answer, newest period first; concepts only for who may see them."""
        return tuple(one for one in self.library.plans() if concepts or one.status is Status.ADOPTED)

    def asked(self, question: str, *, concepts: bool = False) -> tuple[tuple[Plan, ...], str]:
        """The plans that a question is about, and the question without the period that it names.

        Without a period: the newest adopted plan and the newest concept, with what has no period at all.
        """
        plans = self.plans(concepts=concepts)
        words = question.replace("–", "-").replace("/", "-")
        named = [one for one in plans if one.period and one.period in words]
        if named:
            return tuple(named), words.replace(named[0].period, " ")
        newest = {one.status: one.period for one in sorted(plans, key=lambda plan: plan.period)}
        return tuple(one for one in plans if one.period in {"", newest[one.status]}), question

    @looking_again
    def ask(
        self, question: str, *, concepts: bool = False, top: int = 3, fresh: bool = False
    ) -> Answer | None:
        """What the plans say, a pinned answer first; None when there is no plan to ask.

        `fresh`: wait for what was added this instant. Raises LibraryError when the library cannot be read.
        """
        plans, words = self.asked(question, concepts=concepts)
        if not plans:
            return None
        index = self._index(plans, fresh=fresh)
        from knowledge.answer import answer
        from knowledge.pinning import with_pinned

        found = answer(index.searcher, index.plans, words, top)
        pin = pinned(self.lessons.read().pins, words)
        return with_pinned(index.searcher, index.plans, found, words, pin, top) if pin else found

    @looking_again
    def candidates(self, words: str, *, concepts: bool = False, top: int = 5) -> tuple[Quote, ...]:
        """Passages that may be quoted and come nearest to some words or a section's number, sure or not."""
        plans, words = self.asked(words, concepts=concepts)
        if not plans:
            return ()
        index = self._index(plans)
        from knowledge.pinning import nearest

        return nearest(index.searcher, index.plans, words, top)

    def settle(self) -> tuple[Pin, ...]:
        """Drop the pins of which no plan has the sentence any more, and give those.

        To be called after a plan was added, changed or taken out. Raises LibraryError.
        """
        if not (pins := self.lessons.read().pins):
            return ()
        passages = self.library.passages()
        return tuple(pin for pin in pins if pin.place(passages) is None and self.lessons.drop_pin(pin))

    def subjects(self, questions: Sequence[str]) -> tuple[Subject, ...]:
        """Questions laid together by what they are about."""
        return subjects(questions, self._thesaurus(self.lessons.read()))

    def _thesaurus(self, lessons: Lessons) -> Thesaurus:
        """The words that ship with the bot, and the municipality's own."""
        version, words = self._words
        if version != lessons.version:
            words = self.thesaurus.with_terms(one.as_entry(self.thesaurus) for one in lessons.words)
            self._words = (lessons.version, words)
        return words

    @looking_again
    def search(self, typed: str, top: int = 10) -> tuple[Quote, ...] | None:
        """The passages of adopted plans that fit what is typed so far; None when there is no plan to ask.

        Raises LibraryError when the library cannot be read.
        """
        plans, words = self.asked(typed)
        if not plans:
            return None
        index = self._index(plans)
        from knowledge.answer import fitting
        from knowledge.pinning import of_pin

        found = fitting(index.searcher, index.plans, completions(words, index.words), top)
        pin = pinned(self.lessons.read().pins, words)
        first = of_pin(index.searcher, index.plans, words, pin) if pin else None
        return found if first is None else (first, *(one for one in found if one.passage != first.passage))

    @looking_again
    def intended(self, theme: str, period: str, most: int = 2) -> tuple[Quote, ...]:
        """What the adopted plan of a period wants and does on a theme, from the chapter with its name.

        Raises LibraryError when the library cannot be read.
        """
        plans = [one for one in self.plans() if one.period in {"", period}]
        if not plans:
            return ()
        index = self._index(plans)
        from knowledge.answer import quoted
        from knowledge.chapters import intended

        found = intended(index.searcher.passages, theme, most)
        return tuple(quoted(index.plans, passage, text, (), 1.0) for passage, text in found)

    @looking_again
    def around(self, passage_id: str, *, concepts: bool = False) -> tuple[tuple[Passage, ...], Plan | None]:
        """The passages of the section that a passage stands in, and its plan; empty when it is gone."""
        for plan in self.plans(concepts=concepts):
            passages = self._index((plan,)).searcher.passages
            here = next((one for one in passages if one.id == passage_id), None)
            if here is not None:
                return tuple(one for one in passages if one.section == here.section), plan
        return (), None

    def searcher(self, plans: Iterable[Plan]) -> "Searcher":
        """What searches these plans and no others; blocks while their index is made."""
        return self._index(plans).searcher

    @looking_again
    def warm(self) -> None:
        """Make the index of the newest plans ahead of the first question."""
        if plans := self.asked("")[0]:
            self._index(plans)

    def _index(self, wanted: Iterable[Plan], *, fresh: bool = False) -> _Index:
        ids = tuple(sorted(plan.id for plan in wanted))
        lessons = self.lessons.read()
        known = self._indexes.get(ids)
        if known is not None and known.version == self.library.version + lessons.version:
            return known
        if known is not None and not fresh and not self._making.acquire(blocking=False):
            return known  # somebody makes the new one; the one before still tells no lies about its plan
        if known is None or fresh:
            self._making.acquire()
        try:
            known = self._indexes.get(ids)
            if known is None or known.version != self.library.version + lessons.version:
                contents = self.library.contents(ids)
                from knowledge.search import Searcher

                thesaurus = self._thesaurus(lessons)
                searcher = Searcher(contents.passages, thesaurus)
                plans = {plan.id: plan for plan in contents.plans}
                words = dict.fromkeys(thesaurus.words, 0.0) | dict(searcher.words)
                known = _Index(contents.version + lessons.version, plans, searcher, words)
                self._indexes[ids] = known
            return known
        finally:
            self._making.release()


def librarian_of(folder: Path) -> Librarian:
    """The librarian of the library in a folder, with the thesaurus that comes with the bot."""
    return Librarian(Library(folder), Thesaurus.shipped())
