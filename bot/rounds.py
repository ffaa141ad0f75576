"""Rounds in and out as files. A round is changed by giving its file again; answers are never touched."""

from bot.store import open_store
from dialogs.intake.format_file import packaged_format
from dialogs.ports import Store
from dialogs.rounds.placing import HasAnswersError, put_in_place
from dialogs.rounds.round import Round
from dialogs.rounds.round_file import dump_round, load_round


class RoundRefusedError(ValueError):
    """A round that would hide answers, or that asks by a format that is not there."""


async def import_round(url: str, tenant: str, source: bytes, name: str) -> str:
    """Add the round of a file or change it; gives one line that says what was done.

    Raises RoundFaultsError for a file with faults, RoundRefusedError, and what the store raises.
    """
    round_ = load_round(source, name)
    store = open_store(url)
    try:
        return await put_round(store, tenant, round_)
    finally:
        await store.close()


async def put_round(store: Store, tenant: str, round_: Round) -> str:
    """Add a round or change it; gives one line that says what was done. Raises RoundRefusedError."""
    try:
        packaged_format(round_.format)
    except LookupError as error:
        raise RoundRefusedError(f"formaat: {error}") from error
    try:
        placed = await put_in_place(store, tenant, round_)
    except HasAnswersError as error:
        reason = f"themas: {error} has answers; keep it in the file, with another owner if need be"
        raise RoundRefusedError(reason) from error
    if not placed.changed:
        return f"round {round_.id}: nothing changed"
    return f"round {round_.id}: {'changed' if placed.before else 'added'}, {len(round_.themes)} themes"


async def export_rounds(url: str, tenant: str, only: str | None = None) -> str:
    """The rounds of a tenant as the text of their files, one YAML document each.

    Raises RoundRefusedError when there is no round `only`.
    """
    store = open_store(url)
    try:
        rounds = await store.rounds(tenant)
    finally:
        await store.close()
    chosen = [one for one in rounds if only in {None, one.id}]
    if only is not None and not chosen:
        raise RoundRefusedError(
            f"there is no round {only!r}; there is {', '.join(one.id for one in rounds) or 'none'}"
        )
    return "---\n".join(dump_round(one) for one in chosen)
