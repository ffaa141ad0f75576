"""No answer, question, name or file name reaches a log or a counter: every scenario with marked words."""

import json
import logging

import pytest

from bot.documents.form import form
from bot.local import Call, Fault
from tests.documents.form_samples import sheet
from tests.turns.conftest import LOTTE, NOOR, SAMIRA, Town

MARKS = (
    "Zwaluwstaart",
    "Kwikstaart",
    "Roodborst",
    "Putter",
    "Nachtegaal",
    "Samira",
    "Elidrissi",
    "veldermeer.example",
    "06-12345678",
)


async def every_scenario(town: Town) -> None:
    talk = town.talk
    await talk.install(SAMIRA)
    await talk.say(SAMIRA, "woonoverlast")
    await talk.say(SAMIRA, "Zwaluwstaart is waar dit thema over gaat, in twee zinnen. Echt waar.")
    await talk.say(SAMIRA, "Kwikstaart belt op 06-12345678.")
    await talk.say(SAMIRA, "toch bewaren")
    await talk.say(SAMIRA, "Waarom Roodborst?")
    await talk.say(SAMIRA, "ongedaan maken")
    await talk.say(SAMIRA, "Zwaluwstaart " * 3000)
    await talk.say(SAMIRA, "wat zegt het IVP over Roodborst?")
    await talk.say(NOOR, "wat zegt het IVP over Putter?")
    await talk.say(LOTTE, "open vragen")
    await talk.send_file(SAMIRA, "Nachtegaal.docx", form(sheet(), blank=True), "Putter erbij")
    await talk.send_file(SAMIRA, "Nachtegaal.pdf", b"%PDF-1.7 Nachtegaal")
    talk.faults.next(Fault(status=403), on=(Call.DOWNLOAD, Call.UPLOAD), times=2)
    await talk.send_file(SAMIRA, "Nachtegaal.docx", b"Nachtegaal")
    await talk.say(SAMIRA, "kopie als bestand")
    await talk.accept(SAMIRA)
    talk.faults.clear()
    talk.faults.next(*[Fault(status=500)] * 6)
    await talk.say(SAMIRA, "Putter is een antwoord dat niet aankomt.")
    talk.faults.clear()
    await talk.raw(SAMIRA, {"type": "message", "text": "Putter", "value": {"ivp": {"verb": "Roodborst"}}})
    await town.store.close()
    await talk.say(SAMIRA, "Kwikstaart terwijl de opslag weg is.")


async def test_no_marked_word_is_logged_or_counted(
    reading_town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await every_scenario(reading_town)
    logged = "\n".join(
        f"{one.name} {one.getMessage()} {one.exc_text or ''} {one.args}" for one in caplog.records
    )
    assert "a turn broke" in logged
    counted = json.dumps(dict(reading_town.bots[-1].adapter.counts))
    for mark in MARKS:
        assert mark not in logged
        assert mark not in counted
