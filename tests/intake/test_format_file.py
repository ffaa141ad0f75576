"""A wrong format file is refused with line and reason, all faults at once."""

import pytest

from dialogs.intake.format import ChoiceQuestion
from dialogs.intake.format_file import FormatFaultsError, load_format, packaged_format

HEAD = """id: proef
versie: 1
titel: Proef
inleiding: Welkom
afronden: {samenvatting: a, verdieping: b, intern: c, indienen: {ja: Ja, later: Later}}
blokken:
  - id: a
    titel: A
    vragen:
"""
LINE = HEAD.count("\n") + 1  # the line of the first question


def faults(*questions: str) -> dict[int, str]:
    with pytest.raises(FormatFaultsError) as caught:
        load_format(HEAD + "".join(f"      - {question}\n" for question in questions), "proef.yaml")
    return {fault.line - LINE: fault.reason for fault in caught.value.faults}


def test_words_such_as_ja_nee_on_and_no_stay_words() -> None:
    form = load_format(
        HEAD + "      - {id: on, type: keuze, vraag: Doen?, opties: {ja: Ja, no: no, off: on}}", "x"
    )
    question = form.question("on")
    assert isinstance(question, ChoiceQuestion)
    assert [(one.id, one.label) for one in question.options] == [("ja", "Ja"), ("no", "no"), ("off", "on")]


def test_all_faults_come_at_once_with_their_lines() -> None:
    found = faults(
        "{id: een, type: tekst, vraag: Wat?, min: 10, max: 5}",
        "{id: twee, type: keuze, vraag: Wat?, opties: {ja: Ja}, verplcht: true}",
        "{id: drie, type: raar, vraag: Wat?}",
        "{id: vier, type: getal, vraag: Wat?, samen_met: niets}",
        "{id: vijf, type: keuze, vraag: Wat?, opties_uit: vier}",
        "{id: zes, type: tekst, vraag: Wat?, id: zeven}",
    )
    assert "min 10 must lie between 0 and max 5" in found[0]
    assert "did you mean 'verplicht'?" in found[1]
    assert "type 'raar' is not known" in found[2]
    assert "there is no question 'niets'" in found[3]
    assert "'vier' is not a lijst before this question" in found[4]
    assert "key 'id' is given" in found[5]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("{id: a, type: tekst}", "vraag is missing"),
        ("{type: tekst, vraag: Wat?}", "id is missing"),
        ("{id: A b, type: tekst, vraag: Wat?}", "use 1 to 40 of"),
        ("{id: a, type: tekst, vraag: Wat?, max: veel}", "max must be a whole number"),
        ("{id: a, type: tekst, vraag: Wat?, verplicht: misschien}", "verplicht must be true or false"),
        ("{id: a, type: tekst, vraag: Wat?, opties: {a: b}}", "unknown key 'opties'"),
        ("{id: a, type: tekst, vraag: [x]}", "vraag must be a text"),
        ("{id: a, type: tekst, vraag: Wat?, revisie: 0}", "revisie counts from 1"),
        ("{id: a, type: tekst, vraag: Wat?, verplicht: true, verdieping: true}", "cannot be verplicht"),
        ("{id: a, type: tekst, vraag: Wat?, toon_als: {ronde: maan}}", "ronde must be one of participatie"),
        ("{id: a, type: keuze, vraag: Wat?}", "give at least one option"),
        ("{id: a, type: keuze, vraag: Wat?, opties: {a: X, b: x}}", "the same id or the same text"),
        ("{id: a, type: keuze, vraag: Wat?, opties: [a, b]}", "opties must be keys with texts"),
        ("{id: a, type: keuze, vraag: Wat?, vrij: true, opties: {anders: X}}", "vrij adds already"),
        ("{id: a, type: getal, vraag: Wat?, min: 5, max: 2}", "min 5 is more than max 2"),
        ("{id: a, type: getal, vraag: Wat?, max_is: morgen}", "max_is must be dit_jaar"),
        ("{id: a, type: lijst, vraag: Wat?}", "mark at least one field as vraag_direct"),
        (
            (
                "{id: a, type: lijst, vraag: Wat?, eerst_kiezen: y, velden: "
                "[{id: x, type: tekst, vraag: X, vraag_direct: true}]}"
            ),
            "eerst_kiezen: y must be a field",
        ),
        (
            (
                "{id: a, type: lijst, vraag: W?, velden: [{id: x, type: tekst, vraag: X, vraag_direct: true, "
                "verplicht_als: {z: [a]}}]}"
            ),
            "'z' is not a question before this one",
        ),
        (
            "{id: a, type: lijst, vraag: Wat?, velden: [{id: x, type: lijst, vraag: X}]}",
            "the type of a field",
        ),
        (
            "{id: a, type: keuze, vraag: Wat?, opties: {ja: Ja}, volgt: [{id: b, type: tekst, vraag: B}]}",
            "a follow-up needs als",
        ),
        (
            (
                "{id: a, type: keuze, vraag: Wat?, opties: {ja: Ja}, volgt: "
                "[{als: {a: [misschien]}, id: b, type: tekst, vraag: B}]}"
            ),
            "'a' has no option 'misschien'",
        ),
        ("{id: a, type: melding, tekst: Let op, verplicht: true}", "unknown key 'verplicht'"),
        ("gewoon tekst", "type is missing"),
        ("!!python/name:os.system {id: a, type: tekst, vraag: A}", "tags such as"),
    ],
)
def test_each_fault_is_named(question: str, reason: str) -> None:
    assert any(reason in found for found in faults(question).values())


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("", "empty"),
        ("[", "not YAML"),
        ("a:\n\t- b", "not YAML"),
        (b"a: \xff", "not UTF-8"),
        ("a: \0", "NUL"),
        ("a: \ud800", "surrogate"),
        ("a: &x [*x]", "refers to nothing"),
        ("[" * 500, "levels deep"),
        ("x" * 600_000, "larger than"),
        ("a: 1\n---\nb: 2", "more than one document"),
        ("a: [" + "x," * 30_000 + "]", "more than 20000 values"),
        (
            (
                "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
                "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d]"
            ),
            "aliases counted each time",
        ),
        ("- 1", "write keys with values"),
        ("? [a]\n: b", "a key must be a word"),
    ],
)
def test_a_file_that_is_no_format_is_refused(source: str | bytes, reason: str) -> None:
    with pytest.raises(FormatFaultsError, match=reason):
        load_format(source, "proef.yaml")


def test_a_fault_does_not_bring_up_others_that_only_follow_from_it() -> None:
    found = faults("{id: a, type: lijst, vraag: Wat?}", "{id: b, type: keuze, vraag: Wat?, opties_uit: a}")
    assert list(found) == [0]


def test_a_file_of_notepad_is_read() -> None:
    text = HEAD + "      - {id: a, type: tekst, vraag: Wat?}\n"
    assert load_format(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), "x").number("a") == "1"


@pytest.mark.parametrize("name", ["bestaat_niet", "../ivp", "IVP", ""])
def test_a_format_that_does_not_come_with_the_bot_is_not_found(name: str) -> None:
    with pytest.raises(LookupError):
        packaged_format(name)
