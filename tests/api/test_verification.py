"""A PDF is checked from the file alone: what holds is said, and one altered byte is found."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest

from briefgen.api import Project
from briefgen.api.verification import Verdict, verify_pdf
from briefgen.api.verification import printed as printed_module
from briefgen.api.verification.manifest import Manifest, read_manifest
from briefgen.api.verification.printed import print_holds
from briefgen.errors import BriefgenError
from briefgen.export.as_csv import zipped
from briefgen.export.bundle import ANNOTATIONS, MANIFEST, PACKAGE, SOURCES
from briefgen.inspect import unpack as unpack_module
from briefgen.inspect.unpack import unpack
from briefgen.render.seal import sealed
from tests.clock import busy
from tests.projects import TINY, copy_tiny, edit

SPEC = {"description": "", "mime_type": "", "creation_date": "", "mod_date": ""}


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the PDF of the tiny project."""
    project = copy_tiny(tmp_path_factory.mktemp("verify") / "project")
    return Project.open(project).brief("well", audience="reader").pdf()


def with_files(pdf: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """Return the PDF with attachments replaced, added or (None) taken away, its manifest as it was unless replaced."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for name, content in changes.items():
            if content is None:
                del opened.attachments[name]
            else:
                opened.attachments[name] = pikepdf.AttachedFileSpec(opened, content, filename=name, **SPEC)
        out = io.BytesIO()
        opened.save(out)
        return out.getvalue()


def resigned(pdf: bytes, changes: Mapping[str, bytes]) -> bytes:
    """Return the PDF with attachments replaced and the manifest corrected to match: what a forger would do."""
    from hashlib import sha256

    manifest = json.loads(unpack(pdf).attachments[MANIFEST])
    for name, content in changes.items():
        manifest["attachments"][name]["sha256"] = sha256(content).hexdigest()
    return with_files(pdf, {**changes, MANIFEST: json.dumps(manifest).encode()})


def rules(pdf: bytes, seeds: Path | None = None) -> set[str]:
    """Return the rules that a PDF breaks, but for the seal, which every change breaks."""
    return {fault.rule for fault in verify_pdf(pdf, seeds).faults} - {"seal-broken"}


def found(pdf: bytes) -> set[str]:
    """Return the rules that a PDF breaks, or that it is refused with."""
    try:
        faults = verify_pdf(pdf).faults
    except BriefgenError as error:
        faults = error.diagnostics
    return {fault.rule for fault in faults}


def repacked(pdf: bytes, file: str, change: Callable[[str], str]) -> bytes:
    """Return the data package of a PDF with a file of it changed."""
    with ZipFile(io.BytesIO(unpack(pdf).attachments[PACKAGE])) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    before = files[file].decode()
    files[file] = change(before).encode()
    assert files[file] != before.encode()
    return zipped(files)


# ---------------------------------------------------------------- what holds


def test_a_pdf_as_it_was_made_holds(pdf: bytes) -> None:
    """The seal, the attachments, the print, the citations and the rules of evidence hold, without any project."""
    verdict = verify_pdf(pdf)
    assert verdict.faults == ()
    assert len(verdict.holds) == 6
    assert verdict.edition["identifier"] == "well/reader/2020-06-30"
    assert "6 of 6 claims" in verdict.holds[-1]


def test_a_pdf_from_before_there_were_corrections(pdf: bytes) -> None:
    """Its package lacks the table, and holds all the same."""
    with ZipFile(io.BytesIO(unpack(pdf).attachments[PACKAGE])) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name != "corrections.csv"}
    assert rules(resigned(pdf, {PACKAGE: zipped(files)})) == set()


def test_with_its_sources(pdf: bytes) -> None:
    """With the sources, each passage is looked up where it is said to stand."""
    verdict = verify_pdf(pdf, TINY / "seeds")
    assert verdict.faults == ()
    assert any("3 passages stand in the 2 sources, word for word" in held for held in verdict.holds)


def test_what_may_not_be_quoted_is_checked_with_the_sources(tmp_path: Path) -> None:
    """Claims that rest on passages beyond the limit are said to be unchecked, and are checked with --seeds."""
    project = copy_tiny(tmp_path / "project")
    edit(project, "briefgen.toml", {"as_of": "quotation_limit = 15\nas_of"})
    made = Project.open(project).brief("well", audience="reader").pdf()
    alone, with_sources = verify_pdf(made), verify_pdf(made, project / "seeds")
    assert alone.faults == with_sources.faults == ()
    assert "--seeds checks most of them" in alone.holds[-1]
    assert "6 of 6 claims" in with_sources.holds[-1]


# ---------------------------------------------------------------- what does not


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.8, 0.999])
def test_one_byte(pdf: bytes, share: float) -> None:
    """One byte changed anywhere in the file breaks the seal, or makes the file unreadable."""
    at = int(len(pdf) * share)
    altered = pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
    assert found(altered) & {"seal-broken", "pdf-unreadable", "manifest-missing", "attachment-faulty"}


def test_a_pdf_saved_anew(pdf: bytes) -> None:
    """A program that saves the file anew breaks its seal or takes it away; everything else holds and is said to."""
    anew = with_files(pdf, {})
    with pikepdf.open(io.BytesIO(anew)) as opened:
        del opened.trailer["/BriefgenSeal"]
        out = io.BytesIO()
        opened.save(out)
    said = ("the seal is broken: the file is not as briefgen wrote it", "the file has no seal")
    for data, message in zip((anew, out.getvalue()), said, strict=True):
        verdict = verify_pdf(data)
        assert [fault.message for fault in verdict.faults] == [message]
        assert len(verdict.holds) == 5


@pytest.mark.parametrize("name", [PACKAGE, SOURCES, ANNOTATIONS])
def test_one_byte_of_an_attachment(pdf: bytes, name: str) -> None:
    """An attachment that is not the one recorded is named, whatever became of the seal."""
    content = unpack(pdf).attachments[name]
    altered = with_files(pdf, {name: content[:-3] + b" " + content[-2:]})
    faults = {(fault.rule, str(fault.place)) for fault in verify_pdf(altered).faults}
    assert ("attachment-altered", name) in faults


def test_attachments_missing_and_strange(pdf: bytes) -> None:
    """An attachment taken away or put in is named; a name with a path is only told, never written."""
    assert {"attachment-missing", "attachment-faulty"} <= rules(with_files(pdf, {SOURCES: None}))
    verdict = verify_pdf(with_files(pdf, {"../../etc/passwd": b"x"}))
    assert "nobody recorded an attachment “../../etc/passwd”" in {fault.message for fault in verdict.faults}


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        ("events.csv", "2018-06", "2017-06", "date-without-basis"),
        ("passages.csv", "In June 2018", "In June 2017", "passage-altered"),
        ("evidence.csv", "pay-for-pump,*,p-pump,supports", "pay-for-pump,*,p-pump,qualifies", "unsupported-claim"),
        ("recommendations.csv", "alderby-council", "nobody", "dangling-reference"),
        ("disputes.csv", "month-of-reopening", "another-dispute", "citation-unknown"),
    ],
)
def test_the_rules_are_applied_to_what_is_inside(pdf: bytes, file: str, old: str, new: str, rule: str) -> None:
    """A record altered, with every hash put right, still breaks the rules of evidence."""
    package = repacked(pdf, file, lambda text: text.replace(old, new, 1))
    assert rule in rules(resigned(pdf, {PACKAGE: package}))


def test_a_passage_altered_everywhere_is_found_with_its_source(pdf: bytes) -> None:
    """A quotation falsified in all attachments alike is held against the source itself, and both are shown."""
    package = repacked(pdf, "passages.csv", lambda text: text.replace("new pump", "old pump"))
    annotations = unpack(pdf).attachments[ANNOTATIONS].replace(b"new pump", b"old pump")
    forged = resigned(pdf, {PACKAGE: package, ANNOTATIONS: annotations})
    assert "passage-not-found" not in rules(forged)
    (fault,) = (f for f in verify_pdf(forged, TINY / "seeds").faults if f.rule == "passage-not-found")
    assert [line.partition("“")[2] for line in fault.details] == [
        "The council asks the county to pay for a old pump.”",
        "The council asks the county to pay for a new pump.”",
    ]


def test_sources_altered_and_missing(pdf: bytes, tmp_path: Path) -> None:
    """A source that is another file, or not there, is named; so is a folder that is none."""
    shutil.copytree(TINY / "seeds", tmp_path / "seeds")
    (tmp_path / "seeds/parish.txt").write_bytes((tmp_path / "seeds/parish.txt").read_bytes() + b".")
    (tmp_path / "seeds/county.txt").unlink()
    assert rules(pdf, tmp_path / "seeds") == {"source-altered", "source-missing"}
    with pytest.raises(BriefgenError) as caught:
        verify_pdf(pdf, tmp_path / "none")
    assert caught.value.exit_code == 2


def test_an_altered_citation_is_found(pdf: bytes) -> None:
    """Another number where a citation stands is found and named, and so is another word."""
    runs = list(unpack(pdf).runs)
    manifest = read_manifest(unpack(pdf).attachments[MANIFEST])
    changed = tuple("7" if run == "1" else run for run in runs)
    (fault, *_) = print_holds(manifest, changed)[1]
    assert fault.rule == "print-altered"
    assert any("citation 1" in fault.message for fault in print_holds(manifest, changed)[1])
    words = tuple(run.replace("alderby", "alderbe") for run in runs)
    assert "the title is not in print as it was" in {fault.message for fault in print_holds(manifest, words)[1]}
    assert print_holds(manifest, tuple(runs))[1] == ()


def test_a_note_shown_in_another_way_is_found() -> None:
    """Of a note one of its forms suffices."""
    manifest = Manifest({}, {}, (), (("note 1", ("1parish", "thewell"), True),))
    assert print_holds(manifest, ("xthewellx",))[1] == ()
    assert print_holds(manifest, ("x",))[1] != ()
    assert print_holds(manifest, ("x" * 3_000_001,))[1][0].rule == "print-altered"


# ---------------------------------------------------------------- files that nobody made with briefgen


def error_of(data: bytes) -> str:
    """Return the rule a file is refused with."""
    with pytest.raises(BriefgenError) as caught:
        verify_pdf(data)
    return caught.value.diagnostics[0].rule


def bare() -> bytes:
    """Return a PDF with a page and nothing else."""
    made = pikepdf.new()
    made.add_blank_page()
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\nrubbish", b"%PDF-1.7\n" + b"1 0 obj<<" * 50_000])
def test_what_is_no_pdf(data: bytes) -> None:
    """A file that is no PDF, or a damaged one, is refused with a clear error."""
    assert error_of(data) == "pdf-unreadable"


def test_a_pdf_of_somebody_else() -> None:
    """A PDF without a manifest is refused as such."""
    assert error_of(bare()) == "manifest-missing"


@pytest.mark.parametrize(
    "manifest",
    [
        b"{",
        b"[]",
        b"[" * 100_000,
        b'{"version": 1}',
        b'{"version": 99, "edition": {}}',
        b'{"version": 1, "edition": {}, "attachments": {"a": 1}, "citations": [], "print": []}',
        b'{"version": 1, "edition": {}, "attachments": {}, "citations": [], "print": [{"what": "x", "all": 3}]}',
        json.dumps(
            {
                "version": 1,
                "edition": {},
                "attachments": {},
                "citations": [],
                "print": [{"what": "x", "all": ["a" * 2_000_000]}],
            }
        ).encode(),
    ],
)
def test_hostile_manifests(manifest: bytes) -> None:
    """A manifest that is not as briefgen writes it is refused, without a traceback."""
    assert error_of(with_files(bare(), {MANIFEST: manifest})) in {"attachment-faulty", "manifest-version"}


def _bomb() -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("events.csv", b"0" * 60_000_000)
    return out.getvalue()


def _many() -> bytes:
    return zipped({f"{number}.csv": b"" for number in range(100)})


@pytest.mark.parametrize(
    "package",
    [b"no zip", _bomb(), _many(), zipped({}), zipped({"passages.csv": b"\xff"}), zipped({"events.csv": b'"'})],
)
def test_hostile_packages(pdf: bytes, package: bytes) -> None:
    """An archive that is none, too large, too many files, or not of the right tables is refused in bounded time."""
    started = busy()
    assert "attachment-faulty" in rules(resigned(pdf, {PACKAGE: package}))
    assert busy() - started < 10


@pytest.mark.parametrize("annotations", [b"{}", b'{"items": [{}]}', b'{"items": 3}'])
def test_hostile_annotations(pdf: bytes, annotations: bytes) -> None:
    """Annotations that are none are refused."""
    assert "attachment-faulty" in rules(resigned(pdf, {ANNOTATIONS: annotations}))


def test_a_stream_that_swells(pdf: bytes) -> None:
    """A small file that unpacks to more than the limits is refused in bounded time and memory."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        packed = zlib.compress(b"\0" * 700_000_000, 9)
        spec = pikepdf.AttachedFileSpec(opened, b"x", filename="big", **SPEC)
        opened.attachments["big"] = spec
        stream = opened.attachments["big"].obj.EF.F
        stream.write(packed, filter=pikepdf.Name.FlateDecode)
        out = io.BytesIO()
        opened.save(out, compress_streams=False)
    started = busy()
    assert error_of(out.getvalue()) == "pdf-unreadable"
    assert busy() - started < 30


def test_time_and_size_have_limits(pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that takes too long, or is too large, is given up."""
    with pytest.raises(BriefgenError, match="not taken apart"):
        unpack(pdf, deadline=0.001)
    monkeypatch.setattr(unpack_module, "LARGEST", 10)
    with pytest.raises(BriefgenError, match="larger"):
        unpack(pdf)


def test_a_seal_that_is_not_there_twice(pdf: bytes) -> None:
    """A file is sealed once."""
    with pytest.raises(ValueError, match="trailer"):
        sealed(pdf)


# ---------------------------------------------------------------- the command


def command(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line somewhere that is no project."""
    return subprocess.run(
        [sys.executable, "-m", "briefgen", "verify", *words], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_command(pdf: bytes, tmp_path: Path) -> None:
    """`briefgen verify` needs no project; it says what holds, in words or as JSON, and exits with 0, 1 or 2."""
    (tmp_path / "a.pdf").write_bytes(pdf)
    (tmp_path / "b.pdf").write_bytes(with_files(pdf, {}))
    done = command("a.pdf", "--seeds", str(TINY / "seeds"), folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "The well of Alderby · well/reader/2020-06-30 · Alderby Reading Room"
    assert done.stdout.splitlines()[-1] == "This holds."
    told = json.loads(command("a.pdf", "--json", folder=tmp_path).stdout)
    assert (told["kind"], told["diagnostics"], len(told["data"]["holds"])) == ("verify", [], 6)
    done = command("b.pdf", folder=tmp_path)
    assert (done.returncode, "error[seal-broken]" in done.stderr) == (1, True)
    assert command("none.pdf", folder=tmp_path).returncode == 2
    assert command("a.pdf", "--seeds", "none", folder=tmp_path).returncode == 2


def test_an_empty_verdict() -> None:
    """A verdict begins empty."""
    assert Verdict("0").holds == ()


def test_print_that_is_altered_beyond_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the first faults are told, and a comparison that takes too long is given up."""
    many = tuple((f"paragraph {n}", (f"words{n}",), False) for n in range(100))
    assert len(print_holds(Manifest({}, {}, (), many), ("x",))[1]) == 20
    monkeypatch.setattr(printed_module, "SECONDS", -1.0)
    assert print_holds(Manifest({}, {}, (), many), ("x",))[1][-1].rule == "verify-too-long"
