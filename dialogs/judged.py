"""What the people of a theme hear once the coordinator judged it."""

from dialogs import texts
from dialogs.desk import Desk, Notice, theme_of
from dialogs.intake.remarks import asked_back
from dialogs.intake.sheet import Sheet
from dialogs.people import name_from
from dialogs.views import Row, Say, ShowRows


def returned_view(desk: Desk, sheet: Sheet, by: str) -> ShowRows:
    """What was asked back about a theme, and the way to it."""
    asked = asked_back(sheet.entries)
    numbered = [one for one in sheet.format.questions() if one.id in asked]
    rows = [Row(texts.WHOLE_THEME, text=asked[""].text)] if "" in asked else []
    rows += [
        Row(f"{one.number}. {sheet.words(one.question.text, one.id)}", text=asked[one.id].text)
        for one in numbered
    ]
    go = desk.button(texts.CONTINUE, "continue", sheet.theme.title, primary=True, about=theme_of(sheet))
    later = desk.button(texts.LATER, "later", "later")
    return ShowRows(
        sheet.theme.title, tuple(rows), texts.returned_to_you(by), (go, later), texts.RETURNED_HOW
    )


def approved_view(desk: Desk, sheet: Sheet, by: str) -> Say:
    """Nothing more to do for a theme."""
    summary = desk.button(texts.SUMMARY, "summary", about=theme_of(sheet))
    return Say((texts.approved_of_you(sheet.theme.title, by),), (summary,), sheet.theme.title)


def sent_back(desk: Desk, sheet: Sheet) -> tuple[Notice, ...]:
    """To everybody who answers for the theme."""
    to = sorted(sheet.theme.addresses - {desk.event.person.address})
    return tuple(Notice(one, texts.not_reached(name_from(one))) for one in to)


async def approved(desk: Desk, sheet: Sheet) -> tuple[Notice, ...]:
    """To the owner: nothing more to do."""
    if not sheet.theme.owner or sheet.theme.owner == desk.event.person.address:
        return ()
    [name] = await desk.names([sheet.theme.owner])
    return (Notice(sheet.theme.owner, texts.not_reached(name)),)
