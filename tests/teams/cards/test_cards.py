import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.teams.cards import MOST_JSON, draw, draw_done, summary
from bot.teams.presses import read_execute, read_submit
from dialogs.views import Button, Choice, Done, Drawn, Part, PartKind, Quote, Row, Say, ShowRows
from tests.teams.cards.card_samples import (
    DONE,
    LATER,
    MORE,
    NEXT,
    PARTNERS,
    SKIP,
    TEXT,
    UNDO,
    VIEWS,
    WHERE,
    answer,
    ask,
    choices,
    item,
)

CARDS = {name: draw(view) for name, view in VIEWS.items()} | {
    name: draw_done(done) for name, done in DONE.items()
}


def nodes(node: object) -> Iterator[dict[str, Any]]:
    """Every object of a card, in reading order."""
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from nodes(child)
    elif isinstance(node, list):
        for child in node:
            yield from nodes(child)


def of_type(card: object, kind: str) -> list[dict[str, Any]]:
    return [node for node in nodes(card) if node.get("type") == kind]


def words_of(card: object) -> str:
    return "\n".join(str(node["text"]) for node in nodes(card) if "text" in node)


@pytest.mark.parametrize("name", CARDS)
def test_every_button_has_a_twin_for_older_teams_that_says_the_same(name: str) -> None:
    for action in of_type(CARDS[name], "Action.Execute"):
        fallback = action["fallback"]
        pressed = read_execute({"action": action | {"data": action["data"] | {"answer": "ja"}}})
        assert read_submit(fallback["data"] | {"answer": "ja"}) == pressed
        assert pressed.verb == action["verb"]
        assert pressed.inputs == {"answer": "ja"}


def test_a_button_brings_back_its_own_data_and_nothing_else() -> None:
    card = draw(Say(("Hallo",), (Button("Verder", "go", WHERE),)))
    (action,) = of_type(card, "Action.Execute")
    assert read_execute({"action": action}).data == dict(WHERE)


def test_a_button_whose_data_names_a_verb_still_does_its_own() -> None:
    card = draw(Say(("Hallo",), (Button("Verder", "go", (("verb", "stop"),)),)))
    (action,) = of_type(card, "Action.Execute")
    assert read_submit(action["fallback"]["data"]).verb == "go"


@pytest.mark.parametrize("name", CARDS)
def test_nothing_on_a_card_blocks_later_or_cuts_what_is_pasted(name: str) -> None:
    card = CARDS[name]
    assert card["version"] == "1.5"
    assert "refresh" not in card
    for node in nodes(card):
        kind = str(node.get("type", ""))
        assert not kind.startswith("Chart.")
        assert kind != "Input.Number"
        assert not {"isRequired", "regex", "maxLength", "errorMessage"} & node.keys()


@pytest.mark.parametrize("name", CARDS)
def test_who_cannot_see_the_card_hears_what_it_is_and_what_each_input_is_for(name: str) -> None:
    card = CARDS[name]
    assert 0 < len(str(card["fallbackText"])) <= 200
    assert card["speak"]
    for node in nodes(card):
        if str(node.get("type", "")).startswith("Input."):
            assert node["label"]


def test_the_question_is_the_heading_and_says_where_it_stands() -> None:
    card = CARDS["ask-choice"]
    title = of_type(card, "TextBlock")[-1]
    assert (title["style"], title["weight"], title["size"]) == ("heading", "bolder", "medium")
    assert "Wie heeft de regie?" in title["text"]
    assert "Woonoverlast · Samenwerking\nvraag 7 · 5 van 17 klaar" in words_of(card)


def test_every_question_ends_with_its_buttons_and_the_rest_opens_with_more() -> None:
    card = draw(ask("Waarom?", TEXT))
    shown = (
        [node for node in card["body"] if isinstance(node, dict)] if isinstance(card["body"], list) else []
    )
    titles = [action["title"] for group in of_type(shown[:-1], "ActionSet") for action in group["actions"]]
    assert titles == ["Volgende", "Later", "Overslaan", "Meer"]
    hidden = shown[-1]
    (more,) = of_type(card, "Action.ToggleVisibility")
    assert hidden["isVisible"] is False
    assert more["targetElements"] == [hidden["id"]]
    assert [action["title"] for action in of_type(hidden, "Action.Execute")] == [one.label for one in MORE]


def test_the_main_button_stands_out() -> None:
    styles = {
        node["title"]: node.get("style") for node in of_type(draw(ask("Waarom?", TEXT)), "Action.Execute")
    }
    assert styles["Volgende"] == "positive"
    assert styles["Later"] is None


def test_of_nine_buttons_five_are_in_sight_and_four_behind_more() -> None:
    card = draw(Say(("Kies",), tuple(Button(f"Knop {number}", "go") for number in range(9))))
    (hidden,) = [node for node in nodes(card) if node.get("isVisible") is False]
    in_all = len(of_type(card, "Action.Execute"))
    behind = len(of_type(hidden, "Action.Execute"))
    assert (in_all - behind, behind) == (5, 4)


def test_six_buttons_need_no_more() -> None:
    card = draw(Say(("Kies",), tuple(Button(f"Knop {number}", "go") for number in range(6))))
    assert not of_type(card, "Action.ToggleVisibility")
    assert len(of_type(card, "Action.Execute")) == 6


def test_what_was_filled_in_comes_back_letter_for_letter() -> None:
    typed = "  **Vet**\n\n{{DATE(2026-12-01T00:00:00Z)}} \u202eomgekeerd\u202c 👩‍👩‍👧 <b> \t einde  "
    (text,) = of_type(draw(ask("Waarom?", replace(TEXT, value=typed))), "Input.Text")
    assert text["value"] == typed


def test_several_choices_stand_on_the_card_and_keep_what_was_chosen() -> None:
    (options,) = of_type(CARDS["ask-many-choices"], "Input.ChoiceSet")
    assert (options["isMultiSelect"], options["style"], options["value"]) == (True, "expanded", "k0,k7,k8")
    assert len(options["choices"]) == len(PARTNERS)


def test_compact_choices_are_a_drop_down_with_literal_labels() -> None:
    part = Part("keuze", PartKind.CHOICE, "Partner", compact=True, choices=choices("A*B*C"))
    (options,) = of_type(draw(ask("Wie?", part)), "Input.ChoiceSet")
    assert options["style"] == "compact"
    assert options["choices"][0]["title"] == "A*B*C"


def test_only_a_card_with_required_fields_tells_which_may_stay_empty() -> None:
    must = Part("wat", PartKind.LINE, "Wat?", required=True)
    may = Part("wie", PartKind.LINE, "Wie?")
    assert [node["label"] for node in of_type(draw(ask("Iets?", must, may)), "Input.Text")] == [
        "Wat?",
        "Wie? (niet verplicht)",
    ]
    assert [node["label"] for node in of_type(draw(ask("Iets?", may)), "Input.Text")] == ["Wie?"]


def test_what_was_saved_stands_in_green_with_the_way_back() -> None:
    news = CARDS["ask-choice"]["body"][0]  # type: ignore[index]
    assert news["style"] == "good"
    assert [node["verb"] for node in of_type(news, "Action.Execute")] == ["undo"]


def test_a_problem_comes_first_and_stands_out() -> None:
    first = CARDS["ask-problem"]["body"][0]  # type: ignore[index]
    assert first["style"] == "warning"
    assert "anderhalf" in words_of(first)


def test_a_small_button_tells_a_screen_reader_what_it_works_on() -> None:
    names = [node["title"] for node in of_type(CARDS["rows-summary"], "Action.Execute")]
    assert "Wijzig: 1. Waar gaat dit thema over?" in names


def test_words_that_answer_are_marked_only_where_they_are_whole_words() -> None:
    quote = Quote("Overlast is erg. Jeugdoverlast ook.", "IVP, bladzijde 2", evidence=("overlast",))
    marked = [
        node["text"]
        for node in nodes(draw(Say(("Dit staat er:",), quotes=(quote,))))
        if node.get("highlight")
    ]
    assert marked == ["Overlast"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "http://voorbeeld.nl", "https://a.nl/x y", "file:///etc"]
)
def test_a_source_that_is_no_safe_address_gets_no_link(url: str) -> None:
    card = draw(Say(("Dit staat er:",), quotes=(Quote("Tekst.", "IVP", url),)))
    assert "](" not in words_of(card)


def test_an_address_with_brackets_stays_one_link() -> None:
    card = draw(Say(("Dit staat er:",), quotes=(Quote("Tekst.", "IVP", "https://a.nl/x_(1).pdf#page=3"),)))
    assert "[Open in het plan](https://a.nl/x_%281%29.pdf#page=3)" in words_of(card)


NASTY = {
    "words": "woord " * 334,
    "quotes": '"' * 2000,
    "backslashes": "\\" * 2000,
    "stars": "*" * 2000,
    "line ends": "a\n" * 1000,
    "arabic": "ش" * 2000,
    "emoji": "🙂" * 2000,
    "controls": "\x01" * 2000,
    "evidence": "x " * 1000,
}


def worst_views(text: str) -> dict[str, Drawn]:
    """The biggest views that the format allows, all filled with `text`."""
    quote = Quote(text, text, "https://a.nl/" + "b" * 900, ("x",))
    rows = tuple(
        answer(str(number), "Waar gaat dit thema over?", text, "alleen intern") for number in range(1, 16)
    )
    doubled = tuple(replace(row, buttons=(*row.buttons, UNDO, LATER)) for row in rows)
    items = tuple(item(number, text) for number in range(1, 16))
    field = Part("other", PartKind.LINE, text, required=True)
    partner = Part("partner", PartKind.CHOICE, "Partner", choices=choices(*PARTNERS), compact=True)
    return {
        "ask": ask(
            text,
            replace(TEXT, value=text),
            help=text,
            notes=(text, text),
            quotes=(quote, quote, quote),
            saved=text,
            undo=UNDO,
            problem=text,
            hint=text,
        ),
        "list": ask(
            "Met wie?", partner, field, items=items, saved=text, undo=UNDO, buttons=(NEXT, LATER, SKIP)
        ),
        "say": Say((text,) * 5, (NEXT, LATER), title=text, quotes=(quote,) * 3, typed=text * 10),
        "rows": ShowRows(text, rows, text, (NEXT, LATER), text),
        "rows with many buttons": ShowRows(text, doubled, text, (NEXT, LATER), text),
        "hundred rows": ShowRows("Alles", tuple(Row(f"Rij {number}", "", text) for number in range(100))),
    }


@pytest.mark.parametrize("kind", worst_views(""))
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_the_biggest_card_stays_small_enough_to_be_sent(kind: str, text: str) -> None:
    card = draw(worst_views(text)[kind])
    assert len(json.dumps(card, ensure_ascii=False)) <= MOST_JSON
    filled = [node["value"] for node in of_type(card, "Input.Text") if "value" in node]
    assert filled == ([text] if kind == "ask" and "\x01" not in text else [])


def test_a_done_card_is_small_too() -> None:
    assert len(json.dumps(draw_done(Done("x" * 9000, "🙂" * 9000)))) <= MOST_JSON


def test_what_is_cut_says_so() -> None:
    assert "… (ingekort)" in words_of(draw(Say(("woord " * 5000,))))
    assert "… (ingekort)" not in words_of(draw(Say(("woord " * 300,))))


def test_rows_that_do_not_fit_are_counted() -> None:
    card = draw(ShowRows("Alles", tuple(Row(f"Rij {number}") for number in range(100))))
    assert "En nog 60. Die passen niet op deze kaart." in words_of(card)


def test_rows_without_room_for_their_buttons_say_what_to_type() -> None:
    card = draw(worst_views(NASTY["quotes"])["rows with many buttons"])
    assert "Je kunt typen: wijzig 1 · ongedaan maken · later" in words_of(card)


def test_an_answer_too_big_for_a_card_is_typed_and_never_cut_unseen() -> None:
    card = draw(ask("Waarom?", replace(TEXT, value="woord " * 5000)))
    assert not of_type(card, "Input.Text")
    assert "Typ je antwoord in de chat" in words_of(card)
    assert [node["title"] for node in of_type(card, "Action.Execute")][:3] == [
        "Volgende",
        "Later",
        "Overslaan",
    ]


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_a_notification_is_one_short_line(text: str) -> None:
    for view in worst_views(text).values():
        line = summary(view)
        assert len(line) <= 200
        assert "\n" not in line


def test_a_notification_tells_what_is_asked() -> None:
    assert summary(VIEWS["ask-list"]) == "Woonoverlast · vraag 6: Met wie werk je samen?"
    assert summary(VIEWS["ask-problem"]).startswith("Nog niet bewaard.")
    assert summary(VIEWS["rows-themes"]) == "Je thema's. Invullen kan tot en met vrijdag 29 januari 2027."
    assert summary(VIEWS["say-held"]) == "Is dit je antwoord, of een vraag over het IVP?"


def test_of_a_long_list_the_newest_lines_keep_their_buttons() -> None:
    card = CARDS["ask-long-list"]
    changed = [
        node["data"]["ivp"]["s"] for node in of_type(card, "Action.Execute") if node["verb"] == "change_item"
    ]
    assert changed == ["11", "12", "13", "14", "15"]
    assert "Je kunt typen: wijzig 6.10 · verwijder 6.10" in words_of(card)


def test_beside_a_question_one_piece_of_the_plan_is_in_sight_and_the_rest_one_press_away() -> None:
    pieces = tuple(Quote(f"Stuk {n}.", "IVP", evidence=("stuk",)) for n in range(3))
    card = draw(replace(ask("Waarom?", TEXT), quotes=pieces))
    (folded,) = [node for node in of_type(card, "Container") if node.get("id") == "plantekst"]
    assert folded["isVisible"] is False
    assert "Stuk 0." in words_of(card)
    assert "Stuk 0." not in words_of(folded)
    assert "Stuk 2." in words_of(folded)
    assert "Lees meer uit het plan (2)" in words_of(card)
    assert not any(node.get("highlight") for node in nodes(card))


def test_how_to_type_is_not_said_where_the_options_stand_in_sight() -> None:
    choice = Part("a", PartKind.CHOICE, choices=(Choice("ja", "Ja"), Choice("nee", "Nee")))
    assert "Typ zo." not in words_of(draw(replace(ask("Mag dat?", choice), hint="Typ zo.")))
    assert "Liever in de chat? Typ zo." in words_of(draw(replace(ask("Waarom?", TEXT), hint="Typ zo.")))
