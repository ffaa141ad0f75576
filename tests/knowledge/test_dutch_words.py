import pytest

from knowledge.abbreviations import abbreviations
from knowledge.compounds import Splitter, Together
from knowledge.dutch import (
    common_words,
    is_common,
    is_stop,
    is_strong_form,
    normal,
    root,
    stem,
    tokens,
    whole_words,
    without_opening,
)
from knowledge.ngrams import Alike
from knowledge.passages import Passage
from knowledge.spelling import Speller, sound, sounds
from knowledge.thesaurus import Thesaurus


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("Boa's", "boa"),
        ("thema’s", "thema"),
        ("coördinator", "coordinator"),
        ("CAFÉ", "cafe"),
        ("IVP", "ivp"),
    ],
)
def test_capitals_accents_and_plural_marks_make_no_difference(typed: str, form: str) -> None:
    assert normal(typed) == form


def test_a_hyphenated_word_is_found_by_its_parts_and_as_a_whole() -> None:
    assert [token.word for token in tokens("de wijk-ggz helpt")] == ["de", "wijk", "ggz", "wijkggz", "helpt"]
    assert [token.word for token in whole_words("de wijk-ggz helpt")] == ["de", "wijkggz", "helpt"]


def test_tokens_say_where_they_stand() -> None:
    text = "Eén boa, twee boa’s"
    assert [text[token.start : token.end] for token in tokens(text)] == ["Eén", "boa", "twee", "boa’s"]


def test_years_stay_apart() -> None:
    assert [token.word for token in tokens("2023-2026")] == ["2023", "2026"]


@pytest.mark.parametrize(
    ("one", "other"), [("panden", "pand"), ("sluitingen", "sluiting"), ("wijken", "wijk")]
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    "family",
    [
        "oplichten oplichter oplichters oplichting opgelicht",
        "sluiten sluiting gesloten",
        "demonstreren demonstratie demonstraties demonstranten",
        "discrimineren discriminatie",
        "inbreken inbraak inbraken ingebroken",
        "filmen gefilmd",
        "aanhouden aanhouding aangehouden",
    ],
)
def test_a_word_family_shares_a_root(family: str) -> None:
    assert len({root(word) for word in family.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("geweld", "wel"), ("bestuur", "buur"), ("politie", "politiek")])
def test_words_that_only_look_alike_keep_their_own_root(one: str, other: str) -> None:
    assert root(one) != root(other)


@pytest.mark.parametrize(
    ("asked", "rest"),
    [
        ("Wat zegt het IVP over woonoverlast?", "woonoverlast?"),
        ("wat staat er in ons plan over camera's", "camera's"),
        ("Kun je me vertellen wat er staat over drugs?", "drugs?"),
        ("zoek jeugd", "jeugd"),
        ("Wie heeft de regie?", "Wie heeft de regie?"),
        ("wat zegt het IVP over", "wat zegt het IVP over"),
    ],
)
def test_the_opening_of_a_question_is_taken_off(asked: str, rest: str) -> None:
    assert without_opening(asked) == rest


def test_grammar_and_everyday_words_are_known_as_such() -> None:
    assert is_stop("de")
    assert is_common("aanpak")
    assert is_common("gemeenten")
    assert not is_common("woonoverlast")


SPLITTER = Splitter(
    ["jeugd", "overlast", "fiets", "fietsen", "diefstal", "veiligheid", "station", "stalling", "huis"]
)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("jeugdoverlast", ("jeugd", "overlast")),
        ("fietsendiefstallen", ("fietsen", "diefstallen")),
        ("veiligheidshuis", ("veiligheid", "huis")),
        ("stationsfietsenstalling", ("station", "fietsen", "stalling")),
        ("overlast", ()),
        ("verlof", ()),
        ("rattenoverlast", ()),
    ],
)
def test_compounds_come_apart_in_known_words(word: str, parts: tuple[str, ...]) -> None:
    assert SPLITTER.split(word) == parts


TOGETHER = Together(["kluiscontroles", "cameratoezicht", "veiligheidsregio", "kluisdeur", "overlast"])


@pytest.mark.parametrize(
    ("one", "other", "made"),
    [
        ("kluisjes", "controleren", ("kluiscontroles",)),
        ("controleren", "kluisjes", ("kluiscontroles",)),
        ("veiligheid", "regio", ("veiligheidsregio",)),
        ("kluisjes", "toezicht", ()),
        ("overlast", "last", ()),
    ],
)
def test_two_words_find_the_word_of_the_plan_that_they_make(
    one: str, other: str, made: tuple[str, ...]
) -> None:
    assert TOGETHER.words(one, other) == made


def test_a_root_begins_as_its_word_does_unless_that_begins_with_ge() -> None:
    """What makes looking for compounds quick, and would fail in silence for another kind of strong verb."""
    words = [*common_words(), *Thesaurus.shipped().words, "aangebroken", "opgelicht", "vond", "deed"]
    assert [word for word in words if root(word)[0] != word[0] != "g" and len(word) > 3] == []


SPELLER = Speller(
    {"ondermijning": 5, "jeugdoverlast": 3, "recent": 4, "polarisatie": 2, "vakantieparken": 1, "boete": 1}
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("ondermijnning", "ondermijning"), ("jeugoverlast", "jeugdoverlast"), ("polarisaite", "polarisatie")],
)
def test_a_typing_error_is_understood(typed: str, meant: str) -> None:
    assert SPELLER.correct(typed)[0][0] == meant


def test_a_word_that_only_the_language_has_is_understood_but_not_suggested() -> None:
    speller = Speller({"ondermijnen": 0.5, "ondermijning": 2})
    assert speller.correct("ondermijnne")[0][0] == "ondermijnen"
    assert speller.alike("ondermijnne") == ["ondermijning"]


def test_a_word_that_sounds_the_same_is_found_under_another_letter() -> None:
    speller = Speller({"cybercrime": 1, "externe": 1})
    assert speller.correct("sibercrime")[0][0] == "cybercrime"
    assert speller.correct("eksterne")[0][0] == "externe"


def test_many_words_sound_as_each_of_them_does() -> None:
    words = ["ijzer", "wijkagent", "thuis", "bedreigd", "baldadigheid", "politie", ""]
    assert sounds(words) == [sound(word) for word in words]
    assert sound("bedreigt") == sound("bedreigd")


@pytest.mark.parametrize("typed", ["recept", "vakantiedagen", "wifi", "bote", "", "12345"])
def test_another_word_is_not_a_typing_error(typed: str) -> None:
    assert SPELLER.correct(typed) == ()


def test_words_that_share_stretches_of_letters_are_alike() -> None:
    found = dict(Alike(["veiligheidsenquete", "enquete", "woonoverlast"]).to("enquetes"))
    assert "enquete" in found
    assert "woonoverlast" not in found


def _passage(text: str) -> Passage:
    return Passage("p", "plan", (), None, None, text)


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("Het Zorg- en Veiligheidshuis (ZVH) helpt.", "zvh", "Zorg- en Veiligheidshuis"),
        ("Wij werken met het Openbaar Ministerie (OM) samen.", "om", "Openbaar Ministerie"),
        (
            "RIEC: Regionaal Informatie en Expertise Centrum",
            "riec",
            "Regionaal Informatie en Expertise Centrum",
        ),
        ("De ISD (Instelling Stelselmatige Daders) is er.", "isd", "Instelling Stelselmatige Daders"),
    ],
)
def test_an_abbreviation_is_learned_where_the_plan_explains_it(text: str, short: str, full: str) -> None:
    assert abbreviations([_passage(text)])[short].full == full


@pytest.mark.parametrize(
    "text", ["De raad (VVD) stemde.", "Zie bijlage (PDF) en tabel.", "Geen haakjes hier."]
)
def test_brackets_that_explain_nothing_teach_nothing(text: str) -> None:
    assert abbreviations([_passage(text)]) == {}


@pytest.mark.parametrize(
    ("word", "verb"), [("dronk", True), ("dronken", True), ("verbod", False), ("hulp", False)]
)
def test_a_noun_made_of_a_strong_verb_is_no_form_of_it(word: str, *, verb: bool) -> None:
    assert is_strong_form(word) is verb
