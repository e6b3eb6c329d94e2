"""Rules on data/corrections.csv: a correction tells of something that was published, and corrects it.

In: the dataset, the day of the review, the editions there are, the numbers that were published. Out: diagnostics.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from briefgen.dataset import Dataset
from briefgen.dates import parse
from briefgen.errors import Diagnostic, did_you_mean
from briefgen.model import Correction

Edition = tuple[str, str]  # topic, audience


def check_corrections(
    dataset: Dataset, as_of: str, editions: Collection[Edition], published: Mapping[Edition, Collection[int]]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the corrections.

    Args:
        dataset: the dataset.
        as_of: the day of the review.
        editions: every topic and audience.
        published: the numbers each edition was published under.
    """
    for row in dataset.corrections.values():
        if row.id in dataset.faulty:
            continue
        concerned = [edition for edition in editions if row.concerns(*edition)]
        if not concerned and row.edition != "*":
            known = sorted({name for topic, audience in editions for name in (f"{topic}/{audience}", f"{topic}/*")})
            message, hint = f"there is no edition “{row.edition}”", did_you_mean(row.edition, known)
            yield Diagnostic("correction-of-nothing", message, dataset.place(row, "edition"), hint=hint)
        elif row.number is not None and not any(row.number in published.get(one, ()) for one in concerned):
            message = f"no edition it concerns was published as no. {row.number}"
            hint = "`briefgen release` publishes an edition; leave the number empty for what was never numbered"
            yield Diagnostic("correction-of-nothing", message, dataset.place(row, "number"), hint=hint)
        if " ".join(row.wrong.split()) == " ".join(row.now.split()):
            message = "what is right is what was wrong"
            yield Diagnostic("correction-unchanged", message, dataset.place(row, "now"))
        yield from _date(dataset, row, as_of)


def _date(dataset: Dataset, row: Correction, as_of: str) -> Iterator[Diagnostic]:
    found = parse(row.date)
    place = dataset.place(row, "date")
    if found.interval or found.start is None or not found.start.day:
        hint = "write the day, as in 2026-05-03"
        yield Diagnostic("correction-date", f"“{row.date}” is not a day", place, hint=hint)
    elif row.date > as_of:
        message = f"{row.date} is after the day of the review, {as_of}"
        hint = "bring as_of forward in briefgen.toml, or correct the date"
        yield Diagnostic("correction-date", message, place, hint=hint)
