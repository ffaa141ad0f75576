"""A form comes back: what is new or different is shown, and nothing is overwritten unasked."""

from decimal import Decimal

import pytest

from bot.documents import errors, texts
from bot.documents.changes import Change, What, changes
from bot.documents.form import form
from bot.documents.read_form import Form, read_form
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Status
from tests.documents.form_samples import FILLED, IVP, TODAY, Filling, after, given, sheet


def came_back(filling: Filling) -> Form:
    return read_form(filling.bytes(), "woonoverlast.docx", IVP)


def changed(now: Sheet, filling: Filling) -> dict[str, Change]:
    found = came_back(filling)
    assert not found.unread
    return {
        f"{one.placed.id}.{one.row}" if one.row else one.placed.id: one for one in changes(now, found, TODAY)
    }


def test_a_form_sent_back_as_it_was_changes_nothing() -> None:
    filled = sheet(FILLED)
    assert changed(filled, Filling(form(filled, blank=False))) == {}
    assert changed(filled, Filling(form(filled, blank=True))) == {}
    assert changed(sheet(), Filling(form(sheet(), blank=False))) == {}


def test_a_blank_form_filled_in_gives_values_ready_to_be_saved() -> None:
    now = sheet()
    filling = Filling(form(now, blank=True))
    filling.type("kern", "Hinder tussen buren.\nDenk aan geluid.")
    filling.tick("stand", "Het loopt vast")
    filling.type("stand_toelichting", "Te weinig mensen")
    filling.row("partners", 1, partner="Politie", oordeel="Kan beter")
    filling.row("partners", 2, partner="Buurtbemiddeling")
    filling.type("regie", "Buurtbemiddeling")
    filling.type("fte_nu", "ongeveer 1,5 fte")
    filling.new_row("randvoorwaarden", wat="Een besluit", geregeld="nee", bij_wie="Raad")
    filling.type("geld", "Weet ik nog niet.")
    found = changed(now, filling)
    assert all(one.ready and one.what is What.NEW for one in found.values())
    assert {key: one.value for key, one in found.items()} == {
        "kern": "Hinder tussen buren.\nDenk aan geluid.",
        "stand": "vast",
        "stand_toelichting": "Te weinig mensen",
        "partners.1": {"partner": "politie", "oordeel": "beter"},
        "partners.2": {"partner": {"anders": "Buurtbemiddeling"}},
        "regie": "Buurtbemiddeling",
        "fte_nu": Decimal("1.5"),
        "randvoorwaarden.6": {"wat": "Een besluit", "geregeld": "nee", "bij_wie": "Raad"},
        "geld": None,
    }
    assert found["geld"].status is Status.UNKNOWN
    assert found["stand"].old == "Nog niet ingevuld"
    assert found["stand"].new == "Het loopt vast"


def test_only_what_was_touched_is_a_change_and_the_old_answer_is_shown_beside_it() -> None:
    now = sheet(FILLED)
    filling = Filling(form(now, blank=False))
    filling.tick("niveau", "Gewoon doorgaan")
    filling.row("partners", 1, oordeel="Moeizaam")
    found = changed(now, filling)
    assert set(found) == {"niveau", "partners.1"}
    assert (found["niveau"].old, found["niveau"].new) == ("Prioriteit: extra inzet", "Gewoon doorgaan")
    assert found["partners.1"].item == "a1"
    assert found["partners.1"].value == {"partner": "politie", "oordeel": "moeizaam"}
    assert found["partners.1"].seen == 5


def test_an_answer_that_a_colleague_changed_meanwhile_is_not_brought_back() -> None:
    before = sheet(FILLED)
    filling = Filling(form(before, blank=False))
    now = after(before, given("kern", "Nieuw van Joost"), given("partners", {"partner": "ggd"}, "a2"))
    assert changed(now, filling) == {}


def test_an_answer_that_both_changed_says_so() -> None:
    before = sheet(FILLED)
    filling = Filling(form(before, blank=False))
    filling.type("kern", "Nieuw van mij")
    filling.row("partners", 2, rol="Adviseert")
    now = after(before, given("kern", "Nieuw van Joost"), given("partners", {"partner": "ggd"}, "a2"))
    found = changed(now, filling)
    assert found["kern"].newer
    assert (found["kern"].old, found["kern"].new) == ("Nieuw van Joost", "Nieuw van mij")
    assert found["kern"].seen == now.state.seen("kern")
    assert found["partners.2"].newer
    assert found["partners.2"].value == {"partner": "ggd", "rol": "adviseur"}


def test_the_same_answer_given_in_the_chat_and_on_the_form_is_no_change() -> None:
    before = sheet()
    filling = Filling(form(before, blank=True))
    filling.type("kern", "Hetzelfde")
    filling.row("partners", 1, partner="Politie")
    now = after(
        before, given("kern", "Hetzelfde"), given("partners", {"partner": "politie", "oordeel": "goed"}, "x")
    )
    assert changed(now, filling) == {}


def test_an_answer_or_a_row_taken_away_is_shown_and_not_taken_away_unasked() -> None:
    now = sheet(FILLED)
    filling = Filling(form(now, blank=False))
    filling.type("kern", "")
    filling.drop_row("partners", 1)
    found = changed(now, filling)
    assert found["kern"].what is What.EMPTIED
    assert found["kern"].status is Status.CLEARED
    assert found["partners"].what is What.EMPTIED
    assert found["partners"].item == "a1"
    assert found["partners"].old == "Politie · Goed"


def test_a_row_that_lost_its_key_is_still_the_same_item() -> None:
    now = sheet(FILLED)
    filling = Filling(form(now, blank=False))
    for number, texts_ in ((1, ("Politie", "Moeizaam", "")), (2, ("Buurtbemiddeling", "", "Voert uit"))):
        filling.drop_row("partners", 1)
        filled = zip(("partner", "oordeel", "rol"), texts_, strict=True)
        filling.row("partners", 2 + number, **{name: text for name, text in filled if text})
    found = changed(now, filling)
    assert [(one.what, one.item, one.new) for one in found.values()] == [
        (What.CHANGED, "a1", "Politie · Moeizaam")
    ]


def test_what_cannot_be_an_answer_is_told_with_what_was_typed() -> None:
    now = sheet()
    filling = Filling(form(now, blank=True))
    filling.type("fte_nu", "heel veel")
    filling.tick("stand", "Goed", "Het loopt vast")
    filling.row("partners", 1, oordeel="Goed")
    filling.row("cijfers", 1, wat="Meer branden", bron="Politiecijfers", jaar="2999")
    found = changed(now, filling)
    assert not any(one.ready for one in found.values())
    assert found["fte_nu"].new == "heel veel"
    assert found["stand"].new == "Goed en Het loopt vast"
    assert "Partner" in found["partners.1"].problem
    assert "jaar" in found["cijfers.1"].problem


def test_an_answer_to_a_follow_up_that_is_not_asked_is_told() -> None:
    now = sheet()
    filling = Filling(form(now, blank=True))
    filling.tick("stand", "Goed")
    filling.type("stand_toelichting", "Toch zorgen")
    found = changed(now, filling)
    assert found["stand"].ready
    assert found["stand_toelichting"].problem == texts.NOT_ASKED


def test_a_list_never_grows_beyond_what_it_holds() -> None:
    now = sheet()
    filling = Filling(form(now, blank=True))
    for number in range(1, 8):
        if number <= 4:
            filling.row("keerzijde", number, wat=f"Drukte {number}", voor_wie="Juristen")
        else:
            filling.new_row("keerzijde", wat=f"Drukte {number}", voor_wie="Juristen")
    found = changed(now, filling)
    assert [one.ready for one in found.values()] == [True] * 5 + [False] * 2


def test_the_form_of_another_theme_is_refused() -> None:
    found = came_back(Filling(form(sheet(FILLED), blank=False)))
    with pytest.raises(errors.OtherTheme):
        changes(sheet(theme="jeugd"), found, TODAY)
