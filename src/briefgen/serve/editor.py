"""Links that open a file in an editor: an address with the file and the line in it.

In: what the user calls the editor, or an address with `{path}` and `{line}`. Out: `Editor`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from briefgen.errors import BriefgenError, Diagnostic

KNOWN = {"vscode": "vscode://file{path}:{line}"}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_REFUSED = frozenset({"javascript", "data", "vbscript", "blob", "file"})


@dataclass(frozen=True, slots=True)
class Editor:
    """How an editor is asked to open a file; empty: there is none."""

    pattern: str = ""

    def __bool__(self) -> bool:
        """Tell whether there is an editor."""
        return bool(self.pattern)

    def address(self, path: Path, line: int) -> str:
        """Return the address that opens a file at a line."""
        return self.pattern.replace("{path}", quote(str(path))).replace("{line}", str(max(line, 1)))


def editor_of(text: str) -> Editor:
    """Return the editor of a name, or of an address of one's own.

    Raises:
        BriefgenError: it is neither (`bad-editor`, exit code 2).
    """
    pattern = KNOWN.get(text, text)
    found = _SCHEME.match(pattern)
    if pattern and (found is None or found[1].lower() in _REFUSED or "{path}" not in pattern):
        message = f"“{text}” is no address that opens a file in an editor"
        hint = f"as in {KNOWN['vscode']}; or one of {', '.join(KNOWN)}"
        raise BriefgenError(Diagnostic("bad-editor", message, hint=hint), exit_code=2)
    return Editor(pattern)
