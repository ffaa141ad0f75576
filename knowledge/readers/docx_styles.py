"""What the styles of a Word file say: which are headings, of which level, and what is bold or hidden."""

import re
from dataclasses import dataclass, field

from knowledge.readers.docx_package import W
from knowledge.readers.xml_parts import Element

_DEEPEST = 9
# The built-in names that word processors in other languages, and converters, write for a heading.
_HEADING = re.compile(
    r"(?:heading|kop|kopje|überschrift|titre|título|titolo|rubrik|overskrift|otsikko|nagłówek)[ _]?([1-9])",
    re.IGNORECASE,
)
_TITLE = frozenset({"title", "titel"})
_SUBTITLE = frozenset({"subtitle", "ondertitel"})
_CONTENTS = re.compile(
    r"(?:toc|inhopg|inhoudsopgave|contents)[ _]?(?:\d|heading|kop|title)|table of (?:figures|authorities)"
    r"|(?:toc|inhopg|inhoudsopgave|contents|index)(?: heading| kop)?$|kopvaninhoudsopgave"
    r"|lijst met afbeeldingen|index \d",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"list (?:bullet|number|paragraph)|lijst(?:opsom|nummer|alinea|\b)|opsomming", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Numbering:
    """Which list a paragraph is numbered in, and how deep; list "0" is none. None: not said here."""

    list: str | None = None
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it takes over from the ones it is based on. `size` is in half points."""

    id: str = ""
    name: str = ""
    level: int = 0
    numbering: Numbering = field(default_factory=Numbering)
    bold: bool = False
    hidden: bool = False
    size: int = 0
    is_list: bool = False

    @property
    def is_title(self) -> bool:
        """Whether it is the style for the title of the whole document."""
        return self.name.lower() in _TITLE

    @property
    def is_subtitle(self) -> bool:
        """Whether it is the style for the line under the title."""
        return self.name.lower() in _SUBTITLE

    @property
    def is_contents(self) -> bool:
        """Whether it is a style of the table of contents or of another list of places."""
        return bool(_CONTENTS.match(self.name) or _CONTENTS.match(self.id))


class Styles:
    """The styles of one file."""

    def __init__(self, root: Element | None) -> None:
        found = root.findall(f"{W}style") if root is not None else ()
        self._raw = {one.get(f"{W}styleId", ""): one for one in found}
        self._made: dict[str, Style] = {}
        self.normal = next(
            (
                name
                for name, one in self._raw.items()
                if one.get(f"{W}default") in {"1", "true", "on"} and one.get(f"{W}type") == "paragraph"
            ),
            "",
        )

    def style(self, name: str) -> Style:
        """The style with this id; an empty one when the file has no such style."""
        if name not in self._made:
            self._made[name] = Style()  # a style that is based on itself gets nothing from itself
            raw = self._raw.get(name)
            if raw is not None:
                self._made[name] = self._style(name, raw)
        return self._made[name]

    def _style(self, id_: str, raw: Element) -> Style:
        based = value(raw.find(f"{W}basedOn"))
        parent = self.style(based) if based else Style()
        name = value(raw.find(f"{W}name")) or id_
        properties, letters = raw.find(f"{W}pPr"), raw.find(f"{W}rPr")
        own = numbering_of(properties)
        named = _HEADING.match(name) or _HEADING.match(id_)
        outline = outline_level(properties)
        if named and not outline:  # "Heading 1, not in contents" says that it is body text, and is a heading
            outline = int(named[1])
        elif outline is None:
            outline = parent.level
        hidden = switch(letters, "vanish")
        bold = switch(letters, "b")
        return Style(
            id_,
            name,
            outline,
            Numbering(
                parent.numbering.list if own.list is None else own.list,
                parent.numbering.depth if own.depth is None else own.depth,
            ),
            parent.bold if bold is None else bold,
            parent.hidden if hidden is None else hidden,
            half_points(letters) or parent.size,
            bool(_LIST.match(name)) or parent.is_list,
        )


def value(element: Element | None) -> str:
    """The w:val of an element; "" without one."""
    return element.get(f"{W}val", "") if element is not None else ""


def number(element: Element | None) -> int | None:
    """The w:val of an element as a number of reasonable size; None when it is not one."""
    text = value(element)
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else None


def switch(properties: Element | None, name: str) -> bool | None:
    """Whether a property is on or off; None when it is not mentioned."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return None if found is None else value(found) not in {"0", "false", "off"}


def half_points(letters: Element | None) -> int:
    """The size of the letters; 0 when it is not said."""
    return (number(letters.find(f"{W}sz")) or 0) if letters is not None else 0


def outline_level(properties: Element | None) -> int | None:
    """The level of a heading that is said here: 1 to 9, 0 for body text, None when nothing is said."""
    found = number(properties.find(f"{W}outlineLvl")) if properties is not None else None
    if found is None:
        return None
    return found + 1 if 0 <= found < _DEEPEST else 0


def numbering_of(properties: Element | None) -> Numbering:
    """The numbering that is said here."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return Numbering()
    return Numbering(value(found.find(f"{W}numId")) or None, number(found.find(f"{W}ilvl")))
