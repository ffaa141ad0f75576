"""The few Dutch sentences that the adapter says itself, where the conversation cannot speak."""

UNKNOWN_YET = (
    "Ik kan nu even niet zien wie je bent. Daarom heb ik je bericht nog niet verwerkt. "
    "Het staat nog gewoon in deze chat. Stuur het over een paar minuten opnieuw."
)
GUEST = (
    "Deze bot is er voor medewerkers van de gemeente zelf. Je bent hier gast uit een andere organisatie. "
    "Wil je meedenken? Vraag het aan de collega die je heeft uitgenodigd."
)
NO_ACCOUNT = (
    "Ik kan je alleen helpen als je met je werkaccount bent aangemeld. "
    "Meld je aan en stuur je bericht opnieuw."
)
UNREADABLE_PRESS = (
    "Ik kon deze knop niet lezen. Er is niets veranderd, en wat je invulde staat nog op de kaart. "
    "Typ 'verder' voor een nieuwe kaart."
)
EDITED = (
    "Je hebt een eerder bericht aangepast. Dat verandert niets aan wat ik heb opgeslagen. "
    "Typ 'wijzig' en het nummer van de vraag om je antwoord te veranderen."
)
SEVERAL_FILES = (
    "Je stuurt meer dan één bestand. Ik kan er één tegelijk lezen. Stuur ze een voor een. "
    "Ik heb er nog niets mee gedaan."
)
FILE_IN_CHANNEL = "Bestanden lees ik alleen in onze eigen chat. Stuur je bestand daar."
PICTURE = (
    "Een plaatje kan ik niet lezen. Typ wat erop staat. "
    "Is het een bestand? Stuur het dan met de paperclip onder het tekstvak."
)
FILE_GONE = "Ik kan het bestand niet meer ophalen: de link is verlopen. Stuur het bestand nog een keer."
FILE_AWAY = (
    "Ik kan het bestand nu niet ophalen. Er is niets veranderd. Stuur het over een paar minuten opnieuw."
)
FILE_ELSEWHERE = (
    "Dit bestand staat op een plek waar ik niet bij mag. "
    "Bewaar het op je computer en stuur het met de paperclip onder het tekstvak."
)
BELOW = "Kijk bij het nieuwste bericht in deze chat."
NOT_SHOWN = "Het is gelukt om je invoer te lezen, maar ik kan nu niets tonen. Typ 'verder' om door te gaan."


def file_too_large(most: int) -> str:
    """A file over the limit, in MB."""
    return f"Dit bestand is te groot. Ik kan hoogstens {most} MB lezen. Ik heb er niets van bewaard."


def too_long(length: int, longest: int) -> str:
    """A message that is longer than anything the bot can handle."""
    return (
        f"Je bericht is erg lang: {length} tekens. Ik kan er hoogstens {longest} tegelijk lezen. "
        "Je bericht staat nog in deze chat. Knip het in stukken en stuur die een voor een."
    )


def failed(contact: str) -> str:
    """Something broke while a message was handled."""
    return (
        "Er ging iets mis bij mij, niet bij jou. Wat je typte is niet weg: het staat nog in deze chat. "
        f"Probeer het zo nog eens. Lukt het dan niet? Vraag het aan {contact}."
    )


def failed_press(contact: str) -> str:
    """Something broke while a press was handled; the card keeps its inputs."""
    return (
        "Er ging iets mis bij mij, niet bij jou. Wat je invulde staat nog op de kaart. "
        f"Probeer het zo nog eens. Lukt het dan niet? Vraag het aan {contact}."
    )
