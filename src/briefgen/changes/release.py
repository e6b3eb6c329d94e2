"""The register of one edition: each time it was published, its number, its date, and what had changed.

In: what an edition says now, and its register so far. Out: the register with one more entry, or as it was when nothing
changed; what a Document of the edition shows of it. Numbers count from 1 and are never given twice. Of what earlier
editions said the changes are kept; of the last one all of it, so that the next can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefgen.changes.compare import Change, Changes, what_changed
from briefgen.changes.edition import bare_title
from briefgen.changes.snapshot import Snapshot
from briefgen.changes.telling import told
from briefgen.document import Document, Since
from briefgen.words import Say, say_in

NOTHING = Snapshot("")


@dataclass(frozen=True, slots=True)
class Release:
    """An edition as it was published.

    Attributes:
        number: its number.
        date: its date, the day of its review.
        digest: SHA-256 of what it says.
        changes: what had changed since the one before; of the first, nothing.
    """

    number: int
    date: str
    digest: str
    changes: tuple[Change, ...] = ()

    @property
    def called(self) -> str:
        """What it is called in a sentence."""
        return f"no. {self.number}"


@dataclass(frozen=True, slots=True)
class Register:
    """The register of an edition: its releases, the first one first, and what the last one says."""

    topic: str
    audience: str
    releases: tuple[Release, ...] = ()
    said: Snapshot = NOTHING

    @property
    def last(self) -> Release | None:
        """The last release, or None."""
        return self.releases[-1] if self.releases else None

    def release_of(self, said: Snapshot) -> Release | None:
        """Return the release that says this: only the last one may; None when it has not been published so."""
        return self.last if self.last and self.last.digest == said.digest else None

    def before(self, said: Snapshot) -> Release | None:
        """Return the release before this was said; None when it is what the first one says, or none was published."""
        earlier = self.releases[:-1] if self.release_of(said) else self.releases
        return earlier[-1] if earlier else None

    def changes_since(self, said: Snapshot) -> Changes:
        """Return what has changed since the release before; nothing when there is none."""
        before, release = self.before(said), self.release_of(said)
        if before is None:
            return Changes("", "")
        changes = release.changes if release else what_changed(self.said, said).changes
        return Changes(f"{before.called} of {before.date}", release.called if release else said.label, changes)

    def history(self) -> tuple[tuple[Release, Changes], ...]:
        """Return every release with what had changed since the one before, the latest first."""
        earlier = (Release(0, "", ""), *self.releases)
        pairs = zip(earlier, self.releases, strict=False)
        told = [(one, Changes(f"{before.called} of {before.date}", one.called, one.changes)) for before, one in pairs]
        return tuple(reversed(told))


def register(before: Register, said: Snapshot) -> Register:
    """Return the register with what an edition says now; the same when that is what its last release says."""
    if before.release_of(said):
        return before
    number = before.last.number + 1 if before.last else 1
    changes = what_changed(before.said, said).changes if before.last else ()
    kept = replace(said, entries=tuple(sorted(said.entries, key=lambda entry: entry.key)))
    release = Release(number, said.date, said.digest, changes)
    return replace(before, releases=(*before.releases, release), said=kept)


def imprinted(document: Document, kept: Register, said: Snapshot, updated: str = "") -> Document:
    """Return the edition with what its register tells: number, date, and what changed since the release before.

    Args:
        document: the edition.
        kept: its register.
        said: what it says.
        updated: what it is called when something of substance changed since the release before, also at the head of a
            title that begins so; empty: as ever.
    """
    release, before, changes = kept.release_of(said), kept.before(said), kept.changes_since(said)
    meta = document.metadata
    if updated and changes.of_substance:
        title, called = bare_title(meta), meta.title
        meta = replace(meta, edition=updated, title=called if title == called else f"{updated}: {title}")
    if release is None:
        return replace(document, metadata=meta)
    meta = replace(meta, number=release.number, published=release.date)
    since = Since(before.number, before.date, counts(changes, say_in(meta.lang))) if before else None
    return replace(document, metadata=meta, since=since)


def counts(changes: Changes, say: Say) -> tuple[tuple[str, int], ...]:
    """Return how many changes stand under each heading."""
    return tuple((say(f"changed.{group.key}"), len(group.lines)) for group in told(changes))
