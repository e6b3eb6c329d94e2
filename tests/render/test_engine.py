"""The engine process: one PDF for one page, within limits, with every complaint reported."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pikepdf
import pytest

from briefgen.errors import BriefgenError, Diagnostic
from briefgen.render import engine as engine_module
from briefgen.render.engine import Attachment, Engine
from briefgen.render.wire import LARGEST, Message, receive, send
from briefgen.workspace import Workspace
from tests.render.pages import SAMPLE, page, project

FOR_EVER = page("<h1>x</h1><table><tr><td colspan=1000000>x</table>")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a project."""
    return project(tmp_path_factory.mktemp("engine"))


@pytest.fixture(scope="module")
def engine(workspace: Workspace) -> Iterator[Engine]:
    """Return an engine that many tests share: nothing a page does may change the next."""
    with Engine(workspace) as engine:
        yield engine


def faults(engine: Engine, body: str) -> tuple[Diagnostic, ...]:
    """Return what a page ends with."""
    with pytest.raises(BriefgenError) as caught:
        engine.pdf(page(f"<h1>x</h1>{body}"))
    return caught.value.diagnostics


# ---------------------------------------------------------------- what it makes


def test_same_page_same_bytes(engine: Engine, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Again, in another process, with another hash seed, time zone and working directory: the same bytes."""
    first = engine.pdf(page(SAMPLE))
    assert engine.pdf(page(SAMPLE)) == first
    monkeypatch.setenv("TZ", "Asia/Ulaanbaatar")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.chdir("/")
    with Engine(workspace) as other:
        assert other.pdf(page(SAMPLE)) == first


def test_dates_and_identifier(engine: Engine, tmp_path: Path) -> None:
    """The only date is the project's as-of date, unless the page says another; the identifier follows the content."""
    file = tmp_path / "a.pdf"
    file.write_bytes(engine.pdf(page(SAMPLE)))
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20200630")
        first = bytes(pdf.trailer["/ID"][0])
    file.write_bytes(
        engine.pdf(page(SAMPLE).replace("<title>", '<meta name="dcterms.created" content="2019-01-02"><title>'))
    )
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20190102")
        assert bytes(pdf.trailer["/ID"][0]) != first


def test_no_path_of_the_machine(engine: Engine, workspace: Workspace) -> None:
    """Neither the project's folder nor the user's home is in the PDF."""
    pdf = engine.pdf(page(SAMPLE))
    for path in (workspace.root, Path.home(), Path.cwd()):
        assert str(path).encode() not in pdf


def test_attachments(engine: Engine, tmp_path: Path) -> None:
    """Files go into the PDF as they are, with description and relationship."""
    attachment = Attachment("data.csv", b"a,b\n", "the data")
    pdf = engine.pdf(page(SAMPLE), attachments=[attachment])
    assert pdf == engine.pdf(page(SAMPLE), attachments=[attachment])
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf)
    with pikepdf.open(file) as opened:
        (name,) = opened.attachments
        spec = opened.attachments[name]
        assert (name, spec.description, spec.get_file().read_bytes()) == ("data.csv", "the data", b"a,b\n")
        assert spec.obj.AFRelationship == "/Data"


def test_only_the_bundled_fonts(engine: Engine, tmp_path: Path) -> None:
    """Fonts of the machine are not seen: generic families are the bundled ones too."""
    body = '<h1>a</h1><p style="font-family: DejaVu Sans, sans-serif">b</p><p style="font-family: serif">c</p>'
    file = tmp_path / "a.pdf"
    file.write_bytes(engine.pdf(page(body, style="")))
    with pikepdf.open(file) as pdf:
        names = {
            str(item.FontName) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item
        }
    assert names
    assert all("Inter" in name or "Source" in name for name in names)


def test_assets_of_the_project(engine: Engine) -> None:
    """A picture in templates/assets/ is used by its `asset:` address."""
    assert engine.pdf(page('<h1>x</h1><img alt="logo" src="asset:logo.svg">'))


# ---------------------------------------------------------------- what it refuses


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="x" src="file:///etc/passwd">',
        '<img alt="x" src="http://127.0.0.1:9/x.png">',
        '<img alt="x" src="https://a.example/x.png">',
        '<img alt="x" src="ftp://a.example/x.png">',
        '<img alt="x" src="asset:../../briefgen.toml">',
        '<img alt="x" src="asset:%2e%2e/%2e%2e/briefgen.toml">',
        '<img alt="x" src="asset:missing.png">',
        '<base href="file:///etc/"><img alt="x" src="passwd">',
        '<link rel="stylesheet" href="http://a.example/x.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<p><a rel="attachment" href="file:///etc/passwd">x</a></p>',
        "<style>@import url(file:///etc/passwd)</style>",
        "<style>p { background: url(http://a.example/x.png) }</style><p>x</p>",
        "<style>@font-face { font-family: x; src: url(file:///x.ttf) } p { font-family: x }</style><p>x</p>",
        '<object data="file:///etc/passwd">x</object>',
        '<embed src="file:///etc/passwd">',
    ],
)
def test_nothing_outside_is_fetched(engine: Engine, body: str) -> None:
    """No address but data: and the project's assets is opened, whichever way a page asks."""
    (fault,) = faults(engine, body)
    assert fault.rule == "forbidden-url"


def test_pictures_fetch_nothing(engine: Engine) -> None:
    """A picture inside a picture that comes from elsewhere is an error too."""
    inner = "<image href='file:///etc/passwd' width='9' height='9'/>"
    svg = f"data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'>{inner}</svg>"
    assert [fault.rule for fault in faults(engine, f'<img alt="x" src="{svg}">')] == ["bad-picture"]


@pytest.mark.parametrize(
    ("body", "rule", "message"),
    [
        ('<p style="colour: red">x</p>', "engine-warning", "Ignored `colour: red`"),
        ('<img alt="x" src="data:image/png;base64,AAAA">', "bad-picture", "a picture in the page is no picture"),
        ('<p><a href="#nowhere">x</a></p>', "engine-warning", "No anchor #nowhere"),
        ('<p><a href="page.html">x</a></p>', "link-scheme", "the page links to “page.html”"),
        ('<p><a href="javascript:x()">x</a></p>', "link-scheme", "the page links to “javascript:x()”"),
        ('<p><a href="file:///etc/passwd">x</a></p>', "link-scheme", "the page links to “file:///etc/passwd”"),
        ("<p>Kim Jong Un 김</p>", "missing-glyph", "no bundled font has the character “김” (U+AE40)"),
        ("<div>" * 2000, "engine-error", "the page nests its elements too deeply"),
    ],
)
def test_complaints_are_errors(engine: Engine, body: str, rule: str, message: str) -> None:
    """Whatever WeasyPrint merely logs is an error, with its text."""
    assert [(fault.rule, fault.message[: len(message)]) for fault in faults(engine, body)] == [(rule, message)]


def test_a_missing_glyph_names_its_words(engine: Engine) -> None:
    """A character no font has is shown with the words around it."""
    (fault,) = faults(engine, "<p>said <b>Kim &#xAE40;</b> in 2014</p>")
    assert fault.details == ("… x said Kim 김 in 2014 …",)


# ---------------------------------------------------------------- limits, and the end of the process


def test_deadline(workspace: Workspace) -> None:
    """A page that takes for ever is given up at its deadline, and the next page gets a new process."""
    with Engine(workspace) as engine:
        engine.pdf(page(SAMPLE))
        started = perf_counter()
        with pytest.raises(BriefgenError) as caught:
            engine.pdf(FOR_EVER, deadline=1)
        assert caught.value.diagnostics[0].rule == "engine-timeout"
        assert perf_counter() - started < 3
        assert engine.pdf(page(SAMPLE))


def test_processor_time(workspace: Workspace) -> None:
    """A page that keeps the processor busy for ever is given up, however much wall time it may take."""
    with Engine(workspace, seconds=5) as engine:
        with pytest.raises(BriefgenError) as caught:
            engine.pdf(FOR_EVER)
        assert engine.pdf(page(SAMPLE))
    (told,) = caught.value.diagnostics
    assert (told.rule, told.message) == ("engine-timeout", "the page is not laid out after 5 seconds of processor time")


def test_death(workspace: Workspace) -> None:
    """A process that dies in the middle of a page is reported, with how it ended."""
    with Engine(workspace) as engine:
        engine.pdf(page(SAMPLE))
        killer = threading.Timer(0.3, engine._process.kill)
        killer.start()
        with pytest.raises(BriefgenError) as caught:
            engine.pdf(FOR_EVER)
        killer.join()
    assert caught.value.diagnostics[0].rule == "engine-died"
    assert caught.value.diagnostics[0].message == "the engine process ended by SIGKILL"


def test_memory(workspace: Workspace) -> None:
    """A page that needs more memory than allowed ends as one diagnostic, and the next page is made all the same."""
    with Engine(workspace, memory=300 * 1024**2) as engine:
        with pytest.raises(BriefgenError) as caught:
            engine.pdf(page("<p>x</p>" * 30_000))
        assert engine.pdf(page(SAMPLE))
    assert caught.value.diagnostics[0].rule in {"engine-memory", "engine-died"}


def test_closing_a_busy_engine(workspace: Workspace) -> None:
    """Closing does not wait for a page, and leaves no process behind."""
    engine = Engine(workspace)
    engine.pdf(page(SAMPLE))
    send(engine._channel, Message({"kind": "page", "attachments": []}, (FOR_EVER.encode(),)))
    engine.close()
    assert engine._process.returncode is not None


# ---------------------------------------------------------------- what is missing


@pytest.mark.parametrize(
    ("import_error", "rule"), [("OSError", "pango-missing"), ("ImportError", "weasyprint-missing")]
)
def test_what_is_missing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, import_error: str, rule: str) -> None:
    """Where WeasyPrint cannot be imported the diagnostic says what to install, and its own chatter is not heard."""
    boot = "import sys, builtins; sys.path.append(sys.argv.pop(1)); from runpy import run_module; real = __import__\n"
    boot += "def fake(name, *a, **k):\n if name == 'weasyprint':\n  print('-----'); raise "
    boot += f"{import_error}('cannot load library libpango')\n return real(name, *a, **k)\n"
    boot += "builtins.__import__ = fake; run_module('briefgen.render.engine_main', run_name='__main__')"
    monkeypatch.setattr(engine_module, "_BOOT", boot)
    with Engine(workspace) as engine, pytest.raises(BriefgenError) as caught:
        engine.pdf(page(SAMPLE))
    (fault,) = caught.value.diagnostics
    assert (fault.rule, fault.details) == (rule, ("cannot load library libpango",))
    assert fault.hint


def test_fonts_cannot_be_cut() -> None:
    """Where HarfBuzz cannot cut fonts, which WeasyPrint merely logs, the diagnostic says what to install."""
    message = 'Using fontTools instead of HarfBuzz-Subset for font "Inter". …'
    (fault,) = engine_module._complaints([{"message": message, "glyph": ""}], "")
    assert fault.rule == "pango-missing"
    assert fault.hint


def test_a_broken_private_library(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A private Pango that cannot be loaded counts as none."""
    monkeypatch.setattr(engine_module, "private_libraries", lambda root: (root / "libpango-1.0.so.0",))
    with Engine(workspace) as engine, pytest.raises(BriefgenError) as caught:
        engine.pdf(page(SAMPLE))
    assert caught.value.diagnostics[0].rule == "pango-missing"


def test_private_libraries_are_loaded(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Libraries of a private Pango are loaded by their paths before WeasyPrint asks for them by name."""
    found = subprocess.run(
        ["ldconfig", "-p"], check=True, capture_output=True, text=True, env={"PATH": os.defpath + ":/sbin"}
    )
    pango = next(line.split("=> ")[1] for line in found.stdout.splitlines() if "libpango-1.0.so.0" in line)
    monkeypatch.setattr(engine_module, "private_libraries", lambda _: (Path(pango),))
    with Engine(workspace) as engine:
        assert engine.pdf(page(SAMPLE))


def test_html_alone_needs_no_weasyprint() -> None:
    """The parent never imports WeasyPrint."""
    code = "import briefgen.render.engine, sys; sys.exit('weasyprint' in sys.modules or 'pikepdf' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# ---------------------------------------------------------------- the wire


def test_messages_arrive_whole() -> None:
    """A message arrives with header and parts as they were."""
    here, there = socket.socketpair()
    with here, there:
        send(here, Message({"kind": "ä"}, (b"", b"\0" * 1000)))
        assert receive(there) == Message({"kind": "ä"}, (b"", b"\0" * 1000))


def test_messages_that_do_not_come() -> None:
    """Waiting ends at its deadline; a closed or unsound connection is an end."""
    here, there = socket.socketpair()
    with here, there:
        with pytest.raises(TimeoutError):
            receive(there, perf_counter() + 0.01)
        with pytest.raises(TimeoutError):
            receive(there, perf_counter() - 1)
        header = json.dumps({"sizes": [LARGEST + 1]}).encode()
        here.sendall(len(header).to_bytes(4, "big") + header)
        with pytest.raises(EOFError):
            receive(there)
        here.close()
        with pytest.raises(EOFError):
            receive(there)
