"""Author-date citations: markers of sources, and where they stand in a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from briefgen.compose.author_date import before_stops, markers
from briefgen.compose.notes import Notary, finish
from briefgen.document import Cite, Document, Horizon, Inlines, Metadata, Paragraph, Quote, Section, Text
from briefgen.model import Source
from tests.evidence_sample import dataset, evidenced


def source(key: str, year: int | None, *authors: str, basis: str = "stated", title: str = "") -> Source:
    """Return a source of a year by authors of these family names."""
    csl: dict[str, Any] = {"title-short": title or key, "author": [{"family": name} for name in authors]}
    csl |= {"issued": {"date-parts": [[year]]}} if year else {}
    return Source(id=key, csl=csl, basis={"issued": basis})


def test_a_marker_names_authors_and_year() -> None:
    """One author, two, more; a literal name is taken whole."""
    found = markers([source("a", 2015, "Rinna"), source("b", 2016, "Lee", "Bo"), source("c", 2017, "Lee", "Bo", "Cy")])
    assert found == {"a": "Rinna 2015", "b": "Lee and Bo 2016", "c": "Lee et al. 2017"}
    literal = Source(id="d", csl={"author": [{"literal": "Lee Eun-Jeung"}], "issued": {"date-parts": [[2018]]}})
    assert markers([literal]) == {"d": "Lee Eun-Jeung 2018"}


def test_nobody_is_made_an_author() -> None:
    """Without a stated author a source goes by its label; a year in the label is not said twice."""
    absent = replace(source("a", 2015, "Guess", title="Brookings paper"), basis={"author": "absent"})
    assert markers([absent]) == {"a": "Brookings paper 2015"}
    assert markers([source("b", 2015, title="Essay of 2015")]) == {"b": "Essay of 2015"}


def test_an_inferred_year_stands_in_brackets_and_a_missing_one_is_said() -> None:
    """What the source does not state is not told as stated."""
    assert markers([source("a", 2018, "Bo", basis="inferred")]) == {"a": "Bo [2018]"}
    assert markers([source("b", None, "Cy")]) == {"b": "Cy n.d."}
    assert markers([source("c", 2018, "Cy", basis="absent")]) == {"c": "Cy n.d."}


def test_ambiguous_markers_get_letters() -> None:
    """Same author and year: a, b in the order of the sources, brackets and missing years included."""
    found = markers([source("x", 2015, "Bo"), source("y", 2015, "Bo", basis="inferred"), source("z", 2016, "Bo")])
    assert found == {"x": "Bo 2015a", "y": "Bo [2015b]", "z": "Bo 2016"}
    assert markers([source("x", None, "Bo"), source("y", None, "Bo")]) == {"x": "Bo n.d.-a", "y": "Bo n.d.-b"}
    assert markers([source("x", 2015, title="Essay of 2015"), source("y", 2015, title="Essay of 2015")]) == {
        "x": "Essay of 2015 2015a",
        "y": "Essay of 2015 2015b",
    }
    many = markers([source(f"s{n:02}", 2015, "Bo") for n in range(28)])
    assert (many["s25"], many["s26"], many["s27"]) == ("Bo 2015z", "Bo 2015aa", "Bo 2015ab")


def test_citations_stand_before_the_stop() -> None:
    """`so. [@a]` becomes `so (A).`; several keep their order; a stop within a quotation stays where it is."""
    cite, other = Cite(("a",)), Cite(("b",))
    runs: list[tuple[Inlines, Inlines]] = [
        ((Text("So."), cite, other, Text(" Then. ")), (Text("So"), cite, other, Text("."), Text(" Then. "))),
        ((Text("Why?"), cite), (Text("Why"), cite, Text("?"))),
        ((Quote((Text("So."),)), cite), (Quote((Text("So."),)), cite)),
        ((Text("so"), cite, Text(".")), (Text("so"), cite, Text("."))),
        ((cite, Text(".")), (cite, Text("."))),
    ]
    assert [before_stops(before) for before, _ in runs] == [after for _, after in runs]
    assert before_stops(Paragraph(inlines=(Text("So."), cite))).inlines == (Text("So"), cite, Text("."))


def test_references_are_listed_by_their_markers() -> None:
    """In this style only; otherwise they keep the order of the dataset and have none."""
    meta = Metadata("t", "a", "T", "", "", "", "", "", "en", "2026-01-01", (), "A")
    blocks = (Paragraph(inlines=(Text("Said."), Cite(("well-dug",)), Cite(("pos-1902",)))),)
    whole = Document(meta, Horizon(0, 0, "", "", ""), (Section("s", (Text("S"),), blocks),))
    notary = Notary(dataset(), evidenced(), 100, str)
    dated = finish(replace(whole, metadata=replace(meta, citation_style="author-date")), notary)
    assert [r.marker for r in dated.references] == ["Gazette [1901]", "Lee n.d."]
    assert [note.sources for note in dated.notes] == [("gazette",), ("diary",)]
    assert [r.marker for r in finish(whole, notary).references] == ["", ""]


def test_a_note_knows_whether_it_is_a_judgement_or_a_silence() -> None:
    """Only when all that is cited together is."""
    notary = Notary(dataset(), evidenced(), 100, str)
    assert notary.note(1, ("probably",)).kind == "judgement"
    assert notary.note(2, ("depth",)).kind == "silence"
    assert notary.note(3, ("probably", "depth")).kind == ""
    assert notary.note(4, ("depth",)).sources == ()
