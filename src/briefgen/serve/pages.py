"""The preview's own pages, from templates in `look/`.

In: the state of a preview. Out: HTML, every value escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files as package_files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from briefgen.briefs import audiences, read_topic
from briefgen.errors import BriefgenError, Diagnostic, Place
from briefgen.serve import report
from briefgen.serve.desk import Desk, Key
from briefgen.serve.editor import Editor
from briefgen.serve.evidence import Resting
from briefgen.serve.files import Shown, on_disk
from briefgen.serve.preview import Preview
from briefgen.serve.report import Status

LOOK = {"css": "text/css", "js": "text/javascript", "woff2": "font/woff2"}


@dataclass(frozen=True, slots=True)
class Cell:
    """An edition in the list."""

    topic: str
    audience: str
    status: Status


class Pages:
    """Writes the pages of one preview."""

    def __init__(self, preview: Preview, editor: Editor) -> None:
        """Write for a preview, with links to an editor."""
        self._preview, self._editor = preview, editor
        self._look = Environment(
            loader=PackageLoader("briefgen.serve", "look"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=False,
            keep_trailing_newline=True,
        )
        self._look.globals |= {"source": _source, "edit": self._edit}

    def index(self) -> str:
        """Return the list of all editions."""
        return self._page("index", name=self._preview.state.desk.workspace.config.name, **self._listed())

    def status(self) -> str:
        """Return the list alone, to be put in the place of an older one."""
        return self._page("status", **self._listed())

    def brief(self, key: Key) -> str:
        """Return the page around an edition."""
        topic, audience = key
        others = dict.fromkeys((*(a for t, a in self._preview.state.keys if t == topic), audience))
        title = title_of(self._preview.state.desk, topic)
        return self._page("brief", topic=topic, audience=audience, title=title, others=others, **self._found(key))

    def findings(self, key: Key) -> str:
        """Return what is wrong with an edition."""
        return self._page("findings", **self._found(key))

    def evidence(self, resting: Resting) -> str:
        """Return what a place rests on."""
        return self._page("evidence", resting=resting)

    def source(self, shown: Shown, line: int) -> str:
        """Return lines of a file."""
        return self._page("source", shown=shown, wanted=line, editor=self._edit(Place(shown.name, max(line, 1))))

    def none(self, faults: tuple[Diagnostic, ...]) -> str:
        """Return what stands where a page would be, if it could be made."""
        return self._page("none", faults=faults)

    def unmade(self, faults: tuple[Diagnostic, ...]) -> str:
        """Return why there is no PDF."""
        return self._page("making", faults=faults)

    def _page(self, template: str, /, **values: object) -> str:
        return self._look.get_template(f"{template}.html.j2").render(values)

    def _listed(self) -> dict[str, object]:
        state = self._preview.state
        known = {audience: None for _, audience in state.keys} or dict.fromkeys(audiences(state.desk.workspace))
        rows = [
            {
                "title": title_of(state.desk, topic),
                "cells": [self._cell((topic, audience)) for audience in known],
            }
            for topic in dict.fromkeys(topic for topic, _ in state.keys)
        ]
        return {
            "audiences": list(known),
            "rows": rows,
            "broken": state.broken,
            "project": report.of_project(self._preview),
            "judged": state.project is not None,
            "series": state.series,
        }

    def _cell(self, key: Key) -> Cell | None:
        if key not in self._preview.state.keys:
            return None
        return Cell(*key, report.of_edition(self._preview, key).status)

    def _found(self, key: Key) -> dict[str, object]:
        found = report.of_edition(self._preview, key)
        said = {"status": found.status, "edition": found.edition, "project": found.project}
        return {**said, "faults": found.faults, "there": self._preview.shown(key) is not None}

    def _edit(self, place: Place) -> str:
        if not self._editor or not place.file:
            return ""
        path = on_disk(self._preview.state.desk.workspace, place.file)
        return self._editor.address(path, place.line) if path else ""


def title_of(desk: Desk, topic: str) -> str:
    """Return a topic's title, or its name while its settings cannot be read."""
    try:
        return read_topic(desk.workspace, topic).title
    except BriefgenError:
        return topic


def _source(place: Place) -> str:
    at = f"?line={place.line}" if place.line else ""
    return f"/source/{quote(place.file)}{at}"


@lru_cache
def look(name: str) -> tuple[bytes, str] | None:
    """Return a script, style sheet or font of the preview's pages with its type, None for any other name."""
    kind = LOOK.get(name.rpartition(".")[2])
    folder = package_files("briefgen")
    inside = folder / "fonts" / "web" / name if name.endswith(".woff2") else folder / "serve" / "look" / name
    known = kind and "/" not in name and "\\" not in name and "\0" not in name and inside.is_file()
    return (inside.read_bytes(), kind) if kind and known else None
