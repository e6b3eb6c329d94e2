"""Which templates a template refers to: what it extends, imports and includes."""

from __future__ import annotations

from jinja2 import Environment, TemplateError, nodes


def referenced(text: str) -> tuple[str, ...]:
    """Return the names of the templates that a text extends, imports or includes by a written name, sorted.

    A text that is no template refers to none; the fault is reported where it is rendered.
    """
    return tuple(sorted({name for name in _names(text) if name}))


def blocks(text: str) -> tuple[str, ...]:
    """Return the names of the blocks of a template, in the order of the text."""
    try:
        tree = Environment(autoescape=True).parse(text)
    except (TemplateError, RecursionError):
        return ()
    return tuple(dict.fromkeys(block.name for block in tree.find_all(nodes.Block)))


def _names(text: str) -> list[str]:
    try:
        tree = Environment(autoescape=True).parse(text)
    except (TemplateError, RecursionError):
        return []
    kinds = (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)
    given = [node.template for node in tree.find_all(kinds) if isinstance(node, kinds)]
    return [node.value for node in given if isinstance(node, nodes.Const) and isinstance(node.value, str)]
