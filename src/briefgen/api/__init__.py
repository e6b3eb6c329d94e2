"""The façade for Python users: `Project.open(".").brief("ulaanbaatar-dialogue", audience="minister").pdf()`.

In: a folder. Out: documents, pages, PDFs and exports as values; only `render` writes.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import briefs
from briefgen.api.doctor import examine
from briefgen.build import FORMATS, Edition, Job, Outcome, build, every_edition
from briefgen.build.editions import Maker
from briefgen.build.evidence import Verified, verify
from briefgen.build.proofs import Proofs
from briefgen.build.released import composed
from briefgen.changes import Changes
from briefgen.checks import SETTABLE, ProseView, check_editions, check_prose, settled
from briefgen.checks.contrast import low_contrast
from briefgen.checks.explanations import rule_ids
from briefgen.checks.prose import with_editions
from briefgen.checks.settings import setting_faults, unused
from briefgen.compose import compose
from briefgen.compose.trace import Trace, traced
from briefgen.dataset import Dataset
from briefgen.document import Document
from briefgen.errors import BriefgenError, Diagnostic, did_you_mean, errors_only, in_order
from briefgen.evidence import Evidenced
from briefgen.export import to_json
from briefgen.workspace import Workspace
from briefgen.workspace.config import CONFIG_FILE

if TYPE_CHECKING:
    import pandas as pd

    from briefgen.publish import Published


class Project:
    """A briefgen project: a folder with a briefgen.toml, opened once and read lazily."""

    def __init__(self, workspace: Workspace) -> None:
        """Wrap an open workspace; use `Project.open`."""
        self.workspace = workspace

    @classmethod
    def open(cls, folder: str | os.PathLike[str] = ".", out: str | os.PathLike[str] | None = None) -> Project:
        """Open the project in, or above, a folder; `out` is where `render` writes (default: out/ in the project).

        Raises:
            BriefgenError: there is none, or its settings are faulty.
        """
        return cls(Workspace.open(folder, out))

    @property
    def topics(self) -> tuple[str, ...]:
        """Slugs of the topics."""
        return briefs.topics(self.workspace)

    @property
    def audiences(self) -> tuple[str, ...]:
        """Slugs of the audiences."""
        return briefs.audiences(self.workspace)

    @cached_property
    def verified(self) -> Verified:
        """The evidence, located and checked, with everything that is wrong with it."""
        return verify(self.workspace)

    @property
    def dataset(self) -> Dataset:
        """The dataset."""
        return self.verified.material.dataset

    @property
    def evidenced(self) -> Evidenced:
        """Where each passage stands in its source."""
        return self.verified.material.evidenced

    def check(self) -> tuple[Diagnostic, ...]:
        """Return what is wrong with the evidence and with the text of every edition, sorted by place.

        While there is an error in the evidence the texts are not judged, for it would be reported once more in each;
        but a silence that has ended says which editions rely on it.
        """
        config = self.workspace.config
        found = [
            *briefs.named_in_config(self.workspace),
            *setting_faults(config, rule_ids()),
            *settled(self._unreadable(), config, SETTABLE),
            *self.verified.diagnostics,
        ]
        if all(d.rule == "silence-ended" for d in errors_only(found)):
            proofs = Proofs(self.workspace, self.verified.material)
            views: list[ProseView] = []
            for topic, audience in every_edition(self.topics, self.audiences):
                if self.made_for(topic, audience):
                    found.extend(self._faults(proofs, topic, audience, views))
            found = [*with_editions(found, self.dataset, [view.document for view in views])]
            found.extend(check_editions(views, config))
            found.extend(unused(found, config))
        return in_order(found)

    def _unreadable(self) -> tuple[Diagnostic, ...]:
        """Return where colours that the project sets cannot be read, each place once."""
        found: list[Diagnostic] = []
        text = self.workspace.read_text(CONFIG_FILE)
        for topic, audience in every_edition(self.topics, self.audiences):
            try:
                briefs.read_audience(self.workspace, audience, topic)
            except BriefgenError:
                continue  # reported where the edition is made
            found += low_contrast(briefs.audience_layers(self.workspace, audience, topic), text)
        return tuple(dict.fromkeys(found))

    def made_for(self, topic: str, audience: str) -> bool:
        """Tell whether a topic is written for an audience: its `fit` names the audience, or names none."""
        fit = briefs.read_topic(self.workspace, topic).fit
        return not fit or audience in fit

    def _faults(self, proofs: Proofs, topic: str, audience: str, views: list[ProseView]) -> tuple[Diagnostic, ...]:
        """Return what is wrong with one edition; its view joins the others when it could be composed."""
        try:
            brief = briefs.open_brief(self.workspace, topic, audience)
            views.append(proofs.view(compose(self.verified.material, brief), brief))
        except BriefgenError as error:
            return error.diagnostics
        return check_prose(views[-1], self.workspace.config)

    def brief(self, topic: str, *, audience: str) -> EditionHandle:
        """Return an edition, made when asked for.

        Raises:
            BriefgenError: there is no such topic or audience.
        """
        return EditionHandle(self, briefs.open_brief(self.workspace, topic, audience))

    def render(self, job: Job, say: Callable[[str], None] = lambda _: None) -> Outcome:
        """Render editions into the output folder (see `briefgen.build.build`)."""
        return build(self.workspace, job, say)

    def publish(
        self,
        out: str | os.PathLike[str] | None = None,
        base_url: str = "",
        say: Callable[[str], None] = lambda _: None,
    ) -> Published:
        """Publish the project as a static site (see `briefgen.publish.publish`).

        Args:
            out: the folder of the site (default: site/ in the output folder).
            base_url: the address it will have (default: `base_url` of briefgen.toml).
            say: called with a line of progress before each longer step.

        Raises:
            BriefgenError: something is wrong; the folder is as it was.
        """
        from briefgen.publish import publish

        return publish(self.workspace, Path(out) if out else None, base_url, say)

    def export_json(self) -> bytes:
        """Return the whole dataset with its evidence as JSON.

        Raises:
            BriefgenError: the evidence is unsound.
        """
        self.verified.require_sound()
        return to_json(self.dataset, self.evidenced)

    def diff(self, old: str, new: str) -> Changes:
        """Return what changed between two exports, two PDFs or two git revisions (see `api.diff`).

        Raises:
            BriefgenError: one cannot be read, or they are not alike.
        """
        from briefgen.api.diff import changes_between

        return changes_between(old, new, lambda: self.workspace.root)

    def frame(self, table: str) -> pd.DataFrame:
        """Return a table as a pandas DataFrame: a row for each record, texts as written, lists as tuples.

        Raises:
            BriefgenError: there is no such table.
        """
        if table not in self.dataset.tables:
            hint = did_you_mean(table, self.dataset.tables)
            raise BriefgenError(Diagnostic("unknown-table", f"there is no table “{table}”", hint=hint), exit_code=2)
        import pandas as pd

        from briefgen.model import TABLES

        columns = list(TABLES[table].columns)
        return pd.DataFrame(
            [[getattr(r, c) for c in columns] for r in self.dataset.tables[table].values()], columns=columns
        )


def trace_of(project: Project, key: str, context: int = 160) -> Trace:
    """Return where a claim comes from (see `compose.trace.traced`).

    Raises:
        BriefgenError: there is no such record (exit code 2).
    """
    return traced(project.dataset, project.evidenced, key, context)


class EditionHandle:
    """One edition of a project, as values."""

    def __init__(self, project: Project, brief: briefs.Brief) -> None:
        """Keep the project and the brief; use `Project.brief`."""
        self._project = project
        self._brief = brief

    @cached_property
    def document(self) -> Document:
        """The Document.

        Raises:
            BriefgenError: the evidence is unsound, or a template is faulty.
        """
        self._project.verified.require_sound()
        return composed(self._project.workspace, self._project.verified.material, self._brief)

    def html(self) -> str:
        """Return the self-contained web page (needs no Pango)."""
        return self._made("html").files["html"].decode()

    def print_html(self) -> str:
        """Return the print page the PDF is made from."""
        return self._made("print").files["print"].decode()

    def pdf(self) -> bytes:
        """Return the PDF.

        Raises:
            BriefgenError: as `document`; or Pango is missing, or the engine found a fault.
        """
        return self._made("pdf").files["pdf"]

    def _made(self, kind: str) -> Edition:
        from briefgen.build import LazyEngine

        self._project.verified.require_sound()
        engine = LazyEngine(self._project.workspace)
        try:
            verified = self._project.verified
            maker = Maker(self._project.workspace, verified.material, engine.pdf, None, verified.diagnostics)
            return maker.edition(self._brief, (kind,))
        finally:
            engine.close()


__all__ = ["FORMATS", "EditionHandle", "Job", "Outcome", "Project", "examine", "trace_of"]
