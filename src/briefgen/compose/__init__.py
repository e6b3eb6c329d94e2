"""Steps 5 to 7: the narrative, the figures' specifications and the finished Document.

In: the evidence and a brief. Out: a Document in which every citation resolves. Pure: templates are read through the
brief's chain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from briefgen.briefs import Brief
from briefgen.compose.annex import fill_annex
from briefgen.compose.author_date import before_stops
from briefgen.compose.context import Kitchen, context, unknown_record
from briefgen.compose.count import counted_words
from briefgen.compose.gaps import Gaps, mark
from briefgen.compose.notes import Notary, finish
from briefgen.compose.sources import label
from briefgen.compose.standing import corrected, standing
from briefgen.compose.sufficiency import judged
from briefgen.compose.vocabulary import Vocabulary
from briefgen.dataset import Dataset
from briefgen.document import (
    AnyBlock,
    Box,
    ChartSpec,
    Cite,
    DisputeBox,
    Document,
    Figure,
    Horizon,
    ListBlock,
    Metadata,
    Origin,
    Recommendations,
    Section,
    Text,
    plain,
    walk,
)
from briefgen.errors import BriefgenError, Diagnostic, Place
from briefgen.evidence import Evidenced
from briefgen.narrative import to_blocks
from briefgen.selection import select
from briefgen.templating import Tokens, render_template
from briefgen.words import ENGLISH, Say, say_in
from briefgen.workspace import Config

__all__ = ["Material", "compose", "counted_words", "drop_ranked", "section_names"]


@dataclass(frozen=True, slots=True)
class Material:
    """What every edition of a project is composed from."""

    config: Config
    dataset: Dataset
    evidenced: Evidenced


def compose(
    material: Material, brief: Brief, *, gaps: Gaps | None = None, without_ranks: tuple[int, ...] = ()
) -> Document:
    """Compose an edition: select, write, draw up, number.

    Args:
        material: configuration and evidence.
        brief: topic and audience.
        gaps: for a draft, what is faulty; the edition is then marked, and its gaps shown, instead of refused.
        without_ranks: ranks of blocks a budget has dropped.

    Raises:
        BriefgenError: faults of templates, citations or settings, all together.
    """
    selection = select(material.dataset, brief.topic)
    # The curators' notes call a source by its id; a reader knows it by its label.
    say = say_in(material.config.lang)
    ids = {source.id: say("the_source", source=label(source)) for source in material.dataset.sources.values()}
    vocabulary = Vocabulary({**ids, **brief.audience.terms})
    tokens = Tokens()
    config = material.config
    kitchen = Kitchen(material.dataset, selection, brief, tokens, vocabulary, config.as_of, config.fresh_years, say)
    sections = _written(kitchen, brief)
    left_out: tuple[str, ...] = ()
    if without_ranks:
        sections, left_out = drop_ranked(sections, without_ranks, say)
    sections = _resolved(sections, material.dataset, gaps, say)
    document = Document(
        _metadata(config, brief, draft=gaps is not None),
        Horizon(0, 0, "", "", ""),
        sections,
        left_out=left_out,
    )
    document = vocabulary.rewrite(document)
    if brief.audience.citation == "author-date":
        document = replace(document, sections=before_stops(document.sections))
    notary = Notary(material.dataset, material.evidenced, config.quotation_limit, vocabulary.words, say)
    finished = fill_annex(finish(document, notary))
    enough = judged(finished.horizon, least_origins=config.least_origins, fresh_years=config.fresh_years)
    told = corrected(material.dataset, brief), standing(config, brief)
    return replace(finished, horizon=enough, corrections=told[0], standing=told[1])


def _written(kitchen: Kitchen, brief: Brief) -> tuple[Section, ...]:
    names = context(kitchen)
    faults: list[Diagnostic] = []
    sections: list[Section] = []
    for name in section_names(brief):
        slug = name.lstrip("+")
        template = f"sections/{slug}.md.j2"
        found = brief.chain.find(template)
        if found is None:
            faults.append(_no_section(template, brief))
            continue
        try:
            title, blocks = to_blocks(
                render_template(brief.chain.find, template, names, kitchen.tokens), kitchen.tokens
            )
        except BriefgenError as error:
            faults.extend(error.diagnostics)
            continue
        origin = Origin(found[0], 1)
        side, sheet = name.startswith("+"), name.startswith("++")
        sections.append(Section(slug, title or (Text(""),), _unwrapped(blocks), origin, side, sheet))
    if faults:
        raise BriefgenError(faults)
    return tuple(sections)


def section_names(brief: Brief) -> tuple[str, ...]:
    """Return the names of an edition's sections, in order: the topic's, then those its audience appends to any topic.

    `+name` stands on a reverse page, `++name` on a sheet of its own. What the topic names already is not appended.
    """
    named = {name.lstrip("+") for name in brief.topic.sections}
    appended = tuple(name for name in brief.audience.append if name.lstrip("+") not in named)
    return (*brief.topic.sections, *appended)


def _no_section(template: str, brief: Brief) -> Diagnostic:
    hint = f"write templates/topics/{brief.topic.slug}/{template}, or take it out of sections"
    return Diagnostic(
        "template-missing", f"there is no template “{template}”", Place(brief.topic.file, 0, "sections"), hint=hint
    )


def _unwrapped(blocks: tuple[AnyBlock, ...]) -> tuple[AnyBlock, ...]:
    """Put the blocks of a `ranked` group in its place, each with its rank."""
    done: list[AnyBlock] = []
    for block in blocks:
        if isinstance(block, Box) and block.kind == "plain":
            done.extend(replace(inner, rank=block.rank) for inner in block.blocks)
        else:
            done.append(block)
    return tuple(done)


def drop_ranked(
    sections: tuple[Section, ...], ranks: tuple[int, ...], say: Say = ENGLISH
) -> tuple[tuple[Section, ...], tuple[str, ...]]:
    """Return the sections without the blocks of these ranks, and what was left out, in words."""
    kept: list[Section] = []
    lost: list[str] = []
    for section in sections:
        blocks = tuple(b for b in section.blocks if b.rank not in ranks)
        lost += dict.fromkeys(_called(b, section, say) for b in section.blocks if b.rank in ranks)
        if blocks:
            kept.append(replace(section, blocks=blocks))
    return tuple(kept), tuple(lost)


def _called(block: AnyBlock, section: Section, say: Say) -> str:
    """Return what the edition calls a block that was left out."""
    match block:
        case Figure():
            return say("left_figure", name=plain(block.headline))
        case DisputeBox():
            return say("left_named", name=block.question)
        case Box() if block.title:
            return say("left_named", name=block.title)
        case Recommendations():
            return say("left_named", name=block.caption)
        case _:
            return say("left_part", name=plain(section.title))


def _metadata(config: Config, brief: Brief, *, draft: bool) -> Metadata:
    topic, audience = brief.topic, brief.audience
    return Metadata(
        topic=topic.slug,
        audience=audience.slug,
        title=topic.title,
        standfirst=topic.standfirst,
        series=config.series,
        edition=audience.edition,
        publisher=config.publisher,
        contact=config.contact,
        lang=config.lang,
        as_of=config.as_of,
        keywords=topic.keywords,
        audience_name=audience.name,
        draft=draft,
        identifier=f"{topic.slug}/{audience.slug}/{config.as_of}",
        paper=audience.paper,
        citation_style=audience.citation,
        pages=audience.pages,
        theme=tuple(sorted(audience.theme.items())),
        purpose=audience.purpose,
        principal=audience.principal,
        text_font=audience.text_font,
        heading_font=audience.heading_font,
        logo=audience.logo,
        logo_alt=audience.logo_alt,
        cover=audience.cover,
        licence=config.licence,
    )


def _resolved(sections: tuple[Section, ...], dataset: Dataset, gaps: Gaps | None, say: Say) -> tuple[Section, ...]:
    """Return the sections with every citation known: unknown ones are faults, or in a draft marked gaps and dropped."""
    cited = {
        id(b): tuple(key for inner in walk((b,)) for cite in _cites(inner) for key in cite.ids)
        for s in sections
        for b in s.blocks
    }
    faults = [
        unknown_record(dataset, key, "unknown-citation", Place(block.origin.file, block.origin.line))
        for section in sections
        for block in walk(section.blocks)
        for cite in _cites(block)
        for key in cite.ids
        if dataset.get(key) is None
    ]
    if gaps is None:
        if faults:
            raise BriefgenError(faults)
        return sections
    unknown = {key: say("no_record") for keys in cited.values() for key in keys if dataset.get(key) is None}
    marked = mark(sections, cited, gaps, unknown, say)
    return _without(marked, frozenset(unknown)) if unknown else marked


def _without(node: Any, unknown: frozenset[str]) -> Any:  # noqa: ANN401 - walks any part of a Document
    if isinstance(node, tuple):
        return tuple(_without(p, unknown) for p in node if not (isinstance(p, Cite) and unknown.issuperset(p.ids)))
    if isinstance(node, Cite):
        return replace(node, ids=tuple(key for key in node.ids if key not in unknown))
    if is_dataclass(node) and not isinstance(node, type) and not isinstance(node, Origin | ChartSpec):
        return replace(node, **{f.name: _without(getattr(node, f.name), unknown) for f in fields(node)})
    return node


def _cites(node: Any) -> Iterable[Cite]:  # noqa: ANN401 - walks the inlines of a block
    if isinstance(node, Cite):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from _cites(part)
    elif hasattr(node, "__dataclass_fields__") and not isinstance(node, ListBlock | Box):
        for name in node.__dataclass_fields__:
            yield from _cites(getattr(node, name))
