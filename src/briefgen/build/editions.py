"""Steps 4 to 9 for one edition: Document, charts, pages, inspection.

In: verified material, a brief and an engine. Out: an `Edition` with its bytes. Nothing is written here. Charts and
PDFs come from the cache when their exact inputs are in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefgen.briefs import Brief
from briefgen.build.attach import attachments
from briefgen.build.glyphs import with_records
from briefgen.build.press import Pdf, Press
from briefgen.build.proofs import Proofs, with_gaps
from briefgen.build.released import composed
from briefgen.charts import draw
from briefgen.compose import Material, compose
from briefgen.compose.gaps import Gaps
from briefgen.document import Document, Figure, walk
from briefgen.errors import BriefgenError, Diagnostic, Place, errors_only
from briefgen.inspect import below_standard, counted_pages, leaked, lost_on_page, nothing_lost
from briefgen.inspect.reading import words_of_html
from briefgen.render.bounds import Bounds, OutOfBoundsError
from briefgen.render.engine import Attachment
from briefgen.render.html import Around, render_html
from briefgen.render.look import Look, Neighbours
from briefgen.render.metadata import described
from briefgen.render.print import leading, render_print
from briefgen.workspace import Workspace

FORMATS = ("html", "pdf", "print")
SUFFIXES = {"html": ".html", "pdf": ".pdf", "print": ".print.html"}
ALONE = Neighbours()
DROPS = ((), (3,), (3, 2))  # ranks left out in the first layout, the second, the last
LONG = (
    150_000  # characters of a print page: beyond, laying it out once in vain costs more than a trial of its beginning
)
Site = Callable[[Document, Look], Around]


@dataclass(frozen=True, slots=True)
class Edition:
    """One rendered edition.

    Attributes:
        topic: its topic.
        audience: its audience.
        document: what it says.
        files: format → bytes.
        pages: counted pages of the PDF, 0 when none was made.
        made: what was not found in the cache: `chart:<name>`, `pdf`.
        whole: the document before a page budget dropped anything: what the web page says.
        found: what the rules on prose found in it, short of errors.
    """

    topic: str
    audience: str
    document: Document
    files: Mapping[str, bytes]
    pages: int = 0
    made: tuple[str, ...] = field(default=())
    whole: Document | None = None
    found: tuple[Diagnostic, ...] = ()

    def names(self) -> dict[str, str]:
        """Return format → path of the file under the output folder."""
        return {kind: f"{self.topic}/{self.audience}{SUFFIXES[kind]}" for kind in self.files}


def neighbours(briefs: Iterable[Brief], formats: Sequence[str]) -> Mapping[tuple[str, str], Neighbours]:
    """Return what web pages may lead to when these editions are made together: one another, and their PDFs."""
    listed = tuple(briefs)
    found: dict[tuple[str, str], Neighbours] = {}
    for brief in listed:
        same = [other.audience for other in listed if other.topic.slug == brief.topic.slug]
        here = brief.audience.slug
        editions = tuple((a.name, "" if a.slug == here else f"{a.slug}{SUFFIXES['html']}") for a in same)
        pdf = f"{here}{SUFFIXES['pdf']}" if "pdf" in formats else ""
        found[brief.topic.slug, here] = Neighbours(editions if len(editions) > 1 else (), pdf)
    return found


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF with the Document it should hold, and its key in the cache."""

    key: str
    pdf: bytes = field(repr=False)
    document: Document = field(repr=False)

    def faults(self) -> tuple[Diagnostic, ...]:
        """Return what inspection finds in it: what breaks the standards, and what is lost."""
        return (*below_standard(self.pdf), *nothing_lost(self.pdf, self.document))


def figures(document: Document) -> tuple[Figure, ...]:
    """Return the figures in reading order."""
    return tuple(b for s in document.sections for b in walk(s.blocks) if isinstance(b, Figure))


class Maker:
    """Makes editions of one project; `pdf` turns print HTML into a PDF, and is called only when the cache has none."""

    def __init__(  # noqa: PLR0913 - what every edition needs
        self,
        workspace: Workspace,
        material: Material,
        pdf: Pdf | None,
        gaps: Gaps | None = None,
        checked: Sequence[Diagnostic] = (),
        *,
        site: Site | None = None,
    ) -> None:
        """Keep what every edition needs.

        Args:
            workspace: the project.
            material: its evidence.
            pdf: the engine.
            gaps: marks an edition as a draft.
            checked: what the rules on data found.
            site: tells what stands around a web page that is part of a site.
        """
        self.workspace, self.material, self.press, self.gaps = workspace, material, Press(workspace, pdf), gaps
        self.made: list[str] = []
        self.checked, self.found = tuple(checked), tuple[Diagnostic, ...]()
        self.proofs, self.site = Proofs(workspace, material), site
        self.later: list[Paper] | None = None

    def edition(self, brief: Brief, formats: tuple[str, ...], beside: Neighbours = ALONE) -> Edition:
        """Compose, render and inspect an edition; its web page leads to what is `beside` it.

        Raises:
            BriefgenError: faults in templates, in what the renderers made of it, or a budget that cannot be met.
        """
        self.made = []
        document = whole = self._proved(composed(self.workspace, self.material, brief, self.gaps), brief)
        files: dict[str, bytes] = {}
        pages = 0
        if "html" in formats:
            files["html"] = self._web(document, brief, beside)
        if {"pdf", "print"} & set(formats):
            document, printed, pages = self._printed(document, brief, formats)
            files |= printed
        made = tuple(self.made)
        return Edition(brief.topic.slug, brief.audience.slug, document, files, pages, made, whole, self.found)

    def _proved(self, document: Document, brief: Brief) -> Document:
        """Stop at what the rules on prose find; a draft shows it instead."""
        found = self.found = self.proofs.findings(document, brief)
        if self.gaps is not None:
            return with_gaps(document, found)
        if errors := errors_only(found):
            raise BriefgenError(errors)
        return document

    def _web(self, document: Document, brief: Brief, beside: Neighbours) -> bytes:
        look = replace(self._look(brief), neighbours=beside)
        around = self.site(document, look) if self.site else None
        page = render_html(document, self._images(document), look, around)
        styled = page.replace("</head>", f"<style>{around.css}</style></head>", 1) if around else page
        judged = ("web", self.workspace.evidence_hash, styled)
        if not self.workspace.is_sound(*judged):
            if faults := (*self._leaked(page), *lost_on_page(styled, document)):
                raise BriefgenError(faults)
            self.workspace.remember_sound(*judged)
        return page.encode()

    def _leaked(self, page: str, attached: Sequence[Attachment] = ()) -> tuple[Diagnostic, ...]:
        texts = [("the page", page), ("the page", words_of_html(page)), *((a.name, a.text()) for a in attached)]
        return leaked(texts, self.material.dataset, self.material.evidenced)

    def _printed(
        self, whole: Document, brief: Brief, formats: tuple[str, ...]
    ) -> tuple[Document, dict[str, bytes], int]:
        """Lay the edition out, dropping the lowest-ranked blocks while it is over its page budget."""
        budget, pages = brief.audience.pages if self.gaps is None else 0, 0
        for drop in DROPS:
            document = self._without(drop, whole, brief) if drop else whole
            if drop and not document.left_out:
                continue
            try:
                files = self._laid_out(document, brief, formats, budget)
            except OutOfBoundsError as over:
                pages = over.pages
                continue
            pages = counted_pages(files["pdf"], document) if "pdf" in files else 0
            if not budget or pages <= budget:
                return document, files, pages
        message = f"the edition takes {pages} pages; its budget is {budget}"
        hint = "shorten it, give blocks a rank with {% call ranked(2) %}, or raise pages in audience.toml"
        raise BriefgenError(Diagnostic("page-budget", message, Place(brief.audience.file, 0, "pages"), hint=hint))

    def _without(self, ranks: tuple[int, ...], whole: Document, brief: Brief) -> Document:
        """Return the edition without some blocks; what was published is the whole of it."""
        document = compose(self.material, brief, gaps=self.gaps, without_ranks=ranks)
        return replace(document, metadata=whole.metadata, since=whole.since)

    def _laid_out(self, document: Document, brief: Brief, formats: tuple[str, ...], budget: int) -> dict[str, bytes]:
        """Return the pages with a figure on the first, if it fits there; else with the figure in its section.

        Raises:
            OutOfBoundsError: it has more pages than its budget.
            BriefgenError: as `edition`.
        """
        images, look, lead = self._images(document), self._look(brief), leading(document)
        printed = render_print(document, images, look, lead)
        if "pdf" not in formats:
            return {"print": printed.encode()}
        bounds = Bounds(budget, next((section.id for section in document.sections if section.side), ""))
        led = replace(bounds, first=lead.id) if lead else bounds
        try:
            if lead and len(printed) > LONG:
                self._try_beginning(lead, document, look)
            pdf = self._pdf(document, brief, printed, led)
        except OutOfBoundsError as error:
            if error.leads:
                raise
            printed = render_print(document, images, look)
            pdf = self._pdf(document, brief, printed, bounds)
        return {"pdf": pdf} | ({"print": printed.encode()} if "print" in formats else {})

    def _try_beginning(self, lead: Figure, document: Document, look: Look) -> None:
        """Lay out what stands before a figure, which is short, and the figure.

        Raises:
            OutOfBoundsError: the figure does not fit on the first page.
        """
        opening = replace(document, sections=document.sections[:1], left_out=())
        images = self._images(opening) | {lead.id: self._image(lead)}
        self.press.try_out(render_print(opening, images, look, lead), lead.id)

    def _pdf(self, document: Document, brief: Brief, printed: str, bounds: Bounds) -> bytes:
        """Return the PDF of a print page.

        Raises:
            OutOfBoundsError: it does not keep to its bounds.
            BriefgenError: as `edition`.
        """
        self.press.recall(printed, bounds)
        attached = attachments(self.workspace, self.material, brief, document, (*self.checked, *self.found))
        description = described(document.metadata)
        code = [self.workspace.code_hash(name) for name in ("render", "inspect")]
        inputs = [repr(part) for part in (attached, sorted(description.items()), bounds)]
        key = self.workspace.cache_key("pdf", *code, *inputs, printed)
        pdf = self.workspace.cached("pdf", key)
        if pdf is None:
            if faults := self._leaked(printed, attached):
                raise BriefgenError(faults)
            try:
                pdf = self.press.print(printed, attached, description, bounds)
            except BriefgenError as error:
                raise BriefgenError(with_records(error.diagnostics, self.material.dataset, document)) from None
            self._inspected(Paper(key, pdf, document))
            self.made.append("pdf")
        return pdf

    def _look(self, brief: Brief) -> Look:
        return Look(brief.chain.find, self.workspace.fonts, self.workspace.assets)

    def _images(self, document: Document) -> dict[str, bytes]:
        return {figure.id: self._image(figure) for figure in figures(document)}

    def _image(self, figure: Figure) -> bytes:
        key = self.workspace.cache_key("chart", self.workspace.code_hash("charts"), repr(figure.chart), figure.alt)
        image = self.workspace.cached("chart", key)
        if image is None:
            image = draw(figure.chart, self.workspace.fonts)
            self.workspace.store("chart", key, image)
            self.made.append(f"chart:{figure.chart.kind}")
        return image

    def _inspected(self, paper: Paper) -> None:
        """Inspect a new PDF and keep it; when somebody waits for it, leave both for later."""
        if self.later is not None:
            self.later.append(paper)
            return
        if faults := paper.faults():
            raise BriefgenError(faults)
        self.keep(paper)

    # ------------------------------------------------------------ for a preview, which shows first and inspects after

    def document(self, brief: Brief, found: Sequence[Diagnostic]) -> Document:
        """Return the Document of an edition; of a draft, with what the rules on prose `found` in it marked.

        Raises:
            BriefgenError: as `edition`.
        """
        document = composed(self.workspace, self.material, brief, self.gaps)
        return with_gaps(document, found) if self.gaps is not None else document

    def web(self, document: Document, brief: Brief) -> str:
        """Return the web page of a Document, not inspected.

        Raises:
            BriefgenError: a layout or theme is faulty.
        """
        return render_html(document, self._images(document), self._look(brief))

    def web_faults(self, page: str, document: Document) -> tuple[Diagnostic, ...]:
        """Return what inspection finds in a web page: words of a restricted source, and what is lost."""
        return (*self._leaked(page), *lost_on_page(page, document))

    def paper(self, document: Document, brief: Brief, found: Sequence[Diagnostic]) -> tuple[bytes, tuple[Paper, ...]]:
        """Return the PDF of a Document, and what of it has not been inspected; `found` is what rules on prose found.

        Raises:
            BriefgenError: as `edition`.
        """
        self.found, self.later = tuple(found), []
        pdf = self._printed(document, brief, ("pdf",))[1]["pdf"]
        return pdf, tuple(self.later)

    def keep(self, paper: Paper) -> None:
        """Keep a PDF that inspection has found sound."""
        self.workspace.store("pdf", paper.key, paper.pdf)
