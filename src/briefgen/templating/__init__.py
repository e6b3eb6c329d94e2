"""Step 5, first half: run a template in its sandbox.

In: a function that finds templates, a name, and the context. Out: Markdown with tokens and line marks
(`render_template`, for sections), or HTML (`render_page`, for layouts). A template is somebody else's text: whatever it
does ends in bounded time, and as a `BriefgenError` that names file and line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound, nodes

from briefgen.document import Origin
from briefgen.errors import BriefgenError, Diagnostic, Place, did_you_mean
from briefgen.templating.emit import Page, Prose
from briefgen.templating.faults import as_diagnostics
from briefgen.templating.limits import LimitReachedError, TemplateLimits
from briefgen.templating.sandbox import Sandbox, raised_at
from briefgen.templating.tokens import RESERVED, TOKEN, Close, Enclosure, Tokens, enclose, mark, take_mark

__all__ = [
    "RESERVED",
    "TOKEN",
    "Close",
    "Enclosure",
    "Find",
    "TemplateLimits",
    "Tokens",
    "enclose",
    "mark",
    "render_page",
    "render_template",
    "take_mark",
]

Find = Callable[
    [str], tuple[str, str] | None
]  # a template's name -> (label for diagnostics, text), None when there is none
_SECTION = TemplateLimits()
_PAGE = TemplateLimits(operations=4_000_000, characters=64_000_000)  # a page holds fonts and drawings, in many blocks


def render_template(
    find: Find, name: str, context: Mapping[str, Any], tokens: Tokens, limits: TemplateLimits = _SECTION
) -> str:
    """Return the Markdown a section template writes, each value as a token of `tokens`, each line with its mark.

    Raises:
        BriefgenError: `template-missing`, `template-syntax`, `template-undefined`, `template-block`, `template-limit`,
            `template-error`, `reserved-character`; or what a function of the context raised, with the template's line.
    """
    loader = _Loader(find, limits, prose=True)
    return _rendered(Prose(loader, limits, tokens), loader, name, context)


def render_page(find: Find, name: str, context: Mapping[str, Any], limits: TemplateLimits = _PAGE) -> str:
    """Return the HTML a layout writes; values are escaped, `Markup` made by the renderer is not.

    Raises:
        BriefgenError: as `render_template`.
    """
    loader = _Loader(find, limits, prose=False)
    return _rendered(Page(loader, limits), loader, name, context)


def _rendered(sandbox: Sandbox, loader: _Loader, name: str, context: Mapping[str, Any]) -> str:
    names = {*context, *sandbox.globals}
    found: list[Diagnostic] = []
    text = ""
    try:
        text = _run(sandbox, name, context)
    except Exception as error:  # noqa: BLE001 - whatever a template or a function it calls does is a fault of that line
        at = raised_at(error.__traceback__)
        found += as_diagnostics(error, at if at.file else Origin(loader.label(name)), names, sandbox.filters)
    for at, unprintable in sandbox.unprintable:
        found += as_diagnostics(unprintable, at, names, sandbox.filters)
    if found:
        raise BriefgenError(loader.with_line(diagnostic) for diagnostic in found) from None
    return text


def _run(sandbox: Sandbox, name: str, context: Mapping[str, Any]) -> str:
    template = sandbox.get_template(name)
    pieces = []
    for piece in template.root_render_func(template.new_context(dict(context))):
        sandbox.budget.write(len(piece))
        pieces.append(piece)
    return "".join(pieces)


class _Loader(BaseLoader):
    """Loads templates through `find`; remembers their texts, to show a line in a diagnostic."""

    def __init__(self, find: Find, limits: TemplateLimits, *, prose: bool) -> None:
        self._find, self._limits, self._prose = find, limits, prose
        self._texts: dict[str, str] = {}
        self._labels: dict[str, str] = {}

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:  # noqa: A002, ANN401 - as in jinja2
        """Return a compiled template."""
        found = None if name.startswith("/") or "\\" in name or ".." in name.split("/") else self._find(name)
        if found is None:
            raise TemplateNotFound(name)
        label, text = found
        self._texts[label], self._labels[name] = text, label
        if len(text) > self._limits.size:
            raise LimitReachedError(f"the template is longer than {self._limits.size:,} characters")
        if reserved := RESERVED.search(text):
            line = text.count("\n", 0, reserved.start()) + 1
            message = f"U+{ord(reserved[0]):04X} is a character that briefgen reserves"
            raise BriefgenError(Diagnostic("reserved-character", message, Place(label, line)))
        code = _compiled(name, label, text, prose=self._prose)
        self._check_blocks(environment, label, text)
        return environment.template_class.from_code(environment, code, environment.make_globals(globals), None)

    def _check_blocks(self, environment: Environment, label: str, text: str) -> None:
        """Refuse a block that no template above has: jinja2 would leave it out without a word."""
        parent, blocks = _inheritance(text)
        above: set[str] = set()
        while parent and (found := self._find(parent)):
            above |= environment.get_template(parent).blocks.keys()
            parent = _inheritance(found[1])[0]
        faults = [
            Diagnostic(
                "template-block",
                f"no template above has a block “{name}”",
                Place(label, line),
                hint=did_you_mean(name, above),
            )
            for name, line in blocks
            if above and name not in above
        ]
        if faults:
            raise BriefgenError(faults)

    def label(self, name: str) -> str:
        """Return how diagnostics call a template."""
        return self._labels.get(name, name)

    def with_line(self, diagnostic: Diagnostic) -> Diagnostic:
        """Return the diagnostic with the line it is about, where it is about a template."""
        lines = self._texts.get(diagnostic.place.file, "").split("\n")
        if not 0 < diagnostic.place.line <= len(lines) or diagnostic.details:
            return diagnostic
        return replace(diagnostic, details=(lines[diagnostic.place.line - 1].strip()[:200],))


@lru_cache(maxsize=1024)
def _compiled(name: str, label: str, text: str, *, prose: bool) -> CodeType:
    """Compile once per text: the same templates serve many editions."""
    return _compiler(prose=prose).compile(text, name, label)


@lru_cache(maxsize=1024)
def _inheritance(text: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Return which template a text extends (empty: none), and its outermost blocks with their lines."""
    if "extends" not in text:
        return "", ()
    tree = _compiler(prose=False).parse(text)
    parents = [node.template for node in tree.find_all(nodes.Extends)]
    parent = parents[0].value if len(parents) == 1 and isinstance(parents[0], nodes.Const) else ""
    return str(parent), tuple((node.name, node.lineno) for node in tree.body if isinstance(node, nodes.Block))


@lru_cache(maxsize=2)
def _compiler(*, prose: bool) -> Sandbox:
    return Prose(None, _SECTION, Tokens()) if prose else Page(None, _SECTION)
