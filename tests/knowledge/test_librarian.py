"""Which plan answers, and what happens while the library changes."""

import threading
from pathlib import Path

import pytest

from knowledge.librarian import Librarian
from knowledge.library import Library
from knowledge.naming import Details
from knowledge.passages import Plan, Status
from knowledge.thesaurus import Thesaurus

NOISE = "# Geluid\n\nDe buurtbemiddelaar helpt bij geluidsoverlast van buren in de avond.\n"
OLD = "# Geluid\n\nDe wijkagent hielp vroeger bij geluidsoverlast van buren.\n"
DRAFT = "# Geluid\n\nEen proef met geluidsmeters begint in het najaar bij geluidsoverlast.\n"


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    return Thesaurus.shipped()


@pytest.fixture
def librarian(tmp_path: Path, thesaurus: Thesaurus) -> Librarian:
    return Librarian(Library(tmp_path / "plans"), thesaurus)


def add(librarian: Librarian, folder: Path, text: str, period: str, status: Status = Status.ADOPTED) -> None:
    file = folder / f"plan-{period}-{status}.md"
    file.write_text(text, encoding="utf-8")
    librarian.library.add([file], Details(f"Plan {period} {status}", period, status))


def quotes(librarian: Librarian, question: str, *, concepts: bool = False) -> str:
    found = librarian.ask(question, concepts=concepts)
    return " ".join(one.quote for one in found.passages) if found else ""


def test_an_empty_library_has_no_answer_at_all(librarian: Librarian) -> None:
    assert librarian.ask("geluidsoverlast") is None


def test_the_newest_adopted_plan_answers(librarian: Librarian, tmp_path: Path) -> None:
    add(librarian, tmp_path, OLD, "2019-2022")
    add(librarian, tmp_path, NOISE, "2023-2026")
    assert "buurtbemiddelaar" in quotes(librarian, "geluidsoverlast")
    assert "wijkagent" not in quotes(librarian, "geluidsoverlast")


def test_a_question_that_names_a_period_is_answered_from_that_plan(
    librarian: Librarian, tmp_path: Path
) -> None:
    add(librarian, tmp_path, OLD, "2019-2022")
    add(librarian, tmp_path, NOISE, "2023-2026")
    assert "wijkagent" in quotes(librarian, "wat stond er in 2019–2022 over geluidsoverlast?")


def test_a_concept_answers_only_who_may_see_it(librarian: Librarian, tmp_path: Path) -> None:
    add(librarian, tmp_path, NOISE, "2023-2026")
    add(librarian, tmp_path, DRAFT, "2027-2030", Status.CONCEPT)
    assert "proef" not in quotes(librarian, "geluidsoverlast")
    both = quotes(librarian, "geluidsoverlast", concepts=True)
    assert "proef" in both
    assert "buurtbemiddelaar" in both


def test_a_new_plan_answers_without_a_restart(librarian: Librarian, tmp_path: Path) -> None:
    add(librarian, tmp_path, OLD, "2019-2022")
    assert "wijkagent" in quotes(librarian, "geluidsoverlast")
    add(librarian, tmp_path, NOISE, "2023-2026")
    assert "buurtbemiddelaar" in quotes(librarian, "geluidsoverlast")


def test_a_removed_plan_answers_no_more(librarian: Librarian, tmp_path: Path) -> None:
    add(librarian, tmp_path, NOISE, "2023-2026")
    quotes(librarian, "geluidsoverlast")
    [plan] = librarian.plans()
    librarian.library.remove(plan.id)
    assert librarian.ask("geluidsoverlast") is None


def test_a_plan_that_goes_while_it_is_chosen_leaves_an_answer_from_the_other(
    librarian: Librarian, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process takes the newest plan out right after this one chose to ask it."""
    add(librarian, tmp_path, OLD, "2019-2022")
    add(librarian, tmp_path, NOISE, "2023-2026")
    plans = Library.plans

    def and_then_it_goes(library: Library) -> tuple[Plan, ...]:
        found = plans(library)
        if len(found) > 1:
            Library(library.folder).remove(found[0].id)
        return found

    monkeypatch.setattr(Library, "plans", and_then_it_goes)
    assert "wijkagent" in quotes(librarian, "geluidsoverlast")


def test_questions_are_answered_while_the_index_is_made_again(librarian: Librarian, tmp_path: Path) -> None:
    add(librarian, tmp_path, NOISE, "2023-2026")
    wrong: list[str] = []
    done = threading.Event()

    def keep_asking() -> None:
        while not done.is_set():
            said = quotes(librarian, "geluidsoverlast")
            if "geluidsoverlast" not in said:
                wrong.append(said)

    askers = [threading.Thread(target=keep_asking) for _ in range(3)]
    for asker in askers:
        asker.start()
    for number in range(5):
        add(librarian, tmp_path, NOISE + f"\nRegel {number} gaat over iets anders.\n", "2023-2026")
    done.set()
    for asker in askers:
        asker.join(timeout=20)
    assert wrong == []


def test_the_section_around_a_quote_can_be_read(librarian: Librarian, tmp_path: Path) -> None:
    add(librarian, tmp_path, NOISE, "2023-2026")
    found = librarian.ask("geluidsoverlast")
    assert found
    passages, plan = librarian.around(found.passages[0].passage)
    assert plan
    assert "buurtbemiddelaar" in passages[0].text
    assert librarian.around("bestaat-niet") == ((), None)
