"""Rules on what is told of whom: support, plans, inference, hearsay, disputes, duties, judgements, likelihoods."""

from __future__ import annotations

import pytest

from briefgen.checks.prose import Settings
from tests.prose_sample import found, view


@pytest.mark.parametrize(
    "text",
    [
        "They met in Porto.",
        "Upland opened the weir in the end.",
        "The toll is one-third.",
        "* It withdrew.",
        "| a | b |\n|---|---|\n| Upland | It met Lowland in Porto. |",
        "Why did they meet? They met because Upland asked.",
        "Berg said “enough”.",
    ],
)
def test_a_factual_sentence_without_support(text: str) -> None:
    """A name, a number, a quotation or a deed, in a paragraph, item or row that cites nothing."""
    assert len(found("unsupported-sentence", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "They met in Porto. [@talks-1]",
        "They met. [@talks-1] Upland came as well.",
        "## The talks met in 2010\n\n### Porto in 2010",
        "Did Upland meet Lowland?",
        "What follows is disputed.",
        "This brief is about Upland and Lowland.",
        "Every statement is tied to a passage. Disagreement is shown, not averaged.",
        "Where a year is inferred, the text says so.",
        "**Porto.** What follows is disputed.",
        "> The river is a common good\n>\n> — Jan Berg [@common-good]",
    ],
)
def test_what_needs_no_support(text: str) -> None:
    """Headings, questions, transitions, the brief speaking of itself; one citation serves its whole paragraph."""
    assert found("unsupported-sentence", text) == []


def test_a_table_row_may_rest_on_its_caption() -> None:
    """A citation in the caption supports every row."""
    table = "| a | b |\n|---|---|\n| Upland | It met Lowland in Porto. |\n\n: The talks [@talks-1]"
    assert found("unsupported-sentence", table) == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("The second talks met in June 2013. [@talks-2]", 1),
        ("The third talks met; they gathered in June 2013 as well. [@talks-3; @talks-2]", 1),
        ("Two dozen scholars came, and six states met in Porto. [@talks-1; @talks-2]", 0),
        ("Two dozen scholars met at the second talks. Six states hoped for more. [@talks-1; @talks-2]", 1),
        ("The second talks are coded as held. [@talks-2]", 1),
        ("**Scholars.** The second talks were held in June 2013. Who came? No text says. [@talks-2; @no-cost]", 1),
        ("The second talks were planned for June 2013. [@talks-2]", 0),
        ("Whether the second talks met, no document says. [@talks-2]", 0),
        ("The second talks are about tolls. [@talks-2]", 0),
        ("The first talks met in Porto. [@talks-1; @talks-2]", 0),
        ("The first talks met in Porto. [@talks-1]", 0),
    ],
)
def test_planned_is_not_told_as_held(text: str, faults: int) -> None:
    """Past tense without a word of planning; a meeting that was held may be cited beside it."""
    expected = ["1: “Second talks” (talks-2) is planned, and told as if it had happened"]
    assert found("planned-as-held", text) == expected * faults


def test_an_inferred_year_is_said_to_be_inferred_once() -> None:
    """Anywhere in the edition; told twice without it, it is reported once."""
    text = "The third talks met in 2014. [@talks-3]\n\nIn 2014 they met in Porto. [@talks-3]"
    assert found("inferred-as-stated", text) == [
        "1: “2014” is inferred: no passage cited states it, and the edition does not say so"
    ]
    assert found("inferred-as-stated", text + "\n\nThe year 2014 is inferred. [@talks-3]") == []
    assert found("inferred-as-stated", "It walked out in 2014, says Lind. [@walked-out]") == []


def test_an_inferred_presence_is_said_to_be_inferred() -> None:
    """Participation that no source states."""
    assert found("inferred-as-stated", "Lowland was there. [@lowland-at-3]") == [
        "1: the presence of Lowland (lowland-at-3) is inferred, and told as stated"
    ]
    assert found("inferred-as-stated", "Lowland was probably there. [@lowland-at-3]") == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("The river belongs to everybody. [@common-good]", "“common-good” is somebody’s view, and told as a fact"),
        ("Upland opens the weir. [@open-weir]", "“open-weir” is somebody’s view, and told as a fact"),
        (
            "Lowland says that it felt threatened. [@felt-threatened]",
            "“felt-threatened” is known only through Jan Berg, and told as the speaker’s own word",
        ),
        ("Both sides agreed on a fee. [@fee]", "the passage of “fee” says “reportedly”, and the text does not"),
    ],
)
def test_somebodys_word_told_as_a_fact(text: str, fault: str) -> None:
    """A view, a proposal, hearsay, and a reserve that was lost."""
    assert found("reported-as-established", text) == [f"1: {fault}"]


@pytest.mark.parametrize(
    "text",
    [
        "The river belongs to everybody, Berg holds. [@common-good]",
        "For Berg the river is free. [@common-good]",
        "Lowland felt threatened, Berg recalls. [@felt-threatened]",
        "Lowland felt threatened, according to the Lind essay. [@felt-threatened]",
        "Both sides reportedly agreed on a fee. [@fee]",
        "The talks met in Porto. [@talks-1]",
    ],
)
def test_somebodys_word_told_as_theirs(text: str) -> None:
    """By a word of saying, by a name, by the source."""
    assert found("reported-as-established", text) == []


@pytest.mark.parametrize(
    ("text", "dispute"),
    [
        ("The talks began in 2010, the Herald says. [@start-2010]", "start"),
        ("The talks were founded in 2010. [@founding]", "start"),
        ("Lowland walked out, says Lind. [@walked-out]", "attendance"),
    ],
)
def test_one_side_of_a_contradiction(text: str, dispute: str) -> None:
    """A position, or a record that another source contradicts, alone in the edition."""
    (fault,) = found("dispute-without-box", text)
    assert f"({dispute}:" in fault


@pytest.mark.parametrize(
    "text",
    [
        "In 2009, says a letter, or in 2010, says the Herald. [@start-2009; @start-2010]",
        "The beginning is disputed. [@start]\n\nIn 2010, says the Herald. [@start-2010]",
        "Founded in 2010, says one; in 2009, another. [@founding; @start-2009]",
        "Berg founded them. [@founder-berg]",
    ],
)
def test_a_contradiction_that_is_shown(text: str) -> None:
    """Two answers in one paragraph, or the dispute itself, somewhere in the edition; minor ones need no box."""
    assert found("dispute-without-box", text) == []


def test_a_minor_dispute_needs_a_hedge() -> None:
    """Attributed, hedged, or shown with its other side; a material one is not its business."""
    assert len(found("dispute-without-hedge", "Berg made the talks. [@founder-berg]")) == 1
    assert found("dispute-without-hedge", "Berg made them, the Herald reports. [@founder-berg]") == []
    assert found("dispute-without-hedge", "Berg or others made the talks. [@founder-berg]") == []
    assert found("dispute-without-hedge", "Berg made it, or helped. [@founder-berg; @founder-others]") == []
    assert found("dispute-without-hedge", "It began in 2010. [@start-2010]") == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Upland is the only state with good relations to all. [@only-state]", 1),
        ("Upland is the first country to open a weir. [@only-state]", 1),
        ("Upland is unique, Lind says. [@talks-1]", 1),
        ("They met for the first time, Lind says. [@toll]", 1),
        ("Upland is, for Lind, the only state with good relations. [@only-state]", 0),
        ("Lind calls it the first country to open a weir. [@only-state]", 0),
        ("The first meeting was in Porto. [@talks-1]", 0),
        ("It is known only by inference. [@talks-3]", 0),
        ("The first of the states came. [@talks-1]", 0),
        ("Berg said: “the only way”. [@only-state]", 0),
    ],
)
def test_uniqueness_has_an_author_and_a_passage(text: str, faults: int) -> None:
    """Quantifiers of uniqueness, not ordinals; quotations are another rule's."""
    assert len(found("unattributed-uniqueness", text)) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Upland must open the weir. [@toll]", 1),
        ("The weir needs to be opened; it should be now. [@toll]", 2),
        ("Upland should open the weir, Lind argues. [@open-weir]", 0),
        ("| What | Who |\n|---|---|\n| Open the weir [@open-weir] | Lind, 2015: should |", 0),
        ("Should Upland open the weir? [@toll]", 0),
        ("This brief should be read slowly. [@toll]", 0),
        ("In the editors’ judgement it must fail. [@probably-three]", 0),
        ("It must have been raining. [@toll]", 0),
    ],
)
def test_a_duty_has_a_proposer(text: str, faults: int) -> None:
    """Should, must, needs to; with a name or a word of saying, in a question, of the brief itself."""
    assert len(found("unattributed-should", text)) == faults


def test_a_judgement_is_marked_as_the_publishers() -> None:
    """Before the citation; one that speaks of the brief itself says it too."""
    assert len(found("judgement-unmarked", "They met three times. [@probably-three]")) == 1
    assert found("judgement-unmarked", "In the editors’ judgement they met three times. [@probably-three]") == []
    assert found("judgement-unmarked", "The brief rests on two voices. [@probably-three]") == []


def test_likelihood_and_confidence_stand_apart() -> None:
    """In one sentence they are confused; in two they are not; a quotation is its speaker's."""
    assert len(found("likelihood-and-confidence", "It will very likely fail, with high confidence. [@toll]")) == 1
    assert found("likelihood-and-confidence", "It will very likely fail. We have high confidence. [@toll]") == []
    assert found("likelihood-and-confidence", "It is “likely”, with high confidence. [@toll]") == []


def test_judgements_keep_to_the_yardstick() -> None:
    """The seven terms of ICD 203, or the project's own; others may speak as they like."""
    judged = "In the editors’ judgement they will {} meet. [@probably-three]"
    assert found("likelihood-off-yardstick", judged.format("quite possibly")) != []
    assert found("likelihood-off-yardstick", judged.format("very likely")) == []
    assert found("likelihood-off-yardstick", judged.format("very likely"), settings=Settings(yardstick=("perhaps",)))
    assert found("likelihood-off-yardstick", "Perhaps, says Lind. [@open-weir]") == []


def test_the_words_of_a_judgement_used_are_judged_too() -> None:
    """Where the dataset has them."""
    from briefgen.checks.prose import PROSE_RULES, ProseView
    from tests.prose_sample import KNOWLEDGE, audience, document, topic

    (rule,) = [r for r in PROSE_RULES if r.id == "likelihood-off-yardstick"]
    edition = ProseView(document("Text.", notes=[("off",)]), KNOWLEDGE, topic(), audience())
    assert [(d.place.file, d.place.column) for d in rule.check(edition)] == [("data/judgements.csv", "text")]


def test_a_citation_has_to_do_with_its_sentence() -> None:
    """One that slipped to another claim shares next to no word with it; a related one does, however put."""
    slipped = "The delegates gathered in Porto to discuss the price of wheat. [@felt-threatened]"
    (finding,) = found("citation-unrelated", slipped)
    assert "“felt-threatened”" in finding
    related = "The talks met in Porto with six states present, to discuss the price of wheat. [@talks-1]"
    assert found("citation-unrelated", related) == []
    assert found("citation-unrelated", "It met. [@felt-threatened]") == []
    known = "Delegates gathered in Porto; how threatened {} is known through others. [@felt-threatened]"
    assert found("citation-unrelated", known.format("Lowland felt")) == []
    assert len(found("citation-unrelated", "How wheat is priced is known through others. [@felt-threatened]")) == 1


def test_few_records_are_closer_to_the_words_of_a_citation() -> None:
    """A name that it shares with half of all records ties it to nothing; kin of another citation may be farther."""
    text = "Delegates gathered in Porto; Lowland is known through others."
    assert len(found("citation-unrelated", f"{text} [@felt-threatened]")) == 1
    assert found("citation-unrelated", f"{text} [@fee]") == []
    assert found("citation-unrelated", f"{text} [@founder; @founder-others]") == []


def test_what_is_told_as_a_judgement_cites_one() -> None:
    """A citation of anything else in its place has slipped; beside a judgement it may stand."""
    text = "In the editors’ judgement the third round met, with Lowland present."
    assert len(found("citation-unrelated", f"{text} [@lowland-at-3]")) == 1
    assert found("citation-unrelated", f"{text} [@probably-three; @lowland-at-3]") == []


def test_a_silence_may_be_far_from_the_words_that_tell_of_it() -> None:
    """What is not said is told in words of its own; where nothing is said to be missing, it has slipped."""
    assert found("citation-unrelated", "Whether Lowland bore any cost is not told. [@no-cost]") == []
    assert len(found("citation-unrelated", "Six states were present in Porto. [@no-cost]")) == 1


def test_a_citation_akin_to_another_may_share_fewer_words() -> None:
    """Another answer to the same question, beside it; not so alone."""
    text = "Lowland attends the gatherings of scholars nowadays, always by train."
    assert len(found("citation-unrelated", f"{text} [@walked-out]")) == 1
    assert found("citation-unrelated", f"{text} [@always; @walked-out]") == []


def test_a_unit_knows_its_sentences_and_clusters() -> None:
    """Words from citation to citation; citations side by side are one; one before a stop ends after it."""
    (unit,) = [u for u in view("It met in 2010 [@talks-1]. Then it left. [@fee] [@toll] Why?").units if u.cites]
    assert [(unit.text[c.start : c.end], c.ids) for c in unit.clusters] == [
        ("It met in 2010. ", ("talks-1",)),
        ("Then it left. ", ("fee", "toll")),
    ]
    assert [unit.text[a:b].strip() for a, b in unit.sentences] == ["It met in 2010.", "Then it left.", "Why?"]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Upland says: “The river is a common good”. [@common-good]", "“Upland” says here what the dataset has from"),
        ("“The river is a common good”, said Lowland. [@common-good]", "“Lowland” says here what"),
        ("Lowland, a neighbour, also proposes to open the weir. [@open-weir]", "“Lowland” says here what"),
        ("According to Lowland, Upland should open it. [@open-weir]", "“Lowland” says here what"),
    ],
)  # fmt: skip
def test_words_in_the_wrong_mouth(text: str, whose: str) -> None:
    """A speaker before or after the word of saying, whom the citation supports as a name and not as a voice."""
    (said,) = found("misattributed", text)
    assert said.startswith(f"1: {whose}")


@pytest.mark.parametrize(
    "text",
    [
        "Berg says: “The river is a common good”. [@common-good]",
        "The Lind essay says: “The river is a common good”. [@common-good]",
        "Lind says that Berg calls it a common good. [@common-good]",
        "Lind writes that the river is a common good. [@common-good]",
        "Berg says that Lowland felt threatened. [@felt-threatened]",
        "Upland says that the talks met. [@talks-1]",
        "Maria Lind says that the toll is paid. [@toll]",
        "## Lowland says no\n\nUpland should open it, Lind argues. [@open-weir]",
        "A weir for Lowland, says Lind. [@open-weir]",
        "Lowland says that they met, Upland that the river is free. [@talks-1; @common-good]",
    ],
)
def test_words_in_a_mouth_that_had_them(text: str) -> None:
    """The speaker, who reports them, the source and its author; what nobody in particular says; several voices."""
    assert found("misattributed", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“Reportedly” is kept where both sides agreed on a fee. [@fee]",
        "Both sides met. No agreement is newer than that. [@fee]",
        "By all accounts both sides agreed on a fee. [@fee]",
    ],
)
def test_a_reserve_that_is_kept(text: str) -> None:
    """The word itself, another like it, or a sentence on what no source says."""
    assert found("reported-as-established", text) == []
