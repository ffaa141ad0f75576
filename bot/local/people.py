"""The people of the stand-in: who may be chosen on the chat page or speak in a test."""

import uuid
from dataclasses import dataclass

_SPACE = uuid.UUID("5f0c9f6e-3b0d-5f5e-9c1b-7a1f6a3d2e10")


@dataclass(frozen=True, slots=True)
class LocalPerson:
    """Somebody with one personal conversation with the bot.

    The ids follow from the address, so that a person keeps them when the stand-in starts again.
    `role` and `themes` are words for the chat page only: what somebody may do is for the bot to decide.
    """

    address: str
    name: str
    role: str = ""
    themes: tuple[str, ...] = ()
    tenant: str = "lokaal"
    guest: bool = False

    def __post_init__(self) -> None:
        if not self.address.strip() or not self.name.strip() or not self.tenant.strip():
            raise ValueError("a person needs an address, a name and a tenant")

    @property
    def object_id(self) -> str:
        """The Entra object id."""
        return str(uuid.uuid5(_SPACE, f"{self.tenant}/{self.address.casefold()}"))

    @property
    def teams_id(self) -> str:
        """The id that the person has towards this bot."""
        return "29:1" + self.object_id.replace("-", "")

    @property
    def conversation_id(self) -> str:
        """The id of the personal conversation with the bot."""
        return "a:1" + uuid.uuid5(_SPACE, "chat/" + self.teams_id).hex

    @property
    def principal_name(self) -> str:
        """The sign-in name; a guest's is made from the address at home, as Entra does it."""
        if not self.guest:
            return self.address
        return f"{self.address.replace('@', '_')}#EXT#@{self.tenant}.onmicrosoft.example"

    def account(self) -> dict[str, object]:
        """The `from` or `recipient` of an activity."""
        return {"id": self.teams_id, "name": self.name, "aadObjectId": self.object_id}

    def member(self) -> dict[str, object]:
        """The member record that the bot reads. A guest's tenant is the one at home."""
        given, _, surname = self.name.partition(" ")
        return self.account() | {
            "objectId": self.object_id,
            "givenName": given,
            "surname": surname,
            "email": self.address,
            "userPrincipalName": self.principal_name,
            "tenantId": f"thuis-van-{self.object_id}" if self.guest else self.tenant,
            "userRole": "guest" if self.guest else "user",
        }
