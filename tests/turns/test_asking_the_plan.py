"""A colleague asks what the plan says, in the middle of an intake or without one."""

import pytest

from tests.turns.conftest import LOTTE, NOOR, SAMIRA, Town


async def test_a_colleague_without_a_theme_gets_the_sentence_with_section_and_page(
    reading_town: Town,
) -> None:
    turn = await reading_town.talk.say(NOOR, "wat zegt het IVP over woonoverlast?")
    assert "Woonoverlast is hinder" in turn.text
    assert "IVP Veldermeer 2023-2026" in turn.text
    assert "bladzijde" in turn.text


async def test_what_the_plan_does_not_say_is_said_honestly_and_kept_for_the_coordinator(
    reading_town: Town,
) -> None:
    turn = await reading_town.talk.say(NOOR, "wat zegt het IVP over parkeertarieven?")
    assert "Dat staat niet in het IVP" in turn.text
    turn = await reading_town.talk.say(LOTTE, "open vragen")
    assert "parkeertarieven" in turn.text
    assert "Noor" not in turn.text


async def test_only_the_coordinator_sees_what_was_asked(reading_town: Town) -> None:
    await reading_town.talk.say(NOOR, "wat zegt het IVP over parkeertarieven?")
    turn = await reading_town.talk.say(SAMIRA, "open vragen")
    assert "parkeertarieven" not in turn.text


async def test_a_question_with_somebodys_data_is_not_kept(reading_town: Town) -> None:
    await reading_town.talk.say(NOOR, "wat zegt het IVP over jan@voorbeeld.nl?")
    assert not await reading_town.store.plan_notes("lokaal")


async def test_the_pending_question_is_put_again_after_the_answer(reading_town: Town) -> None:
    await reading_town.talk.say(SAMIRA, "woonoverlast")
    turn = await reading_town.talk.say(SAMIRA, "wat zegt het IVP over ondermijning?")
    assert "Dit staat in het plan" in turn.messages[-2].text or "Dit staat in het plan" in turn.text
    assert "Waar gaat dit thema over?" in turn.messages[-1].text
    await reading_town.talk.say(SAMIRA, "Hinder tussen buren, en wat wij daar samen aan doen in de stad.")
    assert "Hinder tussen buren" in str((await reading_town.answers())["kern"])


async def test_a_doubtful_line_can_be_sent_to_the_plan_and_the_question_stays_open(
    reading_town: Town,
) -> None:
    await reading_town.talk.say(SAMIRA, "woonoverlast")
    await reading_town.talk.say(SAMIRA, "Wie doet mee aan buurtbemiddeling?")
    turn = await reading_town.talk.press(SAMIRA, "Een vraag over het IVP")
    assert "plan" in turn.text
    assert "Waar gaat dit thema over?" in turn.text
    assert "kern" not in await reading_town.answers()


async def test_questions_that_ask_for_it_show_what_the_plan_says_now(reading_town: Town) -> None:
    turn = await reading_town.talk.say(SAMIRA, "woonoverlast")
    assert "IVP Veldermeer 2023-2026" in turn.messages[-1].text
    turn = await reading_town.talk.say(
        SAMIRA, "Hinder tussen buren, en wat wij daar samen aan doen in de stad."
    )
    assert "IVP Veldermeer 2023-2026" not in turn.messages[-1].text


async def test_more_of_the_section_is_one_press_away(reading_town: Town) -> None:
    await reading_town.talk.say(NOOR, "wat zegt het IVP over woonoverlast?")
    turn = await reading_town.talk.press(NOOR, "Meer hierover")
    assert "bladzijde" in turn.text


async def test_a_thumb_reaches_the_coordinator_without_a_name(reading_town: Town) -> None:
    await reading_town.talk.say(NOOR, "wat zegt het IVP over woonoverlast?")
    await reading_town.talk.press(NOOR, "👎 Niet nuttig")
    notes = await reading_town.store.plan_notes("lokaal")
    assert [(note.kind.value, note.question) for note in notes] == [
        ("not_useful", "wat zegt het IVP over woonoverlast?")
    ]


async def test_without_a_plan_the_bot_says_so(town: Town) -> None:
    turn = await town.talk.say(NOOR, "wat zegt het IVP over woonoverlast?")
    assert "nog niet in het IVP zoeken" in turn.text


ABOUT_WHAT = "Waar wil je iets over weten?"
NOT_THERE = "Dat staat niet in het IVP."
NO_QUESTION = "Dat begrijp ik niet."
FOUND = "Woonoverlast is hinder"
WHOLE = "Je vraag is erg lang."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("zoek 🙂🙂", ABOUT_WHAT),
        ("zoek de het een van", ABOUT_WHAT),
        ("zoek", ABOUT_WHAT),
        ("?", ABOUT_WHAT),
        ("waarom?", ABOUT_WHAT),
        ("wat zegt het IVP over?", ABOUT_WHAT),
        ("wat zegt het IVP over 2023-2026?", ABOUT_WHAT),
        ("vergelijk", "Om te vergelijken heb ik twee vastgestelde plannen nodig."),
        ('zoek title:"x" AND *', NOT_THERE),
        ("what does the plan say about noise?", NOT_THERE),
        ("'; DROP TABLE plannen; --", NO_QUESTION),
        ("SELECT * FROM plannen WHERE onderwerp LIKE '%jeugd%'", NO_QUESTION),
        ("🙂", NO_QUESTION),
        ("a" * 5000 + "?", WHOLE),
        ("wat zegt het IVP over " + "woonoverlast " * 400 + "?", WHOLE),
        ("\u202bwat zegt het IVP over woonoverlast?\u202c", FOUND),
        ("Wat zegt het IVP over woon\u0007over\u200blast?", FOUND),
        ("wat zegt het IVP over <b>woonoverlast</b>?", FOUND),
    ],
)
async def test_odd_questions_get_an_honest_answer(reading_town: Town, typed: str, said: str) -> None:
    turn = await reading_town.talk.say(NOOR, typed)
    assert said in turn.text
    assert "betekent: integraal" not in turn.text


async def test_a_question_about_nothing_is_not_on_the_coordinators_list(reading_town: Town) -> None:
    await reading_town.talk.say(NOOR, "wat zegt het IVP over?")
    turn = await reading_town.talk.mention(NOOR, "waarom?")
    assert ABOUT_WHAT in turn.text
    assert not await reading_town.store.plan_notes("lokaal")


async def test_a_long_text_while_nothing_is_asked_is_said_not_to_be_kept(reading_town: Town) -> None:
    text = "Wij hebben het afgelopen jaar veel gedaan aan overlast in de wijk, samen met de corporatie. " * 3
    turn = await reading_town.talk.say(SAMIRA, text)
    assert "Ik heb je tekst niet bewaard." in turn.text
    assert "Verder" in turn.titles
    assert "begrijp ik niet" in (await reading_town.talk.say(NOOR, text)).text


async def test_a_subject_alone_is_enough_when_no_question_is_open(reading_town: Town) -> None:
    turn = await reading_town.talk.say(NOOR, "hangjongeren")
    assert "Dit staat in het plan" in turn.text
    turn = await reading_town.talk.say(NOOR, "zeppelins")
    assert "Dat begrijp ik niet" in turn.text
    assert not await reading_town.store.plan_notes("lokaal")


async def test_an_abbreviation_is_explained_once(reading_town: Town) -> None:
    turn = await reading_town.talk.say(NOOR, "waar staat ZVH voor?")
    assert "ZVH betekent: zorg- en veiligheidshuis." in turn.text
    assert turn.text.count("zorg- en veiligheidshuis") == 1
