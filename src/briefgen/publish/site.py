"""Everything the pages of a site are made from, worked out once.

In: settings, what may be shown, editions as rendered, the check report. Out: a frozen `Site`. Of each edition it keeps
only what other pages say of it, so that a thousand editions need little memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefgen.build.editions import Edition
from briefgen.document import Document, Horizon, Metadata, Since, plain
from briefgen.errors import Diagnostic
from briefgen.export.bundle.used import texts
from briefgen.publish import paths
from briefgen.publish.claims import Cited, Claim, all_claims
from briefgen.publish.public import Public
from briefgen.words import Say, say_in
from briefgen.workspace import Config

Span = tuple[str, int, int]  # label of a source, first character, character after the last


@dataclass(frozen=True, slots=True)
class Part:
    """A section of an edition, as the search knows it."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An edition as the rest of the site knows it.

    Attributes:
        meta: what it is.
        horizon: what it rests on.
        pdf: it has a PDF.
        pages: pages of its PDF.
        size: bytes of its PDF.
        parts: its sections in plain text.
        cited: ids cited → number of the first note that cites them.
        quoted: spans its notes quote → number of the note.
        sources: ids of its sources.
        since: what changed since the published edition before this one; None when there was none.
    """

    meta: Metadata
    horizon: Horizon
    pdf: bool
    pages: int
    size: int
    parts: tuple[Part, ...]
    cited: Mapping[str, int]
    quoted: Mapping[Span, int]
    sources: tuple[str, ...]
    since: Since | None = None

    @property
    def path(self) -> str:
        """Its page."""
        return paths.edition(self.meta.topic, self.meta.audience)

    def file(self, suffix: str) -> str:
        """Return a file that belongs to it, such as `.pdf`."""
        return paths.edition(self.meta.topic, self.meta.audience, suffix)

    def note(self, number: int) -> Cited:
        """Return one of its notes, as others refer to it."""
        return Cited(f"{self.path}#note-{number}", self.meta.title, self.meta.audience_name)


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic, and its editions in the order of their audiences."""

    slug: str
    title: str
    standfirst: str
    question: str
    keywords: tuple[str, ...]
    fit: Mapping[str, str]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What the check of the project said when the site was made; errors would have stopped it.

    Attributes:
        rules: (id, what it finds).
        found: warnings and notes.
        counts: what was looked at (`method_page.count.<what>`) → how many.
    """

    rules: tuple[tuple[str, str], ...]
    found: tuple[Diagnostic, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Site:
    """A site before it is written.

    Attributes:
        config: the project's settings.
        base: the address it is published at, with a slash at its end; empty when it is not known.
        subjects: its topics.
        shown: what may be shown of the evidence.
        claims: every claim shown, by id.
        report: the check report.
        version: the version of briefgen.
    """

    config: Config
    base: str
    subjects: tuple[Subject, ...]
    shown: Public
    claims: Mapping[str, Claim]
    report: Report
    version: str

    @property
    def say(self) -> Say:
        """What speaks the site's language."""
        return say_in(self.config.lang)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every edition, topic by topic."""
        return tuple(entry for subject in self.subjects for entry in subject.entries)

    def citing(self) -> Mapping[str, tuple[Entry, ...]]:
        """Return claim → the editions that cite it."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for key in entry.cited:
                found.setdefault(key, []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}


def entry_of(edition: Edition, *, pdf: bool) -> Entry:
    """Return what the rest of the site knows of an edition; `pdf` tells whether it has one."""
    document = edition.whole or edition.document
    cited: dict[str, int] = {}
    quoted: dict[Span, int] = {}
    for note in document.notes:
        for key in note.ids:
            cited.setdefault(key, note.number)
        for view in note.passages:
            if view.exact:
                quoted.setdefault((view.source, view.start, view.end), note.number)
    return Entry(
        document.metadata,
        document.horizon,
        pdf,
        edition.pages,
        len(edition.files.get("pdf", b"")),
        tuple(_parts(document)),
        MappingProxyType(cited),
        MappingProxyType(quoted),
        tuple(reference.id for reference in document.references),
        document.since,
    )


def _parts(document: Document) -> list[Part]:
    return [
        Part(section.id, plain(section.title), " ".join(" ".join(texts(section.blocks)).split()))
        for section in document.sections
    ]


def claims_of(shown: Public, entries: tuple[Entry, ...], say: Say) -> Mapping[str, Claim]:
    """Return every claim that may be shown, each passage with the editions that quote it."""
    quoting: dict[Span, list[Cited]] = {}
    for entry in entries:
        for span, number in entry.quoted.items():
            quoting.setdefault(span, []).append(entry.note(number))
    return all_claims(shown, {span: tuple(notes) for span, notes in quoting.items()}, say)
