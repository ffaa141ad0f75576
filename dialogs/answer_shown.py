"""An answer from the plan in words: what is said of it, and each sentence with its place."""

from collections.abc import Sequence

from dialogs import texts
from dialogs.views import Button, Quote, Say
from knowledge.quotes import Answer
from knowledge.quotes import Quote as Found


def shown(found: Answer, buttons: tuple[Button, ...] = ()) -> Say:
    """An answer in words, or that there is none."""
    if not found.answered:
        said = [texts.NOT_IN_PLAN]
        if found.meant:
            said.append(texts.did_you_mean(found.meant))
        if found.nearest:
            said.append(texts.nearest(found.nearest))
        return Say(tuple(said), buttons)
    said = [texts.understood(found.understood)] if found.understood else []
    if found.passages[0].status == "concept":
        said.append(texts.IS_CONCEPT)
    said += [texts.explained(short, full) for short, full in found.explains]
    first = found.passages[0]
    if not first.quote and not any(full in first.unquoted for _, full in found.explains):
        said.append(texts.unquoted(first.unquoted, source(first)))
    return Say(tuple(said), buttons, texts.PLAN_SAYS, quotes(found.passages))


def quotes(passages: Sequence[Found]) -> tuple[Quote, ...]:
    """The sentences that may be quoted, each with its place."""
    return tuple(Quote(one.quote, source(one), one.url or "", one.words) for one in passages if one.quote)


def source(one: Found) -> str:
    """Where a sentence stands: plan, section and page."""
    return texts.source(one.plan, one.section, one.page_label or one.page)
