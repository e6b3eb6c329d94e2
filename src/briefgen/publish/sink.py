"""Where everything made for a site goes: each path once, with its hash for the manifest and its links for the check.

In: files one after the other. Out: a folder beside the published one, hashes, and `Scanned` texts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

from briefgen.errors import BriefgenError, Diagnostic, Place
from briefgen.inspect.handling import Secrets
from briefgen.publish.scan import Scanned, scanned


class Folder(Protocol):
    """What files are written to."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file."""


@dataclass
class Sink:
    """Writes files, and remembers what was written.

    Attributes:
        folder: where they are written.
        label: how messages call the folder.
        secrets: the words that no file may hold.
        hashes: path → SHA-256.
        texts: path → what was found in it, for files that can hold links.
        faults: what is wrong with single files.
    """

    folder: Folder
    label: str
    secrets: Secrets
    hashes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Scanned] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)

    def put(self, path: str, content: bytes) -> None:
        """Write a file.

        Raises:
            BriefgenError: there is such a file already (`site-path-twice`), or it cannot be written.
        """
        if path in self.hashes:
            message = "two pages of the site would lie at this address"
            hint = "give one of them another id, or take the redirect away"
            raise BriefgenError(Diagnostic("site-path-twice", message, Place(f"{self.label}/{path}"), hint=hint))
        self.hashes[path] = sha256(content).hexdigest()
        self.folder.write(path, content)
        if (found := scanned(path, content)) is not None:
            self.texts[path] = found
        if path.endswith(_TEXTS):
            self.look(content.decode(), path)

    def put_once(self, path: str, content: bytes) -> str:
        """Write a file whose name is made of its content, unless it is there; return its path."""
        if path not in self.hashes:
            self.put(path, content)
        return path

    def asset(self, name: str, content: bytes) -> str:
        """Write a file under assets/ with its hash in its name, so that it can be kept for ever; return its path."""
        stem, _, suffix = name.rpartition(".")
        return self.put_once(f"assets/{stem}-{sha256(content).hexdigest()[:12]}.{suffix}", content)

    def look(self, text: str, path: str) -> None:
        """Look for words of restricted sources in a text that goes into a file."""
        self.faults += self.secrets.found("what would be published", text, Place(f"{self.label}/{path}"))


_TEXTS = (".html", ".xml", ".json", ".svg", ".txt", ".css", ".js", ".csv", ".bib", ".ris")
