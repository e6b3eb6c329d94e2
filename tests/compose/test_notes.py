"""Numbers are given last: notes, figures, ids, and what a note shows."""

from __future__ import annotations

from dataclasses import replace

from briefgen.compose.count import counted_words
from briefgen.compose.notes import Notary, finish, supports
from briefgen.document import (
    Box,
    ChartSpec,
    Cite,
    Document,
    Figure,
    Horizon,
    ListBlock,
    Metadata,
    Paragraph,
    Section,
    Table,
    Text,
    walk,
)
from tests.evidence_sample import dataset, evidenced

META = Metadata("t", "a", "T", "", "", "", "", "", "en", "2026-01-01", (), "A")


def notary(limit: int = 100) -> Notary:
    """Return a notary over the sample."""
    return Notary(dataset(), evidenced(), limit, str.upper)


def paragraph(*keys: str) -> Paragraph:
    """Return a paragraph that cites the keys together."""
    return Paragraph(inlines=(Text("Said."), Cite(keys)))


def document(*blocks: Paragraph | Figure | Box | ListBlock) -> Document:
    """Return a one-section document."""
    return Document(META, Horizon(0, 0, "", "", ""), (Section("s", (Text("S"),), blocks),))


def figure(**changes: object) -> Figure:
    """Return a figure that rests on the digging."""
    table = Table(caption=(Text("c"),), header=((Text("h"),),), rows=())
    made = Figure(
        chart=ChartSpec("timeline", ()),
        headline=(Text("A headline here"),),
        subtitle="",
        alt="",
        table=table,
        credit="",
        cites=("well-dug",),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # a test's own fields


def test_the_same_citation_has_one_number() -> None:
    """Citing the same records again points to the same note; other records get the next."""
    done = finish(document(paragraph("well-dug"), paragraph("families"), paragraph("well-dug")), notary())
    cites = [
        i.number for b in done.sections[0].blocks if isinstance(b, Paragraph) for i in b.inlines if isinstance(i, Cite)
    ]
    assert cites == [1, 2, 1]
    assert [(n.number, n.ids) for n in done.notes] == [(1, ("well-dug",)), (2, ("families",))]


def test_blocks_get_unique_ids_also_inside_others() -> None:
    """Every block has an id of its own, given ones stay."""
    done = finish(
        document(paragraph("iron"), Box(kind="facts", title="F", blocks=(paragraph("iron"),), id="mine")), notary()
    )
    assert [b.id for b in walk(done.sections[0].blocks)] == ["s-said", "mine", "s-said-2"]


def test_figures_are_numbered_and_their_sources_listed() -> None:
    """A figure's claims count for the references and the horizon."""
    done = finish(document(figure(), figure(number=0)), notary())
    assert [b.number for b in done.sections[0].blocks if isinstance(b, Figure)] == [1, 2]
    assert [r.id for r in done.references] == ["gazette"]
    assert done.horizon.newest_date == "1901-05"


def test_a_note_shows_the_passage_its_place_and_its_speaker() -> None:
    """The words are the source's own, at the offsets where they stand."""
    (view,) = notary().note(1, ("mend-rope",)).passages
    assert (view.source, view.exact, view.speaker) == ("A Diary", "the council should mend the rope", "The mayor")
    assert evidenced().texts["diary"][view.start : view.end] == view.exact


def test_beyond_the_limit_a_note_gives_the_place_only() -> None:
    """Words quoted are counted per source over the whole edition."""
    one = notary(limit=7)
    first, second = one.note(1, ("well-dug",)).passages[0], one.note(2, ("families",)).passages[0]
    assert first.exact
    assert second.exact == ""
    assert second.end > second.start


def test_a_restricted_source_is_never_quoted() -> None:
    """A note on a restricted source gives the place only."""
    data = dataset()
    restricted = {k: replace(s, handling="restricted") for k, s in data.sources.items()}
    one = replace(notary(), dataset=replace(data, sources=restricted))
    assert one.note(1, ("well-dug",)).passages[0].exact == ""


def test_disputes_and_judgements_rest_on_what_is_below_them() -> None:
    """A dispute opens its positions' passages, a judgement its basis', a passage itself."""
    data = dataset()
    assert [e.passage for e in supports("when", data)] == ["p-dug", "p-saw"]
    assert [e.passage for e in supports("probably", data)] == ["p-dug"]
    assert [e.passage for e in supports("p-iron", data)] == ["p-iron"]


def test_a_silence_and_an_inferred_date_are_said() -> None:
    """A note says what no document answers, and how a date follows, in the audience's words."""
    note = notary().note(1, ("depth", "rope-mended"))
    assert note.text == "No document answers: HOW DEEP IS IT?"
    assert note.inferred.replace("\u00a0", " ") == (
        "1903 IS INFERRED: 2 YEARS LATER THAN “THE WELL IS DUG IN NORTH VILLAGE” (MAY 1901)."
    )


def test_a_passage_without_a_place_is_left_out_of_a_note() -> None:
    """Only a draft comes here; its gap is marked elsewhere."""
    bare = replace(notary(), evidenced=replace(evidenced(), spans={}))
    assert bare.note(1, ("well-dug",)).passages == ()


def test_words_are_counted_as_a_reader_reads_them() -> None:
    """Paragraphs, titles, items, headlines and cells count; citations do not."""
    blocks = (
        Box(kind="facts", title="Two words", blocks=(ListBlock(items=((paragraph("iron"),),)),)),
        figure(),
        Table(caption=(), header=((Text("one"),),), rows=(((Text("two three"),),),)),
    )
    assert counted_words(blocks) == 2 + 1 + 3 + 3
