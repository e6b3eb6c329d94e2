"""The sandbox templates run in: a short list of filters and methods, immutable values, and a budget for everything.

In: jinja2's calls back. Out: texts. A subclass says how a value is emitted (`emit.Prose`: as a token; `emit.Page`:
escaped for HTML). Neither lets data become markup, and neither lets a template run or grow without end.
"""

from __future__ import annotations

import inspect
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sized
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, ClassVar, cast

from jinja2 import BaseLoader, StrictUndefined, pass_context
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from briefgen.document import Origin
from briefgen.templating.limits import Budget, LimitReachedError, TemplateLimits
from briefgen.templating.lines import COUNTED, Compiler
from briefgen.templating.tokens import trimmed

if TYPE_CHECKING:
    from types import FrameType, TracebackType

    from jinja2 import Template
    from jinja2.ext import Extension

GLOBALS = ("cycler", "dict", "joiner", "namespace", "range")
_FILTERS = (
    "abs capitalize count d default dictsort first float groupby int items last length list lower map max min reject"
    " rejectattr reverse select selectattr sort sum title unique upper wordcount"
)
TEXT_METHODS = (
    "capitalize casefold count endswith find index isalnum isalpha isdigit islower isnumeric isspace isupper lower"
    " lstrip partition removeprefix removesuffix rfind rpartition rsplit rstrip split splitlines startswith strip"
    " title upper"
)
_SIZED = (str, list, tuple, dict, range)  # what filters are paid for by its length
_MOST_FAULTS = 20  # outputs that may fail before the rest is not looked at
_NUMBER_BITS = 4096  # of the largest whole number an operator may make


class CannotEmitError(Exception):
    """A value that has no place in a text; the message says why, `hint` what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UnknownNameError(UndefinedError):
    """A name or an attribute that is not there: `obj` is what was asked for it, `missing` when it was the context."""

    def __init__(self, message: str, *, obj: object, name: object) -> None:
        super().__init__(message)
        self.obj, self.name = obj, name


class Unknown(StrictUndefined):
    """Undefined, remembering what was asked of whom, for the hint."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,  # noqa: ANN401 - as in jinja2
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        if exc is UndefinedError:
            exc = cast("type[TemplateRuntimeError]", partial(UnknownNameError, obj=obj, name=name))
        super().__init__(hint, obj, name, exc)


class Counted:
    """An iterable whose turns are paid for."""

    def __init__(self, values: Iterable[Any], budget: Budget) -> None:
        self._values, self._budget = values, budget

    def __iter__(self) -> Iterator[Any]:
        for value in self._values:
            self._budget.work()
            yield value


class CountedSized(Counted):
    """The same, where the length is known beforehand."""

    def __len__(self) -> int:
        return len(cast("Sized", self._values))


class Sandbox(ImmutableSandboxedEnvironment):
    """What both kinds of templates share."""

    code_generator_class = Compiler
    intercepted_binops = frozenset({"+", "*", "%", "**"})
    marking: ClassVar[tuple[type[Extension], ...]] = ()

    def __init__(self, loader: BaseLoader | None, limits: TemplateLimits) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=Unknown,
            finalize=_finalize,
            extensions=self.marking,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.budget = Budget(limits)
        self.unprintable: list[
            tuple[Origin, Exception]
        ] = []  # outputs that failed; the rest of the template is still looked at
        self.globals = {name: self.globals[name] for name in GLOBALS}
        self.filters = {name: self._charged(FILTERS[name]) for name in _FILTERS.split()}
        self.filters |= {COUNTED: self._counted, "join": self._join, "trim": self._trim}

    @abstractmethod
    def emit(self, value: object) -> Markup:
        """Return the text of a value.

        Raises:
            CannotEmitError: it has none.
            UndefinedError: it is undefined.
        """

    # ------------------------------------------------------------ what jinja2 calls

    def concat(self, parts: Iterable[str]) -> str:
        """Return the parts as one text: what a macro, a block or a caller has written."""
        pieces = list(parts)
        self.budget.write(sum(map(len, pieces)))
        return "".join(pieces)

    def joined(self, parts: tuple[Any, ...]) -> Any:  # noqa: ANN401 - a plain text, or one that may be emitted
        """Return what `~` makes: of plain values a plain text, otherwise the parts as they are emitted."""
        if all(isinstance(part, str | int | float) and not isinstance(part, bool | Markup) for part in parts):
            texts = [str(part) for part in parts]
            self.budget.fits(sum(map(len, texts)))
            return "".join(texts)
        return Markup(self.concat([self.emit(part) for part in parts]))  # noqa: S704 - each part has been emitted

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as in jinja2
        """Call a macro or a function of the context."""
        self.budget.work()
        if isinstance(obj, LoopContext) and args:
            args = (self._counted(args[0]), *args[1:])
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - as in jinja2
        """Apply an operator, unless the result would be too large."""
        if operator == "+" and (isinstance(left, Markup) or isinstance(right, Markup)):
            return self.joined((left, right))
        if operator == "%" and isinstance(left, str):
            raise SecurityError("% does not format texts here: write the parts one after another, or join them with ~")
        if isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length() * max(right, 1) if operator == "**" else left.bit_length() + right.bit_length()
            if bits > _NUMBER_BITS:
                raise LimitReachedError("the template computes a number that is too large")
        elif operator == "+" and isinstance(left, Sized) and isinstance(right, Sized):
            self.budget.fits(len(left) + len(right))
        elif operator == "*":
            many, times = (left, right) if isinstance(left, Sized) else (right, left)
            if isinstance(many, Sized) and isinstance(times, int):
                self.budget.fits(len(many) * times)
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - as in jinja2
        """Allow no private attribute, no change, and of a text only the methods that cannot make a longer one."""
        if isinstance(obj, str) and attr not in TEXT_METHODS.split():
            return False
        if attr in getattr(type(obj), "__dataclass_fields__", ()) and not attr.startswith("_"):
            return True  # a value of the Document: what jinja2 asks beside cannot be otherwise, and takes its time
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:  # noqa: ANN401 - as in jinja2
        """Leave `format` to `is_safe_attribute`, which refuses it: it would make `repr` of values visible."""

    # ------------------------------------------------------------ filters

    def _charged(self, filter_: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter that is paid for by the length of what it works on."""

        @wraps(filter_)  # keeps jinja2's notes on which argument the filter wants first
        def charged(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            self.budget.work(1 + sum(len(arg) for arg in args if isinstance(arg, _SIZED)))
            return filter_(*args, **kwargs)

        return charged

    def _counted(self, values: Iterable[Any]) -> Counted:
        iter(values)  # an undefined name, or what is no list, is reported here
        return (CountedSized if isinstance(values, Sized) else Counted)(values, self.budget)

    def _join(self, values: Iterable[Any], d: Any = "", attribute: str | None = None) -> Any:  # noqa: ANN401 - as jinja2's
        """Join values, keeping each whole (see `joined`); `attribute` takes one attribute of each."""
        parts: list[Any] = []
        for value in Counted(values, self.budget):
            parts += [d, self.getattr(value, attribute) if attribute else value]
        return self.joined(tuple(parts[1:]))

    def _trim(self, value: str) -> str:
        """Take white space off both ends."""
        if isinstance(value, Markup):
            return Markup(self.concat([trimmed(value)]))  # noqa: S704 - a part of what may be emitted
        return value.strip()


@pass_context
def _finalize(context: Context, value: object) -> Markup:
    """Emit the value of a `{{ … }}`; one that cannot be is noted with its place, so that all are reported at once."""
    sandbox = cast("Sandbox", context.environment)
    sandbox.budget.work()
    try:
        return sandbox.emit(value)
    except (CannotEmitError, UndefinedError) as error:
        sandbox.unprintable.append((here(), error))
        if len(sandbox.unprintable) > _MOST_FAULTS:
            raise
        return Markup()


# ---------------------------------------------------------------- where a template is


def here() -> Origin:
    """Return the template line that is running (called from within it)."""
    frame: FrameType | None = inspect.currentframe()
    while frame is not None and not _template_of(frame):
        frame = frame.f_back
    return _line_of(frame, frame.f_lineno) if frame is not None else Origin()


def raised_at(traceback: TracebackType | None) -> Origin:
    """Return the innermost template line of a traceback."""
    found = Origin()
    while traceback is not None:
        if _template_of(traceback.tb_frame):
            found = _line_of(traceback.tb_frame, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found


def _template_of(frame: FrameType) -> Template | None:
    return cast("Template | None", frame.f_globals.get("__jinja_template__"))


def _line_of(frame: FrameType, line: int) -> Origin:
    template = cast("Template", _template_of(frame))
    return Origin(template.filename or "", template.get_corresponding_lineno(line))
