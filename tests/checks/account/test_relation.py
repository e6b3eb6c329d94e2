"""checks.account.relation: which records have most to do with a text."""

from __future__ import annotations

import pytest

from briefgen.checks.account.relation import NAMING, Relation
from briefgen.checks.account.vocabulary import stems
from tests.prose_sample import KNOWLEDGE

RELATION = Relation.of(KNOWLEDGE)
TOLL = stems("The toll is one-third of the budget.")


def test_one_measure_for_all_that_ask() -> None:
    """What it works out is worked out once for a dataset."""
    assert Relation.of(KNOWLEDGE) is RELATION


def test_claims_are_what_may_be_cited_for_what_it_says() -> None:
    """No names, no passages, no sources."""
    tables = {KNOWLEDGE.dataset.table_of(key) for key in RELATION.claims}
    assert not tables & NAMING
    assert {"events", "statements", "indicators", "silences"} <= tables


@pytest.mark.parametrize("text", ["The toll is one-third of the budget.", "The talks met in Porto.", "Zebras."])
def test_all_at_once_is_the_same_as_one_by_one(text: str) -> None:
    """The share of all claims that are nearer is that of the pairs."""
    told = stems(text)
    one_by_one = [RELATION.between(told, key) for key in RELATION.claims]
    for least in (0.0, 0.2, 0.5):
        assert RELATION.nearer([told], least) == sum(near > least for near in one_by_one)


def test_nearer_to_any_of_some_texts() -> None:
    """A citation has to do with its sentence or with its paragraph."""
    talks = stems("The talks met in Porto.")
    both = RELATION.nearer([TOLL, talks], 0.2)
    assert max(RELATION.nearer([TOLL], 0.2), RELATION.nearer([talks], 0.2)) < both


def test_the_nearest_first_and_nothing_that_has_nothing_in_common() -> None:
    """Of a given number at most; passages may be among them."""
    keys = ("no-cost", "quarrel", "toll", "p-toll")
    found = RELATION.nearest(TOLL, keys, 4)
    assert set(found) == {"toll", "p-toll"}
    assert RELATION.nearest(TOLL, keys, 1) == found[:1]
