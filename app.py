"""The command line of the IVP bot, and the one place that wires its parts together.

Exit status: 0 good, 1 a fault of the input or the state (one clear line on stderr), 2 wrong usage.
Heavy parts are imported by the command that needs them, so that a quick question is answered quickly.
"""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb

from bot.settings import Settings, SettingsError, read_details, read_settings
from bot.teams.manifest.details import FIRST_VERSION, fault_in

LOCAL_TENANT = "lokaal"
DEFAULT_PORT = 3978


class CommandError(Exception):
    """Something that the one who typed the command can mend; its text is one clear line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output left, as `| head` does
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115  (the interpreter closes it at exit)
        return 0
    except (CommandError, SettingsError) as error:
        print(f"ivp-bot: {error}".replace("\n", "\nivp-bot: "), file=sys.stderr)
        return 1
    except Exception as error:
        said = (
            error
            if _told_to_people(error)
            else f"a fault in the bot itself, please report it: {_where(error)}"
        )
        print(f"ivp-bot: {said}".replace("\n", "\nivp-bot: "), file=sys.stderr)
        return 1


def _where(error: Exception) -> str:
    """Kind and place of a fault, without its text: that could hold what a colleague wrote."""
    frame = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"


def _told_to_people(error: Exception) -> bool:
    """Whether an error is one of ours whose text is meant for whoever runs the command."""
    from bot.rounds import RoundRefusedError
    from bot.store.errors import StoreError
    from dialogs.marked_yaml import FileFaultsError
    from knowledge.evaluate import EvaluationError
    from knowledge.shelf import LibraryError
    from knowledge.thesaurus import ThesaurusError

    ours = StoreError | FileFaultsError | RoundRefusedError | EvaluationError | LibraryError | ThesaurusError
    return isinstance(error, ours | OSError)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="app.py", description="The IVP bot: input for a safety plan, and answers from it."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = _command(commands, "serve", _serve, "run the bot for Teams, or on this machine with --local")
    serve.add_argument(
        "--port", type=_port, default=DEFAULT_PORT, help="port to listen on (default %(default)s)"
    )
    serve.add_argument(
        "--local", action="store_true", help="a stand-in for Teams with a chat page; loopback only"
    )
    serve.add_argument(
        "--local-open", action="store_true", help="with --local: no token, for outside test clients"
    )
    serve.add_argument("--open", action="store_true", help="with --local: open the chat page in the browser")

    chat = _command(commands, "chat", _chat, "talk to the bot in the terminal")
    chat.add_argument("--as", dest="address", help="the address of who you are, as in the round file")

    _round_commands(commands)

    _plan_commands(commands)

    _format_commands(commands)

    export = _command(commands, "export", _export, "write what was gathered")
    export.add_argument(
        "--json", type=Path, metavar="FILE", required=True, help="all answers and their history"
    )

    package = _command(commands, "package", _package, "make the app package that is uploaded to Teams")
    package.add_argument(
        "--out", type=Path, metavar="FILE", default=Path("ivp-bot.zip"), help="default: %(default)s"
    )
    package.add_argument(
        "--version", type=_version, default=FIRST_VERSION, help="higher for each upload (default %(default)s)"
    )

    moment = _command(commands, "moment", _moment, "show what the bot understands of a Dutch moment")
    moment.add_argument("text", help='such as "vrijdag half drie"')
    moment.add_argument("--now", help="an ISO time to reckon from (default: now)")
    moment.add_argument("--zone", default="Europe/Amsterdam", help="time zone (default %(default)s)")
    moment.add_argument("--json", action="store_true", help="print JSON")

    check = _command(commands, "check", _check, "say what is wrong with settings, store and library")
    check.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _round_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "round", help="set up or change a round", description="Set up or change a round."
    )
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    taken = _command(actions, "import", _round_import, "add a round, or change it; answers stay")
    taken.add_argument("file", type=Path)
    given = _command(actions, "export", _round_export, "print the rounds as files")
    given.add_argument("--id", help="only this round")


def _format_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("format", help="look at intake formats", description="Look at formats.")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    compare = _command(actions, "diff", _format_diff, "say what a new version of a format will do to a round")
    compare.add_argument("old", type=Path)
    compare.add_argument("new", type=Path)


def _plan_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    index = _command(commands, "index", _index, "read plan files or folders into the library")
    index.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="PDF, Markdown or text")
    index.add_argument("--plan", metavar="NAME", help="what the plan is called (one file)")
    index.add_argument("--period", type=_period, help="such as 2023-2026")
    index.add_argument(
        "--status", choices=["concept", "adopted"], help="a concept answers only the round's people"
    )
    index.add_argument("--url", type=_url, help="where colleagues can open the plan")

    ask = _command(commands, "ask", _ask, "what the bot would answer to a question about the plan")
    ask.add_argument("question")
    ask.add_argument(
        "--top", type=int, default=3, choices=[1, 2, 3], help="quotes at most (default %(default)s)"
    )
    ask.add_argument("--json", action="store_true", help="print JSON")

    evaluate = _command(
        commands, "evaluate", _evaluate, "ask every question of a file and print how good the answers are"
    )
    evaluate.add_argument("questions", type=Path, help="JSON lines: id, kind, question, relevant")
    evaluate.add_argument(
        "--passages", type=Path, help="JSON lines: id, doc, title, text; instead of the library"
    )
    evaluate.add_argument("--out", type=Path, metavar="FILE", help="write a line for each question")
    evaluate.add_argument(
        "--without", action="append", default=[], metavar="LEVER", help="switch a piece of retrieval off"
    )


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], object],
    help_: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
    parser.set_defaults(run=run)
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("give a port from 0 (any free one) to 65535")
    return int(text)


def _period(text: str) -> str:
    years = text.split("-")
    if len(years) != 2 or not all(len(one) == 4 and one.isdecimal() for one in years) or years[0] > years[1]:
        raise argparse.ArgumentTypeError("write two years, such as 2023-2026")
    return text


def _version(text: str) -> str:
    if fault := fault_in("version", text):
        raise argparse.ArgumentTypeError(fault)
    return text


def _url(text: str) -> str:
    if not text.startswith(("https://", "http://")):
        raise argparse.ArgumentTypeError("start with https:// or http://")
    return text


def _now() -> datetime:
    return datetime.now(UTC)


def _tenant(settings: Settings) -> str:
    return settings.registration.tenant.lower() if settings.registration else LOCAL_TENANT


# Commands


def _serve(options: argparse.Namespace) -> None:
    from bot import serving

    local = options.local or options.local_open
    if local:
        settings = read_settings(os.environ)
        if settings.registration is not None:
            raise CommandError(
                "serve --local takes no credentials: unset the IVP_… settings of the registration"
            )
        asyncio.run(
            serving.serve_local(settings, options.port, token=not options.local_open, browse=options.open)
        )
        return
    if options.open:
        raise CommandError("--open goes with --local")
    settings = read_settings(os.environ, credentials=True)
    asyncio.run(serving.serve(settings, _tenant(settings), options.port))


def _chat(options: argparse.Namespace) -> None:
    from bot import terminal

    settings = read_settings(os.environ)
    asyncio.run(terminal.chat(settings, _tenant(settings), options.address))


def _round_import(options: argparse.Namespace) -> None:
    from bot.rounds import import_round

    settings = read_settings(os.environ)
    source = options.file.read_bytes()
    print(asyncio.run(import_round(settings.store, _tenant(settings), source, options.file.name)))


def _round_export(options: argparse.Namespace) -> None:
    from bot.rounds import export_rounds

    settings = read_settings(os.environ)
    print(asyncio.run(export_rounds(settings.store, _tenant(settings), options.id)), end="")


def _format_diff(options: argparse.Namespace) -> None:
    from dialogs.intake.format_diff import diff, printed, refused
    from dialogs.intake.format_file import load_format

    old, new = (load_format(path.read_bytes(), path.name) for path in (options.old, options.new))
    changes = diff(old, new)
    print(printed(changes))
    if refused(changes):
        raise CommandError("this change is refused: answers that were given could not be read any more")


def _index(options: argparse.Namespace) -> int:
    from knowledge.library import Details, Library, State
    from knowledge.passages import Status

    details = Details(
        options.plan, options.period, Status(options.status) if options.status else None, options.url
    )
    bar = _progress if sys.stderr.isatty() else None
    outcomes = Library(read_settings(os.environ).library).add(options.paths, details, bar)
    for one in outcomes:
        if one.state is State.REFUSED:
            print(f"ivp-bot: {one.error}", file=sys.stderr)
        elif one.plan is not None:
            period = one.plan.period or "no period"
            print(f"{one.state.value}: {one.plan.name} ({period}), {one.passages} passages")
    return 1 if any(one.state is State.REFUSED for one in outcomes) or not outcomes else 0


def _progress(done: int, total: int, name: str) -> None:
    width = 24
    full = width * done // max(total, 1)
    print(f"\r[{'#' * full}{'.' * (width - full)}] {done}/{total} {name:<40.40}", end="", file=sys.stderr)
    if done == total:
        print(file=sys.stderr)


def _ask(options: argparse.Namespace) -> None:
    from bot.plain import plain
    from dialogs.lookup import shown
    from knowledge.librarian import librarian_of

    if not options.question.strip():
        raise CommandError(
            "the question is empty; ask something, such as: wat zegt het IVP over woonoverlast?"
        )
    found = librarian_of(read_settings(os.environ).library).ask(
        options.question, concepts=True, top=options.top
    )
    if found is None:
        raise CommandError("the library is empty: add a plan with `index`")
    if options.json:
        print(json.dumps(found.as_json(), ensure_ascii=False))
    else:
        print(plain(shown(found)))


def _evaluate(options: argparse.Namespace) -> None:
    from knowledge.evaluate import evaluate, printed, read_passages
    from knowledge.levers import ALL, Lever
    from knowledge.library import Library
    from knowledge.search import Searcher
    from knowledge.thesaurus import Thesaurus

    try:
        without = {Lever(name) for name in options.without}
    except ValueError:
        raise CommandError(f"--without: the levers are {', '.join(lever.value for lever in Lever)}") from None
    if options.passages:
        passages = tuple(read_passages(options.passages))
    else:
        passages = Library(read_settings(os.environ).library).passages()
    if not passages:
        raise CommandError("there is nothing to ask: add a plan with `index`, or give --passages")
    print(
        printed(
            evaluate(options.questions, Searcher(passages, Thesaurus.shipped(), ALL - without), options.out)
        )
    )


def _export(options: argparse.Namespace) -> None:
    from bot.exports import gathered

    settings = read_settings(os.environ)
    found = asyncio.run(gathered(settings.store, _tenant(settings), _now()))
    text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    if str(options.json) == "-":
        print(text, end="")
    else:
        options.json.write_text(text, encoding="utf-8")


def _package(options: argparse.Namespace) -> None:
    from bot.teams.manifest.package import package

    details = read_details(os.environ, options.version)
    options.out.write_bytes(package(details))
    print(f"{options.out}: the Teams app {details.version} of bot {details.app_id}")


def _moment(options: argparse.Namespace) -> None:
    from zoneinfo import ZoneInfo

    from dialogs.moments.understand import understand
    from dialogs.moments.working_days import Calendar

    try:
        zone = ZoneInfo(options.zone)
    except (KeyError, ValueError, OSError):
        raise CommandError(f"{options.zone!r} is no time zone; try Europe/Amsterdam") from None
    try:
        now = datetime.fromisoformat(options.now) if options.now else _now()
    except ValueError:
        raise CommandError(f"--now {options.now!r} is no ISO time; try 2026-11-23T09:30") from None
    understood = understand(
        options.text, now if now.tzinfo else now.replace(tzinfo=zone), zone, Calendar.load()
    )
    if options.json:
        print(json.dumps(understood.as_json(), ensure_ascii=False))
        return
    print(understood.said or understood.ask)
    for option in understood.options:
        print(f"- {option.label}")
    if understood.remark:
        print(understood.remark)


def _check(options: argparse.Namespace) -> int:
    from bot.checks import check

    problems, remarks = check(os.environ)
    if options.json:
        print(json.dumps({"problems": problems, "remarks": remarks}, ensure_ascii=False))
    else:
        for line in remarks:
            print(f"note: {line}")
        for line in problems:
            print(f"wrong: {line}", file=sys.stderr)
        if not problems:
            print("all is well")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
