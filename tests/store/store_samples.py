"""What the store tests write: one tenant, one round, a theme, and answers that are easy to make."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from dialogs.focus import Focus, Held, HeldChange, HeldForm, HeldReason, Lookup, Remark, Why
from dialogs.intake.theme_log import Draft, Kind, Status, ThemeKey, Via
from dialogs.people import PersonKey, PersonRecord, Profile
from dialogs.rounds.draft import RoundDraft
from dialogs.rounds.round import Participation, Round, Theme

NOW = datetime(2026, 10, 25, 0, 30, 15, 123456, UTC)
THEME = ThemeKey("lokaal", "ivp-2027", "woonoverlast")
ANNE = PersonKey("lokaal", "anne")


def answer(activity: str, question: str = "doel", value: Any = "minder meldingen", **more: Any) -> Draft:
    return Draft(
        **{
            "key": THEME,
            "kind": Kind.ANSWER,
            "author": "anne",
            "at": NOW,
            "status": Status.GIVEN,
            "activity": activity,
            "question": question,
            "value": value,
            **more,
        }
    )


def step(kind: Kind, activity: str, **more: Any) -> Draft:
    return Draft(
        **{"key": THEME, "kind": kind, "author": "anne", "at": NOW, "activity": activity, **more},
    )


def full_focus() -> Focus:
    until = NOW + timedelta(hours=24)
    return Focus(
        round="ivp-2027",
        theme="woonoverlast",
        question="partners",
        item="p1",
        revision=2,
        seen=7,
        why=Why.RETURNED,
        message="1:abc",
        card="nonce",
        part="naam",
        draft={"naam": "Politie", "bedrag": Decimal("12.50"), "rollen": ["a", "b"], "$x": True},
        held=Held(HeldReason.CONFLICT, {"tekst": "héé 🙂"}, "woonoverlast", "ivp-2027", "doel", until, "p2"),
        lookup=Lookup("wat staat er over jongeren", "ivp-2023-12", until),
        done=tuple(f"activiteit {number}" for number in range(8)),
        form=HeldForm(
            "ab12",
            "ivp-2027",
            "woonoverlast",
            until,
            (
                HeldChange("doel", Status.GIVEN, "Minder 🙂", revision=2, seen=7, newer=True),
                HeldChange("partners", Status.CLEARED, item="p1"),
                HeldChange("partners", Status.GIVEN, {"naam": "Politie", "fte": Decimal("1.50")}, row=3),
            ),
        ),
        remarks=(
            Remark("ivp-2027", "woonoverlast", "doel", "Voor wie? 🙂"),
            Remark("ivp-2027", "jeugd", "", "x"),
        ),
    )


def person(name: str = "anne", tenant: str = "lokaal", **more: Any) -> PersonRecord:
    key = PersonKey(tenant, name)
    return PersonRecord(Profile(key, name.title(), f"{name}@example.org", guest=True), **more)


def full_round(round_id: str = "ivp-2027") -> Round:
    return Round(
        id=round_id,
        title="IVP 2027–2030",
        period="2027-2030",
        opens=date(2026, 9, 1),
        deadline=date(2026, 11, 30),
        council=date(2027, 3, 31),
        themes=(
            Theme(
                "woonoverlast", "Woonoverlast", "Veilige woon- en leefomgeving", "anne@example.org", ("b@x",)
            ),
            Theme("jeugd", "Regie op jeugd", deadline=date(2026, 12, 14)),
        ),
        coordinators=("carla@example.org",),
        plan="ivp-2023",
        region="noord",
        participation=Participation(asked=True, why="het raakt iedereen"),
        capacity_fte="1,5",
        max_priorities=4,
    )


__all__ = ["ANNE", "NOW", "THEME", "Via", "answer", "full_focus", "full_round", "person", "step"]


def a_draft(**more: Any) -> RoundDraft:
    theme = Theme("wijk", "Wijk, en 🙂", "Jeugd", "a@x.nl", ("b@x.nl",), date(2031, 2, 1))
    facts = {"titel": "IVP", "opent": "2030-11-18", "deadline": "31 februari"}
    return RoundDraft(**{"id": "ivp-2031", "facts": facts, "themes": (theme,), "typed": "Wijk, x@", **more})
