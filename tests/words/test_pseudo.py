"""Nothing visible is hard-coded: in a language of no one's letters, plain letters are data or narrative.

Rendered are a hand-made Document with every kind of block, and the project that `briefgen init` makes.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from briefgen.api import Project
from briefgen.api.scaffold import new_project
from briefgen.document import Document
from briefgen.render.html import render_html
from briefgen.render.print import render_print
from briefgen.words import PSEUDO
from tests.render.test_pages import LOOK
from tests.render.test_web_page import SHOWN
from tests.sample import IMAGES

_LETTER = r"[A-Za-z'’-]"
_WORD = re.compile(r"(?<![^\W\d_])[A-Za-z]{2,}(?![^\W\d_])")
_RUN = re.compile(rf"(?<![^\W_])[A-Za-z]{{2,}}{_LETTER}*(?:[ \u00a0\n]+{_LETTER}+)*(?![^\W_])")
_MONTHS = "|".join((*calendar.month_name[1:], *calendar.month_abbr[1:]))
_OURS = re.compile(rf"\b(?:briefgen|PDF|SVG|PNG|CSV|{_MONTHS})\b")
_SPOKEN = ("aria-label", "alt", "title", "data-copied")
SHORT = 6  # words


def segments(page: str) -> Iterator[str]:
    """Yield each run of text a reader meets in a page, and what is said of pictures and buttons."""
    root: Any = html.document_fromstring(page)  # its parts come without types
    (body,) = root.xpath("//body")
    for element in body.iter("*"):
        if element.tag in ("script", "style"):
            continue
        yield from (element.get(name) for name in _SPOKEN if element.get(name))
        yield element.text or ""
        yield from (child.tail or "" for child in element)


def hard_coded(page: str, data: str) -> list[str]:
    """Return what a page says in plain letters that is not in the data.

    A text is taken apart at punctuation, figures, names of months and letters of no one; what is short must stand in
    the data as it is, of what is longer each word.
    """
    flat = f" {' '.join(_WORD.findall(data))} "
    known = frozenset(flat.split())
    found = []
    for segment in segments(page):
        for run in _RUN.findall(_OURS.sub(".", segment)):
            words = _WORD.findall(run)
            if (len(words) <= SHORT and f" {' '.join(words)} " not in flat) or not known.issuperset(words):
                found.append(run.strip())
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("medium", ["web", "print"])
@pytest.mark.parametrize("style", ["notes", "sources", "author-date"])
def test_layouts_say_nothing_by_themselves(medium: str, style: str) -> None:
    """Every kind of block, note and doubt."""
    meta = replace(SHOWN.metadata, lang=PSEUDO, citation_style=style, draft=True)
    horizon = replace(SHOWN.horizon, doubts=("few-origins", "old", "undated"), age=4)
    document = replace(SHOWN, metadata=meta, horizon=horizon)
    made = (render_html if medium == "web" else render_print)(document, IMAGES, LOOK)
    assert hard_coded(made, spelt(document)) == []


def spelt(document: Document) -> str:
    """Return all texts of a Document."""
    return " ".join(_texts(document))


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from _texts(part)
    elif hasattr(node, "__dataclass_fields__"):
        for name in node.__dataclass_fields__:
            yield from _texts(getattr(node, name))


def test_a_hard_coded_word_is_found() -> None:
    """In a text, and in what is said of a picture."""
    page = "<html><body><p>The well</p><p>Chapter</p><p aria-label='Figure'>ñöţé</p></body></html>"
    assert hard_coded(page, "The well was dug.") == ["Chapter", "Figure"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Make the example project, in the language of no one."""
    folder = tmp_path_factory.mktemp("pseudo") / "example"
    new_project(folder)
    config = folder / "briefgen.toml"
    text = re.sub(r"(?m)^lang = .*", f'lang = "{PSEUDO}"', config.read_text(encoding="utf-8"))
    config.write_text(text, encoding="utf-8")
    return Project.open(folder)


@pytest.mark.parametrize("audience", ["diplomat", "minister", "researcher", "resident"])
def test_an_edition_says_nothing_by_itself(project: Project, audience: str) -> None:
    """What briefgen composes of records is in the catalogue, charts and all; their labels have no leading article."""
    root = Path(project.workspace.root)
    files = [p for p in root.rglob("*") if p.suffix in {".csv", ".json", ".toml", ".j2", ".txt"}]
    builtin = Path(__file__).parents[2] / "templates" / "audiences"
    files += list(builtin.rglob("*.toml"))
    data = " ".join([audience, *(path.read_text(encoding="utf-8") for path in files)])
    data += re.sub(r"\b[Tt]he (\w)", lambda found: found[1].upper(), data)
    page = project.brief("footbridge", audience=audience).html()
    assert hard_coded(page, data) == []
