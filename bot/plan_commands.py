"""The commands about plans: read them into the library, ask them, measure the answers."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from bot.command_error import CommandError
from bot.plain import plain
from dialogs.answer_shown import shown
from knowledge.evaluate import evaluate as evaluated
from knowledge.evaluate import printed, read_passages
from knowledge.levers import ALL, Lever
from knowledge.librarian import librarian_of
from knowledge.library import Library, State
from knowledge.naming import Details
from knowledge.passages import Status
from knowledge.search import Searcher
from knowledge.thesaurus import Thesaurus


def index(library: Path, paths: Sequence[Path], told: Mapping[str, str | None]) -> int:
    """Read files and folders into the library; 1 when any was refused, and the others go on."""
    status = told.get("status")
    details = Details(
        told.get("name"), told.get("period"), Status(status) if status else None, told.get("url")
    )
    bar = _progress if sys.stderr.isatty() else None
    outcomes = Library(library).add(paths, details, bar)
    for one in outcomes:
        if one.state is State.REFUSED:
            print(f"ivp-bot: {one.error}", file=sys.stderr)
        elif one.plan is not None:
            period = one.plan.period or "no period"
            print(f"{one.state.value}: {one.plan.name} ({period}), {one.passages} passages")
    _tell_fallen(library)
    return 1 if any(one.state is State.REFUSED for one in outcomes) or not outcomes else 0


def plans(library: Path, *, as_json: bool) -> None:
    """Print the plans, newest period first, and which of them answer."""
    librarian = librarian_of(library)
    current = {one.id for one in librarian.asked("")[0]}
    sizes = librarian.library.sizes()
    found = librarian.plans(concepts=True)
    if as_json:
        rows = [{**asdict(one), "passages": sizes[one.id], "answers": one.id in current} for one in found]
        print(json.dumps(rows, ensure_ascii=False))
        return
    for one in found:
        answers = ", answers" if one.id in current else ""
        period = one.period or "no period"
        print(f"{one.id}: {one.name} ({period}, {one.status.value}), {sizes[one.id]} passages{answers}")


def adopt(library: Path, plan: str) -> None:
    """Let a concept answer everybody."""
    changed = Library(library).set_status(_id_of(library, plan), Status.ADOPTED)
    print(f"adopted: {changed.name}")


def remove(library: Path, plan: str) -> None:
    """Take a plan out of the library."""
    found = _id_of(library, plan)
    Library(library).remove(found)
    print(f"removed: {found}")
    _tell_fallen(library)


def _id_of(library: Path, named: str) -> str:
    """The id of the plan that an id or a name means."""
    there = Library(library).plans()
    found = [one.id for one in there if named in {one.id, one.name}]
    if len(found) == 1:
        return found[0]
    known = ", ".join(one.id for one in there) or "none"
    raise CommandError(f"no plan {named!r}; the plans are: {known}")


def _tell_fallen(library: Path) -> None:
    """Name the pinned answers whose sentence is in no plan any more; they are dropped."""
    for pin in librarian_of(library).settle():
        print(f"dropped, its sentence is in no plan any more: the pinned answer to {pin.question!r}")


def ask(library: Path, question: str, *, top: int, as_json: bool) -> None:
    """Print what the bot would answer."""
    if not question.strip():
        raise CommandError(
            "the question is empty; ask something, such as: wat zegt het IVP over woonoverlast?"
        )
    found = librarian_of(library).ask(question, concepts=True, top=top)
    if found is None:
        raise CommandError("the library is empty: add a plan with `index`")
    print(json.dumps(found.as_json(), ensure_ascii=False) if as_json else plain(shown(found)))


def evaluate(
    library: Path | None, passages: Path | None, questions: Path, out: Path | None, without: Sequence[str]
) -> None:
    """Ask every question of a file, of the library or of a file of passages, and print the figures."""
    try:
        off = {Lever(name) for name in without}
    except ValueError:
        raise CommandError(f"--without: the levers are {', '.join(lever.value for lever in Lever)}") from None
    asked = read_passages(passages) if passages else Library(library).passages() if library else ()
    if not asked:
        raise CommandError("there is nothing to ask: add a plan with `index`, or give --passages")
    print(printed(evaluated(questions, Searcher(asked, Thesaurus.shipped(), ALL - off), out)))


def _progress(done: int, total: int, name: str) -> None:
    width = 24
    full = width * done // max(total, 1)
    print(f"\r[{'#' * full}{'.' * (width - full)}] {done}/{total} {name:<40.40}", end="", file=sys.stderr)
    if done == total:
        print(file=sys.stderr)
