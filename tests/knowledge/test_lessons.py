"""What a coordinator teaches: own words, and answers that point to a sentence of the plan."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.lessons import LessonBook
from knowledge.librarian import Librarian
from knowledge.library import Library
from knowledge.naming import Details
from knowledge.own_words import BadWord, OwnWord, Wrong, is_known
from knowledge.passages import Status
from knowledge.pins import Pin, pattern_of
from knowledge.shelf import DamagedLibrary
from knowledge.subjects import subjects
from knowledge.thesaurus import Thesaurus, term_key

PLAN = """# Geluid

De buurtbemiddelaar helpt bij geluidsoverlast van buren in de avond. Dat is gratis voor bewoners.

# Inbraak

Wie op vakantie gaat, kan zijn adres doorgeven aan de wijkagent.
"""
OTHER = "# Inbraak\n\nEerst komt er een nieuwe alinea bij.\n\n" + PLAN
SENTENCE = "Wie op vakantie gaat, kan zijn adres doorgeven aan de wijkagent."


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    return Thesaurus.shipped()


@pytest.fixture
def librarian(tmp_path: Path, thesaurus: Thesaurus) -> Librarian:
    made = Librarian(Library(tmp_path / "plans"), thesaurus)
    put(made, tmp_path, PLAN)
    return made


def put(librarian: Librarian, folder: Path, text: str) -> None:
    file = folder / "plan.md"
    file.write_text(text, encoding="utf-8")
    librarian.library.add([file], Details("Plan Duinwijk", "2023-2026", Status.ADOPTED))


def quotes(librarian: Librarian, question: str) -> list[str]:
    found = librarian.ask(question, fresh=True)
    return [one.quote for one in found.passages] if found else []


def test_a_word_of_the_municipality_finds_what_it_means(librarian: Librarian) -> None:
    assert quotes(librarian, "wat zegt het IVP over burenherrieborrel?") == []
    librarian.lessons.add_word(OwnWord("burenherrieborrel", "buurtbemiddelaar"))
    assert "buurtbemiddelaar" in quotes(librarian, "wat zegt het IVP over burenherrieborrel?")[0]
    librarian.lessons.drop_word(OwnWord("burenherrieborrel", "buurtbemiddelaar"))
    assert quotes(librarian, "wat zegt het IVP over burenherrieborrel?") == []


def test_a_word_that_goes_one_way_is_not_searched_for_the_other_way(thesaurus: Thesaurus) -> None:
    both = thesaurus.with_terms([OwnWord("loketje", "wijkagent").as_entry(thesaurus)])
    one_way = thesaurus.with_terms([OwnWord("loketje", "wijkagent", both=False).as_entry(thesaurus)])
    for words, there in ((both, True), (one_way, False)):
        asked, meant = term_key("loketje"), term_key("wijkagent")
        assert any(one.key == meant for one in words.related(asked))
        assert any(one.key == asked for one in words.related(meant)) is there


def test_a_word_also_finds_what_its_meaning_is_known_as(librarian: Librarian, tmp_path: Path) -> None:
    put(librarian, tmp_path, "# Peiling\n\nElk jaar houdt de gemeente een enquête onder bewoners.\n")
    librarian.lessons.add_word(OwnWord("snuffelronde", "veiligheidsmonitor"))
    assert "enquête" in quotes(librarian, "wat zegt het IVP over de snuffelronde?")[0]


@pytest.mark.parametrize(
    ("asked", "meant", "why"),
    [
        ("", "wijkagent", Wrong.EMPTY),
        ("de het", "wijkagent", Wrong.EMPTY),
        ("112", "wijkagent", Wrong.EMPTY),
        ("inbraken", "inbraak", Wrong.SAME),
        ("x" * 61, "wijkagent", Wrong.TOO_LONG),
        ("een twee drie vier vijf zes", "wijkagent", Wrong.TOO_LONG),
        ("<b>loketje</b>", "wijkagent", Wrong.SIGNS),
        ("[loketje](https://kwaad.example)", "wijkagent", Wrong.SIGNS),
        ("loketje\n- begrip", "wijkagent: [", Wrong.SIGNS),
    ],
)
def test_what_is_no_word_is_refused_with_the_reason(asked: str, meant: str, why: Wrong) -> None:
    with pytest.raises(BadWord) as refused:
        OwnWord(asked, meant)
    assert refused.value.why is why


def test_what_the_thesaurus_says_already_is_known(thesaurus: Thesaurus) -> None:
    assert is_known(OwnWord("enquête", "veiligheidsmonitor"), thesaurus)
    assert not is_known(OwnWord("loketje", "wijkagent"), thesaurus)


def test_the_same_word_again_replaces_its_direction(tmp_path: Path) -> None:
    book = LessonBook(tmp_path)
    book.add_word(OwnWord("loketje", "wijkagent"))
    book.add_word(OwnWord("loketjes", "wijkagent", both=False))
    assert [(one.asked, one.both) for one in book.read().words] == [("loketjes", False)]


def test_a_pinned_answer_is_the_plans_own_sentence_with_its_place(librarian: Librarian) -> None:
    librarian.lessons.add_pin(Pin("mag ik met een gerust hart weg?", SENTENCE, ("Inbraak",)))
    found = librarian.ask("mag ik met een gerust hart weg?")
    assert found
    assert found.answered
    assert found.passages[0].quote == SENTENCE
    assert found.passages[0].section == ("Inbraak",)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("Mag ik met gerust hart wèg", True),
        ("wat zegt het IVP over een gerust hart en weg", True),
        ("wanneer mag ik met een gerust hart weg?", False),
        ("mag ik met een gerust hart naar huis?", False),
        ("gerust", False),
        ("de het een", False),
    ],
)
def test_a_question_in_other_words_order_or_form_is_the_same_one(other: str, same: bool) -> None:
    assert pattern_of("mag ik met een gerust hart weg?").fits(pattern_of(other)) is same


def test_one_slip_in_a_long_word_is_the_same_question() -> None:
    assert pattern_of("wat kost preventie?").fits(pattern_of("wat kost prevntie?"))


def test_a_pin_stays_when_the_plan_is_read_again_and_its_sentence_still_stands(
    librarian: Librarian, tmp_path: Path
) -> None:
    librarian.lessons.add_pin(Pin("gerust hart weg?", SENTENCE, ("Inbraak",)))
    put(librarian, tmp_path, OTHER)
    assert librarian.settle() == ()
    assert quotes(librarian, "gerust hart weg?")[0] == SENTENCE


def test_a_pin_goes_and_is_told_when_its_sentence_is_gone(librarian: Librarian, tmp_path: Path) -> None:
    librarian.lessons.add_pin(Pin("gerust hart weg?", SENTENCE, ("Inbraak",)))
    put(librarian, tmp_path, PLAN.replace("de wijkagent", "het loket"))
    assert SENTENCE not in quotes(librarian, "gerust hart weg?")
    assert [one.question for one in librarian.settle()] == ["gerust hart weg?"]
    assert librarian.settle() == ()
    assert librarian.lessons.read().pins == ()


def test_half_a_sentence_is_no_answer(librarian: Librarian) -> None:
    librarian.lessons.add_pin(Pin("gerust hart weg?", "kan zijn adres doorgeven aan de wijkagent."))
    assert "kan zijn adres doorgeven aan de wijkagent." not in quotes(librarian, "gerust hart weg?")


def test_two_processes_teach_and_nothing_is_lost(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from knowledge.lessons import LessonBook;"
        "from knowledge.own_words import OwnWord;"
        "[LessonBook(Path(sys.argv[1])).add_word(OwnWord(f'{sys.argv[2]}{n}woord', 'wijkagent'))"
        " for n in 'abcdefgh']"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path), one], cwd=Path(__file__).parents[2])
        for one in ("eerste", "tweede")
    ]
    assert [one.wait() for one in started] == [0, 0]
    assert len(LessonBook(tmp_path).read().words) == 16


def test_a_damaged_file_is_never_read_as_empty(tmp_path: Path) -> None:
    book = LessonBook(tmp_path)
    book.add_word(OwnWord("loketje", "wijkagent"))
    file = tmp_path / "lessons.json"
    assert file.stat().st_mode & 0o077 == 0 or os.name == "nt"
    file.write_bytes(file.read_bytes()[:-3])
    with pytest.raises(DamagedLibrary):
        LessonBook(tmp_path).read()


def test_questions_on_one_subject_are_laid_together(thesaurus: Thesaurus) -> None:
    asked = ["wat kost een drone?", "wie regelt drones?", "hoe duur is een paspoort?", "mogen drones hier?"]
    found = subjects(asked, thesaurus)
    assert [(one.label, one.questions) for one in found] == [("drones", (0, 1, 3)), ("paspoort", (2,))]


def test_words_that_mean_the_same_are_one_subject(thesaurus: Thesaurus) -> None:
    [found] = subjects(["welke enquête?", "wat meet de veiligheidsmonitor?"], thesaurus)
    assert found.questions == (0, 1)


@pytest.mark.parametrize(
    "asked",
    [
        (
            "jeugdoverlast",
            "overlast door jongeren?",
            "hangjongeren bij de haven",
            "wat doen we aan jeugdoverlats",
        ),
        ("vrouwengeweld", "geweld tegen vrouwen op het werk"),
        ("meeuwenoverlast", "wat doen we tegen meeuwen?", "overlast van de meeuwen"),
        ("heb ik een dronevergunning nodig?", "mogen drones hier?"),
        ("parkeerboete", "wat kosten parkeerboetes?"),
        ("mijn fiets is gestolen", "fietsendiefstal", "diefstal van elektrische fietsen"),
    ],
)
def test_a_compound_its_parts_written_apart_and_other_words_for_it_are_one_subject(
    thesaurus: Thesaurus, asked: tuple[str, ...]
) -> None:
    others = ("hoe duur is een paspoort?", "wat kost een zeppelin?")
    first, *rest = subjects([*asked, *others], thesaurus)
    assert first.questions == tuple(range(len(asked)))
    assert len(rest) == len(others)


@pytest.mark.parametrize(
    "asked",
    [
        ("straatroof", "straatverlichting kapot"),
        ("geweld tegen vrouwen", "geweld in het verkeer"),
        ("mijn auto is gestolen", "mijn fiets is gestolen"),
        ("wijkagent", "wijkteam"),
        ("jeugdoverlast", "geluidsoverlast"),
    ],
)
def test_half_a_compound_or_a_word_for_a_whole_field_makes_no_subject(
    thesaurus: Thesaurus, asked: tuple[str, ...]
) -> None:
    assert len(subjects(asked, thesaurus)) == len(asked)


def test_a_subject_is_called_as_it_was_asked_most(thesaurus: Thesaurus) -> None:
    asked = ["overlast door jongeren?", "jeugdoverlast", "wat is overlast door jongeren"]
    assert [one.label for one in subjects(asked, thesaurus)] == ["overlast door jongeren"]


def test_questions_without_a_word_to_group_by_stand_alone(thesaurus: Thesaurus) -> None:
    assert len(subjects(["🙂", "de het een", "?"], thesaurus)) == 3
