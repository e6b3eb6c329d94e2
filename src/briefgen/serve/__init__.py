"""The live preview: `briefgen serve`. A change of data, template, style sheet or setting is seen as it is saved.

In: a project. Out: pages for a browser on this machine. The way of a change: `changes` (what differs), `desk` (the
project, read again as far as it differs), `preview` (pages first, findings after), `hub` (who is told), `app` (what is
answered), `guard` (to whom), `server`. The rules run in a process of their own (`proofs`), and so does WeasyPrint
(`papers`).
"""

from __future__ import annotations

from briefgen.serve.editor import Editor, editor_of
from briefgen.serve.server import HOST, PORT, listen, serve

__all__ = ["HOST", "PORT", "Editor", "editor_of", "listen", "serve"]
