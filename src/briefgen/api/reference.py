"""templates/CONTEXT.md: everything templates and TOML files may use, generated from the code that gives it.

In: the declarations themselves. Out: Markdown. `python -m briefgen.api.reference` prints it; `make docs` writes it; a
test compares it with what templates really get.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from briefgen.api.examples import BOXES, FILTERS, GLOBAL_NAMES, LAYOUT
from briefgen.api.site_reference import LAYOUTS, SITE
from briefgen.briefs import AUDIENCE_KEYS, CHART_KEYS, SELECT_KEYS, TOPIC_KEYS
from briefgen.charts import CHARTS
from briefgen.compose.context import FUNCTIONS, VARIABLES, Kitchen
from briefgen.document import (
    Corrected,
    Document,
    Horizon,
    Metadata,
    Note,
    PassageView,
    Reference,
    Section,
    Since,
    Standing,
)
from briefgen.templating.references import blocks
from briefgen.templating.sandbox import TEXT_METHODS
from briefgen.workspace import builtin_templates
from briefgen.workspace.config import PROJECT_KEYS, SITE_KEYS, SUPPRESS_KEYS
from briefgen.workspace.keys import Key
from briefgen.workspace.retired import RETIRED_KEYS
from briefgen.workspace.theme import THEME_KEYS

_NODES = (Document, Metadata, Horizon, Section, Note, PassageView, Reference, Corrected, Standing, Since)
_TYPES = {str: "text", int: "whole number", list: "list", dict: "table", bool: "true or false"}
_AUDIENCE = (
    "An audience; `topics/TOPIC/audiences/AUDIENCE/audience.toml` lies over it, it lies over the built-in one of the"
    " same name, that over `templates/terms/AUDIENCE.toml` (the keys of `[terms]`), and that over `paper` and `[theme]`"
    " of briefgen.toml. Tables are laid over one another key by key."
)
_EXAMPLE = re.compile(r"Example: (`.+?`)", re.DOTALL)


def reference() -> str:
    """Return templates/CONTEXT.md."""
    parts = [*_sections(), *_layouts(), *_site(), *_tomls()]
    return "\n".join(parts).rstrip("\n") + "\n"


# ---------------------------------------------------------------- section templates


def _sections() -> Iterator[str]:
    yield "# What templates and settings may use"
    yield ""
    yield "Generated from the code by `make docs`; do not edit. A test compares it with what templates really get."
    yield ""
    yield "## Section templates: `sections/*.md.j2`"
    yield ""
    yield "CommonMark without HTML, run through Jinja. The first `## ` is the section's title. `[@id]` and `[@a; @b]`"
    yield "cite records; “…” is a quotation, which must be word for word. What `{{ … }}` writes never becomes markup."
    yield ""
    yield "### Variables"
    yield ""
    yield from _table(
        ("name", "type", "what it is", "example"),
        (
            (f"`{name}`", "text", about, f"`{{{{ {name} }}}}` → {example}")
            for name, (about, example) in VARIABLES.items()
        ),
    )
    yield "### Functions"
    yield ""
    for name in FUNCTIONS:
        yield from _function(name)
    yield f"Charts: {_names(CHARTS)}."
    yield ""
    yield "Kinds of box: " + "; ".join(f"`{kind}`, {about}" for kind, about in BOXES.items()) + "."
    yield ""
    yield "### Filters"
    yield ""
    yield from _table(("name", "example"), ((f"`{name}`", f"`{example}`") for name, example in FILTERS.items()))
    yield "### Globals"
    yield ""
    yield from _table(("name", "example"), ((f"`{name}`", f"`{example}`") for name, example in GLOBAL_NAMES.items()))
    yield f"Methods of texts: {_names(TEXT_METHODS.split())}. Others are refused."
    yield ""


def _function(name: str) -> Iterator[str]:
    function = getattr(Kitchen, name)
    signature = inspect.signature(function)
    called = "caller" in signature.parameters
    given = ", ".join(_parameter(p) for p in signature.parameters.values() if p.name not in ("self", "caller"))
    text = f"({given}) -> {signature.return_annotation}"
    said = inspect.getdoc(function) or ""
    yield f"#### `{name}{text}`"
    yield ""
    yield " ".join(_EXAMPLE.sub("", said).split()).removesuffix(" .")
    yield ""
    used = " (used with `{% call %}`)" if called else ""
    example = _EXAMPLE.search(said)
    yield f"Example{used}: {' '.join(example[1].split()) if example else ''}"
    yield ""


def _parameter(parameter: inspect.Parameter) -> str:
    stars = "*" * (parameter.kind is parameter.VAR_POSITIONAL) + "**" * (parameter.kind is parameter.VAR_KEYWORD)
    default = "" if parameter.default is parameter.empty else f" = {_toml(parameter.default)}"
    return f"{stars}{parameter.name}: {parameter.annotation}{default}"


# ---------------------------------------------------------------- layouts


def _layouts() -> Iterator[str]:
    yield "## Layouts: `document.html.j2`, `print.html.j2`"
    yield ""
    yield 'An override may begin with `{% extends "builtin/layout/print.html.j2" %}` and fill only the blocks it'
    yield "changes; `{{ super() }}` writes the built-in one. What is not made by briefgen's own functions is escaped."
    yield ""
    yield "### Blocks"
    yield ""
    yield from _table(("layout", "blocks"), ((f"`{name}`", _names(found)) for name, found in layout_blocks().items()))
    yield "### Names"
    yield ""
    yield from _table(
        ("name", "type", "what it is", "example"),
        ((f"`{name}`", kind, about, f"`{example}`") for name, (kind, about, example) in LAYOUT.items()),
    )
    for node in _NODES:
        yield f"### `{node.__name__}`"
        yield ""
        yield " ".join((inspect.getdoc(node) or "").split("\n\n")[0].split())
        yield ""
        shown = ((f"`{f.name}`", f"`{f.type}`".replace("|", "or")) for f in fields(node))
        yield from _table(("attribute", "type"), shown)


def layout_blocks() -> dict[str, tuple[str, ...]]:
    """Return layout → its blocks, in the order of the text."""
    folder = builtin_templates() / "layout"
    found = {path.name: blocks(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.html.j2"))}
    return {name: names for name, names in found.items() if names}


# ---------------------------------------------------------------- the site


def _site() -> Iterator[str]:
    yield "## The site: `site/*.html.j2`, `site/*.css`, `site/search.js`"
    yield ""
    yield "The pages that `briefgen publish` makes. A project's own file of the same name wins; it may extend the"
    yield 'built-in one: `{% extends "builtin/site/home.html.j2" %}`. A link that leads nowhere stops the publish.'
    yield ""
    yield "### Names in every layout of the site"
    yield ""
    yield from _table(
        ("name", "type", "what it is", "example"),
        ((f"`{name}`", kind, about, f"`{example}`") for name, (kind, about, example) in SITE.items()),
    )
    yield "### Names and blocks of each layout of the site"
    yield ""
    folder = builtin_templates() / "site"
    found = {name: blocks((folder / f"{name}.html.j2").read_text(encoding="utf-8")) for name in LAYOUTS}
    rows = ((f"`{name}`", LAYOUTS[name], _names(found[name])) for name in LAYOUTS)
    yield from _table(("layout", "names", "blocks"), rows)


# ---------------------------------------------------------------- settings


def _tomls() -> Iterator[str]:
    for title, keys, about in (
        ("`briefgen.toml`", PROJECT_KEYS, "The project."),
        (
            "`[[suppress]]` in briefgen.toml",
            SUPPRESS_KEYS,
            "A finding that is accepted; `place` or `text`, and `reason`.",
        ),
        ("`[site]` in briefgen.toml", SITE_KEYS, "What is published."),
        (
            "`[[retired]]` in briefgen.toml",
            RETIRED_KEYS,
            "An edition that no longer stands: its first page says so, and points forward.",
        ),
        (
            "`topics/TOPIC/topic.toml`",
            TOPIC_KEYS,
            "A topic; `topics/TOPIC/audiences/AUDIENCE/topic.toml` lies over it.",
        ),
        ("`[select]` in topic.toml", SELECT_KEYS, "Which records the brief uses."),
        ("`[charts.NAME]` in topic.toml", CHART_KEYS, f"Settings of a chart: {_names(CHARTS)}."),
        (
            "`audiences/AUDIENCE/audience.toml`",
            AUDIENCE_KEYS,
            _AUDIENCE,
        ),
        ("`[theme]` in audience.toml and briefgen.toml", THEME_KEYS, "Design tokens: no CSS needed."),
    ):
        yield f"## {title}"
        yield ""
        yield about
        yield ""
        yield from _table(("key", "type", "what it is", "default", "example"), (_row(n, k) for n, k in keys.items()))


def _row(name: str, key: Key) -> tuple[str, ...]:
    about = key.about + (f" (one of {', '.join(key.choices)})" if key.choices else "")
    default = (
        "must be there" if key.default is None else "" if key.default in ("", [], {}) else f"`{_toml(key.default)}`"
    )
    shown = key.example if key.example.startswith("[[") else f"{name} = {key.example}"
    return f"`{name}`", _TYPES[key.type], about, default, f"`{shown}`"


def _toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)


# ---------------------------------------------------------------- Markdown


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (header, tuple("---" for _ in header), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def _names(names: Iterable[str] | Mapping[str, object]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    sys.stdout.write(reference())
