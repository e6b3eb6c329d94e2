"""The project as the preview holds it in memory: read once, and of a change only what differs is read again.

In: a folder, changes. Out: `Desk`, a frozen value, and editions composed from it. Everything here is also done by a
render, with the same result; only the inspection of what came out is left for later.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from briefgen.briefs import Brief, Chain, audiences, open_brief, read_topic, topics
from briefgen.build import every_edition
from briefgen.build.editions import Maker
from briefgen.compose import Material
from briefgen.compose.gaps import gaps
from briefgen.dataset import Dataset, Kept, load
from briefgen.document import Document
from briefgen.errors import BriefgenError, Diagnostic, errors_only, in_order
from briefgen.evidence import locate
from briefgen.serve.changes import Change
from briefgen.workspace import Workspace

Key = tuple[str, str]  # of an edition: topic and audience


@dataclass(frozen=True)
class Desk:
    """A project, read.

    Attributes:
        workspace: the project as it was opened.
        material: its evidence.
        loaded: what loading found.
        located: what locating found.
        kept: the tables as they were read.
    """

    workspace: Workspace
    material: Material
    loaded: tuple[Diagnostic, ...]
    located: tuple[Diagnostic, ...]
    kept: Kept = field(repr=False)

    @property
    def read(self) -> tuple[Diagnostic, ...]:
        """What is wrong, as far as reading tells."""
        return in_order((*self.loaded, *self.located))

    @property
    def unreadable(self) -> tuple[Diagnostic, ...]:
        """Those of them that leave the dataset incomplete: not even a draft can be made."""
        return errors_only(self.loaded)


@dataclass(frozen=True)
class Findings:
    """What the rules said when they were asked last, beside what reading finds at once.

    Attributes:
        data: findings of the rules on data.
        prose: findings of the rules on the prose of one edition.
    """

    data: tuple[Diagnostic, ...] = ()
    prose: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Composed:
    """An edition, ready to be rendered.

    Attributes:
        brief: its settings.
        document: what it says; of a draft with its gaps.
        maker: renders it.
        used: paths of templates it was made from, or would be made from if they were there.
    """

    brief: Brief
    document: Document
    maker: Maker
    used: Collection[str]


@dataclass(frozen=True)
class Leaf:
    """A page as it is shown.

    Attributes:
        made: what it was rendered from.
        page: the web page, as a render writes it.
        tag: equal for equal pages.
        used: as of `made`, when the page was done.
    """

    made: Composed
    page: bytes = field(repr=False)
    tag: str
    used: frozenset[str]


def open_desk(folder: Path) -> Desk:
    """Read a project.

    Raises:
        BriefgenError: there is none, or its settings are faulty.
    """
    return _read(Workspace.open(folder), None, Change(data=True, sources=True))


def renewed(desk: Desk, change: Change) -> Desk:
    """Return the project as it is after a change; what does not differ is not read again.

    Raises:
        BriefgenError: the settings are faulty now.
    """
    workspace = Workspace.open(desk.workspace.root, desk.workspace.out) if change.config else replace(desk.workspace)
    if change.config or change.data:
        return _read(workspace, desk, change)
    return replace(desk, workspace=workspace)


def _read(workspace: Workspace, before: Desk | None, change: Change) -> Desk:
    kept: Kept = dict(before.kept) if before else {}
    dataset, loaded = load(workspace, kept)
    if before and not change.sources and _same_passages(before.material.dataset, dataset):
        evidenced, located = before.material.evidenced, before.located
    else:
        evidenced, located = locate(workspace, dataset)
    return Desk(workspace, Material(workspace.config, dataset, evidenced), loaded, located, kept)


def _same_passages(before: Dataset, now: Dataset) -> bool:
    """Tell whether passages stand where they stood: an id that another table has taken makes one go."""
    return before.passages == now.passages and before.sources == now.sources


def editions(desk: Desk) -> tuple[Key, ...]:
    """Return the editions a project makes: each topic for the audiences it is written for."""
    workspace = desk.workspace
    known = audiences(workspace)
    return tuple(
        edition for topic in topics(workspace) for edition in every_edition([topic], _written_for(desk, topic, known))
    )


def _written_for(desk: Desk, topic: str, known: Iterable[str]) -> Iterable[str]:
    try:
        fit = read_topic(desk.workspace, topic).fit
    except BriefgenError:
        return known  # said where the edition is made
    return [audience for audience in known if not fit or audience in fit]


@dataclass(frozen=True, slots=True)
class _Noting(Chain):
    """A chain that notes every path it looks at."""

    seen: set[str] = field(default_factory=set)

    def candidates(self, name: str) -> tuple[str, ...]:
        """Return the paths tried for a template name, and note them."""
        found = Chain.candidates(self, name)
        self.seen.update(found)
        self.seen.add(name.removeprefix("builtin/"))
        return found

    def find(self, name: str) -> tuple[str, str] | None:
        """Return (label, text) of the template that wins, or None."""
        self.candidates(name)
        return Chain.find(self, name)


def composed(desk: Desk, key: Key, findings: Findings) -> Composed:
    """Compose an edition: as `render` does when nothing is wrong, and as `render --draft` does otherwise.

    Raises:
        BriefgenError: there is no such edition, its settings or templates are faulty, or the dataset is incomplete.
    """
    topic, audience = key
    brief = open_brief(desk.workspace, topic, audience)
    chain = _Noting(desk.workspace, topic, audience, set(settings_of(key)))  # rendering notes more
    brief = replace(brief, chain=chain)
    if desk.unreadable:
        raise BriefgenError(desk.unreadable)
    data = in_order((*desk.read, *findings.data))
    draft = bool(errors_only((*data, *findings.prose)))
    marks = gaps(desk.material.dataset, data) if draft else None
    maker = Maker(desk.workspace, desk.material, None, marks, data)
    return Composed(brief, maker.document(brief, findings.prose), maker, chain.seen)


def settings_of(key: Key) -> tuple[str, ...]:
    """Return the templates that hold the settings of an edition."""
    topic, audience = key
    over = f"topics/{topic}/audiences/{audience}"
    return (
        f"topics/{topic}/topic.toml",
        f"{over}/topic.toml",
        f"{over}/audience.toml",
        f"audiences/{audience}/audience.toml",
    )


def leaf(desk: Desk, key: Key, findings: Findings) -> Leaf:
    """Make the page of an edition.

    Raises:
        BriefgenError: as `composed`; or a layout or theme is faulty.
    """
    made = composed(desk, key, findings)
    page = made.maker.web(made.document, made.brief).encode()
    return Leaf(made, page, sha256(page).hexdigest()[:16], frozenset(made.used))
