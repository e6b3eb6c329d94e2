"""Style sheets, fonts and scripts of a site: files with their hash in their name, which never change.

In: texts and bytes. Out: paths under assets/.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from briefgen.publish.sink import Sink
from briefgen.render.html import faces
from briefgen.render.look import Look


@dataclass
class Assets:
    """Writes them; the same content is written once, however many pages use it.

    Attributes:
        sink: where files go.
        look: where style sheets and fonts are found.
    """

    sink: Sink
    look: Look
    _styles: dict[str, str] = field(default_factory=dict)

    def style(self, name: str, css: str) -> str:
        """Write a style sheet; return its path."""
        if css not in self._styles:
            self._styles[css] = self.sink.asset(f"{name}.css", css.encode())
        return self._styles[css]

    def fonts(self) -> str:
        """Write the fonts and the style sheet that names them; return its path."""

        def address(font: bytes, name: str) -> str:
            return PurePosixPath(self.sink.asset(f"{name}.woff2", font)).name

        return self.style("fonts", faces(self.look, address=address))

    def script(self, name: str, text: str) -> str:
        """Write a script; return its path."""
        return self.sink.asset(f"{name}.js", text.encode())
