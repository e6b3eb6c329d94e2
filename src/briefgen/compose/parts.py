"""Blocks made from records: dispute boxes, proposals, quotations, judgements, silences, fact boxes.

In: the dataset. Out: Document blocks. Every text that comes from the dataset is a `Text` or `Value` node, never markup.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.compose.sources import label
from briefgen.dataset import Dataset
from briefgen.document import (
    Answer,
    Box,
    Cite,
    DisputeBox,
    Emph,
    Inlines,
    ListBlock,
    Paragraph,
    Proposal,
    QuoteBlock,
    Recommendations,
    Strong,
    Text,
    Value,
)
from briefgen.document import Quote as QuoteInline
from briefgen.model import Indicator, Recommendation
from briefgen.words import ENGLISH, Say

BARE = frozenset({"rank", "ordinal", "year", "track"})  # units that say what sort of number it is, not of what


def actor_names(dataset: Dataset, ids: Iterable[str]) -> str:
    """Return the names of actors, separated by commas; an id without a record stands for itself."""
    return ", ".join(a.name if (a := dataset.actors.get(key)) else key for key in ids)


def source_labels(dataset: Dataset, key: str) -> tuple[str, ...]:
    """Return the labels of the sources whose passages support a claim, in the order of the list of sources."""
    used = {dataset.passages[e.passage].source for e in dataset.evidence_for(key) if e.relation == "supports"}
    return tuple(label(s) for s in dataset.sources.values() if s.id in used)


def dispute_box(dataset: Dataset, key: str, extra: Inlines = ()) -> DisputeBox:
    """Return the answers to a question side by side; `extra` is the template's own remark, after the curator's."""
    dispute = dataset.disputes[key]
    answers = tuple(
        Answer((Text(p.text), Cite((p.id,))), source_labels(dataset, p.id), len(dataset.origins_of(p.id)))
        for p in dataset.positions_of(key)
    )  # fmt: skip
    reconcile: Inlines = (Text(dispute.reconcile), *((Text(" "), *extra) if extra else ()))
    return DisputeBox(
        id=key,
        question=dispute.question,
        answers=answers,
        reconcile=reconcile,
        relation=dispute.relation,
        materiality=dispute.materiality,
    )


def proposals(dataset: Dataset, rows: Iterable[Recommendation], caption: str, say: Say = ENGLISH) -> Recommendations:
    """Return a table of proposals: what, to whom, by whom, when, how firmly, on what condition."""
    return Recommendations(caption=caption, rows=tuple(_proposal(dataset, r, say) for r in rows))


def _proposal(dataset: Dataset, r: Recommendation, say: Say) -> Proposal:
    return Proposal(
        id=r.id,
        text=(Text(r.text), Cite((r.id,))),
        addressee=actor_names(dataset, r.addressee) or say("no_addressee"),
        proposer=actor_names(dataset, [r.proposer]),
        made_on=Value(r.made_on, "date", r.id),
        force=say(f"force_{r.force}"),
        condition=r.condition,
        origins=len(dataset.origins_of(r.id)),
        inferred=bool(r.date_from) and _infers(dataset, r.date_from),
    )


def _infers(dataset: Dataset, derivation: str) -> bool:
    """Tell whether a date that follows from another rests on inference: it is no source's own stated date."""
    kind, _, name = derivation.partition(" ")[0].partition(":")
    return kind != "source" or dataset.sources[name].basis.get("issued") != "stated"


def quotation(dataset: Dataset, passage: str) -> QuoteBlock:
    """Return a passage set apart, with its speaker and source."""
    record = dataset.passages[passage]
    speaker = dataset.actors[record.speaker].name if record.speaker in dataset.actors else ""
    said = ", ".join(part for part in (speaker, record.speaker_role, label(dataset.sources[record.source])) if part)
    return QuoteBlock(inlines=(QuoteInline((Text(record.exact),)),), attribution=(Text(said), Cite((passage,))))


def judgement_box(dataset: Dataset, key: str, say: Say = ENGLISH) -> Box:
    """Return the publisher's own reading, marked as such, with its alternative and what would change it."""
    j = dataset.judgements[key]
    return Box(
        id=key,
        kind="judgement",
        title=say("judgement"),
        blocks=(
            Paragraph(inlines=(Text(j.text), Cite((key,)))),
            Paragraph(
                inlines=(
                    Strong((Text(f"{say('confidence')}: "),)), Text(f"{say(f'confidence_{j.confidence}')}. "),
                    Strong((Text(f"{say('alternative')}: "),)), Text(_stop(j.alternative) + " "),
                    Strong((Text(f"{say('would_change')}: "),)), Text(_stop(j.would_change)),
                )
            ),
        ),
    )  # fmt: skip


def _stop(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def silence_list(dataset: Dataset, keys: Iterable[str]) -> ListBlock:
    """Return the questions no document answers."""
    return ListBlock(items=tuple((Paragraph(inlines=(Text(dataset.silences[k].question), Cite((k,)))),) for k in keys))


def fact_box(dataset: Dataset, keys: Iterable[str], title: str, say: Say = ENGLISH) -> Box:
    """Return numbers with what they count, their date and source."""
    return Box(
        kind="facts",
        title=title,
        blocks=(ListBlock(items=tuple((Paragraph(inlines=_fact(dataset.indicators[k], say)),) for k in keys)),),
    )


def number(indicator: Indicator) -> Value:
    """Return an indicator's number as a Value; a fraction stays a fraction."""
    text = indicator.value
    datum: str | int | float = text if "/" in text else (float(text) if "." in text else int(text))
    return Value(datum, "text" if "/" in text else "number", indicator.id, indicator.unit)


def _fact(i: Indicator, say: Say) -> Inlines:
    hedge = (Emph((Text(f"{i.qualifier} "),)),) if i.qualifier else ()
    unit = "" if i.unit in BARE else f" {i.unit}"
    when: Inlines = (Text(", "), Value(i.date, "date", i.id)) if i.date else (Text(f", {say('fact_undated')}"),)
    return (*hedge, Strong((number(i), Text(unit))), Text(f" – {i.label}"), *when, Cite((i.id,)))
