"""What came along with a message: fetched at once, because its link lives for minutes."""

from dataclasses import dataclass

from bot.teams import texts
from bot.teams.activities import Incoming
from bot.teams.files import MOST_BYTES, Fault, FileFailedError, Files
from dialogs.events import File, Place

_SENTENCES = {
    Fault.REFUSED: texts.FILE_ELSEWHERE,
    Fault.TOO_LARGE: texts.file_too_large(MOST_BYTES // 1_000_000),
    Fault.GONE: texts.FILE_GONE,
    Fault.AWAY: texts.FILE_AWAY,
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file, or what to say about what cannot be read.

    `stop`: there is nothing else to do with the message. Words beside a file belong to that file, words
    around a pasted picture are the message itself.
    """

    file: File | None = None
    said: str = ""
    stop: bool = False


async def arrival(incoming: Incoming, files: Files | None) -> Arrival:
    """What came along with a message. Never raises."""
    attached = incoming.attached
    words = bool(incoming.words.strip()) or incoming.by_card
    if not attached.files and not attached.pictures:
        return Arrival()
    if incoming.place is not Place.PERSONAL:
        return Arrival() if words else Arrival(said=texts.FILE_IN_CHANNEL, stop=True)
    if not attached.files or files is None:
        return Arrival(said=texts.PICTURE, stop=not words)
    if len(attached.files) > 1:
        return Arrival(said=texts.SEVERAL_FILES, stop=True)
    sent = attached.files[0]
    try:
        return Arrival(File(sent.name, await files.fetch(sent.url)))
    except FileFailedError as error:
        return Arrival(said=_SENTENCES[error.fault], stop=True)
