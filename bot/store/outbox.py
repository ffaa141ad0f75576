"""The outbox of the embedded store: one file a person, so that a write never rewrites those of others.

A claim is kept in memory only: one process has the folder, so what it had claimed is free again when it is
gone. From SENDING on, every change is on disk before it is confirmed.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.store import delivery_rules as rules
from bot.store.files import damaged
from bot.store.group import GroupCommit
from bot.store.tables import File, Place, sense_of
from dialogs.deliveries import Delivery, DeliveryKey
from dialogs.people import PersonKey


@dataclass(frozen=True, slots=True)
class Change:
    """`new` in the place of `old`; without `old`: when there is nothing yet under its key."""

    new: Delivery
    old: Delivery | None = None


class PersonsDeliveries:
    """The deliveries of one person and their file; `box` learns of what is on disk."""

    def __init__(self, file: File, box: rules.Box) -> None:
        self._file = file
        self._box = box
        self._ids: dict[DeliveryKey, int] = {}
        for number, document in file.documents().items():
            with sense_of(file.path):
                key, delivery = rules.delivery_of(document)
            self._ids[key] = number
            box.show(delivery)
        self.commits: GroupCommit[Change, Delivery | None] = GroupCommit(self._commit)

    async def _commit(self, requests: Sequence[Change]) -> list[Delivery | Exception | None]:
        """What stands after each request; None when its `old` did not stand."""
        changed: dict[DeliveryKey, Delivery] = {}
        answers: list[Delivery | Exception | None] = []
        for request in requests:
            key = request.new.key
            now = changed.get(key) or self._box.standing.get(key)
            if now == request.old:
                changed[key] = now = request.new
            elif request.old is not None:
                now = None
            answers.append(now)
        if changed:
            ids = dict(self._ids)
            for key in changed:
                ids.setdefault(key, len(ids) + 1)
            await self._file.put({ids[key]: rules.delivery_document(one) for key, one in changed.items()})
            self._ids = ids
            for one in changed.values():
                self._box.show(one)
        return answers


class OutboxFiles:
    """The deliveries of everybody, from a file each. `path` names the file of one person.

    Raises StoreDamagedError when a file cannot be trusted.
    """

    def __init__(self, files: Iterable[Path], path: Callable[[PersonKey], Path], place: Place) -> None:
        self._path = path
        self._place = place
        self._box = rules.Box()
        self._people: dict[PersonKey, PersonsDeliveries] = {}
        for each in files:
            file = File(each, place)
            with sense_of(each):
                who = PersonKey(file.head["tenant"], file.head["person"])
            if each != path(who):
                raise damaged(each, "it holds another person's deliveries than its name says")
            self._people[who] = PersonsDeliveries(file, self._box)

    async def add(self, deliveries: Sequence[Delivery]) -> tuple[Delivery, ...]:
        """See dialogs.ports.Outbox.add_deliveries."""
        new = [rules.settled(one) for one in deliveries if one.key not in self._box.standing]
        await asyncio.gather(*(self._of(one.key.to).commits.submit(Change(one)) for one in new))
        return tuple(self._box.standing[one.key] for one in deliveries)

    async def claim(
        self, tenant: str, now: datetime, owner: str, lease: timedelta, most: int
    ) -> tuple[Delivery, ...]:
        """See dialogs.ports.Outbox.claim."""
        taken, lapsed = self._box.claim(tenant, now, owner, lease, most)
        await asyncio.gather(*(self.change(one, rules.unknown(one, now)) for one in lapsed))
        return tuple(taken)

    async def change(self, old: Delivery, new: Delivery) -> bool:
        """See dialogs.ports.Outbox.change."""
        key, new = rules.same_key(old, new), rules.settled(new)
        if self._box.standing.get(key) != old:
            return False
        return await self._of(key.to).commits.submit(Change(new, old)) is not None

    def delivery(self, key: DeliveryKey) -> Delivery | None:
        """See dialogs.ports.Outbox.delivery."""
        return self._box.standing.get(key)

    def deliveries(self, tenant: str, since: datetime | None) -> list[Delivery]:
        """See dialogs.ports.Outbox.deliveries."""
        return self._box.of(tenant, since)

    async def idle(self) -> None:
        """Wait for the writes that are under way."""
        await asyncio.gather(*(person.commits.idle() for person in self._people.values()))

    def _of(self, who: PersonKey) -> PersonsDeliveries:
        if who not in self._people:
            head = {"holds": "deliveries", "tenant": who.tenant, "person": who.person}
            file = File(self._path(who), self._place, head)
            self._people[who] = PersonsDeliveries(file, self._box)
        return self._people[who]
