"""The format of one theme as a Word document: to fill in, and to send back in the chat."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.documents import keys, ooxml, texts
from bot.documents.cells import NOTHING, Cell, cell_of, has_boxes
from bot.documents.page import WIDTH, Page, Words, write
from dialogs.intake.format import BLANK, Placed
from dialogs.intake.question_types import (
    FREE,
    ChoiceQuestion,
    ListQuestion,
    NumberQuestion,
    Option,
    Question,
    TextQuestion,
)
from dialogs.intake.sheet import Sheet
from dialogs.intake.showing import answer_shown, options_of
from dialogs.intake.theme_log import Status

EMPTY_ROWS = 5
NUMBER_WIDTH = 560
LINE_HEIGHT = 340


def form(sheet: Sheet, *, blank: bool) -> bytes:
    """The form of a theme as a .docx file: `blank`, or with what is answered already.

    It holds every question that can apply in this round, follow-ups with what they depend on.
    """
    page = Page(f"{sheet.format.title}: {sheet.theme.title}")
    page.title(sheet.theme.title, keys.document_key(sheet.key, sheet.last_seq, filled=not blank))
    page.words(f"{sheet.format.title}  ·  {sheet.round.title}", grey=True)
    page.words(texts.until(sheet.round.deadline_of(sheet.theme)), bold=True)
    for line in texts.HOW:
        page.words(line, bullet=True)
    if not any(one.is_note and "Woo" in one.question.text for one in sheet.format.questions()):
        page.note(texts.WOO)
    page.footer(texts.SEND_BACK, texts.PAGE)
    block = ""
    for placed in sheet.format.questions():
        if placed.question.show_if and placed.question.show_if not in sheet.flags:
            continue
        if placed.block.id != block:
            block = placed.block.id
            page.heading(sheet.words(placed.block.title), 1)
        if placed.is_note:
            page.note(_plain(sheet.words(placed.question.text)))
        elif isinstance(placed.question, ListQuestion):
            _list(page, sheet, placed, placed.question, blank=blank)
        else:
            _question(page, sheet, placed, blank=blank)
    return page.bytes()


def _question(page: Page, sheet: Sheet, placed: Placed, *, blank: bool) -> None:
    question = placed.question
    options = options_of(sheet, question) if isinstance(question, ChoiceQuestion) else ()
    value = None if blank else sheet.state.value(question.id)
    cell = cell_of(question, value, options)
    lines = 1
    if isinstance(question, TextQuestion):
        lines = min(5, 1 + question.max // 250)
    label = _label(sheet, placed, blank=blank)
    whole = isinstance(question, ChoiceQuestion)
    target = page.question(question.id, label, lines * LINE_HEIGHT, whole=whole)
    if isinstance(question, ChoiceQuestion) and has_boxes(question):
        _boxes(target, question, cell)
    else:
        _fill(target, question, cell, options, typing=_is_open(question))


def _is_open(question: Question) -> bool:
    """Whether another text than the options known now can be an answer."""
    return isinstance(question, ChoiceQuestion) and (question.free or bool(question.options_from))


def _boxes(target: Any, question: ChoiceQuestion, cell: Cell) -> None:
    labels = [(option.id, option.label) for option in question.options]
    if question.free:
        labels.append((FREE, texts.OTHER))
    for place, (option_id, label) in enumerate(labels):
        paragraph = target.paragraphs[0] if place == 0 else target.add_paragraph()
        ooxml.tick_box(paragraph, ticked=option_id in cell.picked)
        other = f" {cell.other}" if option_id == FREE else ""
        paragraph.add_run(f" {label}{other}")
    for line in cell.text.split("\n") if cell.text else ():
        target.add_paragraph().add_run(line)


def _fill(target: Any, question: Question, cell: Cell, options: Sequence[Option], *, typing: bool) -> None:
    if not isinstance(question, ChoiceQuestion) or question.several:
        if not cell.empty:
            write(target, cell.text)
        return
    labels = [option.label for option in options]
    place = texts.CHOICE_OR_TYPE_PLACE if typing else texts.CHOICE_PLACE
    known = cell.text if cell.text in labels or typing else ""
    ooxml.drop_down(target.paragraphs[0], labels, known, place, typing=typing)
    if cell.text != known:
        target.add_paragraph().add_run(cell.text)


def _list(page: Page, sheet: Sheet, placed: Placed, question: ListQuestion, *, blank: bool) -> None:
    weights = [_weight(field.question) for field in question.fields]
    widths = [int((WIDTH - NUMBER_WIDTH) * weight / sum(weights)) for weight in weights]
    heads = [(field.id, _head(sheet, field.question, needed=field.ask_direct)) for field in question.fields]
    label = _label(sheet, placed, blank=blank)
    table = page.list_table(question.id, label, heads, [NUMBER_WIDTH, *widths])
    entries = () if blank else sheet.items(question.id)
    rows = [(entry.draft.item, entry.draft.value) for entry in entries]
    empty = max(0, min(EMPTY_ROWS, question.max_items - len(rows)))
    for number, (item, value) in enumerate([*rows, *[("", None)] * empty], 1):
        key = f"_ivp_i_{keys.question_digest(question.id)}_{keys.item_digest(question.id, item)}"
        cells = page.row(table, number, LINE_HEIGHT, key if item else "")
        for target, field in zip(cells, question.fields, strict=True):
            inner = value.get(field.id) if isinstance(value, Mapping) else None
            cell = cell_of(field.question, inner, boxes=False) if inner is not None else NOTHING
            options = field.question.options if isinstance(field.question, ChoiceQuestion) else ()
            _fill(target, field.question, cell, options, typing=_is_open(field.question))


def _weight(question: Question) -> int:
    """How wide the column of a field is, beside the others."""
    if isinstance(question, NumberQuestion):
        return 2
    if isinstance(question, TextQuestion):
        return 6 if question.max > 120 else 4
    return 3


def _head(sheet: Sheet, question: Question, *, needed: bool) -> str:
    marks = [texts.FIELD_INTERNAL] if question.internal else []
    text = _plain(sheet.words(question.text))
    star = " *" if question.required and needed else ""
    return f"{text}{star}" + (f" ({', '.join(marks)})" if marks else "")


def _label(sheet: Sheet, placed: Placed, *, blank: bool) -> list[Words]:
    """The question, then in grey: when it is asked, help, how to answer, and what stands now."""
    question = placed.question
    text = _plain(sheet.words(question.text, placed.id))
    internal = sheet.internal(question) if not blank else question.internal
    words = [
        Words(f"{placed.number}. {text}", bold=True, mark=texts.INTERNAL if internal else ""),
    ]
    kinds = [texts.REQUIRED] * question.required + [texts.DEEPENING] * question.deepening
    hints = [*kinds, _when(sheet, placed), _plain(sheet.words(question.help)), _how(sheet, question)]
    if any(hints):
        words.append(Words(" ".join(hint for hint in hints if hint), grey=True))
    entry = None if blank else sheet.state.standing(question.id)
    if entry and entry.draft.status in {Status.UNKNOWN, Status.SKIPPED}:
        words.append(Words(texts.now_stands(answer_shown(sheet, question)), grey=True))
    return words


def _when(sheet: Sheet, placed: Placed) -> str:
    condition = placed.condition
    if condition is None:
        return ""
    number = sheet.format.number(condition.question)
    if condition.greater_than:
        return texts.only_when_more(number, sheet.format.number(condition.greater_than))
    asked = sheet.format.question(condition.question)
    options = asked.options if isinstance(asked, ChoiceQuestion) else ()
    return texts.only_when(number, [option.label for option in options if option.id in condition.one_of])


def _how(sheet: Sheet, question: Question) -> str:
    if isinstance(question, ListQuestion):
        starred = any(field.question.required for field in question.fields)
        hints = [texts.STARRED] if starred else []
        hints.append(texts.at_most(question.max_items))
        return " ".join([*hints, *([texts.MORE_ROWS] if question.max_items > EMPTY_ROWS else [])])
    if not isinstance(question, ChoiceQuestion):
        return ""
    if not question.several:
        from_list = sheet.format.number(question.options_from) if question.options_from else ""
        return " ".join([texts.ONE, *([texts.from_list(from_list)] if from_list else [])])
    return texts.MORE if has_boxes(question) else f"{texts.MORE} {texts.ONE_PER_LINE}"


def _plain(text: str) -> str:
    """`text` on one line; a blank that has no value yet becomes dots."""
    return " ".join(BLANK.sub("…", text).split())
