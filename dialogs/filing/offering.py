"""Files that somebody may have: offered first, made again when they accept, and kept nowhere."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from dialogs.coordinator_rights import refused
from dialogs.desk import Desk, Outcome, Place
from dialogs.filing import texts
from dialogs.intake.sheet import Sheet
from dialogs.matching import normalised
from dialogs.navigating import nothing_to_fill_in, say
from dialogs.papers import Export, Papers
from dialogs.policies import Action
from dialogs.texts import THEMES_TITLE
from dialogs.views import Button, GiveFile, OfferFile, Row, ShowRows

ACCEPT, DECLINE, CHOOSE, WHICH = "file_accept", "file_decline", "file_choose", "file_exports"
VERBS = frozenset({ACCEPT, DECLINE, CHOOSE, WHICH})
ONCE = frozenset({ACCEPT, DECLINE})  # an offer is answered once, also when its card could not be removed
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys('"*:<>?/\\|#%\t\n\r', "-"))  # SharePoint takes none of these


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file. `name` and `make` are given the themes that it is about; the first one names it."""

    typed: str
    name: Callable[[Place], str]
    make: Callable[[Papers, Desk, Sequence[Sheet]], Awaitable[bytes]]
    text: str
    instead: str


async def form(desk: Desk, *, blank: bool) -> Outcome:
    """Offer the Word form of the theme in front of this person; ask which theme when there are several."""
    what = "blank" if blank else "form"
    if not desk.places:
        return await nothing_to_fill_in(desk)
    if desk.at is not None:
        return await _offered(desk, what, [desk.at])
    rows = tuple(Row(place.theme.title, buttons=(_of_theme(desk, what, place),)) for place in desk.places)
    return Outcome((ShowRows(THEMES_TITLE, rows, texts.WHICH_FORM),), desk.focus, aside=True)


async def copy(desk: Desk) -> Outcome:
    """Offer a copy of one's own answers."""
    return await _offered(desk, COPY, desk.places) if desk.places else await nothing_to_fill_in(desk)


async def exports(desk: Desk) -> Outcome:
    """Which exports a coordinator may have."""
    if not desk.coordinates:
        return await refused(desk, Action.EXPORT)
    rows = tuple(
        Row(title, text=text, buttons=tuple(_choice(desk, what) for what in kinds))
        for title, text, kinds in (
            (texts.AS_WORD, texts.AS_WORD_HELP, ("docx", "docx_open")),
            (texts.AS_EXCEL, texts.AS_EXCEL_HELP, ("xlsx", "xlsx_open")),
            (texts.AS_JSON, texts.AS_JSON_HELP, ("json",)),
        )
    )
    return Outcome((ShowRows(texts.EXPORTS_TITLE, rows, texts.EXPORTS_INTRO),), desk.focus, aside=True)


async def typed(desk: Desk, text: str) -> Outcome | None:
    """Such as "exporteer word zonder intern" or "formulier woonoverlast": the whole line names a file."""
    words, wide = normalised(text), desk.wide
    for what, kind in _KINDS.items():
        if what in EXPORTS and words == kind.typed:
            return await _export(wide, what)
        title = words.removeprefix(f"{kind.typed} ")
        place = next((one for one in wide.places if normalised(one.theme.title) == title), None)
        if what in OF_THEME and title != words and place is not None:
            return await _offered(wide, what, [place])
    return None


async def pressed(desk: Desk) -> Outcome:
    """A file was chosen, accepted or declined; what came along is checked again."""
    press = desk.event.press
    assert press is not None  # noqa: S101  (called for presses only)
    if press.verb == WHICH:
        return await exports(desk)
    if press.verb == DECLINE:
        return say(desk, texts.DECLINED)
    what = press.data.get("w", "")
    places = _places(desk, what, press.data.get("r", ""), press.data.get("t", ""))
    if not places:
        return say(desk, texts.CANNOT_HAVE)
    return await (_given if press.verb == ACCEPT else _offered)(desk, what, places)


def copy_button(desk: Desk) -> Button:
    """Under a copy as text: the same as a file."""
    return _choice(desk, COPY)


async def _export(desk: Desk, what: str) -> Outcome:
    places = _places(desk, what)
    return await _offered(desk, what, places) if places else await refused(desk, Action.EXPORT)


def _places(desk: Desk, what: str, round_id: str = "", theme_id: str = "") -> Sequence[Place]:
    """The themes that a file of this kind is about; none when this person may not have it."""
    if what in EXPORTS:
        return [Place(round_, theme) for round_ in desk.coordinates for theme in round_.themes]
    if what == COPY:
        return desk.places
    place = desk.place(round_id, theme_id) if what in OF_THEME else None
    return [place] if place else []


async def _offered(desk: Desk, what: str, places: Sequence[Place]) -> Outcome:
    if desk.papers is None:
        return say(desk, texts.NO_FILES_HERE)
    kind = _KINDS[what]
    size = len(await kind.make(desk.papers, desk, [await desk.sheet(place) for place in places]))
    data = (("n", desk.nonce), *_about(what, places[0]).items())
    view = OfferFile(_file_name(kind, places[0]), size, kind.text, data, kind.instead)
    return Outcome((view,), desk.focus, aside=True)


async def _given(desk: Desk, what: str, places: Sequence[Place]) -> Outcome:
    if desk.papers is None:
        return say(desk, texts.NO_FILES_HERE)
    kind = _KINDS[what]
    data = await kind.make(desk.papers, desk, [await desk.sheet(place) for place in places])
    return Outcome((GiveFile(_file_name(kind, places[0]), data, kind.instead),), desk.focus, aside=True)


def _about(what: str, place: Place) -> dict[str, str]:
    """What the card of a file carries; only a form is about one theme."""
    return {"w": what, **({"r": place.round.id, "t": place.theme.id} if what in OF_THEME else {})}


def _of_theme(desk: Desk, what: str, place: Place) -> Button:
    said = f"{_KINDS[what].typed} {place.theme.title}"
    return desk.button(texts.LABELS[what], CHOOSE, said, about=_about(what, place))


def _choice(desk: Desk, what: str) -> Button:
    return desk.button(texts.LABELS[what], CHOOSE, _KINDS[what].typed, about={"w": what})


def _file_name(kind: Kind, place: Place) -> str:
    name, dot, extension = kind.name(place).translate(_NOT_IN_A_NAME).rpartition(".")
    return f"{name[:100].strip(' .-')}{dot}{extension}"


def _form(*, blank: bool) -> Kind:
    async def make(papers: Papers, _desk: Desk, sheets: Sequence[Sheet]) -> bytes:
        return await papers.form(sheets[0], blank=blank)

    return Kind(
        "leeg formulier" if blank else "formulier",
        lambda place: texts.form_name(place.theme.title, blank=blank),
        make,
        texts.BLANK_FORM_TEXT if blank else texts.FORM_TEXT,
        texts.FORM_INSTEAD,
    )


def _export_as(export: Export, typed_: str, *, internal: bool = True, own: bool = False) -> Kind:
    async def make(papers: Papers, desk: Desk, sheets: Sequence[Sheet]) -> bytes:
        return await papers.export(export, sheets, desk.now, internal=internal)

    def name(place: Place) -> str:
        return texts.export_name(place.round.title, export.value, internal=internal, own=own)

    if own:
        return Kind(typed_, name, make, texts.COPY_TEXT, texts.COPY_INSTEAD)
    return Kind(typed_, name, make, texts.export_text(internal=internal), texts.EXPORT_INSTEAD)


COPY = "copy"
OF_THEME = frozenset({"form", "blank"})
EXPORTS = frozenset({"docx", "docx_open", "xlsx", "xlsx_open", "json"})

_KINDS: Mapping[str, Kind] = {
    "form": _form(blank=False),
    "blank": _form(blank=True),
    COPY: _export_as(Export.DOCX, "kopie als bestand", own=True),
    "docx": _export_as(Export.DOCX, "exporteer word"),
    "docx_open": _export_as(Export.DOCX, "exporteer word zonder intern", internal=False),
    "xlsx": _export_as(Export.XLSX, "exporteer excel"),
    "xlsx_open": _export_as(Export.XLSX, "exporteer excel zonder intern", internal=False),
    "json": _export_as(Export.JSON, "exporteer json"),
}
