"""One conversation that the bot can write in: post, update, typing. All that leaves goes through here."""

from typing import Any

from azure.core.exceptions import DeserializationError
from botbuilder.schema import Activity, Attachment, ChannelAccount, ConversationAccount
from msrest.exceptions import ClientException

from bot.teams.activities import Account
from bot.teams.connectors import SendFailedError
from bot.teams.references import Reference

CARD = "application/vnd.microsoft.card.adaptive"
LOCALE = "nl-NL"

UNREADABLE = (ClientException, DeserializationError)
"""What the SDK raises for an answer that it cannot read."""

Card = dict[str, Any]


class Outlet:
    """Writes in the conversation of `reference` with the SDK's connector client.

    Every method raises SendFailedError when the channel did not take it. Replies name no message that
    they answer to: Teams shows no threads in a chat, and a channel's thread is in the conversation's id.
    """

    def __init__(self, client: Any, reference: Reference) -> None:
        self._operations = client.conversations
        self._reference = reference

    async def post_card(self, card: Card, summary: str) -> str:
        """Show a card as a new message and give that message's id. Never with text beside it (§9)."""
        return await self._post(self._message(card, summary))

    async def post_text(self, text: str) -> str:
        """Say a plain sentence and give the message's id."""
        return await self._post(self._activity("message", text=text, text_format="plain"))

    async def post_file(self, kind: str, name: str, content: Card, summary: str, url: str = "") -> str:
        """Show a file: an offer of one, or one that stands at `url`; gives the message's id."""
        file = Attachment(content_type=kind, content=content, name=name, content_url=url or None)
        return await self._post(self._activity("message", attachments=[file], summary=summary))

    async def remove(self, message: str) -> None:
        """Take a message of the bot away."""
        try:
            await self._operations.delete_activity(self._reference.conversation, message)
        except UNREADABLE as error:
            raise SendFailedError(None, written=True) from error

    async def post_typing(self) -> None:
        """Show that the bot is busy."""
        await self._post(self._activity("typing"))

    async def update_card(self, message: str, card: Card, summary: str) -> None:
        """Put a card in the place of what `message` shows."""
        activity = self._message(card, summary)
        activity.id = message
        try:
            await self._operations.update_activity(self._reference.conversation, message, activity)
        except UNREADABLE as error:
            raise SendFailedError(None, written=True) from error

    async def member(self, conversation: str, person: str) -> dict[str, Any]:
        """The member record of a person, by the names that Teams gives its fields."""
        try:
            record = await self._operations.get_conversation_member(conversation, person)
        except UNREADABLE as error:
            raise SendFailedError(None, written=True) from error
        known = {"id": record.id, "name": record.name, "aadObjectId": record.aad_object_id}
        return known | dict(record.additional_properties or {})

    async def _post(self, activity: Any) -> str:
        try:
            answer = await self._operations.send_to_conversation(self._reference.conversation, activity)
        except UNREADABLE as error:
            raise SendFailedError(None, written=True) from error
        return str(answer.id or "") if answer is not None else ""

    def _message(self, card: Card, summary: str) -> Any:
        attachment = Attachment(content_type=CARD, content=card)
        return self._activity("message", attachments=[attachment], summary=summary)

    def _activity(self, kind: str, **more: Any) -> Any:
        """An activity addressed by hand: a proactive turn of the SDK has no locale (row 9)."""
        here = self._reference
        return Activity(
            type=kind,
            channel_id=here.channel,
            service_url=here.service_url,
            conversation=ConversationAccount(id=here.conversation),
            from_property=_channel_account(here.bot),
            recipient=_channel_account(here.user),
            locale=LOCALE,
            **more,
        )


def _channel_account(account: Account) -> Any:
    return ChannelAccount(id=account.id, name=account.name or None, aad_object_id=account.object_id or None)
