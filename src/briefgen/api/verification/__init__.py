"""What holds of a PDF, from the file alone: its seal, its attachments, its evidence, its print.

In: the bytes of a PDF that anybody may have made; a folder of sources, if there is one. Out: a `Verdict`. No project is
needed. The seal shows that a file is as it was written, not who wrote it: compare the SHA-256 that is told with the one
its publisher tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from briefgen.api.verification.manifest import Manifest, attachments_hold, read_manifest
from briefgen.api.verification.package import Inside, annotations_agree, rules_hold, take_in
from briefgen.api.verification.printed import print_holds
from briefgen.api.verification.seeds import with_seeds
from briefgen.errors import BriefgenError, Diagnostic, Place, in_order
from briefgen.export.bundle import MANIFEST
from briefgen.inspect.unpack import Unpacked, unpack

__all__ = ["Verdict", "verify_pdf"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds and what does not.

    Attributes:
        sha256: of the whole file.
        edition: what the file says it is: title, topic, audience, identifier, publisher, as_of, …
        holds: what was checked and holds, in sentences.
        faults: what does not.
    """

    sha256: str
    edition: Mapping[str, str] = field(default_factory=dict)
    holds: tuple[str, ...] = ()
    faults: tuple[Diagnostic, ...] = ()


def verify_pdf(pdf: bytes, seeds: Path | None = None) -> Verdict:
    """Check a PDF made by briefgen.

    Args:
        pdf: its bytes.
        seeds: a folder with the source documents, by their file names.

    Raises:
        BriefgenError: it cannot be read (`pdf-unreadable`), carries no evidence (`manifest-missing`), or the folder is
            none (`no-seeds`).
    """
    if seeds is not None and not seeds.is_dir():
        raise BriefgenError(
            Diagnostic("no-seeds", "there is no such folder of sources", Place(str(seeds))), exit_code=2
        )
    found = unpack(pdf)
    if MANIFEST not in found.attachments:
        hint = "only PDFs made by briefgen 0.1 or later carry their evidence"
        raise BriefgenError(Diagnostic("manifest-missing", f"the PDF carries no {MANIFEST}", hint=hint))
    manifest = read_manifest(found.attachments[MANIFEST])
    verdict = _sealed(Verdict(sha256(pdf).hexdigest(), manifest.edition), found.sealed)
    verdict = _also(verdict, attachments_hold(manifest, found.attachments))
    verdict = _also(verdict, print_holds(manifest, found.runs))
    return _evidence(verdict, manifest, found, seeds)


def _evidence(verdict: Verdict, manifest: Manifest, found: Unpacked, seeds: Path | None) -> Verdict:
    try:
        inside = take_in(found.attachments)
        verdict = _also(verdict, annotations_agree(inside, found.attachments))
        if seeds is not None:
            inside, told = with_seeds(inside, seeds)
            verdict = _also(verdict, told)
        verdict = _also(verdict, _citations(manifest, inside))
        return _also(verdict, rules_hold(inside, told_apart=seeds is None))
    except BriefgenError as error:
        return _also(verdict, ((), error.diagnostics))


def _sealed(verdict: Verdict, sealed: bool | None) -> Verdict:  # noqa: FBT001 - three answers: yes, no, none
    if sealed:
        return _also(verdict, (("The seal holds: every byte of the file is as briefgen wrote it.",), ()))
    message = "the file has no seal" if sealed is None else "the seal is broken: the file is not as briefgen wrote it"
    hint = "programs that save a PDF anew take the seal away; what follows tells what else has changed"
    return _also(verdict, ((), (Diagnostic("seal-broken", message, hint=hint),)))


def _citations(manifest: Manifest, inside: Inside) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    unknown = [(number, key) for number, keys in manifest.citations for key in keys if inside.dataset.get(key) is None]
    faults = tuple(
        Diagnostic(
            "citation-unknown", f"citation {number} is of “{key}”, which is no record of the package", Place(MANIFEST)
        )
        for number, key in unknown[:20]
    )
    held = f"Each of the {len(manifest.citations)} citations is of records in the package."
    return ((), faults) if faults else ((held,), ())


def _also(verdict: Verdict, told: tuple[tuple[str, ...], tuple[Diagnostic, ...]]) -> Verdict:
    holds, faults = told
    return replace(verdict, holds=(*verdict.holds, *holds), faults=in_order((*verdict.faults, *faults)))
