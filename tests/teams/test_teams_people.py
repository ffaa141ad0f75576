"""Who somebody is, and how they are reached again."""

import json
from typing import Any

import pytest

from bot.teams import people as people_module
from bot.teams.activities import Account
from bot.teams.connectors import SendFailedError
from bot.teams.people import TeamsPeople, profile_of
from bot.teams.references import BadReferenceError, Reference, read_reference
from bot.teams.registration import ServiceUrlRefusedError
from dialogs.people import PersonKey, Profile

WHO = PersonKey("tenant-1", "object-1")
REFERENCE = Reference(
    service_url="https://smba.trafficmanager.net/emea/",
    conversation="a:1",
    tenant="tenant-1",
    channel="msteams",
    user=Account("29:n", "object-1", "Noor"),
    bot=Account("28:b"),
)
RECORD = {
    "aadObjectId": "object-1",
    "name": "Noor Bakker",
    "email": "Noor@Veldermeer.example",
    "userPrincipalName": "n.bakker@veldermeer.example",
    "tenantId": "tenant-1",
}


class Teams:
    """Stands for the channel: gives a member record, or fails."""

    def __init__(self) -> None:
        self.record: dict[str, Any] = dict(RECORD)
        self.reads = 0
        self.down = False
        self.refused = False
        self.kept: list[tuple[Profile, str]] = []
        self.now = 0.0

    async def member(self, _conversation: str, _person: str) -> dict[str, Any]:
        self.reads += 1
        if self.down:
            raise SendFailedError(503, written=True)
        return self.record

    async def open(self, _reference: Reference) -> Any:
        if self.refused:
            raise ServiceUrlRefusedError
        return self

    async def remember(self, profile: Profile, reference: str) -> None:
        self.kept.append((profile, reference))

    async def find(self, who: PersonKey) -> str:
        return next((text for profile, text in reversed(self.kept) if profile.key == who), "")

    def people(self) -> TeamsPeople:
        return TeamsPeople(self.remember, self.find, self.open, lambda: self.now)


def test_the_address_is_the_mail_address_in_lower_case_else_the_sign_in_name() -> None:
    first = profile_of(WHO, RECORD)
    second = profile_of(WHO, RECORD | {"email": None})
    assert first is not None
    assert second is not None
    assert first.address == "noor@veldermeer.example"
    assert second.address == "n.bakker@veldermeer.example"


def test_a_colleague_is_no_guest_whatever_the_case_of_the_tenant() -> None:
    profile = profile_of(WHO, RECORD | {"tenantId": "TENANT-1", "userRole": "user"})
    assert profile is not None
    assert not profile.guest


@pytest.mark.parametrize("record", [{}, {"name": 3, "email": []}])
def test_an_empty_record_makes_a_person_without_rights_by_address(record: dict[str, Any]) -> None:
    assert profile_of(WHO, record) == Profile(WHO, "")


async def test_a_record_is_read_again_after_a_quarter_of_an_hour() -> None:
    teams = Teams()
    people = teams.people()
    await people.speaking(WHO, REFERENCE, await teams.open(REFERENCE))
    teams.now = people_module.FRESH - 1
    await people.speaking(WHO, REFERENCE, await teams.open(REFERENCE))
    assert teams.reads == 1
    teams.now = people_module.FRESH + 1
    teams.record |= {"userRole": "guest"}
    profile = await people.speaking(WHO, REFERENCE, await teams.open(REFERENCE))
    assert profile is not None
    assert profile.guest


async def test_a_known_colleague_can_go_on_while_teams_cannot_be_asked_but_not_for_ever() -> None:
    teams = Teams()
    people = teams.people()
    known = await people.speaking(WHO, REFERENCE, await teams.open(REFERENCE))
    teams.down = True
    teams.now = people_module.FRESH + 1
    assert await people.speaking(WHO, REFERENCE, await teams.open(REFERENCE)) == known
    teams.now = people_module.USABLE + 1
    assert await people.speaking(WHO, REFERENCE, await teams.open(REFERENCE)) is None


async def test_what_has_not_changed_is_not_written_again() -> None:
    teams = Teams()
    people = teams.people()
    profile = await people.speaking(WHO, REFERENCE, await teams.open(REFERENCE))
    assert profile is not None
    for _ in range(3):
        await people.keep(profile, REFERENCE)
    assert len(teams.kept) == 1
    teams.now = people_module.FRESH + 1
    teams.record |= {"name": "Noor de Vries"}
    renamed = await people.speaking(WHO, REFERENCE, await teams.open(REFERENCE))
    assert renamed is not None
    await people.keep(renamed, REFERENCE)
    assert [profile.name for profile, _ in teams.kept] == ["Noor Bakker", "Noor de Vries"]


async def test_somebody_who_is_not_known_or_not_reachable_has_no_profile() -> None:
    teams = Teams()
    assert await teams.people().profile(WHO) is None
    await teams.remember(Profile(WHO, "Noor"), "geen json")
    assert await teams.people().profile(WHO) is None
    await teams.remember(Profile(WHO, "Noor"), REFERENCE.to_json())
    teams.refused = True
    assert await teams.people().profile(WHO) is None
    teams.refused = False
    found = await teams.people().profile(WHO)
    assert found is not None
    assert found.name == "Noor Bakker"


async def test_the_people_who_are_known_are_a_bounded_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_module, "KEPT", 3)
    teams = Teams()
    teams.record = {"name": "x"}
    people = teams.people()
    for number in range(10):
        await people.speaking(
            PersonKey("tenant-1", f"object-{number}"), REFERENCE, await teams.open(REFERENCE)
        )
    assert len(people._known) == 3


def test_a_reference_comes_back_as_it_was_kept() -> None:
    assert read_reference(REFERENCE.to_json()) == REFERENCE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "[]",
        "null",
        "{}",
        json.dumps({"user": {"id": "1"}, "bot": {"id": "2"}}),
        REFERENCE.to_json().replace('"a:1"', "5"),
        REFERENCE.to_json().replace('"a:1"', '""'),
        REFERENCE.to_json().replace('"29:n"', "[1]"),
    ],
)
def test_a_reference_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(BadReferenceError):
        read_reference(text)
