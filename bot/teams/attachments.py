"""What comes with a message beside its words, and what becomes of an offered file, as Teams tells it.

The fields are those of "Send and receive files using bot" (Teams documentation, SDK v4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.teams.cleaning import sound
from bot.teams.presses import PressRefusedError, texts_of
from dialogs.events import Press
from dialogs.filing.offering import ACCEPT, DECLINE

DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
INFO = "application/vnd.microsoft.teams.card.file.info"

LONGEST_NAME = 255
LONGEST_URL = 8192

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that waits at a URL, for some minutes."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Attached:
    """What a message brought along. `pictures`: something that was pasted into the text."""

    files: tuple[SentFile, ...] = ()
    pictures: bool = False


NOTHING = Attached()


@dataclass(frozen=True, slots=True)
class UploadPlace:
    """Where the bot may put one file that was accepted, and what the colleague opens afterwards."""

    upload_url: str
    content_url: str
    name: str
    unique_id: str
    file_type: str


def read_attached(attachments: Sequence[Json]) -> Attached:
    """The files and pictures among the attachments; the text in other forms, cards and quotes are neither."""
    files = []
    pictures = False
    for one in attachments:
        kind = _word(one.get("contentType"))
        content = one.get("content")
        if kind == DOWNLOAD:
            url = content.get("downloadUrl") if isinstance(content, dict) else None
            files.append(SentFile(_name(one.get("name")), _word(url)))
        pictures = pictures or kind.startswith("image/")
    return Attached(tuple(files), pictures)


def read_consent(value: object) -> Press:
    """What somebody said to an offered file, with what the offer carried. Raises PressRefusedError."""
    if not isinstance(value, dict) or value.get("action") not in {"accept", "decline"}:
        raise PressRefusedError("the consent says neither yes nor no")
    context = value.get("context")
    data = texts_of(context) if isinstance(context, dict) else {}
    return Press(ACCEPT if value["action"] == "accept" else DECLINE, data)


def upload_place(value: object) -> UploadPlace | None:
    """Where an accepted file goes; None when nothing usable was given."""
    info = value.get("uploadInfo") if isinstance(value, dict) else None
    if not isinstance(info, dict):
        return None
    place = UploadPlace(
        _word(info.get("uploadUrl")),
        _word(info.get("contentUrl")),
        _name(info.get("name")),
        _word(info.get("uniqueId")),
        _word(info.get("fileType")),
    )
    return place if place.upload_url and place.content_url and place.name else None


def _word(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= LONGEST_URL and value == sound(value) else ""


def _name(value: object) -> str:
    """A name as it may be shown: without folders, and not too long."""
    name = sound(value) if isinstance(value, str) else ""
    return name.replace("\\", "/").rpartition("/")[2].strip()[-LONGEST_NAME:]
