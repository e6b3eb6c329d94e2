"""What goes into a PDF beside its pages: the evidence of the edition, and how it was made.

In: the project, a brief, its Document, what the checks found. Out: attachments. Labels of inputs are relative to the
project or to what briefgen brings; nothing names the machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from briefgen.briefs import Brief
from briefgen.checks import PROSE_RULES, RULES
from briefgen.compose import Material
from briefgen.dataset import SOURCES_FILE
from briefgen.document import Document
from briefgen.errors import Diagnostic, in_order
from briefgen.export.bundle import Facts, bundle
from briefgen.export.bundle.used import texts
from briefgen.inspect import probes
from briefgen.model import TABLES
from briefgen.render.engine import Attachment
from briefgen.workspace import Workspace, installed_version
from briefgen.workspace.config import CONFIG_FILE
from briefgen.workspace.pango import cjk_fonts

_TOOLS = ("briefgen", "weasyprint", "pydyf", "matplotlib", "jinja2", "markdown-it-py", "fonttools")


def attachments(
    workspace: Workspace, material: Material, brief: Brief, document: Document, findings: Iterable[Diagnostic]
) -> tuple[Attachment, ...]:
    """Return the files that go into the PDF of an edition."""
    files = bundle(
        document, material.dataset, material.evidenced, facts(workspace, material, brief, document, findings)
    )
    return tuple(Attachment(file.name, file.content, file.description, file.relationship) for file in files)


def facts(
    workspace: Workspace, material: Material, brief: Brief, document: Document, findings: Iterable[Diagnostic]
) -> Facts:
    """Return how an edition is made: tools, inputs, checks, and what must be met in print."""
    return Facts(
        tools={name: installed_version(name) for name in _TOOLS},
        inputs=dict((*_inputs(workspace, material, brief), *_cjk(document))),
        rules=tuple(rule.id for rule in (*RULES, *PROSE_RULES)),
        findings=in_order(findings),
        limit=material.config.quotation_limit,
        stands=tuple((probe.what, probe.runs, probe.either) for probe in probes(document)),
    )


def _inputs(workspace: Workspace, material: Material, brief: Brief) -> Iterator[tuple[str, str]]:
    """Yield (label, SHA-256) of every file the edition is made from."""
    yield from ((source.file, source.sha256) for source in material.dataset.sources.values())
    for name in (CONFIG_FILE, SOURCES_FILE, *(table.file for table in TABLES.values())):
        if workspace.exists(name):
            yield name, _hash(workspace.read_bytes(name))
    for label, root in workspace.template_roots():
        for path in sorted(root.rglob("*")):
            inside = path.relative_to(root)
            if path.is_file() and _concerns(inside, brief):
                yield f"{label}/{inside.as_posix()}", _hash(path.read_bytes())
    for path in sorted(workspace.fonts.glob("*.ttf")):
        yield f"fonts/{path.name}", _hash(path.read_bytes())


def _cjk(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the fonts of the extra `cjk` where the edition has letters that only they have."""
    if any("\u2e80" <= letter <= "\ud7ff" for text in texts(document) for letter in text):
        for folder in cjk_fonts():
            for path in sorted(folder.rglob("*.ttf")):
                yield f"fonts/cjk/{path.name}", _hash(path.read_bytes())


def _concerns(path: Path, brief: Brief) -> bool:
    """Tell whether a template may be used by a brief: of another topic or audience it is not."""
    parts = path.parts
    topic, audience = brief.topic.slug, brief.audience.slug
    if parts[0] == "topics":
        other = len(parts) > 3 and parts[2] == "audiences" and parts[3] != audience
        return len(parts) > 2 and parts[1] == topic and not other
    if parts[0] == "terms":
        return path.stem == audience
    return parts[0] in ("layout", "assets") or (parts[0] == "audiences" and len(parts) > 1 and parts[1] == audience)


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
