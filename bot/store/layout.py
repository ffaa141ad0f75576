"""Which file holds what, in the folder of the embedded store."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.store import codec
from bot.store.errors import StoreDamagedError
from bot.store.files import Disk, damaged, file_name, kept
from bot.store.outbox import OutboxFiles
from bot.store.reminder_codec import Kept, KeptKey, kept_of
from bot.store.tables import File, Place, RecordFile, ThemeFile, sense_of
from dialogs.focus import Focus
from dialogs.intake.theme_log import ThemeKey
from dialogs.people import PersonKey, PersonRecord
from dialogs.plan_counts import PlanCounts
from dialogs.plan_notes import PlanNote
from dialogs.rounds.draft import RoundDraft
from dialogs.rounds.round import Round

PersonFile = RecordFile[str, PersonRecord | Focus | RoundDraft | None]


@dataclass(frozen=True, slots=True)
class Layout:
    """A folder: `themes/`, `people/` and `deliveries/` with a file each, and one file for everything else.

    Those are `rounds.json`, `addresses.json`, `plan_notes.json`, `plan_counts.json` and `reminders.json`.

    What opens a file raises StoreDamagedError when that cannot be trusted.
    """

    root: Path

    @property
    def themes(self) -> Path:
        """The folder of the theme logs."""
        return self.root / "themes"

    @property
    def people(self) -> Path:
        """The folder of the people."""
        return self.root / "people"

    @property
    def deliveries(self) -> Path:
        """The folder of the deliveries, a file a person."""
        return self.root / "deliveries"

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders, outermost first."""
        return (self.root, self.themes, self.people, self.deliveries)

    def theme(self, key: ThemeKey) -> Path:
        """The file of a theme."""
        return self.themes / file_name(key.theme, key.tenant, key.round, key.theme)

    def person(self, who: PersonKey) -> Path:
        """The file of a person; the name does not say who."""
        return self.people / file_name("person", who.tenant, who.person)

    def deliveries_to(self, who: PersonKey) -> Path:
        """The file of what was sent to a person; the name does not say who."""
        return self.deliveries / file_name("person", who.tenant, who.person)

    def new_person(self, who: PersonKey, place: Place) -> PersonFile:
        """A person of whom nothing is kept yet."""
        head = {"holds": "person", "tenant": who.tenant, "person": who.person}
        return RecordFile(File(self.person(who), place, head), codec.about_person_of)

    def new_theme(self, key: ThemeKey, place: Place) -> ThemeFile:
        """A theme of which nothing is kept yet."""
        return ThemeFile.new(self.theme(key), place, key)

    def open_theme(self, path: Path, place: Place) -> ThemeFile:
        """The theme in a file."""
        theme = ThemeFile.of(path, place)
        if path != self.theme(theme.log.key):
            raise damaged(path, "it holds another theme than its name says")
        return theme

    def open_person(self, path: Path, place: Place) -> tuple[PersonKey, PersonFile]:
        """The person in a file."""
        file = File(path, place)
        with sense_of(path):
            who = PersonKey(file.head["tenant"], file.head["person"])
        if path != self.person(who):
            raise damaged(path, "it holds another person than its name says")
        return who, RecordFile(file, codec.about_person_of)

    def open_rounds(self, place: Place) -> RecordFile[tuple[str, str], Round]:
        """The rounds; none when there is no file yet."""
        return RecordFile(self._only("rounds", place), codec.round_of)

    def open_addresses(self, place: Place) -> RecordFile[tuple[str, str], str]:
        """The matched addresses; none when there is no file yet."""
        return RecordFile(self._only("addresses", place), codec.binding_of)

    def open_plan_notes(self, place: Place) -> RecordFile[tuple[str, str], PlanNote]:
        """The notes on plan questions; none when there is no file yet."""
        return RecordFile(self._only("plan_notes", place), codec.plan_note_of)

    def open_plan_counts(self, place: Place) -> RecordFile[str, PlanCounts]:
        """The counts of plan questions; none when there is no file yet."""
        return RecordFile(self._only("plan_counts", place), codec.plan_counts_of)

    def open_reminders(self, place: Place) -> RecordFile[KeptKey, Kept]:
        """What is kept of the reminders of rounds; nothing when there is no file yet."""
        return RecordFile(self._only("reminders", place), kept_of)

    def open_outbox(self, place: Place) -> OutboxFiles:
        """The deliveries of everybody."""
        return OutboxFiles(kept(self.deliveries), self.deliveries_to, place)

    def problems(self) -> Iterator[str]:
        """What is wrong with each file. Changes nothing, and may run while the bot does."""
        with ThreadPoolExecutor(1) as nobody:
            place = Place(Disk(), nobody)
            openings: list[Callable[[], object]] = [
                partial(self.open_rounds, place),
                partial(self.open_addresses, place),
                partial(self.open_plan_notes, place),
                partial(self.open_plan_counts, place),
                partial(self.open_reminders, place),
                *(partial(self.open_theme, path, place) for path in kept(self.themes)),
                *(partial(self.open_person, path, place) for path in kept(self.people)),
                *(partial(OutboxFiles, [path], self.deliveries_to, place) for path in kept(self.deliveries)),
            ]
            for opening in openings:
                try:
                    opening()
                except StoreDamagedError as error:
                    yield str(error)

    def _only(self, holds: str, place: Place) -> File:
        path = self.root / f"{holds}.json"
        return File(path, place, None if path in set(kept(self.root)) else {"holds": holds})
