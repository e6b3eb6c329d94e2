"""The engine process of a run: started early when a PDF is likely to be needed, and otherwise on first use."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from briefgen.render.bounds import Bounds
from briefgen.render.engine import Attachment, Engine
from briefgen.render.metadata import Described
from briefgen.workspace import Workspace

_NOTHING: Described = MappingProxyType({})


class LazyEngine:
    """An engine that may not be running yet."""

    def __init__(self, workspace: Workspace) -> None:
        """Remember where to start it."""
        self._workspace = workspace
        self._engine: Engine | None = None

    def start(self) -> Engine:
        """Return the engine, starting it if it does not run yet."""
        if self._engine is None:
            self._engine = Engine(self._workspace)
        return self._engine

    def pdf(
        self,
        html: str,
        attachments: Sequence[Attachment] = (),
        description: Described = _NOTHING,
        bounds: Bounds | None = None,
    ) -> bytes:
        """Return the PDF of a print page (see `Engine.pdf`)."""
        return self.start().pdf(html, attachments=attachments, description=description, bounds=bounds)

    def stop(self) -> None:
        """Ask the process to end, from any thread, if it was started (see `Engine.stop`)."""
        if self._engine is not None:
            self._engine.stop()

    def close(self) -> None:
        """End the process, if it was started."""
        if self._engine is not None:
            self._engine.close()
