"""What went wrong in a template, as diagnostics: file, line, the line itself, and a hint; never a traceback.

In: an exception from jinja2, from the sandbox or from a function of the context. Out: `Diagnostic`s.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace

from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.utils import missing

from briefgen.document import Origin
from briefgen.errors import BriefgenError, Diagnostic, Place, did_you_mean
from briefgen.templating.limits import LimitReachedError
from briefgen.templating.sandbox import CannotEmitError, UnknownNameError

_TAGS = (
    "autoescape block call elif else endblock endcall endfilter endfor endif endmacro endset extends filter for from if"
    " import include macro set with endwith"
)
_LAST_STOP = re.compile(r"\.$")
_INNER_NAME = re.compile(r"^\S*<locals>\.|^(?:[A-Za-z_]\w*\.)+(?=\w+\(\))")


def as_diagnostics(
    error: Exception, at: Origin, names: Collection[str], filters: Collection[str]
) -> Iterable[Diagnostic]:
    """Yield the diagnostics an exception stands for.

    Args:
        error: what was raised.
        at: the template line that raised it.
        names: names the context knows, for the hint.
        filters: filters the sandbox knows, for the hint.
    """
    place = Place(at.file, at.line)
    match error:
        case BriefgenError():
            for diagnostic in error.diagnostics:
                yield diagnostic if diagnostic.place.file else replace(diagnostic, place=place)
        case TemplateNotFound():
            wanted = error.message if " " in str(error.message) else f"there is no template “{error.name}”"
            yield Diagnostic("template-missing", str(wanted), place)
        case TemplateSyntaxError():
            message = _LAST_STOP.sub("", error.message or "the template cannot be read")
            line = Place(error.filename or error.name or at.file, error.lineno)
            yield Diagnostic("template-syntax", message, line, hint=_syntax_hint(message, filters))
        case UndefinedError():
            yield _undefined(error, place, names)
        case LimitReachedError():
            yield Diagnostic(
                "template-limit", str(error), place, hint="look for a loop or a macro that goes on for ever"
            )
        case RecursionError() | MemoryError():
            message = (
                "the template includes or calls itself without end"
                if isinstance(error, RecursionError)
                else "the template needs too much memory"
            )
            yield Diagnostic("template-limit", message, place)
        case CannotEmitError():
            yield Diagnostic("template-error", str(error), place, hint=error.hint)
        case _:
            message = _INNER_NAME.sub("", str(error).strip().partition("\n")[0]) or type(error).__name__
            yield Diagnostic("template-error", _LAST_STOP.sub("", message), place)


def _undefined(error: UndefinedError, place: Place, names: Collection[str]) -> Diagnostic:
    if not isinstance(error, UnknownNameError) or error.name is None:
        return Diagnostic("template-undefined", _LAST_STOP.sub("", str(error)), place)
    if error.obj is missing:
        message, known = f"“{error.name}” is not defined", names
    else:
        message, known = f"“{type(error.obj).__name__}” has no “{error.name}”", _attributes(error.obj)
    return Diagnostic("template-undefined", message, place, hint=did_you_mean(str(error.name), known))


def _attributes(obj: object) -> Collection[str]:
    if isinstance(obj, Mapping):
        return [str(key) for key in obj]
    if is_dataclass(obj):
        return [field.name for field in fields(obj)] + [name for name in vars(type(obj)) if not name.startswith("_")]
    return ()


def _syntax_hint(message: str, filters: Collection[str]) -> str:
    if found := re.search(r"unknown tag '(\w+)'", message):
        return did_you_mean(found[1], _TAGS.split())
    if found := re.search(r"No filter named '(\w+)'", message):
        return did_you_mean(found[1], [name for name in filters if not name.startswith("_")])
    return ""
