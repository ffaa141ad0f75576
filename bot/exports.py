"""All that was gathered, as data: every theme with its state, its answers, and its whole log."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from bot.store import open_store
from bot.store.codec import entry_document
from dialogs.intake.format import Format
from dialogs.intake.format_file import packaged_format
from dialogs.intake.sheet import Sheet
from dialogs.intake.showing import answer_shown
from dialogs.intake.theme_log import ThemeKey, ThemeState
from dialogs.ports import Store
from dialogs.rounds.round import Round, Theme

SHAPE = 1


async def gathered(url: str, tenant: str, at: datetime) -> dict[str, object]:
    """Everything of a tenant, in the store at `url`."""
    store = open_store(url)
    try:
        return await everything(store, tenant, at)
    finally:
        await store.close()


async def everything(
    store: Store, tenant: str, at: datetime, form_of: Callable[[str], Format] = packaged_format
) -> dict[str, object]:
    """Everything of a tenant. Answers that are hidden now stand in the log only.

    `vervallen` holds the answers to questions that this version of the format does not have.
    """
    rounds = []
    for round_ in await store.rounds(tenant):
        form = form_of(round_.format)
        rounds.append(
            _round(round_, form, [await _sheet(store, tenant, round_, one, form) for one in round_.themes])
        )
    return _shaped(tenant, at, rounds)


def of_sheets(sheets: Sequence[Sheet], at: datetime) -> dict[str, object]:
    """The same of some themes of one tenant, in the order given."""
    by_round = groupby(sheets, lambda sheet: sheet.round.id)
    found = [list(some) for _, some in by_round]
    return _shaped(sheets[0].key.tenant, at, [_round(some[0].round, some[0].format, some) for some in found])


def as_json(found: Mapping[str, object]) -> str:
    """An export as text, for people to read too."""
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _shaped(tenant: str, at: datetime, rounds: Sequence[Mapping[str, object]]) -> dict[str, object]:
    return {"shape": SHAPE, "tenant": tenant, "at": at.isoformat(), "rounds": list(rounds)}


def _round(round_: Round, form: Format, sheets: Sequence[Sheet]) -> dict[str, object]:
    return {
        "id": round_.id,
        "titel": round_.title,
        "periode": round_.period,
        "formaat": {"id": form.id, "versie": form.version},
        "themas": [_theme(sheet) for sheet in sheets],
    }


async def _sheet(store: Store, tenant: str, round_: Round, theme: Theme, form: Format) -> Sheet:
    key = ThemeKey(tenant, round_.id, theme.id)
    entries = await store.log(key)
    return Sheet(key, round_, theme, form, entries, ThemeState.of(entries))


def _theme(sheet: Sheet) -> dict[str, object]:
    theme = sheet.theme
    answers = []
    for one in sheet.asked:
        entry = sheet.state.standing(one.id)
        items = [entry_document(item) for item in sheet.items(one.id)]
        answers.append(
            {
                "id": one.id,
                "nummer": one.number,
                "vraag": sheet.words(one.question.text, one.id),
                "antwoord": entry_document(entry) if entry else None,
                "regels": items,
                "getoond": answer_shown(sheet, one.question),
                "intern": sheet.internal(one.question),
            }
        )
    return {
        "id": theme.id,
        "titel": theme.title,
        "veld": theme.field,
        "themahouder": theme.owner,
        "stand": sheet.state.phase.value,
        "klaar": sheet.progress.done,
        "van": sheet.progress.total,
        "antwoorden": answers,
        "vervallen": [
            {"id": question, "regels": [entry_document(entry) for entry in kept]}
            for question, kept in sheet.removed.items()
        ],
        "log": [entry_document(entry) for entry in sheet.entries],
    }
