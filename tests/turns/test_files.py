"""Files in the personal chat, through the stand-in: sent to the bot, offered by it, accepted and declined."""

import asyncio

import pytest

from bot.local import Call, Fault
from tests.turns.conftest import NOOR, PIETER, SAMIRA, Town


async def test_the_form_is_offered_and_given_as_it_stands_when_it_is_accepted(town: Town) -> None:
    offer = await town.talk.say(SAMIRA, "formulier woonoverlast")
    assert "formulier.docx" in offer.text
    assert town.talk.teams.onedrive.puts == 0  # nothing is made before somebody wants it
    given = await town.talk.accept(SAMIRA)
    name, data = town.talk.given(SAMIRA)
    assert (given.status, name[-5:], data[:2]) == (200, ".docx", b"PK")
    assert name in given.text


async def test_an_offer_that_was_accepted_is_gone_and_cannot_be_accepted_again(town: Town) -> None:
    offer = (await town.talk.say(SAMIRA, "formulier woonoverlast")).messages[0]
    await town.talk.accept(SAMIRA, on=offer)
    assert offer.id not in [message.id for message in town.talk.messages(SAMIRA)]


async def test_an_offer_is_good_for_one_file_also_when_its_card_could_not_be_removed(town: Town) -> None:
    offer = (await town.talk.say(SAMIRA, "formulier woonoverlast")).messages[0]
    town.talk.faults.next(Fault(status=500), on=(Call.DELETE,), times=2)
    await asyncio.gather(town.talk.accept(SAMIRA, on=offer), town.talk.accept(SAMIRA, on=offer))
    await town.talk.say(SAMIRA, "hulp")
    later = await town.talk.accept(SAMIRA, on=offer)
    assert (later.messages, town.talk.teams.onedrive.puts) == ((), 1)


async def test_the_same_yes_delivered_twice_puts_one_file(town: Town) -> None:
    await town.talk.say(SAMIRA, "formulier woonoverlast")
    await town.talk.accept(SAMIRA)
    await town.talk.redeliver(SAMIRA)
    await town.restart()
    again = await town.talk.redeliver(SAMIRA)
    assert (again.status, again.messages, town.talk.teams.onedrive.puts) == (200, (), 1)


async def test_whoever_declines_gets_nothing_and_loses_nothing(town: Town) -> None:
    await town.talk.say(SAMIRA, "woonoverlast")
    await town.talk.say(SAMIRA, "formulier")
    turn = await town.talk.decline(SAMIRA)
    assert "Er verandert niets" in turn.text
    await town.talk.say(SAMIRA, "Er zijn twee wijken met veel meldingen.")
    assert "Er zijn twee wijken met veel meldingen." in (await town.answers()).values()


@pytest.mark.parametrize("fault", [Fault(status=403), Fault(status=500)])
async def test_where_files_are_blocked_the_way_in_the_chat_is_named(town: Town, fault: Fault) -> None:
    town.talk.faults.next(fault, on=(Call.SEND,))
    blocked = await town.talk.say(SAMIRA, "formulier woonoverlast")
    assert "Je kunt alles ook hier invullen" in blocked.text
    await town.talk.say(SAMIRA, "formulier woonoverlast")
    town.talk.faults.next(fault, on=(Call.UPLOAD,))
    assert "Je kunt alles ook hier invullen" in (await town.talk.accept(SAMIRA)).text


async def test_with_several_themes_the_bot_asks_which_form(town: Town) -> None:
    which = await town.talk.say(SAMIRA, "leeg formulier")
    assert "Van welk thema" in which.text
    await town.talk.press(SAMIRA, "Leeg formulier: Woonoverlast")
    await town.talk.accept(SAMIRA)
    assert town.talk.given(SAMIRA)[0] == "Woonoverlast - leeg formulier.docx"
    typed = await town.talk.say(SAMIRA, "formulier woonoverlast")
    assert "Woonoverlast - formulier.docx" in typed.text


async def test_a_file_that_the_bot_has_no_use_for_is_told_and_the_question_stays(town: Town) -> None:
    await town.talk.say(PIETER, "start")
    turn = await town.talk.send_file(PIETER, "vakantie.jpg", b"\xff\xd8\xff\xe0", "Zo was het daar")
    assert "Met dit bestand kan ik niets" in turn.text
    assert "Zo was het daar" in turn.text  # what was typed beside it stays in sight, and is no answer
    assert not await town.answers("jeugd")


async def test_somebody_without_a_theme_hears_that_too(town: Town) -> None:
    turn = await town.talk.send_file(NOOR, "foto.jpg", b"\xff\xd8")
    assert "Met dit bestand kan ik niets" in turn.text


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault(status=404), "de link is verlopen"),
        (Fault(status=503), "over een paar minuten opnieuw"),
        (Fault(status=500, retry_after=1), "over een paar minuten opnieuw"),
    ],
)
async def test_a_file_that_cannot_be_fetched_is_asked_for_again(town: Town, fault: Fault, said: str) -> None:
    town.talk.faults.next(fault, on=(Call.DOWNLOAD,))
    assert said in (await town.talk.send_file(SAMIRA, "formulier.docx", b"PK")).text


async def test_a_link_that_is_too_old_is_told(town: Town) -> None:
    await town.talk.send_file(SAMIRA, "formulier.docx", b"PK")
    town.clock.forward(minutes=10)
    await town.restart()
    assert "de link is verlopen" in (await town.talk.redeliver(SAMIRA)).text


async def test_a_file_of_fifty_mb_is_refused_while_it_comes_in(town: Town) -> None:
    turn = await town.talk.send_file(SAMIRA, "formulier.docx", b"x" * 50_000_000)
    assert "te groot" in turn.text


async def test_an_empty_file_is_told(town: Town) -> None:
    assert "leeg" in (await town.talk.send_file(SAMIRA, "formulier.docx", b"")).text


async def test_several_files_at_once_are_asked_for_one_by_one(town: Town) -> None:
    turn = await town.talk.send_files(SAMIRA, {"een.docx": b"PK", "twee.docx": b"PK"})
    assert "een voor een" in turn.text


async def test_a_pasted_picture_is_told_and_the_words_around_it_are_the_answer(town: Town) -> None:
    await town.talk.say(SAMIRA, "woonoverlast")
    turn = await town.talk.send_files(SAMIRA, {}, "Het gaat om twee wijken.", picture=True)
    assert "Een plaatje kan ik niet lezen" in turn.text
    assert "Het gaat om twee wijken." in (await town.answers()).values()
    alone = await town.talk.send_files(SAMIRA, {}, picture=True)
    assert "Een plaatje kan ik niet lezen" in alone.text
