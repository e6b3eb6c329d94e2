"""checks: the rules on evidence, derivations, publication, numbers and passages."""

from __future__ import annotations

import pytest

from briefgen.checks import RULES, check_data
from briefgen.model import (
    Dispute,
    Event,
    Evidence,
    GlossaryTerm,
    Indicator,
    Judgement,
    Passage,
    Position,
    Recommendation,
    Silence,
)
from tests.checks.conftest import Run
from tests.projects import TINY, opened


def test_the_tiny_project_breaks_no_rule() -> None:
    """All rules run on real records without a finding."""
    _, dataset, evidenced = opened(TINY)
    assert check_data(dataset, evidenced) == ()


def test_rules_have_distinct_ids_and_say_what_they_demand() -> None:
    """One id each, one sentence each."""
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.about.endswith(".") for rule in RULES)


class TestUnsupportedClaim:
    """A claim without a passage that supports it; a dispute without two answers."""

    RULE = "unsupported-claim"

    @pytest.mark.parametrize("relation", ["context", "contradicts", "qualifies"])
    def test_other_relations_are_no_support(self, run: Run, relation: str) -> None:
        """Only `supports` supports, for the whole record or any column."""
        event = ("events", Event(id="e"))
        assert run(self.RULE, event, words={"e": ("x",)}, relation=relation) == ["id: no passage supports “e”"]
        assert run(self.RULE, event, words={"e": ("x",)}, field="title") == []

    def test_what_needs_no_support(self, run: Run) -> None:
        """Judgements rest on claims, silences on nothing, terms are explained by the editors."""
        records = (
            ("judgements", Judgement(id="j")),
            ("silences", Silence(id="s")),
            ("glossary", GlossaryTerm(id="g")),
        )
        assert run(self.RULE, *records) == []

    def test_a_dispute_needs_two_positions(self, run: Run) -> None:
        """None, one, two."""
        dispute = ("disputes", Dispute(id="d"))
        one, two = (("positions", Position(id=key, dispute="d")) for key in ("p", "q"))
        words = {"p": ("x",), "q": ("y",)}
        assert run(self.RULE, dispute) == ["id: the dispute “d” has no position"]
        assert run(self.RULE, dispute, one, words=words) == ["id: the dispute “d” has one position"]
        assert run(self.RULE, dispute, one, two, words=words) == []

    @pytest.mark.parametrize("faulty", ["e", "evidence", "passages", "p", "evidence:1"])
    def test_what_did_not_load_is_not_judged(self, run: Run, faulty: str) -> None:
        """A torn table of evidence, a faulty row of it, a faulty passage, a faulty record: reported there, once."""
        records = (
            ("events", Event(id="e")),
            ("evidence", Evidence(record="e", field="*", passage="p", relation="suports", line=2)),
            ("passages", Passage(id="p")),
        )
        assert len(run(self.RULE, *records)) == 1
        assert run(self.RULE, *records, faulty=frozenset({faulty})) == []


class TestEvidenceOfUnknownField:
    """Evidence bears on a column of its record."""

    RULE = "evidence-of-unknown-field"

    @pytest.mark.parametrize(
        ("field", "count"), [("*", 0), ("date", 0), ("note", 0), ("dates", 1), ("id", 1), ("value", 1)]
    )
    def test_the_field_is_a_column_or_the_whole(self, run: Run, field: str, count: int) -> None:
        """A column of another table is none of this one."""
        assert len(run(self.RULE, ("events", Event(id="e")), words={"e": ("x",)}, field=field)) == count

    def test_evidence_of_nothing_is_reported_elsewhere(self, run: Run) -> None:
        """A dangling reference is one fault."""
        assert run(self.RULE, words={"none": ("x",)}, field="dates") == []


class TestDerivationUnresolvable:
    """A date_from can be recomputed."""

    RULE = "derivation-unresolvable"

    @pytest.mark.parametrize(
        ("date_from", "message"),
        [
            ("event:other -1Y", ""),
            ("event:other +2M", ""),
            ("source:s0 -3D", ""),
            ("source:s0", ""),
            ("event:none", "there is no event “none”"),
            ("source:none", "there is no source “none”"),
            ("event:undated", "the event “undated” has no date"),
            ("event:year -1M", "“event:year -1M” has no result: 2014 has no month to shift"),
            ("source:s0 +9000Y", "“source:s0 +9000Y” has no result: year 11015 is out of range"),
            ("event:e", "“event:e” leads back to this event"),
            ("other", "“other” is not a derivation"),
            ("event:other -1", "“event:other -1” is not a derivation"),
            ("event:other-1Y", "“event:other-1Y” is not a derivation"),
            ("event:other  -1Y", "“event:other  -1Y” is not a derivation"),
        ],
    )
    def test_each_way_to_lead_nowhere(self, run: Run, date_from: str, message: str) -> None:
        """Grammar, unknown ids, undated targets, shifts finer than the date, circles."""
        others = [Event(id="other", date="2014-05"), Event(id="undated"), Event(id="year", date="2014")]
        records = [("events", other) for other in others]
        event = ("events", Event(id="e", date="2014", date_from=date_from))
        found = run(self.RULE, event, *records, issued={"s0": (2015, 6, 22)})
        assert found == ([f"date_from: {message}"] if message else [])

    def test_every_event_of_a_circle_is_told_and_what_leads_into_it_is_not(self, run: Run) -> None:
        """A → b → c → b: b and c rest on themselves, a on them."""
        events = [
            Event(id=key, date="2014", date_from=f"event:{to}") for key, to in (("a", "b"), ("b", "c"), ("c", "b"))
        ]
        found = run(self.RULE, *(("events", event) for event in events))
        assert found == [
            "date_from: “event:c” leads back to this event",
            "date_from: “event:b” leads back to this event",
        ]

    def test_a_derivation_of_no_date(self, run: Run) -> None:
        """In any table; the column is called by its name."""
        record = ("recommendations", Recommendation(id="r", date_from="source:s0"))
        assert run(self.RULE, record, issued={"s0": (2015,)}) == [
            "date_from: there is no made_on for “source:s0” to explain"
        ]

    def test_what_did_not_load_is_not_judged(self, run: Run) -> None:
        """The target's own fault is reported where it is; so is a missing table."""
        event, undated = ("events", Event(id="e", date="2014", date_from="event:u")), ("events", Event(id="u"))
        assert len(run(self.RULE, event, undated)) == 1
        assert run(self.RULE, event, undated, faulty=frozenset({"u"})) == []
        assert run(self.RULE, event, faulty=frozenset({"events"})) == []
        assert run(self.RULE, event, faulty=frozenset({"e"})) == []


class TestHeldAfterPublication:
    """A source cannot report as held what was still to come."""

    RULE = "held-after-publication"

    @pytest.mark.parametrize(
        ("date", "status", "count"),
        [
            ("2015-07", "held", 1),
            ("2016", "held", 1),
            ("2015-07", "planned", 0),
            ("2015-06-22", "held", 0),
            ("2015-06-23", "held", 1),
            ("2015", "held", 0),
            ("2014/2016", "held", 0),
            ("../2016", "held", 0),
            ("", "held", 0),
        ],
    )
    def test_the_earliest_day_decides(self, run: Run, date: str, status: str, count: int) -> None:
        """A year that may lie before publication passes."""
        event = ("events", Event(id="e", date=date, status=status))
        assert len(run(self.RULE, event, words={"e": ("x",)}, issued={"s0": (2015, 6, 22)})) == count

    def test_one_later_source_or_one_of_unknown_date_is_enough(self, run: Run) -> None:
        """Only when every source that supports it came too early."""
        event, words = ("events", Event(id="e", date="2016", status="held")), {"e": ("x", "y")}
        assert len(run(self.RULE, event, words=words, issued={"s0": (2015,), "s1": (2014,)})) == 1
        assert run(self.RULE, event, words=words, issued={"s0": (2015,), "s1": (2017,)}) == []
        assert run(self.RULE, event, words={"e": ("x",)}) == []


class TestNumberNotInPassage:
    """An indicator's value stands in its passage."""

    RULE = "number-not-in-passage"

    @pytest.mark.parametrize(
        ("value", "words", "count"),
        [
            ("3", "about three million", 0),
            ("3000000", "about three million", 0),
            ("1/3", "one-third", 0),
            ("4", "its fourth-largest partner", 0),
            ("89", "89 percent", 0),
            ("13.84", "13,84", 0),
            ("3", "one-third", 1),
            ("33", "one-third", 1),
            ("98", "89 percent", 1),
            ("1384", "13.84", 1),
            ("7381", "in no number of words", 1),
            ("", "whatever", 0),
        ],
    )
    def test_digits_and_words(self, run: Run, value: str, words: str, count: int) -> None:
        """Near misses: parts of a fraction, digits turned round, a point lost."""
        record = ("indicators", Indicator(id="i", value=value))
        assert len(run(self.RULE, record, words={"i": (words,)})) == (count if value else 0)

    def test_only_what_supports_the_value_counts(self, run: Run) -> None:
        """Evidence of another column is no basis; without any the claim is unsupported."""
        record = ("indicators", Indicator(id="i", value="3"))
        assert len(run(self.RULE, record, words={"i": ("three",)}, field="unit")) == 1
        assert run(self.RULE, record, words={"i": ("four",)}, relation="context") == []
        assert run(self.RULE, record, words={"i": ("four",)}, faulty=frozenset({"i"})) == []

    def test_the_numbers_of_the_passages_are_shown(self) -> None:
        """Fractions that are no decimals as fractions."""
        from fractions import Fraction

        from briefgen.checks.numbers import _say

        assert [_say(Fraction(text)) for text in ("1/3", "13.84", "3000000")] == ["1/3", "13.84", "3000000"]


class TestOrphanPassage:
    """A passage that is evidence of nothing."""

    RULE = "orphan-passage"

    def test_a_passage_in_use_is_none(self, run: Run) -> None:
        """Whatever its relation; and where evidence is torn, nothing is said."""
        lone = ("passages", Passage(id="lone"))
        found = run(self.RULE, lone, words={"e": ("x",)}, relation="context")
        assert found == ["id: no evidence uses “lone”"]
        assert run(self.RULE, lone, faulty=frozenset({"evidence"})) == []
