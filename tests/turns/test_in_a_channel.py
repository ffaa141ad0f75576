"""The bot is called in a channel, where others read along: plan questions only, and nothing of a person."""

import logging
from pathlib import Path

import pytest

from bot.local import Fault
from bot.local.activities import CHANNEL
from bot.local.cards import CardButton, plain
from dialogs import channel
from dialogs.events import Event, Place
from dialogs.people import PersonKey, Profile
from dialogs.tally import Tally
from knowledge.library import Library
from knowledge.naming import Details
from knowledge.passages import Status
from tests.teams.teams_channel import TENANT, running
from tests.turns.conftest import LOTTE, NOOR, SAMIRA, START, Town, a_town


def key_of(town: Town, address: str) -> PersonKey:
    return PersonKey("lokaal", town.talk.teams.conversation(address).person.object_id)


async def test_a_plan_question_is_answered_in_its_thread_with_section_and_page(reading_town: Town) -> None:
    turn = await reading_town.talk.mention(NOOR, "wat zegt het IVP over woonoverlast?")
    assert turn.status == 202
    [message] = turn.messages
    assert turn.thread.startswith(f"{CHANNEL};messageid=")
    assert message.activity["conversation"]["id"] == turn.thread
    assert "Woonoverlast is hinder" in message.text
    assert "bladzijde" in message.text
    assert message.titles == ["👍 Nuttig", "👎 Niet nuttig"]
    assert "Noor" not in message.text


async def test_a_subject_alone_is_a_question_there(reading_town: Town) -> None:
    turn = await reading_town.talk.mention(NOOR, "cameratoezicht")
    assert "cameratoezicht" in turn.text
    assert "Dit staat in het plan" in turn.text


async def test_whatever_is_no_plan_question_gets_one_line_about_what_the_bot_does_there(
    reading_town: Town,
) -> None:
    for said in ("", "hulp", "start", "vergeet mij", "later morgen om 9 uur", "dank je wel!", "Twee wijken.",
                 "Wij werken samen met de corporaties aan een schone buurt."):  # fmt: skip
        turn = await reading_town.talk.mention(SAMIRA, said)
        assert turn.text == (
            "Hier beantwoord ik alleen vragen over het IVP. Invullen doe je in je eigen chat met mij."
        ), said
        assert turn.titles == []
    assert not await reading_town.log()


async def test_a_question_that_is_pending_stays_as_it_was(reading_town: Town) -> None:
    talk = reading_town.talk
    await talk.say(SAMIRA, "woonoverlast")
    before = await reading_town.store.focus(key_of(reading_town, SAMIRA))
    assert before.question
    turn = await talk.mention(SAMIRA, "wat zegt het IVP over ondermijning?")
    await talk.press_in(turn.thread, SAMIRA, "👍 Nuttig")
    await talk.mention(SAMIRA, "Hinder tussen buren, en wat wij daar samen aan doen.")
    assert "Waar gaat dit thema over?" not in turn.text
    assert await reading_town.store.focus(key_of(reading_town, SAMIRA)) == before
    assert await reading_town.answers() == {}
    await talk.say(SAMIRA, "Hinder tussen buren, en wat wij daar samen aan doen in de stad.")
    assert "Hinder tussen buren" in str((await reading_town.answers())["kern"])


async def test_who_only_speaks_in_a_channel_leaves_no_trace_of_themselves(reading_town: Town) -> None:
    await reading_town.talk.mention(SAMIRA, "wat zegt het IVP over ondermijning?")
    assert await reading_town.store.people("lokaal") == []
    assert await reading_town.store.bound("lokaal", SAMIRA) is None


async def test_what_was_asked_before_says_nothing_about_the_next_question(reading_town: Town) -> None:
    talk = reading_town.talk
    await talk.say(NOOR, "wat zegt het IVP over woonoverlast?")
    turn = await talk.mention(NOOR, "en bij jongeren?")
    assert "Woonoverlast is hinder" not in turn.text


async def test_what_the_plan_does_not_say_reaches_the_coordinator_without_the_asker(
    reading_town: Town,
) -> None:
    turn = await reading_town.talk.mention(NOOR, "wat zegt het IVP over parkeertarieven?")
    assert "Dat staat niet in het IVP" in turn.text
    turn = await reading_town.talk.say(LOTTE, "open vragen")
    assert "parkeertarieven" in turn.text
    assert "Noor" not in turn.text


async def test_everybody_who_reads_along_may_give_a_thumb_and_a_double_press_counts_once(
    reading_town: Town,
) -> None:
    turn = await reading_town.talk.mention(NOOR, "wat zegt het IVP over woonoverlast?")
    for _ in range(2):
        pressed = await reading_town.talk.press_in(turn.thread, SAMIRA, "👎 Niet nuttig")
        assert pressed.answer["value"] == "Dank je. De coördinator ziet de vraag, zonder je naam."
        assert pressed.messages == ()
    notes = await reading_town.store.plan_notes("lokaal")
    assert [(note.kind.value, note.question) for note in notes] == [
        ("not_useful", "wat zegt het IVP over woonoverlast?")
    ]
    assert notes[0].passage


async def test_the_word_that_was_meant_is_one_press_away(reading_town: Town) -> None:
    turn = await reading_town.talk.mention(NOOR, "wat zegt het IVP over buurtpreventief?")
    assert "Bedoelde je" in turn.text
    word = turn.titles[0]
    turn = await reading_town.talk.press_in(turn.thread, SAMIRA, word)
    assert word in turn.text.lower()
    assert turn.messages[-1].activity["conversation"]["id"] == turn.thread


async def test_a_mention_that_teams_delivers_twice_is_answered_once(reading_town: Town) -> None:
    turn = await reading_town.talk.mention(NOOR, "wat zegt het IVP over parkeertarieven?")
    again = await reading_town.talk.redeliver(NOOR, thread=turn.thread)
    assert (again.status, again.messages) == (202, ())
    assert len(await reading_town.store.plan_notes("lokaal")) == 1


async def test_a_question_with_somebodys_data_is_answered_and_not_kept(reading_town: Town) -> None:
    turn = await reading_town.talk.mention(NOOR, "wat zegt het IVP over jan@voorbeeld.nl?")
    assert turn.text
    assert not await reading_town.store.plan_notes("lokaal")


async def test_a_comparison_in_a_channel_is_pointed_to_the_own_chat(reading_town: Town) -> None:
    turn = await reading_town.talk.mention(NOOR, "vergelijk jeugd")
    assert "vergelijken doe ik in je eigen chat" in turn.text
    assert "“" not in turn.text


async def test_without_a_plan_the_bot_says_so_in_the_channel_too(town: Town) -> None:
    turn = await town.talk.mention(NOOR, "wat zegt het IVP over woonoverlast?")
    assert "nog niet in het IVP zoeken" in turn.text


async def test_a_question_that_is_a_whole_story_is_asked_to_be_shorter(reading_town: Town) -> None:
    turn = await reading_town.talk.mention(NOOR, "woonoverlast " * 200 + "?")
    assert turn.text == "Je vraag is erg lang. Stel hem in één of twee zinnen."


async def test_a_colleague_cites_the_plan_in_a_chat_that_the_bot_is_no_part_of(reading_town: Town) -> None:
    talk = reading_town.talk
    await talk.install(NOOR)
    answer = (await talk.search(NOOR, "woo")).answer["composeExtension"]
    first = answer["attachments"][0]
    assert first["preview"]["content"]["title"].startswith("5 Woonoverlast › 5.1 Wat er speelt, bladzijde")
    assert "Woonoverlast is hinder" in first["preview"]["content"]["text"]
    assert "Woonoverlast is hinder" in "".join(plain(first["content"]))
    assert 1 < len(answer["attachments"]) <= 10
    answer = (await talk.search(NOOR, "parkeertarieven")).answer["composeExtension"]
    assert answer == {"type": "message", "text": "Dat staat niet in het IVP. Probeer een ander woord."}
    assert not await reading_town.store.plan_notes("lokaal")


async def test_who_never_met_the_bot_is_asked_to_open_their_own_chat_first(reading_town: Town) -> None:
    answer = (await reading_town.talk.search(NOOR, "woonoverlast")).answer["composeExtension"]
    assert "Open eerst een keer je eigen chat met mij" in answer["text"]


async def test_a_second_question_in_a_thread_is_answered_in_that_thread(reading_town: Town) -> None:
    first = await reading_town.talk.mention(NOOR, "wat zegt het IVP over woonoverlast?")
    second = await reading_town.talk.mention(SAMIRA, "wie leidt het groepenoverleg?", thread=first.thread)
    assert second.thread == first.thread
    assert "jeugdregisseur" in second.text


async def test_a_button_of_the_personal_chat_does_nothing_in_a_channel(reading_town: Town) -> None:
    turn = await reading_town.talk.mention(NOOR, "wat zegt het IVP over woonoverlast?")
    teams = reading_town.talk.teams
    place = teams.at(turn.thread)
    for verb in ("save", "submit_yes", "themes", "ask"):
        made_up = CardButton({"type": "Action.Execute", "verb": verb, "data": {"ivp": {"verb": verb}}}, ())
        pressed = await teams.press(SAMIRA, turn.messages[0].id, made_up, {"antwoord": "x"}, place)
        assert "je eigen chat" in pressed.body["value"]
    assert not await reading_town.log()
    assert len([one for one in place if one.from_bot]) == 1


async def test_a_client_that_sends_a_press_as_a_message_is_heard_without_a_mention(
    reading_town: Town,
) -> None:
    turn = await reading_town.talk.mention(NOOR, "wat zegt het IVP over woonoverlast?")
    teams = reading_town.talk.teams
    button = turn.messages[0].buttons[0]
    submit = CardButton({"type": "Action.Submit", "data": button.data}, ())
    await teams.press(SAMIRA, turn.messages[0].id, submit, {}, teams.at(turn.thread))
    [note] = await reading_town.store.plan_notes("lokaal")
    assert note.kind.value == "useful"


async def test_a_guest_in_the_team_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    asked = event("wat zegt het IVP over woonoverlast?", guest=True)
    async with a_town(tmp_path) as town:
        reply = await channel.turn(asked, None, town.store, START, Tally())
    [view] = reply.views
    assert "gast" in str(view)


async def test_a_guest_is_known_by_the_record_of_the_team() -> None:
    async with running() as bot:
        bot.connector.member["userRole"] = "guest"
        mention = {"type": "mention", "mentioned": {"id": "28:bot"}, "text": "<at>IVP</at>"}
        await bot.say(
            "<at>IVP</at> wat zegt het IVP over woonoverlast?",
            conversation={"id": "19:kanaal@thread.tacv2;messageid=1", "conversationType": "channel"},
            channelData={"tenant": {"id": TENANT}, "team": {"id": "19:team@thread.tacv2"}},
            entities=[mention],
        )
        assert bot.connector.asked == [("19:team@thread.tacv2", "29:noor")]
        assert "gast" in bot.connector.texts[0]
        assert bot.script.events == []
        assert bot.remembered == []


async def test_a_concept_answers_nobody_where_others_read_along(tmp_path: Path) -> None:
    draft = tmp_path / "concept.md"
    draft.write_text("# Geluid\n\nEen proef met geluidsmeters begint in het najaar bij de haven.\n", "utf-8")
    library = Library(tmp_path / "plans")
    library.add([draft], Details("IVP concept", "2027-2030", Status.CONCEPT))
    async with a_town(tmp_path, tmp_path / "plans") as town:
        personal = await town.talk.say(SAMIRA, "wat zegt het IVP over geluidsmeters?")
        assert "proef met geluidsmeters" in personal.text
        turn = await town.talk.mention(SAMIRA, "wat zegt het IVP over geluidsmeters?")
        found = (await town.talk.search(SAMIRA, "geluidsmeters")).answer["composeExtension"]
    for said in (turn.text, found["text"]):
        assert "nog niet in het IVP zoeken" in said


async def test_a_row_of_a_table_is_told_and_not_quoted(reading_town: Town) -> None:
    await reading_town.talk.install(NOOR)
    answer = (await reading_town.talk.search(NOOR, "brandveiligheid branden")).answer["composeExtension"]
    cards = ["".join(plain(one["content"])) for one in answer["attachments"]]
    assert any("In het plan staat: Preventie brandveiligheid" in card for card in cards)
    assert not any("“Preventie brandveiligheid" in card for card in cards)


async def test_nothing_that_is_asked_or_typed_there_is_logged_or_counted(
    reading_town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    talk = reading_town.talk
    with caplog.at_level(logging.DEBUG):
        turn = await talk.mention(NOOR, "wat zegt het IVP over Zwaluwstaart?")
        talk.faults.next(*[Fault(status=500)] * 4)
        await talk.mention(NOOR, "wat zegt het IVP over woonoverlast en Roodborst?", thread=turn.thread)
        talk.faults.clear()
        await talk.install(NOOR)
        await talk.search(NOOR, "Zwaluwstaart")
        await talk.search(NOOR, "Roodborst", skip=-1)
        await reading_town.store.close()
        await talk.mention(NOOR, "wat zegt het IVP over Kwikstaart?")
    logged = "\n".join(f"{one.getMessage()} {one.exc_text or ''} {one.args}" for one in caplog.records)
    assert "a turn broke" in logged
    for mark in ("Zwaluwstaart", "Roodborst", "Kwikstaart", "woonoverlast", "Noor", "veldermeer.example"):
        assert mark not in logged
        assert mark not in str(reading_town.bots[-1].adapter.counts)


def event(text: str, *, guest: bool = False) -> Event:
    who = Profile(PersonKey("lokaal", "iemand"), "Iemand", "iemand@elders.example", guest)
    return Event(who, "1", START, text, place=Place.CHANNEL)
