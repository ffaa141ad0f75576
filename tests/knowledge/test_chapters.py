"""What a plan means to reach and to do on a theme, from the chapter with its name."""

import pytest

from knowledge.chapters import LONGEST, intended, names
from knowledge.passages import Passage


def passage(number: int, text: str, *section: str, quotable: bool = True) -> Passage:
    return Passage(f"p{number}", "plan", section, 1, "1", text, quotable)


PLAN = [
    passage(1, "Voor drugs is geld. Ook voor horeca.", "1 Geld", "1.1 Wat wij gaan doen"),
    passage(2, "Er zijn veel zorgen.", "2 Aanpak drugs", "2.1 Wat er speelt"),
    passage(3, "Een tabel.", "2 Aanpak drugs", "2.2 Doelen", quotable=False),
    passage(4, "Minder panden. X" + "x" * LONGEST + ".", "2 Aanpak drugs", "2.2 Doelen"),
    passage(5, "Geen dealers.", "2 Aanpak drugs", "2.2 Doelen"),
    passage(6, "De politie controleert.", "2 Aanpak drugs", "2.3 Maatregelen"),
    passage(7, "Kijk op straat.", "3 Parkeren"),
]


def found(theme: str, most: int = 2) -> list[str]:
    return [text for _, text in intended(PLAN, theme, most)]


def test_an_aim_comes_first_and_then_what_is_done_for_it() -> None:
    assert found("Drugs") == ["Minder panden.", "De politie controleert."]
    assert found("Drugs", 3) == ["Minder panden.", "De politie controleert.", "Geen dealers."]


def test_a_chapter_without_aims_gives_what_it_begins_with() -> None:
    assert found("Parkeren") == ["Kijk op straat."]


def test_without_a_chapter_there_is_nothing() -> None:
    assert found("Horeca") == []
    assert found("") == []
    assert found("🙂") == []


@pytest.mark.parametrize(
    ("heading", "theme", "same"),
    [
        ("10 Aanpak ondermijning", "Ondermijning", True),
        ("9 Ondermijning", "Aanpak ondermijning", True),
        ("3 Woninginbraak", "Woninginbraken", True),
        ("6 Veiligheid in de openbare ruimte", "Sociale veiligheid", False),
        ("4 Wijk- en buurtaanpak", "Wijk- en buurtaanpak", True),
        ("2.3 Jeugd en veiligheid", "Zorg en veiligheid", False),
        ("4.3 Wat wij gaan doen", "Wat wij gaan doen tegen drugs", False),
    ],
)
def test_a_heading_carries_the_name_of_a_theme_by_the_words_that_tell_it_apart(
    heading: str, theme: str, same: bool
) -> None:
    assert names(heading, theme) is same
