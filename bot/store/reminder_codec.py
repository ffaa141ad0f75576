"""What is kept of the reminders of a round, as JSON and back."""

from dataclasses import asdict
from datetime import datetime

from bot.store.codec import Document, in_utc, round_document, round_of, sound
from dialogs.reminding.kept import Changed, ReminderSettings, RoundWatch, What

Kept = ReminderSettings | RoundWatch
KeptKey = tuple[str, str, str]  # tenant, round, and which of the two

SETTINGS, WATCH = "settings", "watch"


def settings_document(tenant: str, settings: ReminderSettings) -> Document:
    """What the coordinator set; raises ImpossibleValueError when it holds what no store keeps."""
    until = None if settings.until is None else in_utc(settings.until).isoformat()
    kept = {**asdict(settings), "until": until}
    return sound({"holds": SETTINGS, "tenant": tenant, "round": settings.round, SETTINGS: kept})


def watch_document(tenant: str, watch: RoundWatch) -> Document:
    """How a round was; raises ImpossibleValueError when it holds what no store keeps."""
    changes = [
        {**asdict(one), "at": in_utc(one.at).isoformat(), "what": one.what.value} for one in watch.changes
    ]
    kept = {
        "known": round_document(tenant, watch.known)["round"],
        "since": in_utc(watch.since).isoformat(),
        "changes": changes,
    }
    return sound({"holds": WATCH, "tenant": tenant, "round": watch.known.id, WATCH: kept})


def kept_of(document: Document) -> tuple[KeptKey, Kept]:
    """The key and the record that a document holds."""
    holds = document["holds"]
    key = (str(document["tenant"]), str(document["round"]), str(holds))
    return key, _settings(document) if holds == SETTINGS else _watch(document)


def _settings(document: Document) -> ReminderSettings:
    kept = document[SETTINGS]
    until = None if kept["until"] is None else datetime.fromisoformat(kept["until"])
    return ReminderSettings(**{**kept, "until": until})


def _watch(document: Document) -> RoundWatch:
    kept = document[WATCH]
    changes = (
        Changed(**{**one, "at": datetime.fromisoformat(one["at"]), "what": What(one["what"])})
        for one in kept["changes"]
    )
    known = round_of({"tenant": document["tenant"], "round": kept["known"]})[1]
    return RoundWatch(known, datetime.fromisoformat(kept["since"]), tuple(changes))
