"""Step 10, publish: a project becomes a static site that can be searched, cited, followed and checked.

In: a project. Out: a folder of files, put in place whole, or diagnostics; what was published before stays when
something is wrong. Before that every file is checked: what it points to is there, and nothing restricted is in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from briefgen.errors import BriefgenError, Diagnostic, Place, Severity
from briefgen.publish import paths
from briefgen.publish.manifest import manifest, ours, unchanged
from briefgen.workspace import Workspace, installed_version
from briefgen.workspace.config import CONFIG_FILE, line_of

__all__ = ["Published", "publish", "site_address"]

Say = Callable[[str], None]
_LIBRARIES = ("pagefind", "pillow")


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it.

    Attributes:
        folder: how messages call the folder of the site.
        changed: False when the folder held just this already.
        files: how many files briefgen made, or found as it had made them.
        diagnostics: warnings.
    """

    folder: str
    changed: bool
    files: int
    diagnostics: tuple[Diagnostic, ...] = ()


def _silent(_: str) -> None:
    return


def publish(workspace: Workspace, out: Path | None = None, base: str = "", say: Say = _silent) -> Published:
    """Publish a project.

    Args:
        workspace: the project.
        out: the folder of the site; None: site/ in the output folder.
        base: the site's address; empty: `base_url` of briefgen.toml.
        say: called with a line of progress before each longer step.

    Raises:
        BriefgenError: something is wrong with evidence, editions or pages, or the folder cannot be written. Then it is
            as it was.
    """
    base = site_address(workspace, base)
    workspace = replace(workspace, out=out.absolute() if out else workspace.out / "site")
    versions = [f"{name} {installed_version(name)}" for name in _LIBRARIES]
    inputs = workspace.cache_key("site", workspace.inputs_hash, base, *versions)
    warned = () if base else (_no_address(),)
    with workspace.replacing(ours) as folder:
        if unchanged(folder.target, inputs):
            return Published(folder.label, changed=False, files=len(ours(folder.target) or ()), diagnostics=warned)
        from briefgen.publish.pipeline import made

        hashes = made(workspace, folder, base, say)
        folder.write(paths.MANIFEST, manifest(inputs, hashes, installed_version()))
        folder.put_in_place({*hashes, paths.MANIFEST})
    return Published(folder.label, changed=True, files=len(hashes) + 1, diagnostics=warned)


def site_address(workspace: Workspace, given: str = "") -> str:
    """Return the site's address with a slash at its end; empty when none is known.

    Raises:
        BriefgenError: it is no http or https address, or has a query or a fragment (`bad-address`).
    """
    address = given or workspace.config.base_url
    parts = urlsplit(address)
    if not address:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment or " " in address:
        line = line_of(workspace.read_text(CONFIG_FILE), "base_url")
        place = Place("--base-url") if given else Place(CONFIG_FILE, line, "base_url")
        message = f"“{address}” is no address a site can have"
        hint = "such as https://example.org/briefs/"
        raise BriefgenError(Diagnostic("bad-address", message, place, hint=hint), exit_code=2 if given else 1)
    return address.rstrip("/") + "/"


def _no_address() -> Diagnostic:
    message = "the site's address is not known: no sitemap, no canonical links, and feeds with relative links"
    hint = 'base_url = "https://…" in briefgen.toml, or --base-url'
    return Diagnostic("no-address", message, Place(CONFIG_FILE, 0, "base_url"), hint=hint, severity=Severity.WARNING)
