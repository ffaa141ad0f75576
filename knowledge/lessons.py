"""What a coordinator taught the library: own words and pinned answers, in one file beside the plans.

`lessons.json` begins with the checksum of the rest. It is replaced in one step under a lock of its own, so
that several processes may teach while others answer.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from knowledge import own_words, pins
from knowledge.durable import locked, replace_file, sealed, unsealed
from knowledge.own_words import BadWord, OwnWord, Wrong
from knowledge.pins import Pin
from knowledge.shelf import DamagedLibrary, LibraryError

_FORMAT = 1
_LOCK = ".lessons.lock"


class TooManyPins(LibraryError):  # noqa: N818 - says what is wrong
    """There is no room for one more pinned answer."""

    dutch = "Er zijn te veel aangewezen antwoorden. Haal er eerst een paar weg met 'eigen woorden'."


@dataclass(frozen=True, slots=True)
class Lessons:
    """All that was taught, at one moment; `version` differs whenever the words do."""

    words: tuple[OwnWord, ...] = ()
    pins: tuple[Pin, ...] = ()
    version: str = ""


@dataclass(slots=True)
class LessonBook:
    """The lessons in the folder of a library. Reading is cheap: one look at a file.

    Raises DamagedLibrary when the file is not what was written.
    """

    folder: Path
    _seen: tuple[tuple[int, int, int], Lessons] | None = field(default=None, repr=False)

    def read(self) -> Lessons:
        """What holds now."""
        try:
            found = self._file.stat()
        except FileNotFoundError:
            return Lessons()
        stamp = (found.st_ino, found.st_mtime_ns, found.st_size)
        seen = self._seen
        if seen is None or seen[0] != stamp:
            seen = self._seen = (stamp, self._parsed())
        return seen[1]

    def add_word(self, word: OwnWord) -> None:
        """Keep a word; the same two in another form or direction are replaced. Raises BadWord."""

        def add(now: Lessons) -> Lessons:
            others = tuple(one for one in now.words if not _same_words(one, word))
            if len(others) >= own_words.MOST:
                raise BadWord(Wrong.TOO_MANY)
            return Lessons((*others, word), now.pins)

        self._change(add)

    def drop_word(self, word: OwnWord) -> bool:
        """Take a word away; False when it was not there."""
        return self._change(
            lambda now: Lessons(tuple(one for one in now.words if one.key != word.key), now.pins)
        )

    def add_pin(self, pin: Pin) -> None:
        """Keep a pin, in the place of what was pinned for the same question. Raises TooManyPins."""

        def add(now: Lessons) -> Lessons:
            others = tuple(one for one in now.pins if one.pattern != pin.pattern)
            if len(others) >= pins.MOST:
                raise TooManyPins("there are too many pinned answers")
            return Lessons(now.words, (*others, pin))

        self._change(add)

    def drop_pin(self, pin: Pin) -> bool:
        """Take a pin away; False when it was not there."""
        return self._change(
            lambda now: Lessons(now.words, tuple(one for one in now.pins if one.pattern != pin.pattern))
        )

    def _change(self, change: Callable[[Lessons], Lessons]) -> bool:
        """Replace what is kept, when that makes a difference."""
        with locked(self.folder, _LOCK):
            before = self.read()
            after = change(before)
            if (after.words, after.pins) == (before.words, before.pins):
                return False
            replace_file(self._file, sealed(_written(after)))
            self._seen = None
        return True

    def _parsed(self) -> Lessons:
        try:
            _, text = unsealed(self._file.read_bytes())
            data = json.loads(text)
            if data["format"] != _FORMAT:
                raise LibraryError(f"{self._file} was written by another version of the bot")
            words = tuple(OwnWord(*row) for row in data["words"])
            found = tuple(Pin(question, quote, tuple(where)) for question, quote, where in data["pins"])
        except (ValueError, KeyError, TypeError) as fault:
            raise DamagedLibrary(self._file) from fault
        return Lessons(words, found, str(hash(words)) if words else "")

    @property
    def _file(self) -> Path:
        return self.folder / "lessons.json"


def _same_words(one: OwnWord, other: OwnWord) -> bool:
    return one.key in {other.key, other.key[::-1]}


def _written(lessons: Lessons) -> str:
    data = {
        "format": _FORMAT,
        "words": [[one.asked, one.meant, one.both] for one in lessons.words],
        "pins": [[one.question, one.quote, list(one.section)] for one in lessons.pins],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)
