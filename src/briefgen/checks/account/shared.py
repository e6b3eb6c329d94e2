"""One reading of a dataset's passages for all that asks: the rules on data, those on prose, tracing, paste-check.

In: a dataset and its evidence. Out: `Knowledge` that shares what does not depend on other names with every other one of
the same dataset. What is kept lives and dies with the dataset.
"""

from __future__ import annotations

from typing import Any

from briefgen.checks.account.support import Knowledge
from briefgen.dataset import Dataset
from briefgen.evidence import Evidenced

_KEPT = "_read_once"


def knowledge_of(dataset: Dataset, evidenced: Evidenced, others: tuple[str, ...] = ()) -> Knowledge:
    """Return what a dataset supports; `others` are texts, such as the publisher's name, whose names count as known."""
    # Kept as `cached_property` keeps its values: beside the fields, in the frozen dataset's own dictionary.
    kept: dict[str, Any] = dataset.__dict__.setdefault(_KEPT, {"evidenced": evidenced, "read": {}, "supports": {}})
    if kept["evidenced"] is not evidenced:
        return Knowledge(dataset, evidenced, others)
    return Knowledge(dataset, evidenced, others, _read=kept["read"], _supports=kept["supports"])
