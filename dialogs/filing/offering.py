"""Files that somebody may have: offered first, made again when they accept, and kept nowhere."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from dialogs.desk import Desk, Outcome, Place
from dialogs.filing import texts
from dialogs.matching import normalised
from dialogs.navigating import nothing_to_fill_in, say
from dialogs.papers import Papers
from dialogs.texts import THEMES_TITLE
from dialogs.views import Button, GiveFile, OfferFile, Row, ShowRows

ACCEPT, DECLINE, CHOOSE = "file_accept", "file_decline", "file_choose"
VERBS = frozenset({ACCEPT, DECLINE, CHOOSE})
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys('"*:<>?/\\|#%\t\n\r', "-"))  # SharePoint takes none of these


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file about a theme: how it is called and made, and what to say with it."""

    name: Callable[[Place], str]
    make: Callable[[Papers, Desk, Place], Awaitable[bytes]]
    text: str
    instead: str


async def form(desk: Desk, *, blank: bool) -> Outcome:
    """Offer the Word form of the theme in front of this person; ask which theme when there are several."""
    what = "blank" if blank else "form"
    if not desk.places:
        return await nothing_to_fill_in(desk)
    if desk.at is not None:
        return await _offered(desk, what, desk.at)
    rows = tuple(Row(place.theme.title, buttons=(_choice(desk, what, place),)) for place in desk.places)
    return Outcome((ShowRows(THEMES_TITLE, rows, texts.WHICH_FORM),), desk.focus, aside=True)


async def typed(desk: Desk, text: str) -> Outcome | None:
    """Such as "leeg formulier woonoverlast": the whole line is a kind of file and the title of a theme."""
    words = normalised(text)
    for what, label in _LABELS.items():
        title = words.removeprefix(f"{label.lower()} ")
        place = next((one for one in desk.wide.places if normalised(one.theme.title) == title), None)
        if title != words and place is not None:
            return await _offered(desk.wide, what, place)
    return None


async def pressed(desk: Desk) -> Outcome:
    """A theme was chosen, or the file accepted or declined; what came along is checked again."""
    press = desk.event.press
    assert press is not None  # noqa: S101  (called for presses only)
    if press.verb == DECLINE:
        return say(desk, texts.DECLINED)
    place = desk.place(press.data.get("r", ""), press.data.get("t", ""))
    what = press.data.get("w", "")
    if place is None or what not in _KINDS:
        return say(desk, texts.CANNOT_HAVE)
    return await (_given if press.verb == ACCEPT else _offered)(desk, what, place)


async def _offered(desk: Desk, what: str, place: Place) -> Outcome:
    if desk.papers is None:
        return say(desk, texts.NO_FILES_HERE)
    kind = _KINDS[what]
    size = len(await kind.make(desk.papers, desk, place))
    data = (("n", desk.nonce), *_about(what, place).items())
    view = OfferFile(_file_name(kind, place), size, kind.text, data, kind.instead)
    return Outcome((view,), desk.focus, aside=True)


async def _given(desk: Desk, what: str, place: Place) -> Outcome:
    if desk.papers is None:
        return say(desk, texts.NO_FILES_HERE)
    kind = _KINDS[what]
    data = await kind.make(desk.papers, desk, place)
    return Outcome((GiveFile(_file_name(kind, place), data, kind.instead),), desk.focus, aside=True)


def _choice(desk: Desk, what: str, place: Place) -> Button:
    label = _LABELS[what]
    return desk.button(label, CHOOSE, f"{label.lower()} {place.theme.title}", about=_about(what, place))


def _about(what: str, place: Place) -> dict[str, str]:
    return {"w": what, "r": place.round.id, "t": place.theme.id}


def _file_name(kind: Kind, place: Place) -> str:
    name, dot, extension = kind.name(place).translate(_NOT_IN_A_NAME).rpartition(".")
    return f"{name[:100].strip(' .-')}{dot}{extension}"


async def _form(papers: Papers, desk: Desk, place: Place) -> bytes:
    return await papers.form(await desk.sheet(place), blank=False)


async def _blank_form(papers: Papers, desk: Desk, place: Place) -> bytes:
    return await papers.form(await desk.sheet(place), blank=True)


_LABELS = {"form": texts.FORM, "blank": texts.BLANK_FORM}

_KINDS: Mapping[str, Kind] = {
    "form": Kind(
        lambda place: texts.form_name(place.theme.title, blank=False),
        _form,
        texts.FORM_TEXT,
        texts.FORM_INSTEAD,
    ),
    "blank": Kind(
        lambda place: texts.form_name(place.theme.title, blank=True),
        _blank_form,
        texts.BLANK_FORM_TEXT,
        texts.FORM_INSTEAD,
    ),
}
