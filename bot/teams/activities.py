"""What Teams sends, checked field by field: JSON → Incoming → Event. Nothing past this reads raw JSON."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.teams.attachments import NOTHING, Attached, read_attached, read_consent
from bot.teams.cleaning import Mention, clean_text, mentions_bot, sound
from bot.teams.presses import read_execute, read_submit
from dialogs.events import Event, File, Place, Press
from dialogs.people import PersonKey, Profile

LONGEST_ID = 1024
CARD_ACTION = "adaptiveCard/action"
SEARCH = "composeExtension/query"
FILE_CONSENT = "fileConsent/invoke"

Json = Mapping[str, object]


class MalformedError(ValueError):
    """The body is no activity; the text (English) names the field, never its content."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody in a conversation: the id towards this bot, the Entra object id, the name."""

    id: str
    object_id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One activity, its fields known to be of the right type. `tenant` is empty when none was named."""

    kind: str
    id: str
    channel: str
    service_url: str
    conversation: str
    place: Place
    tenant: str
    sender: Account
    bot: Account
    name: str = ""
    text: str = ""
    markup: bool = False
    value: object = None
    reply_to: str | None = None
    team: str = ""
    action: str = ""
    added: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attached: Attached = NOTHING

    @property
    def key(self) -> str:
        """The same text when the same activity is delivered again, and for no other activity.

        The id alone is not enough: Teams makes it of the time in milliseconds, per conversation.
        """
        return f"{self.id}.{hashlib.sha256(self.conversation.encode()).hexdigest()[:12]}"

    @property
    def newcomers(self) -> tuple[str, ...]:
        """Who was added to the conversation, the bot itself left out (Teams counts it as a member)."""
        return tuple(member for member in self.added if member != self.bot.id)

    @property
    def to_bot(self) -> bool:
        """Whether the bot is spoken to: always in a personal chat, elsewhere by its name or its card."""
        return self.place is Place.PERSONAL or self.by_card or mentions_bot(self.bot.id, self.mentions)

    @property
    def roster(self) -> str:
        """Whose members to look among: in a channel the team's; the thread is no part of it."""
        return self.team or self.conversation.partition(";messageid=")[0]

    @property
    def words(self) -> str:
        """The text as the colleague meant it."""
        return clean_text(self.text, bot=self.bot.id, mentions=self.mentions, markup=self.markup)

    @property
    def by_card(self) -> bool:
        """Whether a button on a card was pressed, of either kind."""
        return self.in_place or (self.kind == "message" and self.value is not None and not self.text.strip())

    @property
    def in_place(self) -> bool:
        """Whether the answer may take the place of the pressed card (Action.Execute)."""
        return self.kind == "invoke" and self.name == CARD_ACTION

    @property
    def consents(self) -> bool:
        """Whether somebody accepted or declined a file that was offered."""
        return self.kind == "invoke" and self.name == FILE_CONSENT

    @property
    def searches(self) -> bool:
        """Whether somebody types in the search of the compose box."""
        return self.kind == "invoke" and self.name == SEARCH


def read(payload: object) -> Incoming:
    """The activity in a request's JSON. Raises MalformedError."""
    body = _object(payload, "the body")
    kind = _text(body, "type", required=True)
    conversation = _object(body.get("conversation"), "conversation")
    channel_data = _optional(body, "channelData")
    spoken = kind in {"message", "invoke"}
    return Incoming(
        kind=kind,
        id=_text(body, "id", required=spoken),
        channel=_text(body, "channelId", required=True),
        service_url=_text(body, "serviceUrl", required=True),
        conversation=_text(conversation, "id", required=True),
        place=_place(_text(conversation, "conversationType")),
        tenant=_text(_optional(channel_data, "tenant"), "id").lower(),
        sender=_account(_optional(body, "from"), required=spoken),
        bot=_account(_optional(body, "recipient")),
        name=_text(body, "name"),
        text=_text(body, "text", longest=None),
        markup=_text(body, "textFormat") == "xml",
        value=body.get("value"),
        reply_to=_text(body, "replyToId") or None,
        team=_text(_optional(channel_data, "team"), "id"),
        action=_text(body, "action"),
        added=tuple(_text(member, "id") for member in _objects(body, "membersAdded")),
        mentions=tuple(_mentions(body)),
        attached=read_attached(_objects(body, "attachments")),
    )


def press_of(incoming: Incoming) -> Press | None:
    """The button that was pressed, None for a typed message. Raises PressRefusedError."""
    if incoming.in_place:
        return read_execute(incoming.value)
    if incoming.consents:
        return read_consent(incoming.value)
    return read_submit(incoming.value) if incoming.by_card else None


def event_of(incoming: Incoming, profile: Profile, at: datetime, file: File | None = None) -> Event:
    """What the conversation is told. Raises PressRefusedError for a payload that makes no sense."""
    press = press_of(incoming)
    return Event(
        person=profile,
        activity=incoming.key,
        at=at,
        text="" if press else incoming.words,
        press=press,
        card=incoming.reply_to if press else None,
        in_place=incoming.in_place,
        place=incoming.place,
        file=file,
    )


def person_key(incoming: Incoming) -> PersonKey | None:
    """Who speaks, by Entra object id; None for somebody without one (an anonymous guest of a meeting)."""
    who = incoming.sender.object_id
    return PersonKey(incoming.tenant, who) if who and incoming.tenant else None


def _place(kind: str) -> Place:
    return Place.CHANNEL if kind in {"channel", "groupChat"} else Place.PERSONAL


def _account(account: Json, *, required: bool = False) -> Account:
    object_id = _text(account, "aadObjectId", longest=128)
    return Account(_text(account, "id", required=required), object_id, sound(_text(account, "name")))


def _mentions(body: Json) -> list[Mention]:
    return [
        Mention(_text(_optional(entity, "mentioned"), "id"), _text(entity, "text"))
        for entity in _objects(body, "entities")
        if _text(entity, "type").lower() == "mention"
    ]


def _text(body: Json, field: str, *, required: bool = False, longest: int | None = LONGEST_ID) -> str:
    value = body.get(field)
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise MalformedError(f"{field} must be a text")
    if required and not value:
        raise MalformedError(f"{field} is missing")
    if longest is not None and (len(value) > longest or value != sound(value)):
        raise MalformedError(f"{field} is too long or holds characters that it cannot hold")
    return value


def _object(value: object, field: str) -> Json:
    if not isinstance(value, dict):
        raise MalformedError(f"{field} must be an object")
    return value


def _optional(body: Json, field: str) -> Json:
    value = body.get(field)
    return {} if value is None else _object(value, field)


def _objects(body: Json, field: str) -> list[Json]:
    value = body.get(field)
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > 1000:
        raise MalformedError(f"{field} must be a list")
    return [_object(item, field) for item in value]
