"""Why a Word or Excel file could not be used: one line for the command line, and what a colleague reads."""

from dialogs.papers import UnusableFile


class FileRefused(UnusableFile):
    """A file that was sent and cannot be used. `kind` is what was expected: "word" or "excel".

    `str()` is the English line; `dutch` says what a colleague can do.
    """

    english = "cannot be used"
    in_dutch = "Ik kan {name} niet gebruiken. Stuur het als {soort}."

    def __init__(self, name: str, kind: str = "word", detail: str = "") -> None:
        super().__init__(name, kind, detail)
        self.name = name
        self.kind = kind
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.name}: {self.english}" + (f" ({self.detail})" if self.detail else "")

    @property
    def dutch(self) -> str:
        """What happened and what a colleague can do, in plain Dutch."""
        kind = "Word-document (.docx)" if self.kind == "word" else "Excel-werkmap (.xlsx)"
        program = "Word" if self.kind == "word" else "Excel"
        return self.in_dutch.format(name=self.name, soort=kind, programma=program)


class TooBig(FileRefused):
    """Over the limit of bytes, of parts, or of what it grows to when unpacked."""

    something_else = True

    english = "too large to be a filled-in form"
    in_dutch = (
        "{name} is te groot voor mij. Haal de plaatjes eruit en bewaar het opnieuw. "
        "Stuur het daarna nog eens."
    )


class OldFormat(FileRefused):
    """A .doc or .xls of before 2007."""

    english = "an old .doc or .xls file; save it as .docx or .xlsx"
    in_dutch = "{name} heeft een oude vorm. Kies in {programma} 'Opslaan als', en dan {soort}."


class IsPdf(FileRefused):
    """A PDF: the answers can no longer be told apart."""

    something_else = True

    english = "a PDF; send the .docx or .xlsx itself"
    in_dutch = "{name} is een pdf. Daar kan ik de antwoorden niet uit halen. Stuur het {soort} zelf."


class NotThatKind(FileRefused):
    """Something else inside than its name says, such as a renamed ZIP."""

    english = "not what its name says; save it again as .docx or .xlsx"
    in_dutch = (
        "{name} is van binnen een ander soort bestand. Open het in {programma} en bewaar het als {soort}."
    )


class Protected(FileRefused):
    """A password is needed."""

    english = "protected by a password; save a copy without it"
    in_dutch = "{name} is met een wachtwoord beveiligd. Bewaar een kopie zonder wachtwoord en stuur die."


class HasMacros(FileRefused):
    """It carries a program."""

    english = "holds macros; save it as .docx or .xlsx without them"
    in_dutch = (
        "In {name} zitten macro's. Zulke bestanden open ik niet. "
        "Kies in {programma} 'Opslaan als', en dan {soort}."
    )


class Damaged(FileRefused):
    """Broken or cut off."""

    english = "damaged or incomplete; save it again and send it again"
    in_dutch = "{name} is niet compleet aangekomen. Open het in {programma}, bewaar het en stuur het opnieuw."


class TooSlowToRead(FileRefused):
    """Reading took longer than allowed; it was stopped."""

    english = "reading it took too long and was stopped"
    in_dutch = "Het lezen van {name} duurde te lang. Bewaar het opnieuw in {programma} en stuur het nog eens."


class ReadingFailed(FileRefused):
    """The process that read it came to an end."""

    english = "reading it failed; the file may be damaged"
    in_dutch = "Het lukt niet om {name} te lezen. Bewaar het opnieuw in {programma} en stuur het nog eens."


class NotOurForm(FileRefused):
    """A good Word document, but not the form."""

    something_else = True

    english = "a Word document, but not a form of this bot"
    in_dutch = (
        "{name} is niet het formulier van een thema. Vraag mij om het formulier. "
        "Zet je antwoorden daarin en stuur dat terug."
    )


class OtherTheme(FileRefused):
    """A form of this bot, of another theme or round."""

    english = "the form of another theme or round"
    in_dutch = (
        "{name} hoort bij een ander thema of een andere ronde. Kies eerst dat thema en stuur het opnieuw."
    )


class NoRoundSheet(FileRefused):
    """A workbook without the columns of a round."""

    english = "no column 'thema' and 'themahouder' in its first sheet"
    in_dutch = (
        "In {name} vind ik de kolommen niet. Zet bovenaan het eerste blad: "
        "thema, themahouder en deadline. Stuur het daarna opnieuw."
    )


ALL: tuple[type[FileRefused], ...] = (
    TooBig,
    OldFormat,
    IsPdf,
    NotThatKind,
    Protected,
    HasMacros,
    Damaged,
    TooSlowToRead,
    ReadingFailed,
    NotOurForm,
    OtherTheme,
    NoRoundSheet,
)
