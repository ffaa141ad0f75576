"""The command line of the IVP bot, and the one place that wires its parts together.

Exit status: 0 good, 1 a fault of the input or the state (one clear line on stderr), 2 wrong usage.
Heavy parts are imported by the command that needs them, so that a quick question is answered quickly.
"""

import argparse
import asyncio
import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb

from bot.argument_types import iso_date, period, port, url, version
from bot.command_error import CommandError
from bot.settings import Settings, SettingsError, read_details, read_settings
from bot.teams.manifest.details import FIRST_VERSION

LOCAL_TENANT = "lokaal"
DEFAULT_PORT = 3978


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
        "--port", type=port, default=DEFAULT_PORT, help="port to listen on (default %(default)s)"
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
        "--json", type=Path, metavar="FILE", help="all answers and their history; - prints it"
    )
    export.add_argument("--docx", type=Path, metavar="FILE", help="a document to read")
    export.add_argument("--xlsx", type=Path, metavar="FILE", help="a workbook with a row for each answer")
    export.add_argument(
        "--without-internal", action="store_true", help="leave internal answers out of those two"
    )
    _intake_commands(commands)

    remind = _command(commands, "remind", _remind, "send what is due, without the web server")
    remind.add_argument("--once", action="store_true", help="look once; else until told to stop")
    remind.add_argument("--dry-run", action="store_true", help="say what would go out, and send nothing")
    remind.add_argument("--on", type=iso_date, metavar="DATE", help="with --dry-run: on that day")

    package = _command(commands, "package", _package, "make the app package that is uploaded to Teams")
    package.add_argument(
        "--out", type=Path, metavar="FILE", default=Path("ivp-bot.zip"), help="default: %(default)s"
    )
    package.add_argument(
        "--version", type=version, default=FIRST_VERSION, help="higher for each upload (default %(default)s)"
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


def _intake_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "intake", help="the Word form of a theme", description="The Word form of a theme."
    )
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    made = _command(actions, "form", _intake_form, "make the form of a theme, with what is answered")
    made.add_argument("theme", help="id or title of the theme")
    made.add_argument("--out", type=Path, metavar="FILE", required=True, help="a .docx file")
    made.add_argument("--blank", action="store_true", help="without the answers")
    taken = _command(
        actions, "import", _intake_import, "tell what a form that came back changes, and save it"
    )
    taken.add_argument("file", type=Path)
    taken.add_argument(
        "--as", dest="address", required=True, help="whose answers they are, as in the round file"
    )
    taken.add_argument(
        "--accept", action="store_true", help="save the changes; without it nothing is written"
    )


def _format_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("format", help="look at intake formats", description="Look at formats.")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    compare = _command(actions, "diff", _format_diff, "say what a new version of a format will do to a round")
    compare.add_argument("old", type=Path)
    compare.add_argument("new", type=Path)


def _plan_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    index = _command(commands, "index", _index, "read plan files or folders into the library")
    index.add_argument(
        "paths", type=Path, nargs="+", metavar="PATH", help="PDF, DOCX, HTML, Markdown or text"
    )
    index.add_argument("--plan", metavar="NAME", help="what the plan is called (one file)")
    index.add_argument("--period", type=period, help="such as 2023-2026")
    index.add_argument(
        "--status", choices=["concept", "adopted"], help="a concept answers only the round's people"
    )
    index.add_argument("--url", type=url, help="where colleagues can open the plan")

    plan = commands.add_parser(
        "plan", help="list, adopt and remove plans", description="List, adopt and remove plans."
    )
    actions = plan.add_subparsers(required=True, metavar="ACTION")
    listed = _command(actions, "list", _plan_list, "the plans, and which of them answer")
    listed.add_argument("--json", action="store_true", help="print JSON")
    adopted = _command(actions, "adopt", _plan_adopt, "let a concept answer everybody")
    adopted.add_argument("plan", help="id or name, as `plan list` prints them")
    removed = _command(actions, "remove", _plan_remove, "take a plan out of the library")
    removed.add_argument("plan", help="id or name, as `plan list` prints them")

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
    asyncio.run(serving.serve(settings, options.port))


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
    from bot import plan_commands

    status = options.status and {"status": options.status}
    details = {"name": options.plan, "period": options.period, "url": options.url, **(status or {})}
    return plan_commands.index(read_settings(os.environ).library, options.paths, details)


def _plan_list(options: argparse.Namespace) -> None:
    from bot import plan_commands

    plan_commands.plans(read_settings(os.environ).library, as_json=options.json)


def _plan_adopt(options: argparse.Namespace) -> None:
    from bot import plan_commands

    plan_commands.adopt(read_settings(os.environ).library, options.plan)


def _plan_remove(options: argparse.Namespace) -> None:
    from bot import plan_commands

    plan_commands.remove(read_settings(os.environ).library, options.plan)


def _ask(options: argparse.Namespace) -> None:
    gc.disable()  # one answer, and then this process ends
    from bot import plan_commands

    library = read_settings(os.environ).library
    plan_commands.ask(library, options.question, top=options.top, as_json=options.json)


def _evaluate(options: argparse.Namespace) -> None:
    from bot import plan_commands

    library = None if options.passages else read_settings(os.environ).library
    plan_commands.evaluate(library, options.passages, options.questions, options.out, options.without)


def _export(options: argparse.Namespace) -> None:
    from bot import file_commands

    if not (options.json or options.docx or options.xlsx):
        raise CommandError("say what to write: --json FILE, --docx FILE or --xlsx FILE")
    settings = read_settings(os.environ)
    wanted = file_commands.Wanted(
        options.json, options.docx, options.xlsx, internal=not options.without_internal
    )
    asyncio.run(file_commands.export(settings.store, _tenant(settings), _now(), wanted))


def _intake_form(options: argparse.Namespace) -> None:
    from bot import file_commands

    settings = read_settings(os.environ)
    data = asyncio.run(
        file_commands.form(settings.store, _tenant(settings), options.theme, blank=options.blank)
    )
    options.out.write_bytes(data)
    print(options.out)


def _intake_import(options: argparse.Namespace) -> None:
    from bot import file_commands

    settings = read_settings(os.environ)
    data, name = options.file.read_bytes(), options.file.name
    taking = file_commands.take(
        settings.store, _tenant(settings), data, name, options.address, _now(), accept=options.accept
    )
    print("\n".join(asyncio.run(taking)))


def _package(options: argparse.Namespace) -> None:
    from bot.teams.manifest.package import package

    details = read_details(os.environ, options.version)
    options.out.write_bytes(package(details))
    print(f"{options.out}: the Teams app {details.version} of bot {details.app_id}")


def _remind(options: argparse.Namespace) -> None:
    from bot import remind_commands

    if options.on and not options.dry_run:
        raise CommandError("--on goes with --dry-run: nothing is sent on another day than today")
    settings = read_settings(os.environ, credentials=not options.dry_run)
    if options.dry_run:
        asyncio.run(remind_commands.foretell(settings, _tenant(settings), _now, options.on))
    else:
        asyncio.run(remind_commands.remind(settings, _now, once=options.once))


def _moment(options: argparse.Namespace) -> None:
    from bot import moment_command

    moment_command.moment(options.text, options.now, options.zone, _now(), as_json=options.json)


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
