"""The words of the app in Teams' store: Dutch, and English for a colleague whose Teams is in English.

Commands stay Dutch in both: they are typed as they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass

ASK_THE_PLAN = "wat zegt het IVP over"
"""The opening of a plan question; the colleague types the subject behind it."""


@dataclass(frozen=True, slots=True)
class Words:
    """What one language says."""

    short_name: str
    full_name: str
    summary: str
    description: str
    ask: str  # what ASK_THE_PLAN does
    search: str
    search_explained: str
    subject: str
    subject_explained: str


DUTCH = Words(
    short_name="IVP-bot",
    full_name="IVP-bot: vragen en antwoorden voor het veiligheidsplan",
    summary="Lever je inbreng voor het nieuwe IVP, en vraag wat er in het huidige staat.",
    description=(
        "Met deze bot werk je mee aan het integraal veiligheidsplan (IVP) van je gemeente.\n\n"
        "Ben je themahouder of schrijf je mee? De bot stelt je één vraag tegelijk. Je antwoordt als het "
        "jou uitkomt, stopt wanneer je wilt en gaat later verder. Wat je invult, blijft bewaard.\n\n"
        "Iedereen in de gemeente kan vragen wat er in het IVP staat. Je krijgt de zinnen uit het plan, "
        "met het hoofdstuk en de bladzijde.\n\n"
        "Typ hulp om te zien wat je kunt doen."
    ),
    ask="Stel een vraag over het plan, bijvoorbeeld: wat zegt het IVP over woonoverlast",
    search="Zoek in het IVP",
    search_explained="Zoek een stuk uit het veiligheidsplan en zet het in je bericht",
    subject="Onderwerp of vraag",
    subject_explained="Bijvoorbeeld: woonoverlast",
)

ENGLISH = Words(
    short_name="IVP bot",
    full_name="IVP bot: questions and answers for the safety plan",
    summary="Give your input for the new safety plan (IVP); ask what the present one says.",
    description=(
        "This bot helps you contribute to your municipality's safety plan, the integraal "
        "veiligheidsplan (IVP). It speaks Dutch.\n\n"
        "Do you own a theme, or write along? The bot asks one question at a time. Answer when it suits "
        "you, stop at any moment and go on later. What you filled in is kept.\n\n"
        "Everybody in the municipality can ask what the plan says. You get the sentences from the plan, "
        "with their section and page.\n\n"
        "Type hulp to see what you can do."
    ),
    ask="Ask the plan something, for example: wat zegt het IVP over woonoverlast",
    search="Search the IVP",
    search_explained="Find a passage of the safety plan and put it in your message",
    subject="Subject or question",
    subject_explained="For example: woonoverlast",
)

COMMANDS_IN_ENGLISH: Mapping[str, str] = {
    "hulp": "What you can do here",
    "verder": "Go on where you were",
    "thema's": "Your themes",
    "vragen": "All questions of your theme",
    "later": "Choose another moment",
    "stop": "Stop; everything is kept",
    "samenvatting": "See your answers",
    "doorgegeven vragen": "Questions that colleagues handed to you",
}
