"""The manifest of the Teams app and its English twin, in Microsoft's schema of SCHEMA.

The fields and their limits: "App manifest schema" of the Teams documentation; the tests hold the result
against the schema itself. It asks for as little as a bot can: no Microsoft Graph, no sign-in, no web pages.
"""

from collections.abc import Mapping, Sequence

from bot.teams.extension import COMMAND, PARAMETER
from bot.teams.manifest.details import Details
from bot.teams.manifest.words import ASK_THE_PLAN, COMMANDS_IN_ENGLISH, DUTCH, ENGLISH, Words
from dialogs.commands import COMMANDS, Command

SCHEMA = "1.30"
ADDRESS = f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA}/MicrosoftTeams"
ENGLISH_FILE = "en.json"
COLOUR_ICON, OUTLINE_ICON = "color.png", "outline.png"
ACCENT = "#0B5566"  # the colour of the cards and of the icon

MENU = tuple(command for command in COMMANDS if command.menu)
IN_CHANNELS = tuple(command for command in MENU if command.name == "hulp")
"""In a channel the bot answers plan questions only, and says so to everything else (DESIGN §9)."""

Json = dict[str, object]


def manifest(details: Details) -> Json:
    """The manifest, with the Dutch words in it."""
    return {
        "$schema": f"{ADDRESS}.schema.json",
        "manifestVersion": SCHEMA,
        "version": details.version,
        "id": details.app_id.lower(),
        "localizationInfo": {
            "defaultLanguageTag": "nl",
            "additionalLanguages": [{"languageTag": "en", "file": ENGLISH_FILE}],
        },
        "developer": {
            "name": details.organisation,
            "websiteUrl": details.website,
            "privacyUrl": details.privacy,
            "termsOfUseUrl": details.terms,
        },
        "name": {"short": DUTCH.short_name, "full": DUTCH.full_name},
        "description": {"short": DUTCH.summary, "full": DUTCH.description},
        "icons": {"color": COLOUR_ICON, "outline": OUTLINE_ICON},
        "accentColor": ACCENT,
        "defaultInstallScope": "personal",
        "bots": [_bot(details)],
        "composeExtensions": [_search(details)],
        "permissions": ["identity"],  # whose answer it is; the whole conversation rests on it
        "validDomains": [],  # these are for web pages inside Teams, and the bot has none
    }


def english() -> Json:
    """What a colleague reads whose Teams is in English; what is not here stays Dutch."""
    said: Json = {
        "$schema": f"{ADDRESS}.Localization.schema.json",
        "name.short": ENGLISH.short_name,
        "name.full": ENGLISH.full_name,
        "description.short": ENGLISH.summary,
        "description.full": ENGLISH.description,
    }
    for place, commands in enumerate((MENU, IN_CHANNELS)):
        for row, each in enumerate(_menu(commands, ENGLISH, COMMANDS_IN_ENGLISH)):
            said[f"bots[0].commandLists[{place}].commands[{row}].description"] = each["description"]
    search = "composeExtensions[0].commands[0]"
    said[f"{search}.title"] = ENGLISH.search
    said[f"{search}.description"] = ENGLISH.search_explained
    said[f"{search}.parameters[0].title"] = ENGLISH.subject
    said[f"{search}.parameters[0].description"] = ENGLISH.subject_explained
    return said


def _bot(details: Details) -> Json:
    lists = (("personal", MENU), ("team", IN_CHANNELS))
    return {
        "botId": details.app_id.lower(),
        "scopes": [scope for scope, _ in lists],
        "isNotificationOnly": False,
        "supportsFiles": True,  # the Word form and the exports, in the personal chat
        "commandLists": [
            {"scopes": [scope], "commands": _menu(commands, DUTCH, {})} for scope, commands in lists
        ],
    }


def _menu(commands: Sequence[Command], words: Words, translated: Mapping[str, str]) -> list[dict[str, str]]:
    """The plan question first, then the commands: a title that is typed, and what it does."""
    rows = [(ASK_THE_PLAN, words.ask)]
    rows += [(each.words[0], translated.get(each.name) or _sentence(each.help)) for each in commands]
    return [{"title": title, "description": does} for title, does in rows]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _search(details: Details) -> Json:
    parameter = {
        "name": PARAMETER,
        "title": DUTCH.subject,
        "description": DUTCH.subject_explained,
        "inputType": "text",
    }
    command = {
        "id": COMMAND,
        "type": "query",
        "context": ["compose"],
        "title": DUTCH.search,
        "description": DUTCH.search_explained,
        "initialRun": True,
        "parameters": [parameter],
    }
    return {"botId": details.app_id.lower(), "commands": [command]}
