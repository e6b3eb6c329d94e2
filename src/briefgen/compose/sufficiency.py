"""Whether an edition rests on enough, and on evidence that is young enough: what its first page has to admit.

In: a horizon, and the project's `least_origins` and `fresh_years`. Out: the horizon with its age and its doubts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefgen.dates import parse
from briefgen.document import Horizon


def judged(horizon: Horizon, *, least_origins: int, fresh_years: int) -> Horizon:
    """Return the horizon with its age in whole years and why it may not suffice.

    Args:
        horizon: how much evidence there is, and the newest dated event it reports.
        least_origins: independent voices that are enough (0: any number).
        fresh_years: whole years for which evidence counts as fresh (0: for ever).
    """
    age = years_between(horizon.newest_date, horizon.as_of) if horizon.newest_date else -1
    doubts = []
    if horizon.origins < least_origins:
        doubts.append("few-origins")
    if fresh_years and age < 0:
        doubts.append("undated")
    elif fresh_years and age >= fresh_years:
        doubts.append("old")
    return replace(horizon, age=age, doubts=tuple(doubts))


def years_between(edtf: str, as_of: str) -> int:
    """Return the whole years from the last day a date can mean to the day of the review; never negative.

    >>> years_between("2019-06", "2026-11-21")
    7
    """
    last, review = parse(edtf).last(), date.fromisoformat(as_of)
    whole = review.year - last.year - ((review.month, review.day) < (last.month, last.day))
    return max(whole, 0)
