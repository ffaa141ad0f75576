"""A colleague fills in a theme with cards only, and meets every bad day that cards can have."""

from collections.abc import Mapping
from decimal import Decimal

from bot.local import Fault
from bot.local.conversation import Message
from bot.local.faults import Call
from bot.local.talk import Turn
from dialogs.intake.theme_log import Via
from tests.turns.conftest import JOOST, SAMIRA, Town
from tests.turns.test_filling_in_by_typing import WHOLE_THEME

KERN = "Hinder tussen buren, van geluid tot bedreiging. Wij brengen partners bij elkaar."
PARTNERS = ("politie", "corporaties", "ggd", "jongerenwerk", "bewoners")
RATINGS = ("goed", "beter", "goed", "moeizaam", "goed")
CHANGES = ("Nieuwe wet op de regie", "Meer mensen wonen alleen", "Minder opvang", "Meer meldingen")
OTHER_DEVICE = "telefoon"


def title(card: Message, verb: str, nth: int = 0) -> str:
    """What stands on the button that does `verb`."""
    return [one.title for one in card.buttons if one.action.get("verb") == verb][nth]


async def press(
    town: Town,
    verb: str,
    inputs: Mapping[str, str] | None = None,
    *,
    who: str = SAMIRA,
    on: Message | None = None,
    device: str = "laptop",
) -> Turn:
    card = on or town.talk.card(who)
    return await town.talk.press(who, title(card, verb), inputs or {}, on=card, device=device)


async def opened(town: Town, who: str = SAMIRA, theme: str = "woonoverlast") -> None:
    """The first question of a theme, reached by buttons."""
    await town.talk.say(who, "thema's")
    card = town.talk.card(who)
    choose = next(one for one in card.buttons if one.data["ivp"].get("t") == theme)
    await town.talk.press(who, choose.title, on=card)


async def at_partners(town: Town) -> None:
    """Block by block until the list of partners."""
    await opened(town)
    await press(town, "save", {"kern": KERN})
    await press(town, "save", {"afbakening": "Geluid, vervuiling en agressie."})
    await press(town, "save", {"stand": "goed"})
    await press(town, "save", {"evaluatie": "De buurtbemiddeling liep goed. De nazorg bleef achter."})


async def at_developments(town: Town) -> None:
    """As far as the list of developments."""
    await at_partners(town)
    await press(town, "save", {"partner": ",".join(PARTNERS)})
    names = [name for name in town.talk.card(SAMIRA).inputs if name.endswith(".oordeel")]
    await press(town, "save", dict(zip(names, RATINGS, strict=True)))
    await press(town, "save", {"regie": "onduidelijk"})
    await press(town, "save", {"stroef": "Zorgpartners zitten niet aan tafel."})
    await press(town, "save", {"sociaal_domein": "goed"})
    await press(town, "save", {"schaal": "gemeente"})


async def whole_theme(town: Town) -> Message:
    """Every question, and submitted; the card that asked to be sure."""
    await at_developments(town)
    for change in CHANGES[:-1]:
        await press(town, "save", {"wat": change, "wanneer": "nu"})
    await press(town, "close", {"wat": CHANGES[-1], "wanneer": "jaar24"})
    await press(
        town,
        "save",
        {"ambitie": "Minder buren met langdurige overlast, en snellere hulp voor wie het meldt."},
    )
    await press(town, "save", {"fte_nu": "2", "fte_nodig": "2"})
    await press(town, "save", {"geld": "Nee, geen extra geld."})
    await press(town, "close")
    await press(town, "close")
    await press(town, "save", {"niveau": "strategisch"})
    await press(town, "save", {"waarom": "De aanpak staat, en vraagt vooral onderhoud."})
    await press(town, "skip")
    await press(town, "submit")
    asked = town.talk.card(SAMIRA)
    await press(town, "submit_yes")
    return asked


async def test_a_whole_theme_can_be_filled_in_and_submitted_by_cards(town: Town) -> None:
    await whole_theme(town)
    assert [entry.draft.kind.value for entry in await town.log()][-1] == "submitted"
    assert all(entry.draft.via is Via.CARD for entry in await town.log())
    answers = await town.answers()
    assert answers["kern"] == KERN
    assert answers["regie"] == "onduidelijk"
    assert answers["fte_nu"] == answers["fte_nodig"] == Decimal(2)
    partners = [value for name, value in answers.items() if name.startswith("partners.")]
    wanted = [{"partner": one, "oordeel": how} for one, how in zip(PARTNERS, RATINGS, strict=True)]
    assert partners == wanted
    developments = [value for name, value in answers.items() if name.startswith("ontwikkelingen.")]
    assert [one["wat"] for one in developments if isinstance(one, Mapping)] == list(CHANGES)


async def test_five_partners_and_four_developments_take_at_most_30_presses_and_12_cards(town: Town) -> None:
    presses: list[str] = []
    delivered = town.talk.teams.press

    async def counted(*all_of_it: object) -> object:
        presses.append("press")
        return await delivered(*all_of_it)  # type: ignore[arg-type]

    town.talk.teams.press = counted  # type: ignore[method-assign, assignment]
    await whole_theme(town)
    cards = [one for one in town.talk.messages(SAMIRA) if one.from_bot and one.card is not None]
    assert len(presses) <= 30
    assert len(cards) <= 12


async def test_the_card_of_a_block_moves_along_and_says_what_was_saved(town: Town) -> None:
    await opened(town)
    card = town.talk.card(SAMIRA)
    turn = await press(town, "save", {"kern": KERN})
    assert [one.id for one in turn.messages] == [card.id]
    assert "Bewaard bij vraag 1: Hinder tussen buren" in turn.text
    assert turn.answer_card is not None, "the device that pressed is answered with the same card"
    assert "1 van 19 klaar" in turn.text


async def test_the_last_save_is_undone_by_the_button_beside_it(town: Town) -> None:
    await opened(town)
    await press(town, "save", {"kern": KERN})
    turn = await press(town, "undo")
    assert "Teruggedraaid: vraag 1" in turn.text
    assert [entry.draft.status for entry in await town.log()] == ["given", "cleared"]
    assert "kern" in town.talk.card(SAMIRA).inputs


async def test_an_answer_is_changed_from_the_summary_as_often_as_one_likes(town: Town) -> None:
    await opened(town)
    await press(town, "save", {"kern": KERN})
    await press(town, "summary")
    summary = next(one for one in town.talk.messages(SAMIRA) if "change" in verbs(one))
    for text in ("Een tweede omschrijving, die langer is dan veertig tekens.", f"{KERN} En meer dan dat."):
        await press(town, "change", on=summary)
        assert (await press(town, "save", {"kern": text})).text
        assert (await town.answers())["kern"] == text


def verbs(card: Message) -> list[str]:
    return [str(one.action.get("verb")) for one in card.buttons]


async def test_the_summary_opens_from_a_card_on_which_something_is_typed(town: Town) -> None:
    await opened(town)
    turn = await press(town, "summary", {"kern": KERN})
    assert (await town.answers())["kern"] == KERN
    assert "Bewaard bij vraag 1" in turn.text
    assert "change" in [verb for one in turn.messages for verb in verbs(one)]


async def test_an_item_of_a_list_is_filled_in_further_and_another_one_removed(town: Town) -> None:
    await at_developments(town)
    for change in CHANGES[:2]:
        await press(town, "save", {"wat": change, "wanneer": "nu"})
    await press(town, "edit")
    card = town.talk.card(SAMIRA)
    assert card.inputs["wat"] == CHANGES[0]
    await press(town, "save", {"soort": "wet", "zekerheid": "hoog"})
    turn = await town.talk.press(
        SAMIRA, title(town.talk.card(SAMIRA), "remove", 1), on=town.talk.card(SAMIRA)
    )
    assert f"Verwijderd uit de lijst van vraag 11: {CHANGES[1]}" in turn.text
    answers = await town.answers()
    found = [value for name, value in answers.items() if name.startswith("ontwikkelingen.")]
    assert found == [{"wat": CHANGES[0], "wanneer": "nu", "soort": "wet", "zekerheid": "hoog"}, None]


async def test_a_removed_item_comes_back_with_undo(town: Town) -> None:
    await at_developments(town)
    await press(town, "save", {"wat": CHANGES[0], "wanneer": "nu"})
    await press(town, "remove")
    turn = await press(town, "undo")
    assert CHANGES[0] in turn.text


async def test_a_double_press_saves_once_and_shows_one_card(town: Town) -> None:
    await at_developments(town)
    before, cards = len(await town.log()), len(town.talk.messages(SAMIRA))
    card = town.talk.card(SAMIRA)
    turn = await town.talk.double_press(
        SAMIRA, title(card, "save"), {"wat": CHANGES[0], "wanneer": "nu"}, on=card
    )
    assert len(await town.log()) == before + 1
    assert len(town.talk.messages(SAMIRA)) == cards
    assert [answer["type"] for answer in turn.answers] == [turn.answer["type"]] * 2


async def test_after_a_double_press_the_card_in_sight_still_saves(town: Town) -> None:
    await opened(town)
    card = town.talk.card(SAMIRA)
    turn = await town.talk.double_press(SAMIRA, title(card, "save"), {"kern": KERN}, on=card)
    first, second = (answer["value"] for answer in turn.answers)
    assert first == second
    await press(town, "save", {"afbakening": "Geluid en vervuiling."})
    assert (await town.answers())["afbakening"] == "Geluid en vervuiling."


async def test_pressing_skip_twice_skips_one_question(town: Town) -> None:
    await opened(town)
    card = town.talk.card(SAMIRA)
    await town.talk.double_press(SAMIRA, title(card, "skip"), on=card)
    assert [entry.draft.question for entry in await town.log()] == ["kern"]


async def test_an_old_card_keeps_what_was_typed_says_so_and_shows_where_we_are(town: Town) -> None:
    await opened(town)
    old = town.talk.card(SAMIRA)
    await town.talk.say(SAMIRA, KERN)
    turn = await press(town, "save", {"kern": "Dit typte ik op de oude kaart, en het is best lang."}, on=old)
    assert "Die kaart was niet meer de nieuwste" in turn.text
    assert "Dit typte ik op de oude kaart" in turn.text
    assert "Wat hoort bij dit thema, en wat niet?" in turn.text
    assert (await town.answers())["kern"] == KERN
    prompt = next(one for one in turn.messages if "held_keep" in verbs(one))
    await press(town, "held_keep", on=prompt)
    assert str((await town.answers())["kern"]).startswith("Dit typte ik op de oude kaart")


async def test_an_answer_typed_beside_held_text_goes_to_the_question_on_screen(town: Town) -> None:
    await opened(town)
    old = town.talk.card(SAMIRA)
    await town.talk.say(SAMIRA, KERN)
    await press(town, "save", {"kern": "Dit typte ik op de oude kaart, en het is best lang."}, on=old)
    await town.talk.say(SAMIRA, "Geluid en vervuiling.")
    answers = await town.answers()
    assert (answers["kern"], answers["afbakening"]) == (KERN, "Geluid en vervuiling.")
    told = " ".join(one.text for one in town.talk.messages(SAMIRA))
    assert "Dit typte ik op de oude kaart" in told, "what was not saved can still be copied"


async def test_an_old_card_of_another_theme_does_not_move_the_question_out_of_sight(town: Town) -> None:
    await opened(town, theme="wijk")
    old = town.talk.card(SAMIRA)
    await opened(town, theme="woonoverlast")
    turn = await press(town, "save", {"kern": "Dit hoort bij de wijk, en niet bij woonoverlast."}, on=old)
    assert "save" in verbs(turn.messages[-1])
    await town.talk.say(SAMIRA, KERN)
    assert (await town.answers())["kern"] == KERN
    assert "kern" not in await town.answers("wijk")


async def test_an_old_prompt_about_held_text_saves_no_other_text(town: Town) -> None:
    await opened(town)
    await town.talk.say(SAMIRA, "Wie gaat hier eigenlijk over?")
    old = town.talk.card(SAMIRA)
    await town.talk.say(SAMIRA, "Wie gaat daar eigenlijk over?")
    await press(town, "held_keep", on=old)
    assert await town.log() == []


async def test_on_another_device_the_card_of_before_a_press_still_works(town: Town) -> None:
    await opened(town)
    town.talk.faults.next(Fault(status=500), on=(Call.UPDATE,), times=5)
    phone = town.talk.card(SAMIRA, device=OTHER_DEVICE)
    await press(town, "save", {"kern": KERN})
    town.talk.faults.clear()
    turn = await press(town, "save", {"kern": KERN}, on=phone, device=OTHER_DEVICE)
    assert len(await town.log()) == 1
    assert turn.answer_card is not None
    assert "afbakening" in town.talk.card(SAMIRA, device=OTHER_DEVICE).inputs


async def test_a_client_that_knows_only_submit_can_fill_in_too(town: Town) -> None:
    await opened(town)
    card = town.talk.card(SAMIRA)
    button = next(one for one in card.buttons if one.action.get("verb") == "save")
    plain = type(button)(button.action["fallback"], button.inputs)
    before = town.talk.teams.conversation(SAMIRA).changes
    delivered = await town.talk.teams.press(SAMIRA, card.id, plain, {"kern": KERN})
    await town.talk.quiet()
    assert delivered.status == 202
    assert (await town.answers())["kern"] == KERN
    news = town.talk.teams.conversation(SAMIRA).since(before)
    assert "Bewaard bij vraag 1" in " ".join(one.text for one in news)


async def test_who_cannot_answer_may_always_skip_and_can_copy_what_was_filled_in(town: Town) -> None:
    await opened(town)
    await town.talk.say(SAMIRA, "wijzig 14")
    turn = await press(town, "skip", {"fte_nu": "drie of vier, denk ik"})
    assert "fte_nu" in town.talk.card(SAMIRA).inputs, "first it says what is wrong"
    turn = await press(town, "skip")
    assert "overgeslagen" in turn.text
    assert "Dit is niet bewaard:\ndrie of vier, denk ik" in turn.text


async def test_what_could_not_be_saved_is_in_sight_after_walking_away(town: Town) -> None:
    await opened(town)
    await town.talk.say(SAMIRA, "wijzig 11")
    await press(town, "save", {"wat": "Nieuwe wet op de regie"})
    await town.talk.say(SAMIRA, "verder")
    told = " ".join(one.text for one in town.talk.messages(SAMIRA))
    assert "Dit is niet bewaard:\nNieuwe wet op de regie" in told


async def test_a_colleague_took_the_item_away_that_is_being_changed(town: Town) -> None:
    for who in (SAMIRA, JOOST):
        await opened(town, who, "wijk")
        await town.talk.say(who, "wijzig 11")
    await press(town, "save", {"wat": CHANGES[0], "wanneer": "nu"})
    await press(town, "edit")
    await town.talk.say(JOOST, "wijzig 11")
    await town.talk.say(JOOST, "verwijder 11.1")
    turn = await press(town, "save", {"wat": f"{CHANGES[0]}, en wat die kost"})
    assert "Dat staat niet (meer) in de lijst" in turn.text
    assert "en wat die kost" in turn.text
    await press(town, "save", {"wanneer": "nu"})
    found = [one for name, one in (await town.answers("wijk")).items() if name.startswith("ontw")]
    assert found == [None, {"wat": f"{CHANGES[0]}, en wat die kost", "wanneer": "nu"}]


async def test_two_colleagues_on_one_question_both_see_both_answers(town: Town) -> None:
    for who in (SAMIRA, JOOST):
        await opened(town, who, "wijk")
    hers, his = "Wat zij er van vindt: samen de wijk in, elke week.", "Wat hij er van vindt: meer toezicht."
    await press(town, "save", {"kern": hers})
    turn = await press(town, "save", {"kern": his}, who=JOOST)
    assert hers in turn.text
    assert his in turn.text
    assert (await town.answers("wijk"))["kern"] == hers
    await press(town, "held_keep", who=JOOST)
    assert (await town.answers("wijk"))["kern"] == his
    texts = [entry.draft.value for entry in await town.log("wijk")]
    assert texts == [hers, his], "the history keeps both"


async def test_two_colleagues_add_partners_at_once_and_both_stay(town: Town) -> None:
    for who in (SAMIRA, JOOST):
        await opened(town, who, "wijk")
        await town.talk.say(who, "wijzig 6")
    await press(town, "save", {"partner": "politie,ggd"})
    await press(town, "save", {"partner": "bewoners,om"}, who=JOOST)
    found = [one for name, one in (await town.answers("wijk")).items() if name.startswith("partners.")]
    assert {one["partner"] for one in found if isinstance(one, Mapping)} == {
        "politie",
        "ggd",
        "bewoners",
        "om",
    }


async def test_what_was_just_saved_on_the_way_out_is_no_conflict_with_oneself(town: Town) -> None:
    await opened(town)
    turn = await press(town, "later", {"kern": KERN})
    assert "Bewaard bij vraag 1" in turn.text
    await town.talk.say(SAMIRA, "verder")
    await town.talk.say(SAMIRA, "wijzig 1")
    turn = await press(town, "save", {"kern": f"{KERN} En meer."})
    assert "collega" not in turn.text
    assert (await town.answers())["kern"] == f"{KERN} En meer."


async def test_a_submitted_theme_opens_again_by_button_and_can_be_submitted_again(town: Town) -> None:
    await whole_theme(town)
    await press(town, "summary")
    await press(town, "reopen")
    await press(town, "reopen_yes")
    await press(town, "submit")
    await press(town, "submit_yes")
    kinds = [entry.draft.kind.value for entry in await town.log() if entry.draft.kind.value != "answer"]
    assert kinds == ["submitted", "reopened", "submitted"]


async def test_an_old_yes_submits_nothing(town: Town) -> None:
    yes = await whole_theme(town)
    await town.talk.say(SAMIRA, "heropen")
    await town.talk.say(SAMIRA, "ja")
    await press(town, "submit_yes", on=yes)
    kinds = [entry.draft.kind.value for entry in await town.log() if entry.draft.kind.value != "answer"]
    assert kinds == ["submitted", "reopened"]


async def test_a_press_on_a_card_of_a_submitted_theme_changes_nothing_and_says_why(town: Town) -> None:
    await opened(town)
    old = town.talk.card(SAMIRA)
    await whole_theme(town)
    turn = await press(town, "save", {"kern": "Toch nog iets anders dan wat er stond, en langer."}, on=old)
    assert "ingediend" in turn.text
    assert "Toch nog iets anders" in turn.text, "what was typed stays in sight"
    assert (await town.answers())["kern"] == KERN


async def test_leaving_the_last_question_with_text_on_its_card_saves_it_and_says_so(town: Town) -> None:
    for line in (*WHOLE_THEME[:-3], "wijzig 22"):
        await town.talk.say(SAMIRA, line)
    turn = await town.talk.press(SAMIRA, "Terug", {"vergeten": "Wij vergaten de nazorg."})
    assert "Bewaard bij vraag 22: Wij vergaten de nazorg." in turn.text
    assert (await town.answers())["vergeten"] == "Wij vergaten de nazorg."


async def test_a_moment_chosen_again_after_another_counts(town: Town) -> None:
    await town.talk.say(SAMIRA, "woonoverlast")
    await town.talk.say(SAMIRA, "later")
    card = town.talk.card(SAMIRA)
    first, second = [one.title for one in card.buttons if one.action.get("verb") == "pick_moment"][:2]
    chosen = []
    for title in (first, second, first):
        await town.talk.press(SAMIRA, title, on=card)
        people = await town.store.people("lokaal")
        chosen += [one.moment for one in people if one.profile.address == SAMIRA]
    assert chosen[0] == chosen[2] != chosen[1]
