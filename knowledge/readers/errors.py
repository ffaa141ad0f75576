"""Why a file could not be read: one line for the command line, and a sentence for a colleague."""

# ruff: noqa: N818 - the names say what is wrong with the file; each of them is a ReadError


class ReadError(Exception):
    """A file that cannot be used as a plan: `str()` is the English line, `dutch` what a colleague reads."""

    english = "cannot be read"
    in_dutch = "Ik kan {name} niet lezen."

    def __init__(self, name: str, detail: str = "") -> None:
        super().__init__(name, detail)
        self.name = name
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.name}: {self.english}" + (f" ({self.detail})" if self.detail else "")

    @property
    def dutch(self) -> str:
        """What happened and what a colleague can do, in plain Dutch."""
        return self.in_dutch.format(name=self.name)


class Missing(ReadError):
    """There is no such file."""

    english = "no such file or folder"
    in_dutch = "Ik kan {name} niet vinden. Klopt de naam, en staat het bestand er nog?"


class NotAllowed(ReadError):
    """The file is there, but may not be opened."""

    english = "may not be opened; check its permissions"
    in_dutch = "Ik mag {name} niet openen. Vraag de beheerder om leesrecht."


class UnknownType(ReadError):
    """Not a kind of file that there is a reader for."""

    english = "not a PDF, Word (.docx), HTML, Markdown or text file"
    in_dutch = (
        "{name} is geen pdf, Word-bestand (docx), webpagina of tekstbestand. "
        "Bewaar het plan als pdf of docx en probeer het opnieuw."
    )


class NotWhatItSays(ReadError):
    """A name that ends in .pdf with something else inside, or text that is not text."""

    english = "its content is not what its name says"
    in_dutch = (
        "{name} is van binnen een ander soort bestand dan de naam zegt. Bewaar het plan opnieuw als pdf."
    )


class Empty(ReadError):
    """Nothing to read in it."""

    english = "it has no text"
    in_dutch = "In {name} staat geen tekst."


class NoText(ReadError):
    """A scan: pictures of pages."""

    english = "a scan without a text layer; run text recognition (OCR) on it first"
    in_dutch = (
        "{name} bestaat uit plaatjes van bladzijden, zonder tekst die ik kan lezen. "
        "Vraag de maker om de oorspronkelijke pdf, of laat er tekstherkenning op los."
    )


class Encrypted(ReadError):
    """A password is needed."""

    english = "protected by a password; save a copy without it"
    in_dutch = "{name} is met een wachtwoord beveiligd. Bewaar een kopie zonder wachtwoord."


class Unreadable(ReadError):
    """Broken or cut off."""

    english = "damaged or incomplete; download or export it again"
    in_dutch = "{name} is beschadigd of niet compleet. Download of exporteer het bestand opnieuw."


class TooLarge(ReadError):
    """Over a limit."""

    english = "over the limit"
    in_dutch = "{name} is te groot voor mij. Deel het plan op, of laat de bijlagen weg."


class TooSlow(ReadError):
    """Reading took longer than allowed; it was stopped."""

    english = "reading it took too long and was stopped"
    in_dutch = "Het lezen van {name} duurde te lang, daarom ben ik gestopt. Bewaar het plan opnieuw als pdf."


class Crashed(ReadError):
    """The process that read it came to an end: out of memory, or a fault in the PDF library."""

    english = "reading it failed; the file may be damaged"
    in_dutch = "Het lezen van {name} is mislukt. Bewaar het plan opnieuw als pdf en probeer het nog een keer."


ALL: tuple[type[ReadError], ...] = (
    Missing,
    NotAllowed,
    UnknownType,
    NotWhatItSays,
    Empty,
    NoText,
    Encrypted,
    Unreadable,
    TooLarge,
    TooSlow,
    Crashed,
)
