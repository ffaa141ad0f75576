"""A passage that only names what is asked for does not tell of it."""

import pytest

from knowledge.answer import is_answer
from knowledge.levers import ALL, Lever
from knowledge.passages import Passage
from knowledge.search import Searcher
from knowledge.thesaurus import Thesaurus

_TEXTS = (
    (
        "Digitale veiligheid",
        "Een hack kan een gemeente stilleggen: geen uitkeringen, geen paspoorten, geen vergunningen.",
    ),
    ("Jeugd", "Jongeren geven overlast bij het winkelcentrum. Jongerenwerkers spreken hen aan."),
    ("Wonen", "Elk jaar bespreekt de raad de cijfers over woninginbraak."),
    ("Horeca", "Met uitgaansgeweld, lachgas en drugs op straat gaan boa's en politie aan de slag."),
    ("Lachgas", "Wie lachgas verkoopt, krijgt een boete."),
    ("Buren", "Buurtbemiddeling helpt buren die ruzie hebben."),
)
_PASSAGES = [Passage(str(n), "plan", (title,), None, None, text) for n, (title, text) in enumerate(_TEXTS)]


def _searcher(*, without: Lever | None = None) -> Searcher:
    return Searcher(_PASSAGES, Thesaurus.shipped(), ALL - {without})


@pytest.mark.parametrize("question", ["paspoort verlengen", "hoe kan ik een paspoort kopen"])
def test_a_thing_in_a_row_is_no_answer_to_what_is_asked_about_it(question: str) -> None:
    assert not is_answer(_searcher().find(question))
    assert is_answer(_searcher(without=Lever.MENTIONS).find(question))


def test_who_asks_for_the_thing_alone_gets_the_mention() -> None:
    assert is_answer(_searcher().find("paspoort"))


def test_a_thing_that_the_heading_names_is_told_of() -> None:
    with_row, without_row = _searcher(), _searcher(without=Lever.MENTIONS)
    asked = "lachgas aanpakken"
    assert with_row.find(asked).hits[0].sure == without_row.find(asked).hits[0].sure
    assert with_row.find(asked).hits[0].passage.id == "4"
