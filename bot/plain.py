"""The text twin of a card: all that it shows, spelled out for a terminal or a channel without cards.

Options are numbered from 1 in the order of the view, and every button says what to type.
"""

from collections.abc import Iterable

from bot.teams.cards import words
from bot.teams.cards.ask import place
from bot.teams.cards.text import begins_with, clean, isolated
from dialogs.views import (
    Ask,
    Button,
    Done,
    GiveFile,
    ItemRow,
    OfferFile,
    Part,
    PartKind,
    Quote,
    Row,
    Say,
    ShowRows,
    View,
)

_INDENT = "  "


def plain(view: View | Done) -> str:
    """`view` as plain text, blank lines between its parts; nothing is cut, nothing can steer a terminal."""
    blocks = map(_safe, _blocks(view))
    return "\n\n".join(block for block in blocks if block)


def _blocks(view: View | Done) -> list[str]:
    match view:
        case Ask():
            return _ask(view)
        case Say():
            return _say(view)
        case ShowRows():
            return _show_rows(view)
        case Done():
            return [f"{view.theme}\n✓ {view.text}"]
        case OfferFile():  # where only text goes, a file cannot
            return [view.name, view.instead]
        case GiveFile():
            return [view.name, view.failed]


def _ask(ask: Ask) -> list[str]:
    # The answer itself stands for the main button ("Volgende") when that has no words of its own.
    some_required = any(part.required for part in ask.parts)
    others = [button for button in ask.buttons if button.say or not button.primary]
    return [
        f"! {ask.problem}" if ask.problem else "",
        _lines(f"✓ {ask.saved}" if ask.saved else "", _typed([ask.undo] if ask.undo else [])),
        _lines(place(ask), ask.question),
        ask.help,
        *ask.notes,
        *map(_quote, ask.quotes),
        _lines(f"{words.FILLED_IN}:", *map(_item, ask.items)) if ask.items else "",
        *(_part(part, some_required) for part in ask.parts),
        ask.hint,
        _typed([*others, *ask.more]),
    ]


def _say(say: Say) -> list[str]:
    return [
        say.title,
        *say.paragraphs,
        _lines(words.YOU_WROTE, _indented(say.typed)) if say.typed else "",
        *map(_quote, say.quotes),
        *(_part(part, tell_optional=False) for part in say.parts),
        _typed(say.buttons),
    ]


def _show_rows(view: ShowRows) -> list[str]:
    return [
        _lines(view.title, view.intro),
        *map(_row, view.rows),
        view.outro,
        _typed(view.buttons),
    ]


def _row(row: Row) -> str:
    title = f"{row.title} ({row.state})" if row.state else row.title
    return _lines(f"- {title}", _indented(row.text), _indented(_typed(row.buttons)))


def _item(item: ItemRow) -> str:
    return _lines(f"- {_indented(item.text).strip()}", _indented(_typed(item.buttons)))


def _quote(quote: Quote) -> str:
    heading = f"{quote.heading}:" if quote.heading else ""
    return _lines(heading, _indented(f"“{quote.text}”"), _indented(quote.source), _indented(quote.url))


def _part(part: Part, tell_optional: bool) -> str:
    """What is asked, the numbered options, and what is filled in already."""
    chosen = set(part.value.split(",")) if part.kind is PartKind.CHOICES else {part.value}
    if part.kind is PartKind.TOGGLE:
        return f"[{'x' if part.value == 'true' else ' '}] {part.label}"
    label = part.label
    if label and tell_optional and not part.required:
        label = f"{label} {words.OPTIONAL}"
    if part.kind in (PartKind.CHOICE, PartKind.CHOICES):
        options = (
            f"{number:>3}. {choice.label}{' ✓' if choice.key in chosen else ''}"
            for number, choice in enumerate(part.choices, 1)
        )
        return _lines(label, *options)
    value = _lines(f"{words.FILLED_IN}:", _indented(part.value)) if part.value else ""
    return _lines(label, part.placeholder, value)


def _typed(buttons: Iterable[Button]) -> str:
    """One line with what to type: the words alone where they say it all, else what they are for."""
    says = []
    for button in buttons:
        say = button.say or button.label
        says.append(f"“{say}”" if begins_with(say, button.label) else f"“{say}” ({button.label})")
    return f"{words.TYPE} {' · '.join(says)}" if says else ""


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _indented(text: str) -> str:
    return "\n".join(f"{_INDENT}{line}" for line in text.split("\n")) if text else ""


def _safe(block: str) -> str:
    return "\n".join(isolated(line.rstrip()) for line in clean(block).split("\n")).strip("\n")
