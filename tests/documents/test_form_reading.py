"""Every answer comes back from a form as it went in; what stands in the wrong place is named, not guessed."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.documents import errors, texts, word_parts
from bot.documents.cells import carried, cell_of, has_boxes
from bot.documents.changes import changes
from bot.documents.form import form
from bot.documents.package import Package
from bot.documents.read_cell import read_cell
from bot.documents.read_form import Form, form_file, open_form, read_form
from dialogs.intake.answer_reading import Context, tidy
from dialogs.intake.format import Block, Format
from dialogs.intake.question_types import (
    ChoiceQuestion,
    ItemField,
    ListQuestion,
    NumberQuestion,
    Option,
    Question,
    TextQuestion,
)
from dialogs.intake.sheet import Sheet
from dialogs.intake.showing import options_of
from dialogs.intake.theme_log import Status
from dialogs.values import Value
from tests.documents.form_samples import FILLED, IVP, TODAY, Filling, Given, sheet
from tests.documents.form_samples import given as answer
from tests.documents.office import SOFFICE, saved_by_libreoffice


def without_a_child(data: bytes, format_: Format = IVP) -> Form:
    return form_file(word_parts.blocks(Package(data, word_parts.MAIN)), "formulier.docx").form(format_)


OPTIONS = (Option("a", "Appel, peer en ui"), Option("b", "Nee"), Option("c", "Nee, nooit"))
ALL_KINDS = Format(
    "alles",
    1,
    "Alles",
    "",
    (
        Block(
            "blok",
            "Een blok",
            (
                TextQuestion(id="tekst", text="Tekst?"),
                NumberQuestion(id="getal", text="Getal?"),
                ChoiceQuestion(id="keuze", text="Keuze?", options=OPTIONS),
                ChoiceQuestion(id="keuze_vrij", text="Keuze?", options=OPTIONS, free=True),
                ChoiceQuestion(id="keuzes", text="Keuzes?", options=OPTIONS, several=True),
                ChoiceQuestion(id="keuzes_vrij", text="Keuzes?", options=OPTIONS, several=True, free=True),
                ChoiceQuestion(
                    id="lang", text="Lang?", options=tuple(Option(f"o{n}", f"Optie {n}") for n in range(20))
                ),
                ListQuestion(
                    id="lijst",
                    text="Lijst?",
                    ask_first="wie",
                    fields=(
                        ItemField(
                            ChoiceQuestion(id="wie", text="Wie?", options=OPTIONS, free=True, required=True),
                            ask_direct=True,
                        ),
                        ItemField(TextQuestion(id="wat", text="Wat?")),
                        ItemField(NumberQuestion(id="jaar", text="Jaar?")),
                        ItemField(ChoiceQuestion(id="bron", text="Bron?", options=OPTIONS)),
                        ItemField(
                            ChoiceQuestion(id="soorten", text="Soorten?", options=OPTIONS, several=True)
                        ),
                    ),
                ),
                ChoiceQuestion(
                    id="uit_lijst", text="Wie?", options=(Option("niemand", "Niemand"),), options_from="lijst"
                ),
            ),
        ),
    ),
    IVP.closing,
)

FILLED_FORM = form(sheet(FILLED), blank=False)
SOUND = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXTS = st.text(SOUND, max_size=60).map(tidy).filter(lambda text: bool(carried(text)))
NUMBERS = st.decimals(-(10**6), 10**6, places=3)
FREE_TEXTS = TEXTS.map(lambda text: " ".join(text.split())).filter(lambda text: bool(text.strip("_.… ")))


def values_of(question: Question) -> st.SearchStrategy[Value]:
    if isinstance(question, TextQuestion):
        return TEXTS
    if isinstance(question, NumberQuestion):
        return NUMBERS
    assert isinstance(question, ChoiceQuestion)
    ids = st.sampled_from([option.id for option in question.options])
    if not question.several:
        return st.one_of(ids, FREE_TEXTS.map(lambda text: {"anders": text})) if question.free else ids
    return st.lists(ids, min_size=1, max_size=3, unique=True).map(
        lambda some: tuple(option.id for option in question.options if option.id in some)
    )


def items_of(question: ListQuestion) -> st.SearchStrategy[list[dict[str, Value]]]:
    needed = {one.id: values_of(one.question) for one in question.fields if one.question.required}
    other = {one.id: values_of(one.question) for one in question.fields if not one.question.required}
    return st.lists(st.fixed_dictionaries(needed, optional=other), max_size=4)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    given_: list[Given] = []
    for one in ALL_KINDS.questions():
        if isinstance(one.question, ListQuestion):
            for number, item in enumerate(draw(items_of(one.question))):
                given_.append(answer(one.id, item, f"i{number}"))
        elif draw(st.booleans()):
            given_.append(answer(one.id, draw(values_of(one.question))))
    return sheet(given_, form=ALL_KINDS)


def as_carried(value: Value) -> Value:
    if isinstance(value, str):
        return carried(value)
    if isinstance(value, Mapping):
        return {key: as_carried(one) for key, one in value.items()}
    return value


@pytest.mark.parametrize("text", ["Via de wijkraad.", "Nog niet bekend…", "0_"])
def test_what_stands_behind_other_keeps_its_full_stop(text: str) -> None:
    filled = sheet([answer("keuze_vrij", {"anders": text})], form=ALL_KINDS)
    found = without_a_child(form(filled, blank=False), ALL_KINDS)
    assert changes(filled, found, TODAY) == ()


@given(sheets())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_value_comes_back_as_it_went_in(filled: Sheet) -> None:
    found = without_a_child(form(filled, blank=False), ALL_KINDS)
    assert not found.unread
    assert changes(filled, found, TODAY) == ()
    for one in ALL_KINDS.questions():
        question = one.question
        if isinstance(question, ListQuestion):
            rows = [row for row in found.answers[one.id].rows if row.item]
            entries = filled.items(one.id)
            assert len(rows) == len(entries)
            for row, entry in zip(rows, entries, strict=True):
                assert isinstance(entry.draft.value, Mapping)
                for field in question.fields:
                    value = entry.draft.value.get(field.id)
                    cell = row.cells[field.id]
                    assert cell.empty == (value is None)
                    if value is not None and not isinstance(value, Mapping):
                        assert read_cell(field.question, cell, Context(TODAY)).value == as_carried(value)
            continue
        value = filled.state.value(one.id)
        cell = found.answers[one.id].cell
        options = options_of(filled, question) if isinstance(question, ChoiceQuestion) else ()
        assert cell == cell_of(question, value, options)
        if value is not None and one.id != "uit_lijst":
            assert read_cell(question, cell, Context(TODAY)).value == as_carried(value)


def test_the_child_process_reads_the_same_as_this_one() -> None:
    data = form(sheet(FILLED), blank=False)
    assert read_form(data, "formulier.docx", IVP) == without_a_child(data)
    opened = open_form(data, "formulier.docx")
    assert opened.is_of(sheet().key)
    assert not opened.is_of(sheet(theme="jeugd").key)


def test_the_form_says_which_theme_it_is_of_and_what_it_knew() -> None:
    filled = sheet(FILLED)
    found = without_a_child(form(filled, blank=False))
    assert found.is_of(filled.key)
    assert not found.is_of(sheet(theme="jeugd").key)
    assert (found.seq, found.filled) == (len(FILLED), True)
    assert not without_a_child(form(filled, blank=True)).filled


def problems(filling: Filling) -> list[tuple[str, str]]:
    return [(one.place, one.problem) for one in without_a_child(filling.bytes()).unread]


def test_an_answer_typed_in_the_cell_of_the_question_is_named() -> None:
    filling = Filling(form(sheet(), blank=True))
    filling.table("kern").rows[0].cells[0].add_paragraph("Mijn antwoord")
    assert [place for place, _ in problems(filling)] == ["vraag 1"]
    assert without_a_child(filling.bytes()).answers["kern"].cell.empty


def test_text_between_the_cells_is_named_and_no_answer() -> None:
    filling = Filling(form(sheet(), blank=True))
    filling.document.add_paragraph("Ik wilde nog zeggen dat het druk is")
    assert problems(filling) == [("", texts.text_outside("Ik wilde nog zeggen dat het druk is"))]


def test_a_table_of_somebody_else_is_named() -> None:
    filling = Filling(form(sheet(), blank=True))
    filling.document.add_table(1, 1).rows[0].cells[0].text = "Eigen overzicht"
    assert problems(filling) == [("", texts.unknown_table("Eigen overzicht"))]


def test_a_question_pasted_twice_is_named_and_neither_counts() -> None:
    filling = Filling(form(sheet(), blank=True))
    filling.type("kern", "Een")
    table = filling.table("kern")._tbl
    table.addnext(table.__copy__())
    assert problems(filling) == [("vraag 1", texts.TWICE)]
    assert "kern" not in without_a_child(filling.bytes()).answers


def test_a_picture_in_an_answer_is_named_and_the_text_beside_it_counts() -> None:
    filling = Filling(form(sheet(), blank=True))
    filling.type("kern", "Zie het plaatje")
    paragraph = filling.table("kern").rows[1].cells[0].paragraphs[0]
    paragraph.runs[0]._r.append(paragraph._p.makeelement(qn("w:drawing"), {}))
    found = without_a_child(filling.bytes())
    assert [(one.place, one.problem) for one in found.unread] == [("vraag 1", texts.PICTURE)]
    assert found.answers["kern"].cell.text == "Zie het plaatje"


def test_cells_that_were_joined_in_a_row_are_named_and_the_other_rows_count() -> None:
    filling = Filling(form(sheet(), blank=True))
    filling.row("partners", 1, partner="Politie")
    filling.row("partners", 2, partner="GGD")
    row = filling.table("partners").rows[2]
    row._tr.remove(row._tr.tc_lst[-1])
    found = without_a_child(filling.bytes())
    assert [(one.place, one.problem) for one in found.unread] == [("vraag 6, regel 1", texts.MERGED)]
    assert [row.count for row in found.answers["partners"].rows if not row.empty] == [2]
    assert [row.cells["partner"].text for row in found.answers["partners"].rows if not row.empty] == ["GGD"]


def test_text_beside_the_boxes_is_no_choice() -> None:
    filling = Filling(form(sheet(), blank=True))
    filling.table("stand").rows[1].cells[0].add_paragraph("Gaat wel")
    cell = without_a_child(filling.bytes()).answers["stand"].cell
    assert (cell.picked, cell.text) == ((), "Gaat wel")


def test_a_name_typed_beside_a_drop_down_counts() -> None:
    filling = Filling(form(sheet(), blank=True))
    filling.table("partners").rows[2].cells[1].paragraphs[0].add_run("Buurtbemiddeling")
    assert (
        without_a_child(filling.bytes()).answers["partners"].rows[0].cells["partner"].text
        == "Buurtbemiddeling"
    )


def test_an_answer_copied_in_from_a_table_or_a_list_keeps_its_lines() -> None:
    filling = Filling(form(sheet(), blank=True))
    cell = filling.table("kern").rows[1].cells[0]
    cell.paragraphs[0].add_run("Wat we zien:")
    cell.add_paragraph("geluid", style="List Bullet")
    number = cell.paragraphs[1]._p.get_or_add_pPr()
    number.append(number.makeelement(qn("w:numPr"), {}))
    inner = cell.add_table(1, 2)
    inner.rows[0].cells[0].text, inner.rows[0].cells[1].text = "2025", "12 meldingen"
    found = without_a_child(filling.bytes())
    assert found.answers["kern"].cell.text == "Wat we zien:\n- geluid\n2025 | 12 meldingen"
    assert not found.unread


def test_a_column_taken_away_leaves_that_field_as_it_was() -> None:
    filled = sheet(FILLED)
    filling = Filling(form(filled, blank=False))
    for row in filling.table("partners").rows[1:]:
        row._tr.remove(row._tr.tc_lst[2])
    filling.table("partners").rows[2].cells[2].paragraphs[0].add_run("Adviseert")
    (change,) = changes(filled, without_a_child(filling.bytes()), TODAY)
    assert change.value == {"partner": "politie", "oordeel": "goed", "rol": "adviseur"}


@given(
    st.lists(st.tuples(st.sampled_from(["drop", "copy", "empty", "move"]), st.floats(0, 0.999)), max_size=8)
)
@settings(max_examples=25, deadline=None)
def test_whatever_was_cut_copied_or_moved_is_read_or_named(edits: list[tuple[str, float]]) -> None:
    filled = sheet(FILLED)
    filling = Filling(FILLED_FORM)
    for what, where in edits:
        inner = [
            one for one in filling.document.element.body.iter() if one.getparent().tag != qn("w:document")
        ]
        one = inner[int(where * len(inner))]
        if what == "empty":
            one.clear()
        elif what == "drop":
            one.getparent().remove(one)
        else:
            other = inner[int((where * 7) % 1 * len(inner))]
            if one not in other.iterancestors() and one is not other:
                other.addnext(one.__copy__() if what == "copy" else one)
    try:
        found = without_a_child(filling.bytes())
    except errors.NotOurForm:
        return
    for change in changes(filled, found, TODAY):
        assert change.problem or change.status is not Status.GIVEN or change.value is not None


def test_text_taken_away_with_tracked_changes_is_gone_and_new_text_counts() -> None:
    filling = Filling(form(sheet(), blank=True))
    filling.type("kern", "Oud")
    paragraph = filling.table("kern").rows[1].cells[0].paragraphs[0]._p
    gone = paragraph.makeelement(qn("w:del"), {})
    added = paragraph.makeelement(qn("w:ins"), {})
    run = paragraph.r_lst[0]
    copy = run.__copy__()
    copy.t_lst[0].text = "Nieuw"
    paragraph.append(added)
    added.append(copy)
    paragraph.append(gone)
    gone.append(run)
    assert without_a_child(filling.bytes()).answers["kern"].cell.text == "Nieuw"


def test_an_option_that_the_format_no_longer_has_stays_visible() -> None:
    question = IVP.question("niveau")
    assert isinstance(question, ChoiceQuestion)
    assert has_boxes(question)
    filled = sheet([answer("niveau", "weg")])
    found = without_a_child(form(filled, blank=False))
    assert found.answers["niveau"].cell.text == "weg"
    assert changes(filled, found, TODAY) == ()


def fill_in(filling: Filling) -> None:
    """One answer of every kind, as somebody types and clicks."""
    filling.type("kern", "Hinder tussen buren.\n\n- Geluid  en stank\n- “Rook” & <meer>")
    filling.tick("stand", "Het loopt vast")
    filling.type("stand_toelichting", "=1+1")
    filling.row("partners", 1, partner="Politie", oordeel="Kan beter", rol="Voert uit")
    filling.row("partners", 2, partner="Buurtbemiddeling")
    filling.new_row("partners", partner="GGD", oordeel="Goed")
    filling.type("regie", "Buurtbemiddeling")
    filling.type("fte_nu", "1,5")
    filling.row("ontwikkelingen", 1, wat="Nieuwe huurwet", wanneer="Nu al")


@pytest.mark.long
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: no soffice to save the form with")
def test_a_form_saved_by_libreoffice_gives_the_same_answers(tmp_path: Path) -> None:
    typed = Filling(form(sheet(), blank=True))
    fill_in(typed)
    filled = Filling(form(sheet(FILLED), blank=False))
    filled.tick("niveau", "Gewoon doorgaan")
    documents = {"getypt.docx": typed.bytes(), "gevuld.docx": filled.bytes()}
    for name, data in documents.items():
        (tmp_path / name).write_bytes(data)
    saved_by_libreoffice(tmp_path, list(documents), "docx:MS Word 2007 XML")
    for name, data in documents.items():
        before = read_form(data, name, IVP)
        saved = read_form((tmp_path / "saved" / name).read_bytes(), name, IVP)
        assert saved == before
        assert not saved.unread
    assert [
        one.placed.id for one in changes(sheet(), read_form(documents["getypt.docx"], "x", IVP), TODAY)
    ] == [
        *("kern", "stand", "stand_toelichting", "partners", "partners", "partners", "regie"),
        *("ontwikkelingen", "fte_nu"),
    ]


def test_a_number_and_a_skipped_question_are_shown_as_in_the_chat() -> None:
    filled = sheet([answer("fte_nu", Decimal("1.50")), ("geld", "", Status.SKIPPED, None)])
    filling = Filling(form(filled, blank=False))
    assert filling.table("fte_nu").rows[1].cells[0].text == "1,5"
    assert "Nu staat er: overgeslagen" in filling.table("geld").rows[0].cells[0].text
