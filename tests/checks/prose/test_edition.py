"""Rules on a whole edition: words of the audience, reading level, length, quotations, horizon, parity, silences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from briefgen.checks.prose import PROSE_RULES, Settings, parity, with_editions
from briefgen.checks.prose.reading import level
from briefgen.checks.prose.view import ProseView, Read
from briefgen.document import (
    Box,
    ChartSpec,
    Cite,
    Document,
    Figure,
    Heading,
    Horizon,
    ListBlock,
    Origin,
    Paragraph,
    PassageView,
    Section,
    Strong,
    Table,
    Text,
    Value,
)
from briefgen.document import DisputeBox as Dispute
from briefgen.errors import Diagnostic, Place
from tests.prose_sample import KNOWLEDGE, audience, dataset, document, found, topic, view

PLAIN = audience("plain")
EXPERT = audience("expert", terms={"Upland": "the UPL", "Uplanders": "Uplanders", "Lowland": "LOL"})
BOTH = {"plain": PLAIN, "expert": EXPERT}


def reading(files: Mapping[str, str]) -> Read:
    """Return a reader of templates."""

    def read(label: str) -> str | None:
        return files.get(label)

    return read


def check(rule: str, edition: ProseView) -> list[Diagnostic]:
    """Return what a rule finds in a view."""
    (chosen,) = [known for known in PROSE_RULES if known.id == rule]
    return list(chosen.check(edition))


@pytest.mark.parametrize(
    ("reader", "text", "terms"),
    [
        (PLAIN, "The UPL met LOL. [@talks-1]", ["UPL", "LOL"]),
        (PLAIN, "Upland met Lowland; Berg said “UPL”. [@talks-1]", []),
        (EXPERT, "The UPL met Uplanders. [@talks-1]", []),
        (EXPERT, "The UPL met Upland. [@talks-1]", ["Upland"]),
        (audience("third", terms={"Upland": "the hills"}), "The UPL met. [@talks-1]", ["UPL"]),
    ],
)
def test_words_of_another_audience(reader: object, text: str, terms: list[str]) -> None:
    """Theirs in ours, and the dataset's own where we have another; quotations keep their own."""
    findings = found("foreign-term", text, reader=reader, audiences=BOTH)
    assert findings == [f"1: “{term}” is not this audience’s word" for term in terms]


def test_an_ordinary_word_belongs_to_everybody() -> None:
    """A plain word that the dataset uses itself is no leak, though another audience puts it for a term."""
    other = audience("other", terms={"Track 2": "new"})
    assert found("foreign-term", "The new weir. [@toll]", reader=PLAIN, audiences={"other": other}) == []


def test_reading_level_is_measured_with_names_masked() -> None:
    """LIX: words a sentence and the percentage of long words; the hardest paragraphs are named."""
    assert level([("The cat sat on the mat", 1)]).lix == 6
    assert level([]).words == 0
    hard = "Multilateral institutionalisation notwithstanding, interdependence perpetuates. [@toll]"
    reader = audience(reading=40)
    (warning,) = check("reading-level", view(f"{hard}\n\nIt met. [@talks-1]", reader=reader))
    assert (warning.place.file, warning.place.column) == (reader.file, "reading")
    assert warning.details[0].startswith("ARI ")
    assert "story.md.j2:1" in warning.details[1]
    german = view(f"{hard}\n\nIt met. [@talks-1]", reader=reader, settings=Settings(lang="de"))
    assert check("reading-level", german)[0].details[0] == "the hardest:"
    assert check("reading-level", view("It met in Porto. [@talks-1]", reader=reader)) == []
    assert check("reading-level", view(hard)) == []


def test_length_is_what_the_audience_allows() -> None:
    """No budget, no rule."""
    reader = audience(words=10)
    assert [d.message for d in check("length", view("Text.", reader=reader, words=11))] == [
        "the edition has 11 words; its budget is 10"
    ]
    assert check("length", view("Text.", reader=reader, words=10)) == check("length", view("Text.", words=9_999)) == []


def test_no_source_is_quoted_beyond_the_limit() -> None:
    """Words in the text and in notes; a quotation from a passage that a note shows is counted once."""
    text = "Berg: “The river is a common good” [@common-good] and “nobody’s property”. [@common-good]"
    few = Settings(quotation_limit=7)
    (fault,) = check("quotation-limit", view(text, settings=few))
    assert fault.message == "with this, 8 words are quoted from “Who Owns the Ister?”; 7 are allowed"
    assert check("quotation-limit", view(text, settings=Settings(quotation_limit=8))) == []
    edition = view(text, settings=few)
    shown = PassageView("Lind essay", "The river is a common good, and “nobody’s property”", "", 0, 1)
    note = replace(document("x", notes=[("common-good",)]).notes[0], passages=(shown,))
    assert check("quotation-limit", replace(edition, document=replace(edition.document, notes=(note,)))) == []


@pytest.mark.parametrize(
    ("horizon", "faults"),
    [
        (Horizon(2, 2, "Third talks", "2014", "2020-01-01"), 0),
        (Horizon(0, 0, "", "", "2020-01-01"), 1),
        (Horizon(1, 1, "", "", "2020-01-01"), 1),
    ],
)
def test_an_edition_has_its_horizon(horizon: Horizon, faults: int) -> None:
    """Without a source, or without a dated event that was held, a reader cannot judge its age."""
    edition = view("Text.")
    changed = replace(edition, document=replace(edition.document, horizon=horizon))
    assert len(check("horizon-missing", changed)) == faults


def _differences(one: str, other: str) -> list[str]:
    second = replace(view(other), audience=audience("other"))
    return [d.message for d in parity.check([view(one), second])]


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ("They met in 2010. [@talks-1]", "They met in 2011. [@talks-1]", "2010 for reader, and 2011 for other"),
        ("Six states came. [@talks-1]", "Five states came. [@talks-1]", "6 state for reader, and 5 state for other"),
        ("They met. [@talks-2]", "It was planned. [@talks-2]", "held for reader, and planned for other"),
    ],
)
def test_editions_do_not_differ_in_facts(one: str, other: str, difference: str) -> None:
    """Years, numbers of the same thing, held or planned."""
    (message,) = _differences(one, other)
    assert message.endswith(difference)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("They met in 2010. [@talks-1]", "They met in Porto. [@talks-1]"),
        ("Three days later they met. [@talks-1]", "The first talks met. [@talks-1]"),
        ("In 2010. [@talks-1; @talks-3]", "In 2014. [@talks-1; @talks-3]"),
        ("The Herald of 2012 tells it. [@talks-1]", "It was in 2010. [@talks-1]"),
        ("It was planned. [@talks-2]", "It is announced for June 2013. [@talks-2]"),
    ],
)
def test_editions_may_differ_in_choice_and_words(one: str, other: str) -> None:
    """What one leaves out, another aspect, several citations at once, the year of a source."""
    assert _differences(one, other) == []


def test_editions_of_two_topics_are_not_compared() -> None:
    """Parity is within a topic."""
    other = view("They met in 2011. [@talks-1]", subject=replace(topic(), slug="weir"))
    assert list(parity.check([view("They met in 2010. [@talks-1]"), other])) == []


def test_computed_dates_count_for_parity_and_inference() -> None:
    """A Value carries its provenance: it differs from another edition's word, and an inferred one must be marked."""
    value = Value("2014", "date", "talks-3")
    paragraph = Paragraph(inlines=(Text("Met in "), value, Text("."), Cite(("talks-3",))), origin=Origin("t.md.j2", 3))
    edition = view("Text.")
    sections = (Section("story", (Text("Story"),), (paragraph,), Origin("t.md.j2", 1)),)
    computed = replace(edition, document=replace(edition.document, sections=sections))
    (fault,) = check("inferred-as-stated", computed)
    assert (fault.place, fault.message[:6]) == (Place("t.md.j2", 3), "“2014”")
    other = replace(view("It met in 2013. [@talks-3]"), audience=audience("other"))
    assert [d.rule for d in parity.check([computed, other])] == ["parity"]
    assert check("date-unsupported", computed) == []


def test_a_silence_that_ended_names_the_editions_that_rely_on_it() -> None:
    """Whoever cites it has to be told; other findings stay as they are."""
    data = dataset()
    ended = Diagnostic("silence-ended", "found", data.place("no-cost"), ("at character 9",))
    other = Diagnostic("orphan-passage", "left", Place("data/passages.csv", 3))
    edition = document("Text.", notes=[("no-cost",)])
    assert with_editions([ended, other], data, [edition]) == (
        replace(ended, details=("at character 9", "relied on by river/reader")),
        other,
    )


def _composed() -> Document:
    own = Origin("t.md.j2", 5)
    record = Paragraph(inlines=(Text("In 1492 Zembla met."), Cite(("talks-1",))))
    spec = ChartSpec("timeline", ())
    table = Table(caption=(), header=(), rows=())
    chart = Figure(
        id="figure-timeline", origin=own, chart=spec, headline=(Text("In 1493."),), subtitle="In 1494.", alt="In 1495.",
        table=table, credit="", cites=("talks-1",),
    )  # fmt: skip
    remark = Dispute(
        id="start", origin=own, question="In 1496?", answers=(), reconcile=(Text("1497."), Text(" "), Text("In 1498.")),
        relation="contradiction", materiality="material",
    )  # fmt: skip
    blocks = (
        Heading(level=3, inlines=(Text("3 talks"),), origin=own),
        Paragraph(inlines=(Strong((Text("Told below:"),)), Text(" what met in 2010")), origin=own),
        Box(kind="judgement", title="1499", blocks=(record,), origin=own),
        Box(kind="facts", title="In 2010", blocks=(ListBlock(items=((record,),)),), origin=own),
        ListBlock(items=((record,),), origin=own),
        chart,
        remark,
    )
    base = document("Text.")
    return replace(base, sections=(Section("story", (Text("Story"),), blocks, Origin("t.md.j2", 1)),))


def test_what_is_composed_from_records_is_not_prose() -> None:
    """Their texts carry their provenance; only what a template adds is checked, and chart words set by hand."""
    edition = replace(view("Text."), document=_composed())
    assert [d.message[:6] for d in check("date-unsupported", edition)] == ["“1498”"]
    assert check("unknown-name", edition) == []
    by_hand = replace(edition, topic=topic(charts={"timeline": {"headline": "In 1493.", "subtitle": "In 1494."}}))
    assert [d.message[:6] for d in check("date-unsupported", by_hand)] == ["“1493”", "“1494”", "“1498”"]
    stages = replace(edition, topic=topic(charts={"timeline": {"stages": ["1495: peace since 1496"]}}))
    assert [d.message[:6] for d in check("date-unsupported", stages)] == ["“1496”", "“1498”"]  # 1495 is its place


def test_a_text_that_introduces_a_composed_block_rests_on_it() -> None:
    """A lead-in without a citation is supported by what it leads to."""
    edition = replace(view("Text."), document=_composed())
    (lead,) = [unit for unit in edition.units if unit.text.startswith("Told below")]
    assert (lead.rests_on, lead.said.lead) == (("talks-1",), len("Told below:"))


def test_places_of_titles_and_standfirsts_are_settings() -> None:
    """In topic.toml, or in the audience's own over it."""
    files = {"templates/topics/river/topic.toml": 'title = "T"\nstandfirst = "In 1999."\n'}
    edition = replace(view("Text. [@talks-1]", standfirst="In 1999."), read=reading(files))
    (fault,) = check("date-unsupported", edition)
    assert fault.place == Place("templates/topics/river/topic.toml", 2, "standfirst")
    over = "templates/topics/river/audiences/reader/topic.toml"
    both = {**files, over: 'standfirst = "In 1999."\n'}
    with_over = replace(edition, read=reading(both))
    assert check("date-unsupported", with_over)[0].place == Place(over, 1, "standfirst")
    nowhere = replace(edition, read=lambda _: None)
    assert check("date-unsupported", nowhere)[0].place == Place("templates/topics/river/topic.toml", 0, "standfirst")


def test_rules_have_distinct_ids_and_say_what_they_demand() -> None:
    """A rule is told by its id; the sentence ends in a stop."""
    assert len({rule.id for rule in PROSE_RULES}) == len(PROSE_RULES)
    assert all(rule.about.endswith(".") for rule in PROSE_RULES)


def test_a_view_answers_twice_alike() -> None:
    """Nothing a rule does changes the view; the knowledge only remembers."""
    edition = view("They met in 2011 and 2012. [@talks-1]")
    assert check("date-unsupported", edition) == check("date-unsupported", edition)
    assert KNOWLEDGE.support("nobody").dates == {}
