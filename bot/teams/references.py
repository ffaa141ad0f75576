"""How a person is reached again: the conversation reference, kept as JSON that only bot/teams reads."""

import json
from dataclasses import asdict, dataclass

from bot.teams.activities import Account, Incoming


class BadReferenceError(ValueError):
    """A kept reference cannot be read."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A personal conversation with one person.

    The tenant is ours: the SDK drops it from the conversation (row 6).
    """

    service_url: str
    conversation: str
    tenant: str
    channel: str
    user: Account
    bot: Account

    def __post_init__(self) -> None:
        if not (self.service_url and self.conversation and self.tenant and self.user.id):
            raise BadReferenceError("a reference needs a service URL, a conversation, a tenant and a person")

    def to_json(self) -> str:
        """The text that a store keeps; alike for alike references."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def reference_of(incoming: Incoming) -> Reference:
    """Where this activity's answer goes."""
    return Reference(
        service_url=incoming.service_url,
        conversation=incoming.conversation,
        tenant=incoming.tenant,
        channel=incoming.channel,
        user=incoming.sender,
        bot=incoming.bot,
    )


def read_reference(text: str) -> Reference:
    """The reference that `to_json` wrote. Raises BadReferenceError."""
    try:
        fields = json.loads(text)
        user, bot = Account(**fields.pop("user")), Account(**fields.pop("bot"))
        reference = Reference(**fields, user=user, bot=bot)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadReferenceError(f"the reference cannot be read: {type(error).__name__}") from None
    if not all(isinstance(value, str) for value in (*fields.values(), *asdict(user).values())):
        raise BadReferenceError("a field of the reference is no text")
    return reference
