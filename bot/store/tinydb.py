"""The embedded store: one TinyDB file a theme, two a person, and one for each other kind.

A change is decided on the event loop, brought to disk in a worker thread, and only then shown to readers:
whoever reads, reads what survives a crash.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

from bot.store import codec
from bot.store.errors import StoreClosedError, StoreUnusableError
from bot.store.files import Disk, kept, make_folder, tidy
from bot.store.layout import Layout, PersonFile
from bot.store.lock import FolderLock
from bot.store.log import of_one_theme
from bot.store.reminder_codec import SETTINGS, WATCH, settings_document, watch_document
from bot.store.tables import Place, ThemeFile
from dialogs.deliveries import Delivery, DeliveryKey
from dialogs.focus import Focus
from dialogs.intake.theme_log import Draft, Entry, ThemeKey
from dialogs.people import PersonKey, PersonRecord
from dialogs.plan_counts import PlanCounts, Use
from dialogs.plan_notes import PlanNote
from dialogs.reminding.kept import ReminderSettings, RoundWatch
from dialogs.rounds.draft import RoundDraft
from dialogs.rounds.round import Round

WRITERS = 4  # threads that wait for the disk


class TinyStore:
    """A folder of TinyDB files, for one process.

    Raises StoreLockedError, StoreDamagedError or StoreUnusableError when it cannot be opened; every write
    raises StoreFullError or StoreWriteError when it did not get to disk, and works again once it can.
    """

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self._layout = Layout(folder.absolute())
        disk = disk or Disk()
        for each in self._layout.folders:
            make_folder(disk, each)
        self._lock = FolderLock(folder)
        self._closed = False
        self._place = Place(disk, ThreadPoolExecutor(WRITERS, thread_name_prefix="store"))
        self._themes: dict[ThemeKey, ThemeFile] = {}
        self._people: dict[PersonKey, PersonFile] = {}
        try:
            self._read()
        except OSError as error:
            self._give_back()
            raise StoreUnusableError(folder, error.strerror or type(error).__name__) from error
        except BaseException:
            self._give_back()
            raise

    def _read(self) -> None:
        layout, place = self._layout, self._place
        for each in layout.folders:
            tidy(each)
        self._rounds = layout.open_rounds(place)
        self._bound = layout.open_addresses(place)
        self._notes = layout.open_plan_notes(place)
        self._counts = layout.open_plan_counts(place)
        self._reminders = layout.open_reminders(place)
        for path in kept(layout.themes):
            theme = layout.open_theme(path, place)
            self._themes[theme.log.key] = theme
        for path in kept(layout.people):
            who, person = layout.open_person(path, place)
            self._people[who] = person
        self._outbox = layout.open_outbox(place)

    async def append(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        """See dialogs.ports.Store."""
        self._open()
        drafts = of_one_theme(drafts)
        if not drafts:
            return ()
        key = drafts[0].key
        if key not in self._themes:
            self._themes[key] = self._layout.new_theme(key, self._place)
        return await self._themes[key].commits.submit(drafts)

    async def log(self, key: ThemeKey) -> Sequence[Entry]:
        """See dialogs.ports.Store."""
        self._open()
        theme = self._themes.get(key)
        return theme.log.entries if theme else ()

    async def logs(self, tenant: str) -> Sequence[ThemeKey]:
        """See dialogs.ports.Store."""
        self._open()
        written = [key for key, theme in self._themes.items() if key.tenant == tenant and theme.log.entries]
        return sorted(written, key=lambda key: (key.round, key.theme))

    async def focus(self, who: PersonKey) -> Focus:
        """See dialogs.ports.Store."""
        self._open()
        found = self._people[who].records.get("focus") if who in self._people else None
        return found if isinstance(found, Focus) else Focus()

    async def put_focus(self, who: PersonKey, focus: Focus) -> None:
        """See dialogs.ports.Store."""
        self._open()
        await self._person(who).put({"holds": "focus", "focus": codec.focus_document(focus)})

    async def person(self, who: PersonKey) -> PersonRecord | None:
        """See dialogs.ports.Store."""
        self._open()
        found = self._people[who].records.get("record") if who in self._people else None
        return found if isinstance(found, PersonRecord) else None

    async def people(self, tenant: str) -> Sequence[PersonRecord]:
        """See dialogs.ports.Store."""
        self._open()
        found = [file.records.get("record") for who, file in self._people.items() if who.tenant == tenant]
        records = [record for record in found if isinstance(record, PersonRecord)]
        return sorted(records, key=lambda record: record.profile.key.person)

    async def put_person(self, record: PersonRecord) -> None:
        """See dialogs.ports.Store."""
        self._open()
        document = {"holds": "record", "record": codec.person_document(record)}
        await self._person(record.profile.key).put(document)

    async def bound(self, tenant: str, address: str) -> str | None:
        """See dialogs.ports.Store."""
        self._open()
        return self._bound.records.get(codec.address_key(tenant, address))

    async def bind(self, tenant: str, address: str, person: str) -> str:
        """See dialogs.ports.Store."""
        self._open()
        document = codec.binding_document(codec.address_key(tenant, address), person)
        return await self._bound.put(document, replace=False)

    async def rounds(self, tenant: str) -> Sequence[Round]:
        """See dialogs.ports.Store."""
        self._open()
        return [self._rounds.records[key] for key in sorted(self._rounds.records) if key[0] == tenant]

    async def put_round(self, tenant: str, round_: Round) -> None:
        """See dialogs.ports.Store."""
        self._open()
        await self._rounds.put(codec.round_document(tenant, round_))

    async def round_draft(self, who: PersonKey) -> RoundDraft | None:
        """See dialogs.ports.Store."""
        self._open()
        found = self._people[who].records.get("round_draft") if who in self._people else None
        return found if isinstance(found, RoundDraft) else None

    async def put_round_draft(self, who: PersonKey, draft: RoundDraft | None) -> None:
        """See dialogs.ports.Store."""
        self._open()
        document = {"holds": "round_draft", "round_draft": codec.round_draft_document(draft)}
        await self._person(who).put(document)

    async def add_plan_note(self, tenant: str, note: PlanNote) -> None:
        """See dialogs.ports.Store."""
        self._open()
        await self._notes.put(codec.plan_note_document(tenant, note), replace=False)

    async def plan_notes(self, tenant: str) -> Sequence[PlanNote]:
        """See dialogs.ports.Store."""
        self._open()
        return [note for key, note in self._notes.records.items() if key[0] == tenant]

    async def count_plan_use(self, tenant: str, use: Use, at: datetime, cause: str) -> bool:
        """See dialogs.ports.Store."""
        self._open()
        counted = False

        def one_more(standing: PlanCounts | None) -> tuple[PlanCounts, codec.Document | None]:
            nonlocal counted
            before = standing or PlanCounts()
            after = before.plus(use, cause, at)
            counted = after is not before
            return after, codec.plan_counts_document(tenant, after) if counted else None

        await self._counts.change(tenant, one_more)
        return counted

    async def plan_counts(self, tenant: str) -> PlanCounts:
        """See dialogs.ports.Store."""
        self._open()
        return self._counts.records.get(tenant, PlanCounts())

    async def reminder_settings(self, tenant: str, round_id: str) -> ReminderSettings:
        """See dialogs.ports.Store."""
        self._open()
        kept = self._reminders.records.get((tenant, round_id, SETTINGS))
        return kept if isinstance(kept, ReminderSettings) else ReminderSettings(round_id)

    async def put_reminder_settings(self, tenant: str, settings: ReminderSettings) -> None:
        """See dialogs.ports.Store."""
        self._open()
        await self._reminders.put(settings_document(tenant, settings))

    async def round_watch(self, tenant: str, round_id: str) -> RoundWatch | None:
        """See dialogs.ports.Store."""
        self._open()
        kept = self._reminders.records.get((tenant, round_id, WATCH))
        return kept if isinstance(kept, RoundWatch) else None

    async def put_round_watch(self, tenant: str, watch: RoundWatch) -> None:
        """See dialogs.ports.Store."""
        self._open()
        await self._reminders.put(watch_document(tenant, watch))

    async def add_deliveries(self, deliveries: Sequence[Delivery]) -> tuple[Delivery, ...]:
        """See dialogs.ports.Outbox."""
        self._open()
        return await self._outbox.add(deliveries)

    async def claim(
        self, tenant: str, now: datetime, owner: str, lease: timedelta, most: int
    ) -> tuple[Delivery, ...]:
        """See dialogs.ports.Outbox."""
        self._open()
        return await self._outbox.claim(tenant, now, owner, lease, most)

    async def change(self, old: Delivery, new: Delivery) -> bool:
        """See dialogs.ports.Outbox."""
        self._open()
        return await self._outbox.change(old, new)

    async def delivery(self, key: DeliveryKey) -> Delivery | None:
        """See dialogs.ports.Outbox."""
        self._open()
        return self._outbox.delivery(key)

    async def deliveries(self, tenant: str, since: datetime | None = None) -> Sequence[Delivery]:
        """See dialogs.ports.Outbox."""
        self._open()
        return self._outbox.deliveries(tenant, since)

    async def close(self) -> None:
        """See dialogs.ports.Store. Waits for the writes that are under way."""
        if self._closed:
            return
        self._closed = True
        waits = [theme.commits.idle() for theme in self._themes.values()]
        waits += [person.commits.idle() for person in self._people.values()]
        one_each = (self._rounds, self._bound, self._notes, self._counts, self._reminders)
        waits += [one.commits.idle() for one in one_each]
        waits.append(self._outbox.idle())
        await asyncio.gather(*waits)
        self._give_back()

    def _give_back(self) -> None:
        self._place.writers.shutdown()
        self._lock.release()

    def _open(self) -> None:
        if self._closed:
            raise StoreClosedError

    def _person(self, who: PersonKey) -> PersonFile:
        if who not in self._people:
            self._people[who] = self._layout.new_person(who, self._place)
        return self._people[who]
