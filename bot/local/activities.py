"""The activities that Teams sends to a bot, in the shape that Teams gives them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from bot.local.cards import CardButton, Json
from bot.local.people import LocalPerson

TEAM = "19:team-veiligheid@thread.tacv2"
CHANNEL = "19:kanaal-ivp@thread.tacv2"
ELSEWHERE = "19:collegas-onder-elkaar@thread.v2"  # a chat that the bot is no part of
_ACTION = ("type", "id", "verb", "title")


@dataclass(frozen=True, slots=True)
class Frame:
    """What every activity has in common: from whom, to which bot, answered where.

    `thread` is the conversation id of a thread in the channel; "" for the personal chat.
    """

    person: LocalPerson
    bot: Mapping[str, str]
    service_url: str
    zone: str = "Europe/Amsterdam"
    locale: str = "nl-NL"
    thread: str = ""

    def activity(self, kind: str, ident: str, at: datetime, **more: Any) -> Json:
        """An activity of this kind. `at` must have a time zone."""
        if at.tzinfo is None:
            raise ValueError("an activity needs a moment with a time zone")
        client = {"locale": self.locale, "country": "NL", "platform": "Web", "timezone": self.zone}
        return {
            "type": kind,
            "id": ident,
            "timestamp": _stamp(at.astimezone(ZoneInfo("UTC"))).replace("+00:00", "Z"),
            "localTimestamp": _stamp(at.astimezone(ZoneInfo(self.zone))),
            "localTimezone": self.zone,
            "serviceUrl": self.service_url,
            "channelId": "msteams",
            "from": self.person.account(),
            "conversation": self._conversation(),
            "recipient": dict(self.bot),
            "entities": [client | {"type": "clientInfo"}],
            "channelData": self._channel_data(),
            "locale": self.locale,
        } | more

    def said(self, ident: str, at: datetime, text: str) -> Json:
        """A typed line."""
        return self.activity("message", ident, at, text=text, textFormat="plain")

    def sent(self, ident: str, at: datetime, text: str, attachments: Sequence[Json]) -> Json:
        """A line with files or a pasted picture; Teams adds the line once more, as HTML."""
        marks = "".join(f'<attachment id="{number}"></attachment>' for number in range(len(attachments)))
        html = {"contentType": "text/html", "content": f"<p>{escape(text)}</p>{marks}"}
        return self.said(ident, at, text) | {"attachments": [*attachments, html]}

    def consented(self, ident: str, at: datetime, offer: str, value: Mapping[str, object]) -> Json:
        """The answer to a file that was offered in message `offer`."""
        activity = self.activity(
            "invoke", ident, at, name="fileConsent/invoke", value=dict(value), replyToId=offer
        )
        activity["channelData"]["source"] = {"name": "message"}
        return activity

    def mentioned(self, ident: str, at: datetime, text: str) -> Json:
        """A typed line in which the bot is called by its name."""
        name = f"<at>{self.bot['name']}</at>"
        activity = self.said(ident, at, f"{name} {text}")
        activity["entities"].append({"type": "mention", "mentioned": dict(self.bot), "text": name})
        return activity

    def searched(self, ident: str, at: datetime, text: str, options: Mapping[str, object]) -> Json:
        """A search from the compose box, in a chat among colleagues that the bot is no part of."""
        parameters = [{"name": "vraag", "value": text}]
        value = {"commandId": "zoek", "parameters": parameters, "queryOptions": dict(options)}
        activity = self.activity("invoke", ident, at, name="composeExtension/query", value=value)
        activity["conversation"] |= {"conversationType": "groupChat", "isGroup": True, "id": ELSEWHERE}
        activity["channelData"]["source"] = {"name": "compose"}
        return activity

    def executed(
        self, ident: str, at: datetime, button: CardButton, card: str, inputs: Mapping[str, str]
    ) -> Json:
        """A pressed Action.Execute on the card in message `card`."""
        action = {name: button.action[name] for name in _ACTION if name in button.action}
        value = {"action": action | {"data": button.data | dict(inputs)}, "trigger": "manual"}
        more = {"name": "adaptiveCard/action", "value": value, "replyToId": card}
        activity = self.activity("invoke", ident, at, **more)
        activity["channelData"]["source"] = {"name": "message"}
        return activity

    def submitted(
        self, ident: str, at: datetime, button: CardButton, card: str, inputs: Mapping[str, str]
    ) -> Json:
        """A pressed Action.Submit: a message without text, unless the button speaks for the person."""
        data = button.data
        teams = data.pop("msteams", None)
        teams = teams if isinstance(teams, dict) else {}
        if teams.get("type") == "imBack":
            return self.said(ident, at, str(teams.get("value", "")))
        if teams.get("type") == "messageBack":
            text = str(teams.get("text", ""))
            return self.activity("message", ident, at, text=text, value=teams.get("value"), replyToId=card)
        return self.activity("message", ident, at, value=data | dict(inputs), replyToId=card)

    def installed(self, ident: str, at: datetime, *, removed: bool = False) -> Json:
        """The app was installed for this person, or removed."""
        return self.activity("installationUpdate", ident, at, action="remove" if removed else "add")

    def joined(self, ident: str, at: datetime) -> Json:
        """The first conversationUpdate: person and bot are both "added"."""
        members = [{"id": self.person.teams_id, "aadObjectId": self.person.object_id}, {"id": self.bot["id"]}]
        return self.activity("conversationUpdate", ident, at, membersAdded=members)

    def reacted(self, ident: str, at: datetime, card: str, reaction: str) -> Json:
        """A thumb or heart under a message of the bot."""
        reactions = [{"type": reaction}]
        return self.activity("messageReaction", ident, at, reactionsAdded=reactions, replyToId=card)

    def _conversation(self) -> Json:
        if self.thread:
            kind: Json = {"conversationType": "channel", "isGroup": True, "id": self.thread}
        else:
            kind = {"conversationType": "personal", "id": self.person.conversation_id}
        return kind | {"tenantId": self.person.tenant}

    def _channel_data(self) -> Json:
        data: Json = {"tenant": {"id": self.person.tenant}}
        return data | ({"team": {"id": TEAM}, "channel": {"id": CHANNEL}} if self.thread else {})


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
