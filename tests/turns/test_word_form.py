"""A colleague fills in the Word form of a theme and sends it back in the chat."""

import io
import shutil
import zipfile

import pytest
from docx import Document

from bot.documents.form import form
from dialogs.intake.theme_log import Draft, Kind, ThemeKey, Via
from tests.documents.form_samples import Filling, sheet
from tests.documents.office import SOFFICE, saved_by_libreoffice
from tests.turns.conftest import JOOST, LOTTE, NOOR, SAMIRA, Town
from tests.turns.test_filling_in_by_typing import WHOLE_THEME, say_all

CORE = "Woonoverlast is hinder tussen buren."
DOCX = "woonoverlast.docx"


async def blank_form(town: Town, who: str = SAMIRA, theme: str = "woonoverlast") -> Filling:
    """The form as the chat gives it."""
    await town.talk.say(who, f"formulier {theme}")
    await town.talk.accept(who)
    return Filling(town.talk.given(who)[1])


async def filled_form(town: Town, **answers: str) -> bytes:
    document = await blank_form(town)
    for question, text in answers.items():
        document.type(question, text)
    return document.bytes()


async def test_what_is_new_is_shown_and_saved_only_when_it_is_accepted(town: Town) -> None:
    data = await filled_form(town, kern=CORE, afbakening="Alleen in huis.")
    read = await town.talk.send_file(SAMIRA, DOCX, data)
    assert "Ik lees 2 veranderingen" in read.text
    assert CORE in read.text
    assert not await town.answers()
    saved = await town.talk.press(SAMIRA, "Alles bewaren", on=read.messages[-1])
    assert "2 veranderingen uit je formulier bewaard" in saved.text
    assert await town.answers() == {"kern": CORE, "afbakening": "Alleen in huis."}
    assert {entry.draft.via for entry in await town.log()} == {Via.IMPORT}


async def test_the_same_can_be_done_by_typing_one_by_one(town: Town) -> None:
    await town.talk.send_file(SAMIRA, DOCX, await filled_form(town, kern=CORE, afbakening="Alleen in huis."))
    first = await town.talk.say(SAMIRA, "per vraag kiezen")
    assert "nog 2" in first.text
    second = await town.talk.say(SAMIRA, "laten zoals het is")
    assert "nog 1" in second.text
    await town.talk.say(SAMIRA, "bewaren")
    assert await town.answers() == {"afbakening": "Alleen in huis."}


async def test_nothing_is_saved_when_the_colleague_says_so(town: Town) -> None:
    read = await town.talk.send_file(SAMIRA, DOCX, await filled_form(town, kern=CORE))
    await town.talk.press(SAMIRA, "Niets bewaren", on=read.messages[-1])
    again = await town.talk.press(SAMIRA, "Alles bewaren", on=read.messages[-1])
    assert "Over dit formulier is al beslist" in again.text
    assert not await town.answers()


async def test_whoever_goes_on_hears_that_a_form_waits_and_can_still_decide(town: Town) -> None:
    await town.talk.say(SAMIRA, "woonoverlast")
    await town.talk.send_file(SAMIRA, DOCX, await filled_form(town, kern=CORE))
    turn = await town.talk.say(SAMIRA, "verder")
    assert "In je formulier staat nog 1 verandering" in turn.text
    assert "Waar gaat dit thema over?" in turn.text
    waits = next(one for one in turn.messages if "Alles bewaren" in one.titles)
    await town.talk.press(SAMIRA, "Alles bewaren", on=waits)
    assert await town.answers() == {"kern": CORE}
    assert "je formulier" not in (await town.talk.say(SAMIRA, "verder")).text


async def test_somebody_without_a_theme_hears_that_a_document_is_of_no_use(town: Town) -> None:
    document = Document()
    document.add_paragraph("Een notitie over de buurt.")
    stream = io.BytesIO()
    document.save(stream)
    turn = await town.talk.send_file(NOOR, "notitie.docx", stream.getvalue())
    assert "Met dit bestand kan ik niets." in turn.text
    assert "Je kunt me wel iets vragen over het IVP." in turn.text


async def test_a_form_waits_over_a_restart_and_no_longer_than_a_day(town: Town) -> None:
    data = await filled_form(town, kern=CORE)
    read = await town.talk.send_file(SAMIRA, DOCX, data)
    await town.restart()
    await town.talk.press(SAMIRA, "Alles bewaren", on=read.messages[-1])
    assert await town.answers() == {"kern": CORE}
    read = await town.talk.send_file(SAMIRA, DOCX, await filled_form(town, kern="Iets anders."))
    town.clock.forward(hours=25)
    late = await town.talk.press(SAMIRA, "Alles bewaren", on=read.messages[-1])
    assert "langer dan een dag" in late.text
    assert await town.answers() == {"kern": CORE}


async def test_the_same_form_twice_saves_once_and_a_double_press_too(town: Town) -> None:
    data = await filled_form(town, kern=CORE)
    read = await town.talk.send_file(SAMIRA, DOCX, data)
    await town.talk.double_press(SAMIRA, "Alles bewaren", on=read.messages[-1])
    assert len(await town.log()) == 1
    again = await town.talk.send_file(SAMIRA, DOCX, data)
    assert "Ik zie niets nieuws" in again.text
    assert len(await town.log()) == 1


async def test_what_was_undone_can_be_taken_from_the_same_form_again(town: Town) -> None:
    data = await filled_form(town, kern=CORE)
    await town.talk.send_file(SAMIRA, DOCX, data)
    await town.talk.say(SAMIRA, "alles bewaren")
    await town.talk.say(SAMIRA, "ongedaan maken")
    assert (await town.answers())["kern"] is None
    await town.talk.send_file(SAMIRA, DOCX, data)
    asked = await town.talk.say(SAMIRA, "alles bewaren")
    assert "in de chat veranderd" in asked.text  # it was: they took it back themselves
    await town.talk.say(SAMIRA, "bewaren")
    assert (await town.answers())["kern"] == CORE


async def test_a_pending_question_stays_pending(town: Town) -> None:
    await town.talk.say(SAMIRA, "woonoverlast")
    await town.talk.send_file(SAMIRA, DOCX, await filled_form(town, afbakening="Alleen in huis."))
    await town.talk.say(SAMIRA, "Hinder van de buren, elke nacht.")
    assert await town.answers() == {"kern": "Hinder van de buren, elke nacht."}


async def test_an_answer_that_changed_since_is_not_overwritten_along_with_the_rest(town: Town) -> None:
    data = await filled_form(town, kern=CORE, afbakening="Alleen in huis.")
    await town.talk.say(SAMIRA, "woonoverlast")
    await town.talk.say(SAMIRA, "Hinder, zegt de chat.")
    read = await town.talk.send_file(SAMIRA, DOCX, data)
    assert "ook in de chat veranderd" in read.text
    rest = await town.talk.press(SAMIRA, "Alles bewaren", on=read.messages[-1])
    assert "1 verandering uit je formulier bewaard" in rest.text
    assert "in de chat veranderd nadat je het formulier kreeg" in rest.text
    assert (await town.answers())["kern"] == "Hinder, zegt de chat."
    await town.talk.say(SAMIRA, "bewaren")
    assert (await town.answers())["kern"] == CORE


async def test_what_a_colleague_changes_after_the_form_was_read_is_asked_too(town: Town) -> None:
    document = await blank_form(town, theme="wijk- en buurtaanpak")
    document.type("kern", CORE)
    read = await town.talk.send_file(SAMIRA, DOCX, document.bytes())
    await town.talk.say(JOOST, "wijk- en buurtaanpak")
    await town.talk.say(JOOST, "Joost was eerst.")
    rest = await town.talk.press(SAMIRA, "Alles bewaren", on=read.messages[-1])
    assert "Joost was eerst." in rest.text
    assert (await town.answers("wijk"))["kern"] == "Joost was eerst."
    await town.talk.press(SAMIRA, "Bewaren")
    assert (await town.answers("wijk"))["kern"] == CORE


async def test_personal_data_is_asked_about_by_itself(town: Town) -> None:
    data = await filled_form(town, kern="Bel 06-12345678.", afbakening="Alleen in huis.")
    read = await town.talk.send_file(SAMIRA, DOCX, data)
    asked = await town.talk.press(SAMIRA, "Alles bewaren", on=read.messages[-1])
    assert "lijkt op" in asked.text
    assert await town.answers() == {"afbakening": "Alleen in huis."}
    await town.talk.press(SAMIRA, "Toch bewaren")
    assert (await town.answers())["kern"] == "Bel 06-12345678."


async def test_a_list_and_a_choice_come_in_and_one_press_takes_all_back(town: Town) -> None:
    document = await blank_form(town)
    document.tick("niveau", "Gewoon doorgaan")
    document.row("partners", 1, partner="Politie", oordeel="Goed")
    await town.talk.send_file(SAMIRA, DOCX, document.bytes())
    await town.talk.say(SAMIRA, "alles bewaren")
    kept = [entry.draft.question for entry in await town.log()]
    assert sorted(kept) == ["niveau", "partners", "partners"]  # the item, and the list that is closed
    await town.talk.say(SAMIRA, "ongedaan maken")
    assert len(await town.log()) == 6


async def test_text_in_the_wrong_place_is_named_and_not_saved(town: Town) -> None:
    document = await blank_form(town)
    document.document.add_paragraph("Mijn antwoord op vraag 1 staat hier.")
    read = await town.talk.send_file(SAMIRA, DOCX, document.bytes())
    assert "Mijn antwoord op vraag 1 staat hier." in read.text
    assert "niet gelezen" in read.text
    assert not await town.answers()


def renamed_zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("brief.txt", "hallo")
    return file.getvalue()


def with_macros() -> bytes:
    file = io.BytesIO(form(sheet(), blank=True))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("form.docx", renamed_zip(), "een ander soort bestand"),
        ("form.docx", with_macros(), "macro"),
        ("form.docx", b"x" * 11_000_000, "te groot"),
        ("form.docx", form(sheet(), blank=True)[:-2000], "niet compleet"),
        ("form.pdf", b"%PDF-1.7 ...", "is een pdf"),
        ("form.docx", form(sheet(theme="ondermijning"), blank=True), "Dat thema vul jij niet in"),
    ],
)
async def test_a_file_that_cannot_be_used_is_told_and_nothing_changes(
    town: Town, name: str, data: bytes, said: str
) -> None:
    assert said in (await town.talk.send_file(SAMIRA, name, data)).text
    assert not await town.log()


async def test_the_form_of_a_theme_that_was_handed_in_waits_for_it_to_be_opened(town: Town) -> None:
    data = await filled_form(town, kern=CORE)
    await town.talk.send_file(SAMIRA, DOCX, data)
    await submitted(town)
    assert "ingediend" in (await town.talk.say(SAMIRA, "alles bewaren")).text
    assert "ingediend" in (await town.talk.send_file(SAMIRA, DOCX, data)).text
    assert "kern" not in await town.answers()


async def test_whoever_submits_hears_that_a_form_still_waits(town: Town) -> None:
    data = await filled_form(town, kern=CORE)
    await say_all(town, WHOLE_THEME[:-1])
    assert "Word-formulier" not in town.talk.last(SAMIRA).text
    await town.talk.say(SAMIRA, "nee")
    await town.talk.send_file(SAMIRA, DOCX, data)
    await town.talk.say(SAMIRA, "indienen")
    assert "je stuurde een Word-formulier terug" in town.talk.last(SAMIRA).text
    await town.talk.say(SAMIRA, "nee")
    await town.talk.say(SAMIRA, "per vraag kiezen")
    assert "nog 1" in town.talk.last(SAMIRA).text


async def test_the_second_half_of_a_double_press_shows_the_same_change_also_after_a_restart(
    town: Town,
) -> None:
    await town.talk.send_file(SAMIRA, DOCX, await filled_form(town, kern=CORE, afbakening="Alleen in huis."))
    await town.talk.say(SAMIRA, "per vraag kiezen")
    first = await town.talk.press(SAMIRA, "Bewaren")
    await town.restart()
    second = await town.talk.redeliver(SAMIRA)
    assert second.answer_card == first.answer_card
    assert len(await town.log()) == 1


async def submitted(town: Town) -> None:
    """The theme is handed in, as far as its log says."""
    key = ThemeKey("lokaal", "ivp-2027-2030", "woonoverlast")
    await town.store.append([Draft(key, Kind.SUBMITTED, "samira", "a1", town.clock())])


@pytest.mark.parametrize("who", [NOOR, LOTTE])
async def test_somebody_who_does_not_fill_in_the_theme_is_sent_to_who_does(town: Town, who: str) -> None:
    turn = await town.talk.send_file(who, DOCX, await filled_form(town, kern=CORE))
    assert "Samira Elidrissi" in turn.text
    assert not await town.answers()


@pytest.mark.long
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
async def test_a_form_that_libreoffice_saved_comes_back_as_it_was_filled_in(town: Town) -> None:
    document = await blank_form(town)
    document.type("kern", CORE)
    document.tick("niveau", "Gewoon doorgaan")
    document.row("partners", 1, partner="Politie", oordeel="Goed")
    (town.folder / "een.docx").write_bytes(document.bytes())
    saved_by_libreoffice(town.folder, ["een.docx"], "odt")
    shutil.copy(town.folder / "saved" / "een.odt", town.folder / "een.odt")
    saved_by_libreoffice(town.folder, ["een.odt"], "docx")
    read = await town.talk.send_file(SAMIRA, DOCX, (town.folder / "saved" / "een.docx").read_bytes())
    assert "Ik lees 3 veranderingen" in read.text
    assert "niet gelezen" not in read.text
    await town.talk.say(SAMIRA, "alles bewaren")
    answers = await town.answers()
    assert (answers["kern"], answers["niveau"]) == (CORE, "beheer")
