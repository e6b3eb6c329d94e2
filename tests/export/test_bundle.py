"""What travels inside a PDF: exactly the records used, and not a word that the edition may not quote."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from frictionless import Package

from briefgen.briefs import open_brief
from briefgen.compose import Material, compose
from briefgen.document import ChartSpec, Document, Figure, Paragraph, Table, Term, Text, Value
from briefgen.errors import Diagnostic, Place
from briefgen.export.bundle import ANNOTATIONS, MANIFEST, PACKAGE, SOURCES, Facts, File, bundle
from briefgen.export.bundle.quoted import WITHHELD, Runs, quotable, redacted, words_of
from briefgen.export.bundle.used import closure, named, texts, used
from tests.projects import edit, opened

FACTS = Facts({"briefgen": "1"}, {"seeds/a.txt": "0"}, ("b", "a"), (), 400, (("the title", ("well",), False),))
JULY = "The well at Alderby was reopened in July 2018, two years after it had run dry"
QUOTED = f'"{JULY}, says the county."'


def made(project: Path) -> tuple[Document, Material, tuple[File, ...]]:
    """Compose the tiny edition and bundle its evidence."""
    workspace, dataset, evidenced = opened(project)
    material = Material(workspace.config, dataset, evidenced)
    document = compose(material, open_brief(workspace, "well", "reader"))
    return document, material, bundle(document, dataset, evidenced, FACTS)


def content(files: tuple[File, ...], name: str) -> bytes:
    """Return the bytes of a file of the bundle."""
    return next(file.content for file in files if file.name == name)


def table(files: tuple[File, ...], name: str) -> list[Mapping[str, str]]:
    """Return the rows of a table of the data package."""
    with ZipFile(io.BytesIO(content(files, PACKAGE))) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode(), newline="")))


def everything(files: tuple[File, ...]) -> str:
    """Return all text of the bundle."""
    with ZipFile(io.BytesIO(content(files, PACKAGE))) as archive:
        inner = [archive.read(name).decode() for name in archive.namelist()]
    return "\n".join([*inner, *(file.content.decode() for file in files if file.name != PACKAGE)])


def restrict(project: Path) -> None:
    """Make the county's page a restricted source."""
    sources = project / "data/sources.json"
    items = json.loads(sources.read_text(encoding="utf-8"))
    items[1]["custom"]["handling"] = "restricted"
    sources.write_text(json.dumps(items, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


# ---------------------------------------------------------------- the records used


def test_exactly_the_records_used(tiny: Path) -> None:
    """Cited records, their evidence, and what they refer to are in the package; others are not."""
    _, _, files = made(tiny)
    assert [row["id"] for row in table(files, "events")] == ["well-dry", "well-reopened"]
    assert [row["id"] for row in table(files, "disputes")] == ["month-of-reopening"]
    assert [row["id"] for row in table(files, "positions")] == ["reopened-in-june", "reopened-in-july"]
    assert table(files, "statements") == table(files, "indicators") == table(files, "editions") == []
    assert {row["id"] for row in table(files, "passages")} == {"p-reopened-june", "p-reopened-july", "p-pump"}
    assert {row["record"] for row in table(files, "evidence")} >= {"well-dry", "well-reopened", "pay-for-pump"}
    assert {row["id"] for row in table(files, "actors")} == {"alderby-council", "wold-county"}
    assert [row["id"] for row in table(files, "places")] == ["alderby"]


def test_the_package_is_whole_in_itself(tiny: Path, tmp_path: Path) -> None:
    """Frictionless finds no fault: no reference leads out of the package, whatever is withheld."""
    edit(tiny, "briefgen.toml", {"as_of": "quotation_limit = 5\nas_of"})
    with ZipFile(io.BytesIO(content(made(tiny)[2], PACKAGE))) as archive:
        archive.extractall(tmp_path / "package")
    report = Package(str(tmp_path / "package" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])


def test_everything_that_names_a_record_is_followed(tiny: Path) -> None:
    """Charts, values, terms, proposals and boxes name records as citations do; a chart's own rows do not count."""
    document, material, _ = made(tiny)
    section = document.sections[0]
    value = Paragraph(inlines=(Value("40", "number", "households"), Term("the-well", "well")))
    found = set(named(replace(document, sections=(replace(section, blocks=(value,)),))))
    assert {"households", "the-well"} <= found
    keys = closure(["households", "no-record", "month-of-reopening"], material.dataset)
    assert {"households", "p-forty", "county-2020", "reopened-in-june", "p-reopened-june"} <= keys
    assert "no-record" not in keys
    assert "well-dry" not in keys
    part = used(document, material.dataset)
    assert list(part.events) == ["well-dry", "well-reopened"]
    assert "What happened" in list(texts(document))
    assert not any(isinstance(block, Figure) for block in section.blocks)


def test_the_same_for_the_same(tiny: Path) -> None:
    """Two bundles of one edition are the same to the byte."""
    assert made(tiny)[2] == made(tiny)[2]


# ---------------------------------------------------------------- sources, passages, provenance


def test_sources_as_csl(tiny: Path) -> None:
    """The sources used are a CSL-JSON list without briefgen's own keys."""
    _, _, files = made(tiny)
    items = json.loads(content(files, SOURCES))
    assert [item["id"] for item in items] == ["parish-2019", "county-2020"]
    assert all("custom" not in item for item in items)


def test_passages_as_web_annotations(tiny: Path) -> None:
    """Each passage is an annotation with a quotation and a position; the position is of the pinned source's text."""
    _, material, files = made(tiny)
    page = json.loads(content(files, ANNOTATIONS))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    for item in page["items"]:
        quotation, position = item["target"]["selector"]
        assert (quotation["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        source = item["target"]["source"]
        key = source["id"].removeprefix("urn:briefgen:record:")
        assert source["sha256"] == material.dataset.sources[key].sha256
        assert material.evidenced.texts[key][position["start"] : position["end"]] == quotation["exact"]
        assert item["body"][0]["source"].startswith("urn:briefgen:record:")


def test_provenance(tiny: Path) -> None:
    """It says with what and of what the edition was made, what was checked, and the hash of each other file."""
    document, _, files = made(tiny)
    said = json.loads(content(files, MANIFEST))
    assert files[-1].name == MANIFEST
    assert said["edition"]["title"] == document.metadata.title
    assert (said["tools"], said["inputs"]) == ({"briefgen": "1"}, {"seeds/a.txt": "0"})
    assert said["checks"]["rules"] == ["a", "b"]
    for file in files[:-1]:
        assert said["attachments"][file.name]["sha256"] == sha256(file.content).hexdigest() == file.sha256
    assert said["citations"][0] == {"number": 1, "records": ["well-dry", "well-reopened"]}
    assert said["print"] == [{"what": "the title", "all": ["well"]}]
    assert {file.relationship for file in files} == {"Data", "Source"}


def test_findings_without_their_words(tiny: Path) -> None:
    """The check report has rule, severity and place of a finding; its words may be a source's."""
    document, material, _ = made(tiny)
    facts = replace(FACTS, findings=(Diagnostic("r", "said “secret”", Place("data/events.csv", 2)),))
    said = json.loads(bundle(document, material.dataset, material.evidenced, facts)[-1].content)
    assert said["checks"]["findings"] == [{"rule": "r", "severity": "error", "place": "data/events.csv:2"}]


# ---------------------------------------------------------------- what may be quoted


def test_a_restricted_source_leaves_no_passage(tiny: Path) -> None:
    """Its passages are there by their place only, and texts that repeat their words lose them."""
    restrict(tiny)
    edit(
        tiny, "data/events.csv", {"The county says that the well had run dry two years before it was reopened.": QUOTED}
    )
    _, _, files = made(tiny)
    (passage,) = (row for row in table(files, "passages") if row["source"] == "county-2020")
    assert (passage["exact"], passage["prefix"], passage["suffix"]) == ("", "", "")
    assert int(passage["end"]) > int(passage["start"]) >= 0
    assert JULY not in everything(files)
    assert table(files, "events")[0]["summary"] == ""


def test_a_required_text_is_withheld(tiny: Path) -> None:
    """A text that must stand there and repeats a restricted passage says that it is withheld."""
    restrict(tiny)
    edit(tiny, "data/positions.csv", {'"In July, says the county."': QUOTED})
    assert WITHHELD in {row["text"] for row in table(made(tiny)[2], "positions")}


def test_the_limit_of_quoted_words_holds_in_attachments(tiny: Path) -> None:
    """What the notes may not quote for the limit, no attachment quotes; the count is told."""
    edit(tiny, "briefgen.toml", {"as_of": "quotation_limit = 15\nas_of"})
    document, _, files = made(tiny)
    quoted = {view.exact for note in document.notes for view in note.passages if view.exact}
    assert {row["exact"] for row in table(files, "passages") if row["exact"]} == quoted
    told = json.loads(content(files, MANIFEST))["quotation"]
    assert max(told["words"].values()) <= 15
    assert (told["quoted"], told["offsets_only"]) == (1, 2)
    selectors = [item["target"]["selector"] for item in json.loads(content(files, ANNOTATIONS))["items"]]
    assert sorted(map(len, selectors)) == [1, 1, 2]


def test_what_the_edition_prints_itself_stays(tiny: Path) -> None:
    """Words of a public source beyond the limit stay where the edition itself prints them, and only there."""
    edit(tiny, "data/positions.csv", {'"In July, says the county."': QUOTED})
    document, material, _ = made(tiny)
    part = used(document, material.dataset)
    bare = redacted(part, material.evidenced, frozenset())
    assert bare.positions["reopened-in-july"].text == WITHHELD
    shown = redacted(part, material.evidenced, frozenset(), [part.positions["reopened-in-july"].text])
    assert JULY in shown.positions["reopened-in-july"].text
    assert quotable(document, part, material.evidenced)


@pytest.mark.parametrize(
    ("text", "touched"),
    [
        ("He said: one two three four five six seven eight!", True),
        ("ONE two, three four; five six seven—eight", True),
        ("one two three four five six seven", False),
        ("", False),
    ],
)
def test_runs(text: str, touched: bool) -> None:  # noqa: FBT001 - the expected answer
    """Eight words in a row are a quotation, whatever the marks and capitals between them."""
    runs = Runs(["zero one two three four five six seven eight nine"])
    assert runs.touch(text) is touched
    assert not runs.without(runs).touch(text)
    assert Runs().united(runs).touch(text) is touched
    assert words_of("A-b, “c”") == ("a", "b", "c")


def test_the_data_of_a_figure(tiny: Path) -> None:
    """Each figure's table is a file of its own, with cells that no spreadsheet runs."""
    document, material, _ = made(tiny)
    rows = (((Text("=1+1"),), (Text("2"),)),)
    shown = Table(caption=(), header=((Text("Year"),), (Text("Buckets"),)), rows=rows)
    figure = Figure(
        chart=ChartSpec("timeline", ()),
        headline=(Text("Buckets"),),
        subtitle="",
        alt="a",
        table=shown,
        credit="",
        number=3,
    )
    section = replace(document.sections[0], blocks=(figure,))
    files = bundle(replace(document, sections=(section,)), material.dataset, material.evidenced, FACTS)
    assert content(files, "figure-3.csv") == b"Year,Buckets\n'=1+1,2\n"
    assert "figure-3.csv" in json.loads(files[-1].content)["attachments"]
