"""Print pages become PDFs, those alone that keep to their bounds; what was laid out in vain is remembered.

In: a print page, its attachments, its description, its bounds. Out: a PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from briefgen.errors import BriefgenError, Diagnostic
from briefgen.render.bounds import Bounds, OutOfBoundsError
from briefgen.render.engine import Attachment
from briefgen.render.metadata import Described
from briefgen.workspace import Workspace

Pdf = Callable[[str, Sequence[Attachment], Described, Bounds], bytes]


class Press:
    """The engine of one project, with a memory for what does not keep to its bounds."""

    def __init__(self, workspace: Workspace, pdf: Pdf | None) -> None:
        """Keep the engine; None: nothing can be printed."""
        self._workspace, self._pdf = workspace, pdf

    def print(self, page: str, attached: Sequence[Attachment], description: Described, bounds: Bounds) -> bytes:
        """Return the PDF of a print page.

        Raises:
            OutOfBoundsError: it does not keep to its bounds.
            BriefgenError: as the engine; or there is none (`no-engine`).
        """
        if self._pdf is None:
            raise BriefgenError(Diagnostic("no-engine", "there is no engine to make a PDF with"))
        try:
            return self._pdf(page, attached, description, bounds)
        except OutOfBoundsError as error:
            self._workspace.store("bounds", self._key(page, bounds), f"{error.pages} {int(error.leads)}".encode())
            raise

    def recall(self, page: str, bounds: Bounds) -> None:
        """Do nothing, unless the page was laid out before and did not keep to these bounds.

        Raises:
            OutOfBoundsError: it did not.
        """
        if known := self._workspace.cached("bounds", self._key(page, bounds)):
            pages, leads = map(int, known.split())
            raise OutOfBoundsError(pages, leads=bool(leads))

    def try_out(self, page: str, first: str) -> None:
        """Lay a page out, and write nothing; what is wrong with it otherwise is said of the whole edition.

        Raises:
            OutOfBoundsError: what has the id `first` does not stand on the first page.
        """
        trial = Bounds(first=first, trial=True)
        with suppress(BriefgenError):
            try:
                self.recall(page, trial)
                self.print(page, (), {}, trial)
            except OutOfBoundsError as error:
                if not error.leads:
                    raise

    def _key(self, page: str, bounds: Bounds) -> str:
        return self._workspace.cache_key("bounds", self._workspace.code_hash("render"), repr(bounds), page)
