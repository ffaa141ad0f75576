"""A stand-in for Teams on this machine, and the chat page on it.

`LocalTeams` is the state, `LocalServer` serves it with the chat page, `LocalTalk` is the same for tests.
Nothing here knows botbuilder: the bot is reached over HTTP, as Teams does it.
"""

from bot.local.faults import Call, Fault, Faults
from bot.local.guard import TOKEN_HEADER, new_token
from bot.local.history import HistoryFile
from bot.local.people import LocalPerson
from bot.local.server import LocalServer, PortTakenError
from bot.local.talk import LocalTalk, NoSuchButtonError, Turn
from bot.local.teams import LocalTeams

__all__ = [
    "TOKEN_HEADER",
    "Call",
    "Fault",
    "Faults",
    "HistoryFile",
    "LocalPerson",
    "LocalServer",
    "LocalTalk",
    "LocalTeams",
    "NoSuchButtonError",
    "PortTakenError",
    "Turn",
    "new_token",
]
