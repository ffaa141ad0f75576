"""A store that forgets when the process ends: for tests and trials. It keeps the whole contract."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.store import codec
from bot.store import delivery_rules as rules
from bot.store.errors import StoreClosedError
from bot.store.log import Pending, ThemeLog, of_one_theme
from bot.store.reminder_codec import (
    SETTINGS,
    WATCH,
    Kept,
    KeptKey,
    kept_of,
    settings_document,
    watch_document,
)
from dialogs.deliveries import Delivery, DeliveryKey
from dialogs.focus import Focus
from dialogs.intake.theme_log import Draft, Entry, ThemeKey
from dialogs.people import PersonKey, PersonRecord
from dialogs.plan_counts import PlanCounts, Use
from dialogs.plan_notes import PlanNote
from dialogs.reminding.kept import ReminderSettings, RoundWatch
from dialogs.rounds.draft import RoundDraft
from dialogs.rounds.round import Round


class MemoryStore:
    """Everything in dictionaries. What is put in goes through the codec, so that it means the same here."""

    def __init__(self) -> None:
        self._closed = False
        self._logs: dict[ThemeKey, ThemeLog] = {}
        self._focus: dict[PersonKey, Focus] = {}
        self._people: dict[PersonKey, PersonRecord] = {}
        self._bound: dict[tuple[str, str], str] = {}
        self._notes: dict[tuple[str, str], PlanNote] = {}
        self._counts: dict[str, PlanCounts] = {}
        self._rounds: dict[tuple[str, str], Round] = {}
        self._reminders: dict[KeptKey, Kept] = {}
        self._box = rules.Box()
        self._drafts: dict[PersonKey, RoundDraft | None] = {}

    async def append(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        """See dialogs.ports.Store."""
        self._open()
        drafts = of_one_theme(drafts)
        if not drafts:
            return ()
        log = self._logs.get(drafts[0].key) or ThemeLog(drafts[0].key)
        pending = Pending(log)
        entries = pending.decide(drafts)
        log.extend(pending.added)
        self._logs[log.key] = log
        return entries

    async def log(self, key: ThemeKey) -> Sequence[Entry]:
        """See dialogs.ports.Store."""
        self._open()
        log = self._logs.get(key)
        return log.entries if log else ()

    async def logs(self, tenant: str) -> Sequence[ThemeKey]:
        """See dialogs.ports.Store."""
        self._open()
        return sorted((key for key in self._logs if key.tenant == tenant), key=lambda k: (k.round, k.theme))

    async def focus(self, who: PersonKey) -> Focus:
        """See dialogs.ports.Store."""
        self._open()
        return self._focus.get(who, Focus())

    async def put_focus(self, who: PersonKey, focus: Focus) -> None:
        """See dialogs.ports.Store."""
        self._open()
        self._focus[who] = codec.focus_of(codec.focus_document(focus))

    async def person(self, who: PersonKey) -> PersonRecord | None:
        """See dialogs.ports.Store."""
        self._open()
        return self._people.get(who)

    async def people(self, tenant: str) -> Sequence[PersonRecord]:
        """See dialogs.ports.Store."""
        self._open()
        of_tenant = [record for who, record in self._people.items() if who.tenant == tenant]
        return sorted(of_tenant, key=lambda record: record.profile.key.person)

    async def put_person(self, record: PersonRecord) -> None:
        """See dialogs.ports.Store."""
        self._open()
        self._people[record.profile.key] = codec.person_of(codec.person_document(record))

    async def bound(self, tenant: str, address: str) -> str | None:
        """See dialogs.ports.Store."""
        self._open()
        return self._bound.get(codec.address_key(tenant, address))

    async def bind(self, tenant: str, address: str, person: str) -> str:
        """See dialogs.ports.Store."""
        self._open()
        key = codec.address_key(tenant, address)
        codec.binding_document(key, person)
        return self._bound.setdefault(key, person)

    async def rounds(self, tenant: str) -> Sequence[Round]:
        """See dialogs.ports.Store."""
        self._open()
        return [self._rounds[key] for key in sorted(self._rounds) if key[0] == tenant]

    async def put_round(self, tenant: str, round_: Round) -> None:
        """See dialogs.ports.Store."""
        self._open()
        key, kept = codec.round_of(codec.round_document(tenant, round_))
        self._rounds[key] = kept

    async def round_draft(self, who: PersonKey) -> RoundDraft | None:
        """See dialogs.ports.Store."""
        self._open()
        return self._drafts.get(who)

    async def put_round_draft(self, who: PersonKey, draft: RoundDraft | None) -> None:
        """See dialogs.ports.Store."""
        self._open()
        self._drafts[who] = codec.round_draft_of(codec.round_draft_document(draft))

    async def add_plan_note(self, tenant: str, note: PlanNote) -> None:
        """See dialogs.ports.Store."""
        self._open()
        key, kept = codec.plan_note_of(codec.plan_note_document(tenant, note))
        self._notes.setdefault(key, kept)

    async def plan_notes(self, tenant: str) -> Sequence[PlanNote]:
        """See dialogs.ports.Store."""
        self._open()
        return [note for key, note in self._notes.items() if key[0] == tenant]

    async def count_plan_use(self, tenant: str, use: Use, at: datetime, cause: str) -> bool:
        """See dialogs.ports.Store."""
        self._open()
        before = self._counts.get(tenant, PlanCounts())
        after = before.plus(use, cause, at)
        self._counts[tenant] = codec.plan_counts_of(codec.plan_counts_document(tenant, after))[1]
        return after is not before

    async def plan_counts(self, tenant: str) -> PlanCounts:
        """See dialogs.ports.Store."""
        self._open()
        return self._counts.get(tenant, PlanCounts())

    async def reminder_settings(self, tenant: str, round_id: str) -> ReminderSettings:
        """See dialogs.ports.Store."""
        self._open()
        kept = self._reminders.get((tenant, round_id, SETTINGS))
        return kept if isinstance(kept, ReminderSettings) else ReminderSettings(round_id)

    async def put_reminder_settings(self, tenant: str, settings: ReminderSettings) -> None:
        """See dialogs.ports.Store."""
        self._open()
        key, kept = kept_of(settings_document(tenant, settings))
        self._reminders[key] = kept

    async def round_watch(self, tenant: str, round_id: str) -> RoundWatch | None:
        """See dialogs.ports.Store."""
        self._open()
        kept = self._reminders.get((tenant, round_id, WATCH))
        return kept if isinstance(kept, RoundWatch) else None

    async def put_round_watch(self, tenant: str, watch: RoundWatch) -> None:
        """See dialogs.ports.Store."""
        self._open()
        key, kept = kept_of(watch_document(tenant, watch))
        self._reminders[key] = kept

    async def add_deliveries(self, deliveries: Sequence[Delivery]) -> tuple[Delivery, ...]:
        """See dialogs.ports.Outbox."""
        self._open()
        new = [rules.settled(one) for one in deliveries if one.key not in self._box.standing]
        for one in new:
            if one.key not in self._box.standing:  # the same may be twice among them
                self._box.show(one)
        return tuple(self._box.standing[one.key] for one in deliveries)

    async def claim(
        self, tenant: str, now: datetime, owner: str, lease: timedelta, most: int
    ) -> tuple[Delivery, ...]:
        """See dialogs.ports.Outbox."""
        self._open()
        taken, lapsed = self._box.claim(tenant, now, owner, lease, most)
        for one in lapsed:
            self._box.show(rules.unknown(one, now))
        return tuple(taken)

    async def change(self, old: Delivery, new: Delivery) -> bool:
        """See dialogs.ports.Outbox."""
        self._open()
        key, new = rules.same_key(old, new), rules.settled(new)
        if self._box.standing.get(key) != old:
            return False
        self._box.show(new)
        return True

    async def delivery(self, key: DeliveryKey) -> Delivery | None:
        """See dialogs.ports.Outbox."""
        self._open()
        return self._box.standing.get(key)

    async def deliveries(self, tenant: str, since: datetime | None = None) -> Sequence[Delivery]:
        """See dialogs.ports.Outbox."""
        self._open()
        return self._box.of(tenant, since)

    async def close(self) -> None:
        """See dialogs.ports.Store."""
        self._closed = True

    def _open(self) -> None:
        if self._closed:
            raise StoreClosedError
