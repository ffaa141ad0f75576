from importlib.resources import files
from itertools import chain
from pathlib import Path

import pytest
import yaml

from knowledge.dutch import is_common
from knowledge.thesaurus import Entry, Key, Relation, Spoken, Term, Thesaurus, ThesaurusError, term_key


def _relations(thesaurus: Thesaurus, asked: str) -> dict[str, Relation]:
    return {found.words: found.relation for found in thesaurus.related(term_key(asked))}


SMALL = Thesaurus((Entry("fraude", ("zwendel",), ("sjoemel",), ("zorgfraude",), ("aangifte",)),))


def test_words_for_the_same_find_each_other() -> None:
    assert _relations(SMALL, "fraude")["zwendel"] is Relation.SAME
    assert _relations(SMALL, "zwendel")["fraude"] is Relation.SAME


def test_everyday_speech_works_one_way() -> None:
    assert _relations(SMALL, "sjoemel")["fraude"] is Relation.SAME
    assert "sjoemel" not in _relations(SMALL, "fraude")


def test_a_kind_is_found_with_its_concept_but_is_less_sure_the_other_way() -> None:
    assert _relations(SMALL, "fraude")["zorgfraude"] is Relation.NARROWER
    assert _relations(SMALL, "zorgfraude")["fraude"] is Relation.BROADER


def test_what_belongs_to_a_subject_does_not_find_the_subject() -> None:
    assert _relations(SMALL, "fraude")["aangifte"] is Relation.RELATED
    assert _relations(SMALL, "aangifte") == {}


def test_a_coordinator_can_add_words_without_changing_the_first_thesaurus() -> None:
    larger = SMALL.with_terms([Entry("fraude", ("geritsel",))])
    assert _relations(larger, "geritsel")["fraude"] is Relation.SAME
    assert _relations(SMALL, "geritsel") == {}


def test_what_people_say_for_a_word_finds_what_is_the_same_as_that_word() -> None:
    spoken = Spoken((Term(term_key("gesjacher"), "gesjacher"),), (Term(term_key("zwendel"), "zwendel"),))
    larger = Thesaurus(SMALL.entries, (spoken,))
    assert _relations(larger, "gesjacher") == {
        "zwendel": Relation.SAME,
        "fraude": Relation.SAME,
        "zorgfraude": Relation.NARROWER,
        "aangifte": Relation.RELATED,
    }
    assert "gesjacher" not in _relations(larger, "zwendel")
    assert larger.knows(term_key("gesjacher"))
    assert not larger.knows(term_key("fiets"))


def test_what_is_only_a_kind_of_a_plan_word_is_found_with_it_but_less_sure() -> None:
    spoken = Spoken((Term(term_key("gesjacher"), "gesjacher"),), (), (Term(term_key("zwendel"), "zwendel"),))
    larger = Thesaurus(SMALL.entries, (spoken,))
    assert _relations(larger, "gesjacher") == {"zwendel": Relation.BROADER, "fraude": Relation.BROADER}
    assert larger.knows(term_key("gesjacher"))


def test_the_shipped_file_tells_what_is_a_kind_of_a_plan_word() -> None:
    shipped = Thesaurus.shipped()
    assert _relations(shipped, "terrasverwarmers")["terras"] is Relation.BROADER
    assert _relations(shipped, "kroegbaas")["horecaondernemer"] is Relation.SAME


def test_everyday_speech_keeps_when_a_coordinator_adds_words() -> None:
    shipped = Thesaurus.shipped()
    asked = term_key("kroegbaas")
    assert shipped.with_terms([Entry("fiets", ("rijwiel",))]).related(asked) == shipped.related(asked) != ()


def test_nothing_is_said_every_day_for_itself() -> None:
    for spoken in Thesaurus.shipped().spoken:
        assert {term.key for term in spoken.says}.isdisjoint(
            term.key for term in (*spoken.means, *spoken.wider)
        ), spoken


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("opoe", "ouderen"),
        ("piepkastjes", "rookmelder"),
        ("doordraait", "verward gedrag"),
        ("achter haar aan lopen", "straatintimidatie"),
        ("de wacht houden", "buurtpreventie"),
        ("met een boog omheen", "veiligheidsgevoel"),
    ],
)
def test_what_a_colleague_says_every_day_finds_the_word_of_a_plan_but_not_the_other_way(
    asked: str, meant: str
) -> None:
    shipped = Thesaurus.shipped()
    same = {found.key for found in shipped.related(term_key(asked)) if found.relation is Relation.SAME}
    assert term_key(meant) in same
    assert term_key(asked) not in {found.key for found in shipped.related(term_key(meant))}


def test_an_unknown_word_has_no_relatives() -> None:
    assert SMALL.related(term_key("fiets")) == ()


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Damocles", "artikel 13b Opiumwet"),
        ("Bibob", "Wet bevordering integriteitsbeoordelingen door het openbaar bestuur"),
        ("RIEC", "Regionaal Informatie en Expertise Centrum"),
        ("ZVH", "zorg- en veiligheidshuis"),
        ("BOA", "buitengewoon opsporingsambtenaar"),
        ("Wvggz", "zorgmachtiging"),
    ],
)
def test_nicknames_and_abbreviations_of_the_field_are_known(asked: str, meant: str) -> None:
    keys = {found.key for found in Thesaurus.shipped().related(term_key(asked))}
    assert term_key(meant) in keys


@pytest.mark.parametrize(
    ("asked", "general"),
    [
        ("antisemitisme", "discriminatie"),
        ("soevereinen", "radicalisering"),
        ("vuurwapens", "wapenbezit"),
        ("verkrachting", "zedenmisdrijf"),
        ("nachtopvang", "maatschappelijke opvang"),
        ("verkeersdrempels", "verkeersveiligheid"),
        ("corruptie", "integriteit"),
    ],
)
def test_a_kind_or_part_of_a_subject_is_not_answered_by_the_subject_in_general(
    asked: str, general: str
) -> None:
    known = Thesaurus.shipped()
    back = {found.key: found.relation for found in known.related(term_key(asked))}
    assert back.get(term_key(general)) in {None, Relation.BROADER}
    assert term_key(asked) in {found.key for found in known.related(term_key(general))}


def test_what_is_narrower_than_a_concept_is_nowhere_said_to_be_the_same() -> None:
    entries = Thesaurus.shipped().entries
    own = {term_key(entry.concept): entry for entry in entries}
    wrong = []
    for entry in entries:
        same, _, narrower, _ = entry.terms
        of_kinds = {
            term.key
            for kind in narrower
            for term in (kind, *(own[kind.key].terms[0] if kind.key in own else ()))
        }
        wrong += [(entry.concept, term.words) for term in same if term.key in of_kinds]
    assert wrong == []


def test_two_concepts_share_no_term_by_the_order_of_its_words() -> None:
    readings: dict[tuple[str, ...], set[tuple[Key, str]]] = {}
    for entry in Thesaurus.shipped().entries:
        for term in chain(*entry.terms[:2]):
            readings.setdefault(tuple(sorted(term.key)), set()).add((term.key, entry.concept))
    double = [
        found
        for found in readings.values()
        if len({key for key, _ in found}) > 1 and len({concept for _, concept in found}) > 1
    ]
    assert double == []


def test_no_shipped_term_shrinks_to_an_everyday_word_that_finds_every_passage() -> None:
    generic = [
        (entry.concept, words)
        for entry in Thesaurus.shipped().entries
        for words in entry.same
        if " " in words and len(term_key(words)) == 1 and is_common(term_key(words)[0])
    ]
    assert generic == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("begrip: x", "list"),
        ("- zelfde: [a]", "begrip"),
        ("- {begrip: drugs, zelfde: wiet}", "zelfde"),
        ("- {begrip: drugs, gelijk: [wiet]}", "gelijk"),
        ("- {begrip: drugs, zelfde: ['?!']}", "drugs"),
        ("- {begrip: [", "YAML"),
    ],
)
def test_a_wrong_thesaurus_file_is_refused_with_the_entry(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "eigen.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ThesaurusError, match=says):
        Thesaurus.read(path)


def test_an_own_thesaurus_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "eigen.yaml"
    path.write_text("- {begrip: drugs, zelfde: [dope], spreektaal: [spul]}", encoding="utf-8")
    assert _relations(Thesaurus.read(path), "spul") == {"drugs": Relation.SAME, "dope": Relation.SAME}


def test_everyday_speech_reads_the_same_as_the_yaml_that_it_is() -> None:
    """It is read line by line, because that is quicker; YAML would lose the first of two equal lines."""
    text = files("knowledge").joinpath("everyday.yaml").read_text(encoding="utf-8")
    read = Thesaurus.shipped().spoken
    as_yaml = yaml.load(text, Loader=yaml.BaseLoader)
    assert {words for one in read for words in (term.words for term in one.says)} == {
        words.strip() for says in as_yaml for words in says.split(",")
    }
    assert {words for one in read for words in (term.words for term in (*one.means, *one.wider))} == {
        words.strip().removeprefix("~") for means in as_yaml.values() for words in means.split(",")
    }
