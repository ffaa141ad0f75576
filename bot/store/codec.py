"""What the store keeps, as JSON and back.

A Decimal is written as `{"$decimal": "12.50"}`, so that no digit is lost; a mapping whose own key begins
with "$" is wrapped as `{"$mapping": {…}}`. Moments are written in UTC with their microseconds: the same
instant comes back, the zone that it was typed in does not (no database keeps that either).
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from dialogs.focus import Focus, Held, HeldChange, HeldForm, HeldReason, Lookup, Remark, Why
from dialogs.intake.theme_log import Draft, Entry, Kind, Status, ThemeKey, Via
from dialogs.people import PersonKey, PersonRecord, Profile
from dialogs.plan_counts import PlanCounts
from dialogs.plan_notes import NoteKind, PlanNote
from dialogs.rounds.draft import RoundDraft
from dialogs.rounds.round import Participation, Round, Theme
from dialogs.values import ImpossibleValueError, Value, sound_text

Document = dict[str, Any]

MOMENTS_OF_PERSON = ("moment", "quiet_until", "since")


def pack(value: Value) -> object:
    """A value of an answer as JSON can hold it."""
    match value:
        case Decimal():
            return {"$decimal": str(value)}
        case Mapping():
            packed = {key: pack(item) for key, item in value.items()}
            return {"$mapping": packed} if any(key.startswith("$") for key in packed) else packed
        case Sequence() if not isinstance(value, str):
            return [pack(item) for item in value]
    return value


def unpack(packed: Any) -> Value:
    """The value that `pack` was given."""
    match packed:
        case {"$decimal": str(digits)}:
            return Decimal(digits)
        case {"$mapping": dict(items)}:
            return {key: unpack(item) for key, item in items.items()}
        case dict():
            return {key: unpack(item) for key, item in packed.items()}
        case list():
            return tuple(unpack(item) for item in packed)
        case None | bool() | int() | str():
            return packed
    raise ValueError(f"a {type(packed).__name__} is no value")


def same(one: Value, other: Value) -> bool:
    """Whether two values mean the same: 1,5 and 1,50 do, yes and the number 1 do not."""
    match one, other:
        case Mapping(), Mapping():
            return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
        case (str(), str()) | (Decimal(), Decimal()):
            return one == other
        case (str(), _) | (_, str()):
            return False
        case Sequence(), Sequence():
            return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


def in_utc(at: datetime) -> datetime:
    """The same instant in UTC; raises ImpossibleValueError without a zone, or outside the calendar."""
    if at.tzinfo is None:
        raise ImpossibleValueError("a moment needs a time zone")
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ImpossibleValueError("a moment must lie within the calendar, in UTC too") from error


def settled(draft: Draft) -> Draft:
    """A draft as every store gives it back: its moment in UTC."""
    return draft if draft.at.tzinfo is UTC else replace(draft, at=in_utc(draft.at))


def entry_document(entry: Entry) -> Document:
    """An entry without its theme, which the head of the file names once."""
    draft = entry.draft
    return {
        "seq": entry.seq,
        "kind": draft.kind.value,
        "question": draft.question,
        "item": draft.item,
        "revision": draft.revision,
        "status": draft.status.value if draft.status else None,
        "value": pack(draft.value),
        "internal": draft.internal,
        "author": draft.author,
        "on_behalf_of": draft.on_behalf_of,
        "via": draft.via.value,
        "activity": draft.activity,
        "at": draft.at.isoformat(),
        "seen": draft.seen,
    }


def entry_of(key: ThemeKey, document: Document) -> Entry:
    """The entry of that theme that a document holds."""
    rest = dict(document)
    status = rest.pop("status")
    return Entry(
        seq=rest.pop("seq"),
        draft=Draft(
            key=key,
            kind=Kind(rest.pop("kind")),
            at=in_utc(datetime.fromisoformat(rest.pop("at"))),
            status=None if status is None else Status(status),
            value=unpack(rest.pop("value")),
            via=Via(rest.pop("via")),
            **rest,
        ),
    )


def focus_document(focus: Focus) -> Document:
    """The focus of a person; raises ImpossibleValueError when it holds what no store keeps."""
    document: Document = {each.name: getattr(focus, each.name) for each in fields(focus)}
    document["why"] = focus.why.value
    document["draft"] = pack(focus.draft)
    document["done"] = list(focus.done)
    document["remarks"] = [asdict(remark) for remark in focus.remarks]
    document["form"] = _held_form_document(focus.form) if focus.form else None
    if held := focus.held:
        document["held"] = {each.name: getattr(held, each.name) for each in fields(held)}
        document["held"] |= {
            "reason": held.reason.value,
            "value": pack(held.value),
            "until": in_utc(held.until).isoformat(),
        }
    if lookup := focus.lookup:
        document["lookup"] = {**asdict(lookup), "until": in_utc(lookup.until).isoformat()}
    return sound(document)


def focus_of(document: Document) -> Focus:
    """The focus that a document holds."""
    rest = dict(document)
    draft, held, lookup = unpack(rest.pop("draft")), rest.pop("held"), rest.pop("lookup")
    if not isinstance(draft, Mapping):
        raise ValueError("the draft of a focus is a mapping")
    if held is not None:
        until, reason = datetime.fromisoformat(held["until"]), HeldReason(held["reason"])
        held = Held(**{**held, "until": until, "reason": reason, "value": unpack(held["value"])})
    if lookup is not None:
        lookup = Lookup(**{**lookup, "until": datetime.fromisoformat(lookup["until"])})
    why, done = Why(rest.pop("why")), tuple(rest.pop("done"))
    kept = rest.pop("form", None)
    form = _held_form_of(kept) if kept else None
    remarks = tuple(Remark(**remark) for remark in rest.pop("remarks", ()))
    return Focus(
        draft=draft, held=held, lookup=lookup, why=why, done=done, form=form, remarks=remarks, **rest
    )


def _held_form_document(form: HeldForm) -> Document:
    changes = [
        {**{each.name: getattr(one, each.name) for each in fields(one)}, "status": one.status.value}
        | {"value": pack(one.value)}
        for one in form.changes
    ]
    whole = {each.name: getattr(form, each.name) for each in fields(form)}
    return {**whole, "until": in_utc(form.until).isoformat(), "changes": changes}


def _held_form_of(document: Document) -> HeldForm:
    changes = tuple(
        HeldChange(**{**one, "status": Status(one["status"]), "value": unpack(one["value"])})
        for one in document["changes"]
    )
    until = datetime.fromisoformat(document["until"])
    return HeldForm(**{**document, "until": until, "changes": changes})


def person_document(record: PersonRecord) -> Document:
    """The record of a person; raises ImpossibleValueError when it holds what no store keeps."""
    moments = {name: getattr(record, name) for name in MOMENTS_OF_PERSON}
    written = {name: None if at is None else in_utc(at).isoformat() for name, at in moments.items()}
    return sound({**asdict(record), **written})


def person_of(document: Document) -> PersonRecord:
    """The record that a document holds."""
    profile = document["profile"]
    rest = {**document, "profile": Profile(**{**profile, "key": PersonKey(**profile["key"])})}
    for name in MOMENTS_OF_PERSON:
        if (at := document.get(name)) is not None:
            rest[name] = datetime.fromisoformat(at)
    return PersonRecord(**rest)


def about_person_of(document: Document) -> tuple[str, PersonRecord | Focus | RoundDraft | None]:
    """What a document of a person's file holds, "record", "focus" or "round_draft", and that."""
    if document["holds"] == "focus":
        return "focus", focus_of(document["focus"])
    if document["holds"] == "round_draft":
        return "round_draft", round_draft_of(document["round_draft"])
    return "record", person_of(document["record"])


def round_document(tenant: str, round_: Round) -> Document:
    """A round of a tenant; raises ImpossibleValueError when it holds what no store keeps."""
    document = asdict(round_)
    for name in ("opens", "deadline", "council"):
        document[name] = document[name].isoformat()
    document["themes"] = [_theme_document(theme) for theme in round_.themes]
    return sound({"tenant": tenant, "round": document})


def round_of(document: Document) -> tuple[tuple[str, str], Round]:
    """The (tenant, id) and the round that a document holds."""
    rest = dict(document["round"])
    for name in ("opens", "deadline", "council"):
        rest[name] = date.fromisoformat(rest[name])
    rest["themes"] = tuple(_theme_of(each) for each in rest["themes"])
    rest["coordinators"] = tuple(rest["coordinators"])
    rest["participation"] = Participation(**rest["participation"])
    round_ = Round(**rest)
    return (document["tenant"], round_.id), round_


def round_draft_document(draft: RoundDraft | None) -> Document | None:
    """A round in the making; raises ImpossibleValueError when it holds what no store keeps."""
    if draft is None:
        return None
    themes = [_theme_document(theme) for theme in draft.themes]
    return sound({"id": draft.id, "facts": dict(draft.facts), "themes": themes, "typed": draft.typed})


def round_draft_of(document: Document | None) -> RoundDraft | None:
    """The round in the making that a document holds; None when its maker is done with it."""
    if document is None:
        return None
    return RoundDraft(**{**document, "themes": tuple(_theme_of(each) for each in document["themes"])})


def _theme_document(theme: Theme) -> Document:
    return {**asdict(theme), "deadline": theme.deadline.isoformat() if theme.deadline else None}


def _theme_of(document: Document) -> Theme:
    """A theme of a round; one that was kept before themes had a deadline has none."""
    deadline = document.get("deadline")
    rest = {**document, "deadline": date.fromisoformat(deadline) if deadline else None}
    return Theme(**{**rest, "co_authors": tuple(document["co_authors"])})


def plan_note_document(tenant: str, note: PlanNote) -> Document:
    """A note on a plan question; raises ImpossibleValueError when it holds what no store keeps."""
    at = in_utc(note.at).isoformat()
    return sound({"tenant": tenant, "note": {**asdict(note), "kind": note.kind.value, "at": at}})


def plan_note_of(document: Document) -> tuple[tuple[str, str], PlanNote]:
    """The (tenant, cause) and the note that a document holds."""
    rest = document["note"]
    note = PlanNote(**{**rest, "kind": NoteKind(rest["kind"]), "at": datetime.fromisoformat(rest["at"])})
    return (document["tenant"], note.cause), note


def plan_counts_document(tenant: str, counts: PlanCounts) -> Document:
    """The counts of plan questions."""
    since = in_utc(counts.since).isoformat() if counts.since else None
    return sound({"tenant": tenant, "counts": {**asdict(counts), "since": since}})


def plan_counts_of(document: Document) -> tuple[str, PlanCounts]:
    """The tenant and the counts that a document holds."""
    rest = document["counts"]
    since = datetime.fromisoformat(rest["since"]) if rest["since"] else None
    return document["tenant"], PlanCounts(**{**rest, "since": since, "recent": tuple(rest["recent"])})


def address_key(tenant: str, address: str) -> tuple[str, str]:
    """Where the match of an address is kept: addresses are compared as rounds and profiles write them."""
    return (tenant, address.strip().casefold())


def binding_document(key: tuple[str, str], person: str) -> Document:
    """An address and the person that it was matched to."""
    return sound({"tenant": key[0], "address": key[1], "person": person})


def binding_of(document: Document) -> tuple[tuple[str, str], str]:
    """The (tenant, address) and the person that a document holds."""
    tenant, address, person = (str(document[name]) for name in ("tenant", "address", "person"))
    return (tenant, address), person


def sound(document: Document) -> Document:
    """`document` itself, when each of its texts can be kept; raises ImpossibleValueError otherwise."""
    _check(document)
    return document


def _check(part: object) -> None:
    match part:
        case str():
            sound_text(part)
        case dict():
            for key, item in part.items():
                _check(key)
                _check(item)
        case list() | tuple():
            for item in part:
                _check(item)
