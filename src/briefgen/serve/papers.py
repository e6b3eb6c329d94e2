"""PDFs on demand, made by one engine process that stays warm.

In: a project as read, an edition. Out: the bytes a render would write. The process is started when somebody looks at an
edition, so that it is ready when its PDF is asked for.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from briefgen.build import LazyEngine
from briefgen.build.editions import Maker, Paper
from briefgen.errors import BriefgenError, Diagnostic
from briefgen.serve.desk import Composed, Findings, Key
from briefgen.workspace import Workspace


class Papers:
    """Makes PDFs, one at a time."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._press = ThreadPoolExecutor(1, "pdf")
        self._engine: LazyEngine | None = None
        self._workspace: Workspace | None = None
        self._kept: dict[Key, tuple[int, bytes]] = {}
        self._number = 0
        self._stopped = False

    def warm(self, workspace: Workspace) -> None:
        """Start the engine, or start it anew when the settings it was started with are no longer the project's."""
        self._press.submit(self._warmed, workspace)

    async def make(self, key: Key, made: Composed, findings: Findings) -> tuple[int, tuple[Paper, ...]]:
        """Make the PDF of an edition; return the number by which it can be had, and what has not been inspected.

        Raises:
            BriefgenError: as a render, but for what inspection finds.
        """
        loop = asyncio.get_running_loop()
        pdf, later = await loop.run_in_executor(self._press, self._made, made, findings)
        self._number += 1
        self._kept[key] = (self._number, pdf)
        return self._number, later

    def kept(self, key: Key, number: int) -> bytes | None:
        """Return a PDF that was made; only the last of an edition is kept."""
        last, pdf = self._kept.get(key, (0, b""))
        return pdf if pdf and last == number else None

    def stop(self) -> None:
        """End the engine, whatever it is doing: a PDF that is being made fails, and none is made any more."""
        self._stopped = True
        if self._engine is not None:
            self._engine.stop()

    def close(self) -> None:
        """End the thread that talks to the engine, and the engine."""
        self.stop()
        self._press.shutdown(wait=True, cancel_futures=True)
        if self._engine is not None:
            self._engine.close()

    def _made(self, made: Composed, findings: Findings) -> tuple[bytes, tuple[Paper, ...]]:
        known = made.maker
        engine = self._warmed(known.workspace)
        maker = Maker(known.workspace, known.material, engine.pdf, known.gaps, known.checked)
        return maker.paper(made.document, made.brief, findings.prose)

    def _warmed(self, workspace: Workspace) -> LazyEngine:
        if self._stopped:
            raise BriefgenError(Diagnostic("engine-died", "the preview is ending"))
        if self._engine is None or self._workspace is None or self._workspace.config != workspace.config:
            if self._engine is not None:
                self._engine.close()
            self._engine, self._workspace = LazyEngine(workspace), workspace
        self._engine.start()
        return self._engine
