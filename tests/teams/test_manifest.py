"""The Teams app package: whole, the same every time, and as Microsoft's schema wants it."""

import io
import json
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

import app
from bot.settings import EVERY_SETTING, IN_PACKAGE, SettingsError, read_details, read_settings
from bot.teams import extension
from bot.teams.activities import MalformedError, read
from bot.teams.manifest import icons
from bot.teams.manifest.details import Details, DetailsError
from bot.teams.manifest.manifest import MENU, SCHEMA, english, manifest
from bot.teams.manifest.package import package
from bot.teams.manifest.words import ASK_THE_PLAN, COMMANDS_IN_ENGLISH, DUTCH, ENGLISH
from dialogs.matching import Said, exact_command
from dialogs.meaning import Meaning, Pending, meant
from tests.docs.pages import page

ROOT = Path(app.__file__).parent
SCHEMAS = ROOT / "bot/local/page/node_modules/@microsoft/app-manifest/build/json-schemas/teams"
with_the_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="Microsoft's schemas are not installed: npm ci --prefix bot/local/page"
)

BOT = "3F2504E0-4F89-11D3-9A0C-0305E82C3301"
TOWN = Details(
    app_id=BOT,
    organisation="Gemeente Veldermeer",
    website="https://veldermeer.example/ivp",
    privacy="https://veldermeer.example/privacy",
    terms="https://veldermeer.example/voorwaarden",
)
SET = {
    "IVP_APP_ID": BOT,
    "IVP_ORGANISATION": TOWN.organisation,
    "IVP_WEBSITE": TOWN.website,
    "IVP_PRIVACY_PAGE": TOWN.privacy,
    "IVP_TERMS_PAGE": TOWN.terms,
}


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        assert zipped.testzip() is None
        return {name: zipped.read(name) for name in zipped.namelist()}


def in_package(name: str) -> Any:
    return json.loads(unpacked(package(TOWN))[name])


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"v{SCHEMA}" / f"MicrosoftTeams.{name}").read_text("utf-8-sig"))


def faults(content: Any, by: Any) -> list[str]:
    found = Draft4Validator(by, format_checker=Draft4Validator.FORMAT_CHECKER).iter_errors(content)
    return [f"{'/'.join(map(str, each.absolute_path))}: {each.message}" for each in found]


def test_the_package_holds_the_manifest_its_english_words_and_two_icons() -> None:
    assert list(unpacked(package(TOWN))) == ["manifest.json", "en.json", "color.png", "outline.png"]


def test_the_same_settings_give_the_same_bytes() -> None:
    assert package(TOWN) == package(TOWN)
    with zipfile.ZipFile(io.BytesIO(package(TOWN))) as zipped:
        for entry in zipped.infolist():
            assert (entry.date_time, entry.compress_type) == ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED)


@with_the_schemas
def test_the_manifest_is_in_the_newest_schema_that_microsoft_publishes_and_fits_it() -> None:
    published = [
        tuple(map(int, folder.name[1:].split("."))) for folder in SCHEMAS.glob("v[0-9]*") if folder.is_dir()
    ]
    assert tuple(map(int, SCHEMA.split("."))) == max(published)
    assert faults(in_package("manifest.json"), schema("schema.json")) == []


@with_the_schemas
def test_the_english_words_fit_the_schema_and_name_only_what_the_manifest_has() -> None:
    assert faults(in_package("en.json"), schema("Localization.schema.json")) == []
    for path in english().keys() - {"$schema"}:
        found: Any = manifest(TOWN)
        for step in path.replace("[", ".[").split("."):
            found = found[int(step[1:-1])] if step.startswith("[") else found[step]
        assert isinstance(found, str)


@with_the_schemas
@pytest.mark.parametrize(
    ("field", "wrong"),
    [("version", 1), ("id", "geen-guid"), ("accentColor", "teal"), ("packageName", "nl.veldermeer.ivp")],
)
def test_the_schema_that_is_asked_does_refuse(field: str, wrong: object) -> None:
    assert faults(manifest(TOWN) | {field: wrong}, schema("schema.json"))


def test_one_registration_is_app_bot_and_search() -> None:
    made = in_package("manifest.json")
    assert {made["id"], made["bots"][0]["botId"], made["composeExtensions"][0]["botId"]} == {BOT.lower()}


def test_the_app_asks_for_no_graph_no_sign_in_and_no_web_pages() -> None:
    made = in_package("manifest.json")
    assert made["permissions"] == ["identity"]
    assert made["validDomains"] == []
    assert not made.keys() & {
        "webApplicationInfo", "authorization", "devicePermissions", "staticTabs", "configurableTabs",
    }  # fmt: skip


def test_it_is_a_bot_to_talk_with_that_takes_files_alone_and_in_a_team() -> None:
    [bot] = in_package("manifest.json")["bots"]
    assert bot["scopes"] == ["personal", "team"]
    assert bot["supportsFiles"] is True
    assert bot["isNotificationOnly"] is False


@pytest.mark.parametrize("scope", ["personal", "team"])
def test_what_teams_lists_can_be_typed_and_is_short_enough(scope: str) -> None:
    [bot] = in_package("manifest.json")["bots"]
    [commands] = [each["commands"] for each in bot["commandLists"] if each["scopes"] == [scope]]
    assert 1 <= len(commands) <= 10
    for each in commands:
        assert len(each["title"]) <= 32
        assert len(each["description"]) <= 128
    asked, *others = [each["title"] for each in commands]
    assert meant(f"{asked} woonoverlast", Pending.NOTHING, lambda _: False).meaning is Meaning.PLAN_QUESTION
    assert [exact_command(title) for title in others] == [
        Said(command.name) for command in MENU if scope == "personal" or command.name == "hulp"
    ]


def test_nothing_that_needs_more_words_or_ends_a_theme_is_one_press_away() -> None:
    assert MENU
    for command in MENU:
        assert not command.argument_needed
        assert not command.exact


def test_every_listed_command_is_explained_in_english() -> None:
    assert set(COMMANDS_IN_ENGLISH) == {command.name for command in MENU}
    assert all(len(text) <= 128 for text in COMMANDS_IN_ENGLISH.values())


@pytest.mark.parametrize("words", [DUTCH, ENGLISH], ids=["nl", "en"])
def test_names_and_descriptions_keep_to_the_limits_of_teams(words: Any) -> None:
    assert len(words.short_name) <= 30
    assert len(words.full_name) <= 100
    assert len(words.summary) <= 80
    assert len(words.description) <= 4000
    assert len(words.search) <= 32
    assert len(words.search_explained) <= 128
    assert len({words.short_name, words.full_name}) == len({words.summary, words.description}) == 2
    assert ASK_THE_PLAN in words.ask


def test_the_search_sends_what_the_bot_answers() -> None:
    [search] = in_package("manifest.json")["composeExtensions"]
    [command] = search["commands"]
    [parameter] = command["parameters"]
    value = {
        "commandId": command["id"],
        "parameters": [{"name": parameter["name"], "value": "woonoverlast"}],
        "queryOptions": {"skip": 0, "count": 25},
    }
    assert extension.read_query(value).text == "woonoverlast"


# Icons


def picture(content: bytes) -> list[list[tuple[int, ...]]]:
    """The pixels of a PNG as our own drawing writes it: eight bits, transparency, no filters."""
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    parts, place = {}, 8
    while place < len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        parts[kind] = content[place + 8 : place + 8 + length]
        place += 12 + length
    width, height, *form = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert form == [8, 6, 0, 0, 0]
    data, line = zlib.decompress(parts[b"IDAT"]), 1 + 4 * width
    assert [data[row * line] for row in range(height)] == [0] * height
    return [
        [tuple(data[row * line + 1 + 4 * x : row * line + 5 + 4 * x]) for x in range(width)]
        for row in range(height)
    ]


def test_the_colour_icon_is_192_pixels_and_fills_its_square() -> None:
    rows = picture(unpacked(package(TOWN))["color.png"])
    assert {len(rows), *map(len, rows)} == {192}
    assert {pixel[3] for row in rows for pixel in row} == {255}
    assert len({pixel for row in rows for pixel in row}) > 2


def test_the_outline_icon_is_32_pixels_white_on_nothing() -> None:
    rows = picture(unpacked(package(TOWN))["outline.png"])
    assert {len(rows), *map(len, rows)} == {32}
    assert {pixel[:3] for row in rows for pixel in row} == {(255, 255, 255)}
    clear = sum(pixel[3] == 0 for row in rows for pixel in row)
    assert 300 < clear < 900
    assert any(pixel[3] == 255 for row in rows for pixel in row)


def test_the_outline_that_is_kept_is_the_one_that_is_drawn() -> None:
    assert picture(unpacked(package(TOWN))["outline.png"]) == icons.outline()


def test_the_colour_icon_that_is_kept_is_the_one_that_is_drawn() -> None:
    assert picture(unpacked(package(TOWN))["color.png"]) == icons.colour()


# Settings


def test_the_settings_make_the_details() -> None:
    assert read_details(SET) == TOWN
    assert read_details(SET | {"IVP_APP_SECRET": "geheim"}, "1.2.0").version == "1.2.0"


def test_every_setting_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        read_details({})
    assert [fault.partition(":")[0] for fault in caught.value.faults] == list(IN_PACKAGE.values())
    assert set(IN_PACKAGE.values()) <= set(EVERY_SETTING)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("IVP_APP_ID", "ivp-bot"),
        ("IVP_ORGANISATION", "Gemeenschappelijke regeling Veldermeer"),
        ("IVP_ORGANISATION", "Gemeente\nVeldermeer"),
        ("IVP_WEBSITE", "veldermeer.example"),
        ("IVP_WEBSITE", "http://veldermeer.example"),
        ("IVP_PRIVACY_PAGE", "https://"),
        ("IVP_PRIVACY_PAGE", "https://[veldermeer"),
        ("IVP_PRIVACY_PAGE", "https://iemand:geheim@veldermeer.example"),
        ("IVP_TERMS_PAGE", "https://veldermeer.example/a b"),
        ("IVP_TERMS_PAGE", "https://veldermeer.example/" + "a" * 2048),
        ("IVP_TERM_PAGE", "https://veldermeer.example"),
    ],
)
def test_a_setting_that_teams_would_refuse_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_details(SET | {name: value})
    assert [fault.partition(":")[0] for fault in caught.value.faults] == [name]


def test_check_tells_of_the_package_too_and_misses_nothing_when_it_is_not_set() -> None:
    assert read_settings({}).registration is None
    with pytest.raises(SettingsError, match="IVP_WEBSITE: must be the address of a page"):
        read_settings({"IVP_WEBSITE": "veldermeer"})


def test_details_that_teams_would_refuse_cannot_exist() -> None:
    with pytest.raises(DetailsError, match=r"app_id must .*; organisation must .*; version must"):
        Details("x", " ", TOWN.website, TOWN.privacy, TOWN.terms, "1.0")


# The command


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SET.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("town")
def test_the_command_writes_the_package_and_needs_no_secret(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ivp-bot.zip"
    assert app.main(["package", "--out", str(out)]) == 0
    assert out.read_bytes() == package(TOWN)
    assert str(out) in capsys.readouterr().out
    assert app.main(["package", "--out", str(out), "--version", "1.0.1"]) == 0
    assert json.loads(unpacked(out.read_bytes())["manifest.json"])["version"] == "1.0.1"


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("version", ["1", "1.0", "1.0.x", "v1.0.0", "01.0.0"])
def test_a_version_that_is_none_is_wrong_usage(version: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        app.main(["package", "--version", version])
    assert stopped.value.code == 2


@pytest.mark.usefixtures("town")
def test_a_package_that_cannot_be_written_or_made_is_a_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nergens" / "ivp-bot.zip"
    assert app.main(["package", "--out", str(out)]) == 1
    assert "nergens" in capsys.readouterr().err
    monkeypatch.delenv("IVP_WEBSITE")
    monkeypatch.delenv("IVP_TERMS_PAGE")
    assert app.main(["package", "--out", str(tmp_path / "ivp-bot.zip")]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 2
    assert "IVP_WEBSITE" in said
    assert "IVP_TERMS_PAGE" in said
    assert not (tmp_path / "ivp-bot.zip").exists()


# The page for administrators

PAGE = page("install-in-teams.md")


def test_the_settings_on_the_page_make_a_package() -> None:
    given = dict(re.findall(r'^export (IVP_[A-Z_]+)="?([^"\n]+)"?$', PAGE, re.MULTILINE))
    assert list(given) == list(IN_PACKAGE.values())
    assert package(read_details(given))


@pytest.mark.parametrize(
    ("line", "module"),
    [
        ("signing keys could not be fetched", "keys.py"),
        ("a call was refused: ", "adapter.py"),
        ("a call was not allowed: ", "adapter.py"),
        ("another tenant", "adapter.py"),
        ("another channel", "adapter.py"),
        ("the service URL is not https on an allowed host", "registration.py"),
        ("no token for sending", "connectors.py"),
        ("a message could not be sent: ", "sending.py"),
    ],
)
def test_what_the_page_says_of_the_log_is_what_the_bot_logs(line: str, module: str) -> None:
    code = (ROOT / "bot" / "teams" / module).read_text("utf-8")
    assert line in PAGE
    assert line in code


def test_the_probe_on_the_page_is_refused_as_the_page_says() -> None:
    with pytest.raises(MalformedError) as refused:
        read({})
    assert f"400 `Not an activity: {refused.value}.`" in PAGE


def test_the_page_tells_of_every_permission_that_the_manifest_asks() -> None:
    asked = re.findall(r"in the manifest \| `([^`]+)`", PAGE)
    assert asked == manifest(TOWN)["permissions"]
    assert f"schema version {SCHEMA} of the package" in " ".join(PAGE.split())
