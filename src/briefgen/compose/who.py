"""Who is who: the people behind what an edition tells, with the role the documents give them.

In: the dataset and a selection. Out: a list, those first of whom most is told. Nothing is said of anybody that no
document says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from briefgen.dataset import Dataset
from briefgen.document import Cite, Inlines, ListBlock, Paragraph, Strong, Text
from briefgen.model import Actor
from briefgen.selection import Selection
from briefgen.words import ENGLISH, Say

MOST = 10


def people(dataset: Dataset, selection: Selection, most: int = MOST) -> tuple[str, ...]:
    """Return the ids of the persons whom the selected records name most often, most often first."""
    named: Counter[str] = Counter()
    for statement in selection.of(dataset.statements):
        named.update({statement.speaker, statement.on_behalf_of, statement.reported_by})
    for event in selection.of(dataset.events):
        named.update(set(event.actors))
    for recommendation in selection.of(dataset.recommendations):
        named.update({recommendation.proposer, *recommendation.addressee})
    order = {key: at for at, key in enumerate(dataset.actors)}
    persons = [key for key in named if key in order and dataset.actors[key].kind == "person"]
    return tuple(sorted(persons, key=lambda key: (-named[key], order[key]))[: max(most, 0)])


def who_is_who(dataset: Dataset, ids: Iterable[str], say: Say = ENGLISH) -> ListBlock:
    """Return names with roles and countries, each with the citation of the passage that shows the name."""
    return ListBlock(items=tuple((Paragraph(inlines=_said(dataset, dataset.actors[key], say)),) for key in ids))


def _said(dataset: Dataset, actor: Actor, say: Say) -> Inlines:
    country = dataset.actors[actor.country].name if actor.country in dataset.actors else ""
    told = ", ".join(part for part in (actor.role, country) if part)
    shown = any(e.relation == "supports" for e in dataset.evidence_for(actor.id))
    cite = (Cite((actor.id,)),) if shown else ()
    return (Strong((Text(actor.name),)), Text(f": {told}" if told else f": {say('no_role')}"), *cite)
