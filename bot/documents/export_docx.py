"""All answers as a document to read: per round and theme, each question with what was answered."""

from collections.abc import Mapping
from typing import Any

from bot.documents import texts
from bot.documents.exported import ExportedAnswer, ExportedTheme, Formats, rounds_of
from bot.documents.page import Page
from dialogs.intake.format_file import packaged_format


def docx_of(
    everything: Mapping[str, Any], *, internal: bool = True, formats: Formats = packaged_format
) -> bytes:
    """A .docx file of an export. Internal answers are marked, or left out when `internal` is false."""
    rounds = rounds_of(everything, internal=internal, formats=formats)
    page = Page(rounds[0].title if rounds else texts.NOTHING_TO_SHOW)
    if not rounds:
        page.heading(texts.NOTHING_TO_SHOW, 0)
    for place, one in enumerate(rounds):
        if place:
            page.new_page()
        page.heading(f"{one.title}: antwoorden", 0)
        page.note(texts.WITH_INTERNAL if internal else texts.LEFT_OUT)
        for theme in one.themes:
            _theme(page, theme)
    page.footer(texts.WITH_INTERNAL if internal else texts.LEFT_OUT, texts.PAGE)
    return page.bytes()


def _theme(page: Page, theme: ExportedTheme) -> None:
    page.heading(theme.title, 1)
    page.words(texts.theme_stands(theme.safety_field, theme.phase, theme.done, theme.total), grey=True)
    answered = [answer for answer in theme.answers if answer.shown]
    for answer in answered:
        _answer(page, answer)
    if not answered:
        page.words(texts.NO_ANSWERS)


def _answer(page: Page, answer: ExportedAnswer) -> None:
    page.asked(f"{answer.number}. {answer.question}", texts.INTERNAL if answer.internal else "")
    if not answer.items:
        for line in answer.shown.split("\n"):
            page.words(line)
        return
    heads = [
        f"{field.question.text} ({texts.INTERNAL})" if field.question.internal else field.question.text
        for field in answer.fields
    ]
    rows = [[item.fields[field.id] for field in answer.fields] for item in answer.items]
    page.plain_table(heads, rows)
