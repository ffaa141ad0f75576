"""A small made-up plan for the tests of asking; every sentence is ours."""

from knowledge.passages import Passage, Plan, Status
from knowledge.search import Searcher
from knowledge.thesaurus import Thesaurus

PLAN = Plan(
    "duinwijk", "Veiligheidsplan Duinwijk", "2023-2026", Status.ADOPTED, "https://duinwijk.example/plan.pdf"
)
PLANS = {PLAN.id: PLAN}

_TEXT = """
2 Wonen > 2.1 Woonoverlast
Buren die elkaar het leven zuur maken, komen vaak bij ons terecht. In 2022 kregen wij 214 meldingen. De
burgemeester kan een gedragsaanwijzing geven als praten niet helpt.

2 Wonen > 2.2 Inbraak
Het aantal woninginbraken daalt al vijf jaar. Wijkagenten lopen in november extra rondes. Wie op vakantie
gaat, kan zijn adres doorgeven.

3 Jeugd > 3.1 Jeugdoverlast
Op drie plekken in de stad is er overlast door jeugd. Jongerenwerkers van Stichting Kompas zoeken de
groepen elke vrijdag op. Dat werkt beter dan alleen bekeuren.

3 Jeugd > 3.2 Wapens
Scholen en politie controleren samen kluisjes op messen. De actie begon in september 2023.

4 Ondermijning
Criminelen gebruiken leegstaande loodsen om drugs te maken. Het Regionaal Informatie- en Expertisecentrum
(RIEC) helpt ons om signalen te duiden. Omdat één signaal weinig zegt, leggen wij ze naast elkaar.

4 Ondermijning > 4.1 Panden
In 2022 zijn negen panden gesloten op grond van artikel 13b Opiumwet. Sluiting duurt drie tot twaalf
maanden.

5 Openbare ruimte > 5.1 Naroepen
Vrouwen worden op het Stationsplein nageroepen en gevolgd. Wij noemen dat straatintimidatie. Boa's letten
daar sinds dit jaar op.

5 Openbare ruimte > 5.2 Camera's
Rond het station hangen acht camera's. De beelden worden na vier weken gewist.

6 Crisis > 6.1 Warmte
Bij langdurige hitte bellen vrijwilligers met alleenstaande ouderen. De bibliotheek is dan koel en open.

6 Crisis > 6.2 Stroom
Valt de stroom lang uit, dan opent de gemeente twee noodsteunpunten. Daar is water, licht en informatie.

7 Samen > 7.1 Overleg
Het Duinwijks Overleg Veiligheid (DOV) komt elke maand bijeen.

7 Samen > 7.2 Geld
Het DOV verdeelt elk jaar veertigduizend euro.
"""


def _passages() -> list[Passage]:
    found = []
    for number, block in enumerate(_TEXT.strip().split("\n\n"), 1):
        heading, text = block.split("\n", 1)
        section = tuple(heading.split(" > "))
        found.append(
            Passage(f"p{number}", PLAN.id, section, number, str(number - 1), text.replace("\n", " "))
        )
    return found


PASSAGES = tuple(_passages())

THESAURUS = Thesaurus.shipped()
SEARCHER = Searcher(PASSAGES, THESAURUS)
