"""Keeps the chats of the stand-in over a restart, as Teams keeps them: old cards stay to be pressed."""

import json
import os
from datetime import datetime
from pathlib import Path

from bot.local.conversation import Message
from bot.local.teams import LocalTeams, UnknownPersonError


class HistoryFile:
    """A file with one line for every new or changed message; only its owner can read it.

    Pass `keep` to LocalTeams, and call `load` once it is made. It is no store of answers: losing a line, at
    a crash or to a damaged file, costs a line on the chat page and nothing else.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)

    def keep(self, conversation: str, message: Message) -> None:
        """Write a message down."""
        line = {
            "conversation": conversation,
            "id": message.id,
            "at": message.at.isoformat(),
            "from_bot": message.from_bot,
            "updates": message.updates,
            "deleted": message.deleted,
            "activity": message.activity,
        }
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def load(self, teams: LocalTeams) -> None:
        """Put back what an earlier run wrote. Lines that are damaged, or of people who left, are skipped."""
        if not self._path.exists():
            return
        with self._path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                try:
                    kept = json.loads(line)
                    message = Message(
                        id=str(int(kept["id"])),
                        activity=kept["activity"],
                        at=datetime.fromisoformat(kept["at"]),
                        from_bot=kept["from_bot"],
                        changed=0,
                        updates=kept["updates"],
                        deleted=kept["deleted"],
                    )
                    conversation = teams.conversation(kept["conversation"])
                except (ValueError, KeyError, TypeError, UnknownPersonError):
                    continue
                conversation.restore(message)
                conversation.installed = True
                teams.reserve_id(message.id)
