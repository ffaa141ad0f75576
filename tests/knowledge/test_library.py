"""The library keeps plans: cheap to index again, whole after a crash, readable while it changes."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from hashlib import sha256
from pathlib import Path

import pytest

from knowledge.library import (
    DamagedLibrary,
    Details,
    Library,
    LibraryError,
    NameTaken,
    NoSuchPlan,
    Outcome,
    State,
)
from knowledge.passages import Passage, Status
from knowledge.readers.cut import passages
from knowledge.readers.errors import Missing, NotWhatItSays, UnknownType
from knowledge.readers.limits import Limits
from knowledge.readers.markdown import read_markdown
from knowledge.readers.reading import Reading

PLAN = "# 5 Woonoverlast\n\nEr komt een meldpunt voor overlast.\n"


class Reader:
    """Reads Markdown in this process, and remembers which files it was asked to read."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, path: Path, plan: str, _: Limits) -> Reading:
        self.asked.append(path.name)
        document = read_markdown(path.read_text(encoding="utf-8"))
        return Reading(passages(document, plan), document.about)


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def library(tmp_path: Path, reader: Reader) -> Library:
    return Library(tmp_path / "plannen", read_file=reader)


def write(tmp_path: Path, name: str = "ivp-ergens_2023-2026.md", text: str = PLAN) -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_library_that_was_never_filled_is_empty(library: Library) -> None:
    assert (library.version, library.plans(), library.passages()) == ("", (), ())
    assert not library.folder.exists()


def test_a_plan_gets_its_name_and_period_from_the_file(library: Library, tmp_path: Path) -> None:
    (outcome,) = library.add([write(tmp_path)])
    assert outcome.state is State.ADDED
    (plan,) = library.plans()
    assert (plan.name, plan.period, plan.status, plan.url) == (
        "Ivp ergens 2023–2026",
        "2023-2026",
        "adopted",
        None,
    )
    (passage,) = library.passages()
    assert passage == Passage(
        f"{plan.id}.1", plan.id, ("5 Woonoverlast",), None, None, "Er komt een meldpunt voor overlast."
    )


def test_what_the_file_says_about_itself_comes_first_and_what_is_told_before_that(
    library: Library, tmp_path: Path
) -> None:
    front = "---\nnaam: IVP Ergens\nperiode: 2027-2030\nstatus: concept\n---\n"
    file = write(tmp_path, text=front + PLAN)
    (plan,) = (outcome.plan for outcome in library.add([file]))
    assert plan is not None
    assert (plan.id, plan.name, plan.period, plan.status) == (
        "ivp-ergens",
        "IVP Ergens",
        "2027-2030",
        "concept",
    )
    told = Details("Plan voor straks", "2026-2029", Status.ADOPTED, "https://example.org/plan.pdf")
    (again,) = library.add([file], told)
    assert again.state is State.UPDATED
    (plan,) = library.plans()
    assert (plan.id, plan.period, plan.url) == (
        "plan-voor-straks",
        "2026-2029",
        "https://example.org/plan.pdf",
    )
    assert {one.plan for one in library.passages()} == {plan.id}


def test_a_file_that_did_not_change_is_not_read_again(
    library: Library, tmp_path: Path, reader: Reader
) -> None:
    file = write(tmp_path)
    library.add([file])
    version = library.version
    (again,) = library.add([file])
    assert (again.state, again.passages, reader.asked) == (State.UNCHANGED, 1, [file.name])
    assert library.version == version


def test_a_status_can_be_changed_without_reading_the_file_again(
    library: Library, tmp_path: Path, reader: Reader
) -> None:
    file = write(tmp_path)
    library.add([file], Details(status=Status.CONCEPT, url="https://example.org/a"))
    version = library.version
    library.add([file], Details(status=Status.ADOPTED))
    (plan,) = library.plans()
    assert (plan.status, plan.url) == (Status.ADOPTED, "https://example.org/a")
    assert library.version != version
    assert len(reader.asked) == 1


def test_a_changed_file_replaces_the_plan_of_that_name_and_changes_the_version(
    library: Library, tmp_path: Path
) -> None:
    library.add([write(tmp_path)])
    versions = {library.version}
    (outcome,) = library.add([write(tmp_path, text=PLAN.replace("meldpunt", "loket"))])
    versions.add(library.version)
    assert outcome.state is State.UPDATED
    assert [one.text for one in library.passages()] == ["Er komt een loket voor overlast."]
    assert len(versions) == 2
    assert len(list((library.folder / "passages").iterdir())) == 1


def test_a_new_version_of_the_readers_reads_again(
    library: Library, tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path)
    library.add([file], Details(name="Ons plan"))
    monkeypatch.setattr("knowledge.library.READER_VERSION", 99)
    (outcome,) = library.add([file])
    assert (outcome.state, len(reader.asked)) == (State.UPDATED, 2)
    assert [plan.name for plan in library.plans()] == ["Ons plan"]


def test_a_bad_file_is_refused_and_the_others_go_on(tmp_path: Path) -> None:
    library = Library(tmp_path / "plannen")  # with the real readers
    fake = tmp_path / "nep.pdf"
    fake.write_bytes(b"geen pdf")
    good = write(tmp_path)
    told: list[tuple[int, int, str]] = []
    outcomes = library.add(
        [tmp_path / "weg.pdf", fake, tmp_path / "plan.docx", good], progress=lambda *step: told.append(step)
    )
    assert [type(outcome.error) for outcome in outcomes] == [Missing, NotWhatItSays, Missing, type(None)]
    assert [plan.id for plan in library.plans()] == ["ivp-ergens-2023-2026"]
    assert told == [(0, 4, "weg.pdf"), (1, 4, "nep.pdf"), (2, 4, "plan.docx"), (3, 4, good.name), (4, 4, "")]


def test_a_folder_gives_its_plan_files_and_nothing_else(tmp_path: Path) -> None:
    library = Library(tmp_path / "plannen")
    folder = tmp_path / "bronnen"
    (folder / "dieper").mkdir(parents=True)
    (folder / ".verborgen").mkdir()
    for name in ("a.md", "dieper/b.txt", ".verborgen/c.md", "plaatje.png"):
        (folder / name).write_text("Tekst over veiligheid.\n")
    outcomes = library.add([folder, folder / "a.md"])
    assert [outcome.file for outcome in outcomes] == ["a.md", "b.txt"]
    (empty,) = library.add([tmp_path / "bronnen" / ".verborgen" / ".." / "dieper" / ".." / "leeg"])
    assert isinstance(empty.error, Missing)
    (tmp_path / "leeg").mkdir()
    (empty,) = library.add([tmp_path / "leeg"])
    assert empty.error is not None
    assert "a folder without plan files" in str(empty.error)


def test_an_unknown_kind_of_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.odt").write_bytes(b"PK\x03\x04")
    (outcome,) = Library(tmp_path / "plannen").add([tmp_path / "plan.odt"])
    assert isinstance(outcome.error, UnknownType)


def test_two_files_never_become_one_plan_by_accident(library: Library, tmp_path: Path) -> None:
    files = [write(tmp_path, "a.md"), write(tmp_path, "b.md", PLAN + "\nMeer.\n")]
    outcomes = library.add(files, Details(name="Ons plan"))
    assert [type(outcome.error) for outcome in outcomes] == [NameTaken, NameTaken]
    (tmp_path / "map").mkdir()
    twin = write(tmp_path / "map", "a.md", "Iets anders.\n")
    first, second = library.add([files[0], twin])
    assert (first.state, type(second.error)) == (State.ADDED, NameTaken)


def test_a_plan_can_be_removed(library: Library, tmp_path: Path) -> None:
    library.add([write(tmp_path, "a.md"), write(tmp_path, "b.md", "Anders.\n")])
    library.remove("a")
    assert [plan.id for plan in library.plans()] == ["b"]
    assert len(list((library.folder / "passages").iterdir())) == 1
    with pytest.raises(NoSuchPlan):
        library.remove("a")
    with pytest.raises(NoSuchPlan):
        library.passages(["a"])


def test_passages_can_be_had_of_some_plans_and_the_newest_period_comes_first(
    library: Library, tmp_path: Path
) -> None:
    library.add(
        [write(tmp_path, "oud 2019-2022.md", "Oud.\n"), write(tmp_path, "nieuw 2023-2026.md", "Nieuw.\n")]
    )
    assert [plan.period for plan in library.plans()] == ["2023-2026", "2019-2022"]
    assert [one.text for one in library.passages()] == ["Nieuw.", "Oud."]
    assert [one.text for one in library.passages(["oud-2019-2022"])] == ["Oud."]


@pytest.mark.parametrize("name", ["library.json", "passages"])
@pytest.mark.parametrize("fault", ["cut", "empty", "changed", "gone"])
def test_a_damaged_file_is_refused_and_never_read_as_empty(
    library: Library, tmp_path: Path, name: str, fault: str
) -> None:
    library.add([write(tmp_path)])
    file = library.folder / name
    if file.is_dir():
        (file,) = file.iterdir()
    data = file.read_bytes()
    if fault == "gone":
        file.unlink()
    else:
        file.write_bytes(
            {"cut": data[:-5], "empty": b"", "changed": data.replace(b"meldpunt", b"meldplek")}[fault]
        )
    if fault == "changed" and name == "library.json":
        file.write_bytes(data.replace(b"adopted", b"concept"))
    with pytest.raises(DamagedLibrary) as damage:
        Library(library.folder).passages()
    assert file.parent.name in str(damage.value)
    assert damage.value.dutch
    with pytest.raises(LibraryError):
        Library(library.folder).add([write(tmp_path, "ander.md", "Anders.\n")]) and Library(
            library.folder
        ).contents()


def test_the_library_of_another_version_of_the_bot_is_refused(library: Library, tmp_path: Path) -> None:
    library.add([write(tmp_path)])
    file = library.folder / "library.json"
    text = file.read_bytes().partition(b"\n")[2].replace(b'"format": 1', b'"format": 9')
    file.write_bytes(sha256(text).hexdigest().encode() + b"\n" + text)
    with pytest.raises(LibraryError, match="another version"):
        Library(library.folder).plans()


def test_a_crash_at_any_write_leaves_the_old_library_or_the_new_one(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every call that changes the disk is made to fail once, and the library is opened again after it."""
    library.add([write(tmp_path)])
    texts = {"Er komt een meldpunt voor overlast.", "Er komt een loket voor overlast."}
    changed = write(tmp_path, text=PLAN.replace("meldpunt", "loket"))
    seen = set()
    for crash_at in range(20):
        calls = iter(range(1_000))

        def step(real: object, crash_at: int = crash_at, calls: object = calls) -> object:
            def maybe(*arguments: object, **more: object) -> object:
                if next(calls) == crash_at:  # type: ignore[call-overload]
                    raise KeyboardInterrupt
                return real(*arguments, **more)  # type: ignore[operator]

            return maybe

        with monkeypatch.context() as patch:
            for name in ("open", "fsync", "fdopen"):
                patch.setattr(os, name, step(getattr(os, name)))
            patch.setattr(Path, "replace", step(Path.replace))
            patch.setattr(Path, "unlink", step(Path.unlink))
            try:
                Library(library.folder, read_file=Reader()).add([changed])
            except KeyboardInterrupt:
                crashed = True
            else:
                crashed = False
        (one,) = Library(library.folder).passages()
        assert one.text in texts
        seen.add(one.text)
        if not crashed:
            break
    else:
        pytest.fail("the number of writes was underestimated")
    assert seen == texts


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
def test_a_killed_process_leaves_a_whole_library(tmp_path: Path) -> None:
    script = (
        "import sys, itertools\n"
        "from pathlib import Path\n"
        "from knowledge.library import Details, Library\n"
        "folder = Path(sys.argv[1])\n"
        "library = Library(folder / 'plannen')\n"
        "from knowledge.readers.reading import Reading\n"
        "from knowledge.passages import Passage\n"
        "library.read_file = lambda path, plan, limits: Reading(\n"
        "    tuple(Passage(f'p.{n}', plan, (), None, None, path.read_text()) for n in range(50)), {})\n"
        "for number in itertools.count():\n"
        "    (folder / 'plan.md').write_text(f'Zin {number}.')\n"
        "    library.add([folder / 'plan.md'])\n"
        "    print(number, flush=True)\n"
    )
    for wait in (0.02, 0.05, 0.11):
        child = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(wait)
        child.send_signal(signal.SIGKILL)
        told = [line for line in child.stdout.read().splitlines() if line]
        child.wait()
        child.stdout.close()
        found = Library(tmp_path / "plannen").passages()
        assert len(found) == 50
        assert len({one.text for one in found}) == 1
        if told:
            assert int(found[0].text.strip("Zin .")) >= int(told[-1])


def test_who_reads_while_a_plan_is_indexed_sees_the_old_plan_or_the_new_one(tmp_path: Path) -> None:
    def read_many(path: Path, plan: str, _: Limits) -> Reading:
        text = path.read_text()
        found = tuple(Passage(f"p.{number}", plan, (), None, None, text) for number in range(40))
        return Reading(found, {})

    library = Library(tmp_path / "plannen", read_file=read_many)
    library.add([write(tmp_path, "plan.md", "Versie 0.")])
    stop = threading.Event()
    faults: list[object] = []
    looks = 0

    def look() -> None:
        nonlocal looks
        other = Library(tmp_path / "plannen")
        versions: dict[str, str] = {}
        while not stop.is_set():
            now = other.contents()
            texts = {one.text for one in now.passages}
            if len(now.passages) != 40 or len(texts) != 1:
                faults.append(now)
            (text,) = texts
            if versions.setdefault(now.version, text) != text:
                faults.append((now.version, text))
            looks += 1

    thread = threading.Thread(target=look)
    thread.start()
    for number in range(1, 40):
        library.add([write(tmp_path, "plan.md", f"Versie {number}.")])
    stop.set()
    thread.join()
    assert not faults
    assert looks > 10
    assert {one.text for one in library.passages()} == {"Versie 39."}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other permissions")
def test_only_the_owner_can_open_the_library(library: Library, tmp_path: Path) -> None:
    library.add([write(tmp_path)])
    for path in (library.folder, *library.folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0


def test_the_list_of_the_library_is_readable_json_after_its_checksum(
    library: Library, tmp_path: Path
) -> None:
    library.add([write(tmp_path)])
    _, _, text = (library.folder / "library.json").read_text(encoding="utf-8").partition("\n")
    assert [row["plan"]["period"] for row in json.loads(text)["plans"]] == ["2023-2026"]


def test_an_impossible_period_is_refused_before_anything_is_kept(library: Library, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2026-2023"):
        library.add([write(tmp_path)], Details(period="2026-2023"))
    assert library.plans() == ()


def test_every_error_of_the_library_has_a_dutch_sentence() -> None:
    kinds: list[type[LibraryError]] = [LibraryError, *LibraryError.__subclasses__()]
    for kind in kinds:
        assert kind.dutch.endswith(".")
    assert Outcome("plan.md", State.ADDED).error is None
