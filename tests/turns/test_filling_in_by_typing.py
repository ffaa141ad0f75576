"""A colleague fills in a theme by typing only."""

from decimal import Decimal

from tests.turns.conftest import SAMIRA, Town

WHOLE_THEME = (
    "woonoverlast",
    "Hinder tussen buren, van geluid tot bedreiging. Wij brengen partners bij elkaar.",
    "Geluid, vervuiling en agressie. Geen overlast van bedrijven.",
    "goed",
    "De buurtbemiddeling liep goed. De nazorg bleef achter.",
    "politie (goed), woningcorporaties (kan beter), GGD (goed), jongerenwerk (moeizaam), bewoners (goed)",
    "onduidelijk",
    "Zorgpartners zitten niet aan tafel.",
    "ja, dat gaat goed",
    "ja",
    """Nieuwe wet op de regie; binnen een jaar
    Meer mensen wonen alleen; nu al
    Minder plekken in de opvang; over 2 tot 4 jaar
    Meer meldingen via de app; nu al""",
    "klaar",
    "Minder buren met langdurige overlast, en snellere hulp voor wie het meldt.",
    "2 en 2",
    "Nee, geen extra geld.",
    "klaar",
    "klaar",
    "belangrijk, geen prioriteit",
    "De aanpak staat, en vraagt vooral onderhoud.",
    "niets",
    "indienen",
    "ja",
)


async def say_all(town: Town, lines: tuple[str, ...]) -> None:
    for line in lines:
        turn = await town.talk.say(SAMIRA, line)
        assert turn.status == 202, line
        assert turn.messages, line


async def test_a_whole_theme_can_be_filled_in_and_submitted_by_typing(town: Town) -> None:
    await say_all(town, WHOLE_THEME)
    kinds = [entry.draft.kind.value for entry in await town.log()]
    assert kinds[-1] == "submitted"
    answers = await town.answers()
    assert answers["kern"] == WHOLE_THEME[1]
    assert answers["regie"] == "onduidelijk"
    assert answers["fte_nu"] == answers["fte_nodig"] == Decimal(2)
    partners = [value for name, value in answers.items() if name.startswith("partners.")]
    assert len(partners) == 5
    assert {"partner": "ggd", "oordeel": "goed"} in partners
    assert len([name for name in answers if name.startswith("ontwikkelingen.")]) == 4


async def test_the_format_takes_at_most_35_typed_messages(town: Town) -> None:
    assert len(WHOLE_THEME) <= 35
    await say_all(town, WHOLE_THEME)


async def test_it_goes_on_after_a_restart_where_it_stopped(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:4])
    await town.restart()
    turn = await town.talk.say(SAMIRA, WHOLE_THEME[4])
    assert "Bewaard bij vraag 4" in turn.text
    assert (await town.answers())["evaluatie"] == WHOLE_THEME[4]


async def test_a_saved_answer_is_said_back_with_how_far_one_is(town: Town) -> None:
    await town.talk.say(SAMIRA, "woonoverlast")
    turn = await town.talk.say(SAMIRA, WHOLE_THEME[1])
    assert "Bewaard bij vraag 1: Hinder tussen buren" in turn.text
    assert "1 van 19 klaar" in turn.text


async def test_the_last_save_can_be_undone_and_the_history_stays(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:3])
    turn = await town.talk.say(SAMIRA, "ongedaan maken")
    assert "Teruggedraaid: vraag 2" in turn.text
    log = await town.log()
    assert [entry.draft.status.value for entry in log if entry.draft.status] == ["given", "given", "cleared"]
    assert log[1].draft.value == WHOLE_THEME[2]


async def test_a_question_among_the_answers_is_asked_about_and_kept(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:2])
    turn = await town.talk.say(SAMIRA, "Wie is eigenlijk verantwoordelijk?")
    assert "Is dit je antwoord, of een vraag over het IVP?" in turn.text
    assert "afbakening" not in await town.answers()
    await town.talk.say(SAMIRA, "dit is mijn antwoord")
    assert (await town.answers())["afbakening"] == "Wie is eigenlijk verantwoordelijk?"


async def test_personal_data_is_held_until_it_is_confirmed(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:2])
    turn = await town.talk.say(SAMIRA, "Bel de wijkagent op 06-12345678 bij overlast in de straat.")
    assert "Nog niet bewaard" in turn.text
    assert "afbakening" not in await town.answers()
    await town.talk.say(SAMIRA, "toch bewaren")
    assert "06-12345678" in str((await town.answers())["afbakening"])


async def test_a_text_that_is_too_long_is_not_lost(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:2])
    turn = await town.talk.say(SAMIRA, "Lang verhaal. " * 100)
    assert "te lang" in turn.text
    assert "afbakening" not in await town.answers()
    await town.talk.say(SAMIRA, "Kort verhaal.")
    assert (await town.answers())["afbakening"] == "Kort verhaal."


async def test_skipped_required_questions_stop_a_theme_from_being_submitted(town: Town) -> None:
    await say_all(town, ("woonoverlast", "overslaan"))
    turn = await town.talk.say(SAMIRA, "indienen")
    assert "Indienen kan nog niet" in turn.text
    assert "submitted" not in [entry.draft.kind.value for entry in await town.log()]


async def test_not_knowing_counts_once_it_names_who_or_when(town: Town) -> None:
    await say_all(town, ("woonoverlast", "weet ik nog niet"))
    turn = await town.talk.say(SAMIRA, "indienen")
    assert "1. Waar gaat dit thema over?" in turn.text
    await say_all(town, ("wijzig 1", "weet ik nog niet", "de wijkmanager"))
    turn = await town.talk.say(SAMIRA, "indienen")
    assert "1. Waar gaat dit thema over?" not in turn.text
    assert (await town.answers())["kern"] == {"wie": "de wijkmanager"}


async def test_an_answer_after_a_failed_send_is_held_because_its_question_was_not_seen(town: Town) -> None:
    from bot.local import Fault

    await say_all(town, WHOLE_THEME[:2])
    town.talk.faults.next(Fault(status=500), Fault(status=500), Fault(status=500), Fault(status=500))
    await town.talk.say(SAMIRA, WHOLE_THEME[2])
    town.talk.faults.clear()
    turn = await town.talk.say(SAMIRA, "Dit typte ik zonder de vraag te zien.")
    assert "nog niet bewaard" in turn.text.casefold()
    assert "stand" not in await town.answers()


async def test_a_submitted_theme_is_read_only_until_it_is_reopened(town: Town) -> None:
    await say_all(town, WHOLE_THEME)
    turn = await town.talk.say(SAMIRA, "wijzig 1")
    assert "Dit thema is ingediend" in turn.text
    await say_all(
        town, ("heropen", "ja", "wijzig 1", "Een nieuwe omschrijving van dit thema, iets langer dan kort.")
    )
    assert str((await town.answers())["kern"]).startswith("Een nieuwe omschrijving")


async def test_a_question_can_be_changed_by_the_word_it_is_known_by(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:5])
    turn = await town.talk.say(SAMIRA, "wijzig afbakening")
    assert "Wat hoort bij dit thema, en wat niet?" in turn.text
    turn = await town.talk.say(SAMIRA, "Alles tussen buren.")
    assert (await town.answers())["afbakening"] == "Alles tussen buren."
    assert "Met wie werk je samen?" in turn.text


async def test_an_option_that_is_called_like_a_command_is_an_answer(town: Town) -> None:
    await say_all(town, (*WHOLE_THEME[:10], "Nieuwe wet op de regie", "Later"))
    items = [value for name, value in (await town.answers()).items() if name.startswith("ontwikkelingen.")]
    assert items == [{"wat": "Nieuwe wet op de regie", "wanneer": "later"}]


async def test_reminders_are_turned_off_and_on_by_typing(town: Town) -> None:
    turn = await town.talk.say(SAMIRA, "geen herinneringen")
    assert "geen herinneringen meer" in turn.text
    [record] = await town.store.people("lokaal")
    assert not record.nudges
    await town.talk.say(SAMIRA, "wel herinneringen")
    [record] = await town.store.people("lokaal")
    assert record.nudges


async def test_no_to_adding_something_goes_on_and_is_not_added(town: Town) -> None:
    await say_all(town, ("woonoverlast", "Hinder."))
    turn = await town.talk.say(SAMIRA, "Nee.")
    assert "Wat hoort bij dit thema, en wat niet?" in turn.text
    assert (await town.answers())["kern"] == "Hinder."


async def test_what_is_typed_after_a_short_answer_is_added_to_it(town: Town) -> None:
    await say_all(town, ("woonoverlast", "Hinder.", "Tussen buren, in de hele stad, vooral 's avonds."))
    assert (await town.answers())["kern"] == "Hinder.\nTussen buren, in de hele stad, vooral 's avonds."


async def test_several_lines_while_an_item_is_changed_are_all_saved(town: Town) -> None:
    await say_all(town, ("woonoverlast", "wijzig 11", "Nieuwe wet; nu al", "wijzig 11.1"))
    turn = await town.talk.say(SAMIRA, "Nieuwe wet op de regie; nu al\nMinder plekken in de opvang; nu al")
    assert "Minder plekken in de opvang" in turn.text
    saved = [value for name, value in (await town.answers()).items() if name.startswith("ontwikkelingen.")]
    assert saved == [
        {"wat": "Nieuwe wet op de regie", "wanneer": "nu"},
        {"wat": "Minder plekken in de opvang", "wanneer": "nu"},
    ]


async def test_klaar_is_no_partner(town: Town) -> None:
    await say_all(town, ("woonoverlast", "wijzig 6", "klaar"))
    assert not [name for name in await town.answers() if name.startswith("partners.")]
