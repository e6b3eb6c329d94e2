"""A PDF that is put in place carries its evidence, keeps to the standards, and leaks nothing; otherwise none is."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from briefgen.api.verification import verify_pdf
from briefgen.build import Job, Outcome, build
from briefgen.build.glyphs import with_records
from briefgen.dataset import Dataset
from briefgen.errors import Diagnostic
from briefgen.workspace import Workspace
from tests.export.test_bundle import restrict
from tests.inspect.test_inspect import DOCUMENT
from tests.projects import edit, opened

SECTION = "templates/topics/well/sections/story.md.j2"
NAMES = {"data-package.zip", "sources.csl.json", "passages.jsonld", "provenance.json"}


def render(project: Path, *formats: str) -> Outcome:
    """Render the tiny brief."""
    return build(Workspace.open(project), Job((("well", "reader"),), formats or ("html", "pdf")))


def pdf(project: Path) -> bytes:
    """Return the rendered PDF."""
    return (project / "out/well/reader.pdf").read_bytes()


def style(project: Path, css: str) -> None:
    """Give the project's audience a style sheet of its own."""
    (project / "templates/audiences/reader/extra.css").write_text(css, encoding="utf-8")


def test_the_evidence_is_attached(tiny: Path) -> None:
    """The four files are there, as data or source of the document, and the whole holds."""
    assert not render(tiny).diagnostics
    with pikepdf.open(io.BytesIO(pdf(tiny))) as file:
        assert set(file.attachments) == NAMES
        said = {name: str(spec.obj.AFRelationship) for name, spec in file.attachments.items()}
        assert set(said.values()) == {"/Data", "/Source"}
        provenance = json.loads(file.attachments["provenance.json"].get_file().read_bytes())
    assert provenance["inputs"]["seeds/parish.txt"] == opened(tiny)[1].sources["parish-2019"].sha256
    assert {"briefgen.toml", "data/events.csv", SECTION} <= set(provenance["inputs"])
    assert {"briefgen", "weasyprint"} <= set(provenance["tools"])
    assert verify_pdf(pdf(tiny), tiny / "seeds").faults == ()


def test_another_topic_is_no_input(tiny: Path) -> None:
    """Templates of other topics and audiences are not among the inputs: they change nothing."""
    for name in (
        "topics/other/topic.toml",
        "topics/well/audiences/else/x.css",
        "audiences/else/audience.toml",
        "topics/x",
    ):
        (tiny / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (tiny / "templates" / name).write_text("", encoding="utf-8")
    before = dict.fromkeys(name for name in _inputs(tiny))
    assert not {name for name in before if "other" in name or "else" in name or name.endswith("topics/x")}


def _inputs(project: Path) -> list[str]:
    render(project)
    with pikepdf.open(io.BytesIO(pdf(project))) as file:
        said = json.loads(file.attachments["provenance.json"].get_file().read_bytes())
    return list(said["inputs"])


def test_a_change_of_the_evidence_makes_the_pdf_anew(tiny: Path) -> None:
    """What is attached is part of what a PDF is made from: a changed note of a record is in it."""
    render(tiny)
    first = pdf(tiny)
    edit(tiny, "data/events.csv", {"the month is not said.": "the month is not told."})
    assert render(tiny).editions[0].made == ("pdf",)
    assert pdf(tiny) != first


def test_below_standard(tiny: Path) -> None:
    """A PDF that breaks a standard is not put in place; the diagnostic names the rule and the element."""
    render(tiny)
    first = pdf(tiny)
    (tiny / "templates/layout").mkdir()
    built_in = Workspace.open(tiny).builtin / "layout/print.html.j2"
    text = built_in.read_text(encoding="utf-8")
    assert "<h2" in text
    (tiny / "templates/layout/print.html.j2").write_text(
        text.replace("<h2", "<h4").replace("</h2>", "</h4>"), encoding="utf-8"
    )
    found = [fault for fault in render(tiny).diagnostics if fault.rule == "pdf-standard"]
    assert "PDF/UA-1 7.4.2: heading 4 follows heading 1" in found[0].message
    assert found[0].details[0].startswith("element: Document › ")
    assert pdf(tiny) == first


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("p { color: white }", "color: white"),
        ("p { display: none }", "a paragraph is not in"),
        ("section { height: 1mm; overflow: hidden }", "outside its box"),
    ],
)
def test_a_hostile_style_sheet_of_the_user(css: str, said: str, tiny: Path) -> None:
    """What a user's style sheet hides is named, and what was there before stays."""
    render(tiny)
    first = pdf(tiny)
    style(tiny, css)
    found = render(tiny).diagnostics
    assert any(said in str(fault) for fault in found if fault.rule == "content-lost")
    assert pdf(tiny) == first


def test_a_restricted_source_leaves_no_passage(tiny: Path) -> None:
    """No words of a restricted source are in the web page, the PDF, or what is attached."""
    restrict(tiny)
    assert not render(tiny, "html", "pdf", "print").diagnostics
    words = "two years after it had run dry"
    for name in ("reader.html", "reader.print.html"):
        assert words not in (tiny / "out/well" / name).read_text(encoding="utf-8")
    with pikepdf.open(io.BytesIO(pdf(tiny))) as file:
        assert all(words.encode() not in spec.get_file().read_bytes() for spec in file.attachments.values())
    assert verify_pdf(pdf(tiny), tiny / "seeds").faults == ()


def test_a_restricted_passage_in_the_text_stops_the_render(tiny: Path) -> None:
    """A quotation of a restricted source in the text is an error that names the passage; nothing is written."""
    restrict(tiny)
    edit(tiny, SECTION, {"the county in July": "the county: “The well at Alderby was reopened in July 2018”"})
    assert "restricted-passage" in {fault.rule for fault in render(tiny, "html").diagnostics}
    assert "restricted-passage" in {fault.rule for fault in render(tiny, "pdf").diagnostics}
    assert not (tiny / "out/well/reader.pdf").exists()


def test_a_missing_glyph_names_the_record(tiny: Path) -> None:
    """A character that no font has is traced to the row that brings it, or to the line of the template."""
    edit(tiny, "data/disputes.csv", {"Was the well reopened": "Was the well 김 reopened"})
    edit(
        tiny, SECTION, {"The parish council says": '\n\n{{ dispute("month-of-reopening") }}\n\nThe parish council says'}
    )
    found = [fault for fault in render(tiny, "pdf").diagnostics if fault.rule == "missing-glyph"]
    assert "“김” (U+AE40)" in found[0].message
    assert str(found[0].place) == "data/disputes.csv:2 question"
    assert "cjk" in found[0].hint


def test_tracing_a_glyph(tiny: Path) -> None:
    """Titles of sources and texts of templates are looked through, too; what is found nowhere keeps its place."""
    _, dataset, _ = opened(tiny)
    empty = replace(DOCUMENT, sections=())
    bare = Dataset(dataset.sources, {})
    (one,) = with_records([Diagnostic("missing-glyph", "“W” (U+0057)")], bare, empty)
    assert one.place.file == "data/sources.json"
    (other,) = with_records([Diagnostic("missing-glyph", "“x” (U+1234)")], bare, empty)
    assert other.place.file == ""
    same = (Diagnostic("missing-glyph", "no code"), Diagnostic("engine-error", "U+0057"))
    assert with_records(same, bare, empty) == same


def test_the_web_page_says_what_it_is(tiny: Path) -> None:
    """The head of the web page has the same names as the PDF's metadata, the licence too."""
    edit(tiny, "briefgen.toml", {"as_of": 'licence = "CC BY 4.0"\nas_of'})
    render(tiny)
    page = (tiny / "out/well/reader.html").read_text(encoding="utf-8")
    for name, value in (("dcterms.publisher", "Alderby Reading Room"), ("dcterms.rights", "CC BY 4.0")):
        assert f'<meta name="{name}" content="{value}">' in page
    assert page.count('name="dcterms.identifier"') == 1
    assert b"CC BY 4.0</rdf:li>" in pdf(tiny)
