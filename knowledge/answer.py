"""The answer to a plan question: the plan's own sentence with its place, or an honest "not in the plan"."""

from collections.abc import Iterable, Mapping

from knowledge.evidence import Evidence
from knowledge.passages import Passage, Plan
from knowledge.quotes import Answer, Quote
from knowledge.quoting import best_sentences
from knowledge.search import Found, Hit, Searcher

ENOUGH = 0.505
"""Below this surety, about half of what is asked, the plan is said not to answer (docs/retrieval.md)."""

_AS_GOOD = 0.5
_UNQUOTABLE = 0.7


def is_answer(found: Found) -> bool:
    """Whether what was found is sure enough to be shown as an answer."""
    return found.sure >= ENOUGH


def answer(searcher: Searcher, plans: Mapping[str, Plan], question: str, top: int = 3) -> Answer:
    """What the plans say on a question, in at most `top` quotes; `plans` gives each plan by its id."""
    found = searcher.find(question)
    understood = tuple(found.question.corrections.items())
    score = round(min(1.0, found.sure), 3)
    if not is_answer(found):
        return Answer(
            False, score, _nearest(found), understood=understood, meant=searcher.suggestions(found.question)
        )
    chosen = _chosen(found, max(1, min(top, 3)))
    evidence = searcher.evidence(found.question)
    quotes = tuple(quote_of(evidence, plans, found, hit) for hit in chosen)
    explains = searcher.explained(found.question)
    return Answer(True, score, (), quotes, understood, explains=explains)


def fitting(
    searcher: Searcher, plans: Mapping[str, Plan], lines: Iterable[str], top: int
) -> tuple[Quote, ...]:
    """At most `top` passages that fit any of `lines`, best first: a list to choose from, no answer."""
    best: dict[str, tuple[float, Found, Hit]] = {}
    for found in map(searcher.find, lines):
        for hit in found.hits:
            worth = hit.score * (1 if hit.passage.quotable else _UNQUOTABLE)
            known = best.get(hit.passage.id)
            if hit.sure >= ENOUGH and (known is None or known[0] < worth):
                best[hit.passage.id] = (worth, found, hit)
    chosen = sorted(best.values(), key=lambda one: -one[0])[:top]
    return tuple(quote_of(searcher.evidence(found.question), plans, found, hit) for _, found, hit in chosen)


def _chosen(found: Found, top: int) -> list[Hit]:
    """The hits that are sure enough and about as good as the best; what may be quoted goes first."""
    sure = [hit for hit in found.hits if hit.sure >= ENOUGH]
    near = [hit for hit in sure if hit.score >= _AS_GOOD * sure[0].score]
    return sorted(near, key=lambda hit: -hit.score * (1 if hit.passage.quotable else _UNQUOTABLE))[:top]


def _nearest(found: Found) -> tuple[str, ...]:
    titles = [" › ".join(hit.passage.section[-2:]) for hit in found.hits if hit.passage.section]
    return tuple(dict.fromkeys(titles))[:3]


def quote_of(evidence: Evidence, plans: Mapping[str, Plan], found: Found, hit: Hit) -> Quote:
    """The sentence of a hit that answers best, with its place."""
    passage = hit.passage
    text, spans = best_sentences(evidence, found.question, passage) if passage.quotable else ("", ())
    return quoted(plans, passage, text, spans, hit.sure)


def quoted(
    plans: Mapping[str, Plan], passage: Passage, text: str, spans: tuple[tuple[int, int], ...], sure: float
) -> Quote:
    """`text` of a passage with its place; `spans` hold what was asked for, `sure` says how far it is that."""
    plan = plans.get(passage.plan)
    url = plan.url if plan else None
    return Quote(
        passage=passage.id,
        quote=text,
        section=passage.section,
        page=passage.page,
        page_label=passage.page_label,
        plan=plan.name if plan else passage.plan,
        period=plan.period if plan else "",
        status=str(plan.status) if plan else "adopted",
        url=f"{url}#page={passage.page}" if url and passage.page else url,
        score=round(min(1.0, sure), 3),
        evidence=spans,
        unquoted="" if passage.quotable else passage.text,
    )
