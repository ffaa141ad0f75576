"""No answer, question, name or file name reaches a log or a counter: every scenario with marked words."""

import json
import logging
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.documents.form import form
from bot.local import Call, Fault
from tests.documents.form_samples import sheet
from tests.turns.conftest import LOTTE, NOOR, SAMIRA, Town, a_town

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
    await talk.say(LOTTE, "Putter = Zwaluwstaart")
    await talk.send_file(LOTTE, "Nachtegaal.md", b"# Putter\n\nDe Putter en de Roodborst.\n")
    await talk.say(LOTTE, "naam Roodborst")
    await talk.say(LOTTE, "toch niet")
    await talk.send_file(LOTTE, "Nachtegaal.pdf", b"%PDF-1.7 Nachtegaal")
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


@pytest.fixture
async def own_town(tmp_path: Path, example_library: Path) -> AsyncIterator[Town]:
    """A town with a library of its own: this one is taught and added to."""
    shutil.copytree(example_library, tmp_path / "plans")
    async with a_town(tmp_path, tmp_path / "plans") as made:
        yield made


async def test_no_marked_word_is_logged_or_counted(own_town: Town, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await every_scenario(own_town)
    logged = "\n".join(
        f"{one.name} {one.getMessage()} {one.exc_text or ''} {one.args}" for one in caplog.records
    )
    assert "a turn broke" in logged
    counted = json.dumps(dict(own_town.bots[-1].counts()))
    for mark in MARKS:
        assert mark not in logged
        assert mark not in counted
