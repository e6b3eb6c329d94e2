"""The command line, as a person or a script meets it: in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import edit


def briefgen(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a project."""
    command = [sys.executable, "-m", "briefgen", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, timeout=120)


def test_render_prints_where_the_files_are(tiny: Path) -> None:
    """Results on stdout, progress on stderr; without a topic, those of briefgen.toml."""
    done = briefgen(tiny, "render")
    assert done.stdout.splitlines() == ["out/well/reader.html", "out/well/reader.pdf"], done.stderr
    assert (done.returncode, "verifying the evidence" in done.stderr) == (0, True)


def test_render_with_options(tiny: Path, tmp_path: Path) -> None:
    """One format, another folder, JSON for scripts, every audience the topic is written for."""
    edit(tiny, "templates/topics/well/topic.toml", {"[select]": '[fit]\nreader = "good"\n\n[select]'})
    done = briefgen(tiny, "render", "--all", "-f", "html", "-o", str(tmp_path / "elsewhere"), "--json")
    told = json.loads(done.stdout)
    assert (told["kind"], told["diagnostics"]) == ("render", [])
    assert [(e["topic"], e["audience"]) for e in told["data"]] == [("well", "reader")]
    assert (tmp_path / "elsewhere/well/reader.html").is_file()
    assert not (tiny / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "rule", "hint"),
    [
        (("render", "wel"), "unknown-topic", "did you mean “well”?"),
        (("render", "-a", "raeder"), "unknown-audience", "did you mean “reader”?"),
        (("render", "-f", "pfd"), "unknown-format", "did you mean “pdf”?"),
        (("export", "-f", "jsn"), "unknown-format", "did you mean “json”?"),
        (("trace", "well-dyr"), "unknown-record", "did you mean “well-dry”?"),
    ],
)
def test_a_word_it_does_not_know(tiny: Path, arguments: tuple[str, ...], rule: str, hint: str) -> None:
    """Exit code 2, the closest word, and no traceback."""
    done = briefgen(tiny, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"error[{rule}]" in done.stderr
    assert hint in done.stderr
    assert "Traceback" not in done.stderr


def test_outside_a_project(tmp_path: Path) -> None:
    """A folder without briefgen.toml: exit code 2, and what to do."""
    done = briefgen(tmp_path, "list")
    assert done.returncode == 2
    assert "error[no-project]" in done.stderr
    assert "--project" in done.stderr


def test_nothing_to_render(tiny: Path) -> None:
    """A project that names no topics says so."""
    edit(tiny, "briefgen.toml", {'topics = ["well"]\n': ""})
    done = briefgen(tiny, "render")
    assert (done.returncode, "error[nothing-to-render]" in done.stderr) == (2, True)


def test_list(tiny: Path) -> None:
    """Topics with titles, audiences with names; as JSON too."""
    done = briefgen(tiny, "list")
    assert "  well  The well of Alderby\n" in done.stdout
    told = json.loads(briefgen(tiny, "list", "--json").stdout)
    assert told["data"]["topics"] == [{"id": "well", "title": "The well of Alderby"}]


def test_check_says_what_is_wrong_and_exits_with_1(tiny: Path) -> None:
    """A sound project passes with its counts; a faulty one is told where."""
    done = briefgen(tiny, "check")
    assert (done.returncode, done.stdout.rstrip().endswith("no problems")) == (0, True), done.stdout + done.stderr
    edit(tiny, "data/passages.csv", {"Alderby reopened": "Alderby reopenned"})
    done = briefgen(tiny, "check")
    assert done.returncode == 1
    assert "error[passage-not-found] data/passages.csv:" in done.stderr
    told = json.loads(briefgen(tiny, "check", "--json").stdout)
    assert told["diagnostics"][0]["rule"] == "passage-not-found"
    assert told["diagnostics"][0]["file"] == "data/passages.csv"


def test_trace_shows_the_passage(tiny: Path) -> None:
    """The claim, its values, and the words it rests on."""
    done = briefgen(tiny, "trace", "well-reopened")
    assert "well-reopened  events" in done.stdout
    assert "supports well-reopened.*" in done.stdout
    told = json.loads(briefgen(tiny, "trace", "well-reopened", "--json").stdout)
    assert told["data"]["passages"][0]["exact"] in done.stdout.replace("\n", " ")


def test_export_to_a_file_and_to_stdout(tiny: Path, tmp_path: Path) -> None:
    """The same JSON either way."""
    file = tmp_path / "dataset.json"
    assert briefgen(tiny, "export", "--out", str(file)).returncode == 0
    assert file.read_text(encoding="utf-8") == briefgen(tiny, "export").stdout
    assert {e["id"] for e in json.loads(file.read_text(encoding="utf-8"))["events"]} >= {"well-dry", "well-reopened"}


def test_doctor(tiny: Path) -> None:
    """It renders a page and says so."""
    done = briefgen(tiny, "doctor", "--json")
    told = {line["what"]: line["found"] for line in json.loads(done.stdout)["data"]}
    assert done.returncode == 0
    assert told["PDF engine"].startswith("renders")


def test_version_and_help(tiny: Path) -> None:
    """Every command has help with an example."""
    assert briefgen(tiny, "--version").stdout.startswith("briefgen 0.")
    for command in ("render", "list", "check", "trace", "export", "doctor"):
        done = briefgen(tiny, command, "--help")
        assert (done.returncode, "Example" in done.stdout) == (0, True), command


@pytest.mark.parametrize("arguments", [("--help",), ("list",), ("render", "--help")])
def test_light_commands_import_nothing_heavy(tiny: Path, arguments: tuple[str, ...]) -> None:
    """Help and list load neither pandas, nor matplotlib, nor WeasyPrint."""
    code = (
        "import sys, atexit; "
        "heavy = {'pandas', 'numpy', 'matplotlib', 'weasyprint'}; "
        "atexit.register(lambda: print(sorted(heavy & set(sys.modules)), file=sys.stderr)); "
        f"sys.argv = ['briefgen', *{list(arguments)!r}]; from briefgen.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tiny, capture_output=True, text=True, check=False)
    assert done.stderr.strip().splitlines()[-1] == "[]", done.stderr
