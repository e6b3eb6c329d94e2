"""What a web page shows: its text and pictures, less what its own style sheets hide.

In: a self-contained HTML page. Out: `Shown`. This is a reading of the style sheets, not a layout: it knows what is not
displayed, invisible, transparent, in the paper's colour, too small, clipped to nothing, or moved off the window, on any
screen that a media query can ask for; it does not know what one box covers of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_SILENT = frozenset({"script", "style", "title", "template", "noscript", "head"})
_PROPERTIES = frozenset(
    (
        "display", "visibility", "opacity", "font-size", "color", "clip-path", "clip", "content-visibility",
        "text-indent", "transform", "filter", "left", "right", "top", "bottom", "margin-left", "margin-right",
        "margin-top", "margin-bottom", "height", "max-height", "width", "max-width", "overflow", "overflow-x",
        "overflow-y",
    )
)  # fmt: skip
_BULK = re.compile(r"(<svg\b[^>]*>).*?(</svg>)|@font-face\s*\{[^}]*\}|(data:[\w/+.-]+;base64,)[\w+/=]+", re.DOTALL)
_PIXELS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0, "em": 16.0, "ch": 8.0, "mm": 3.78, "cm": 37.8, "in": 96.0}
_PIXELS |= {"vw": 12.8, "vh": 8.0, "%": 12.8}
_FAR = -500.0  # pixels: nothing is moved so far for its looks
_SMALLEST = 4.0  # pixels
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(%|[a-z]+)?")
_WHITE = re.compile(r"white|#fff(?:f|fff)?|#fff{5}|rgba?\(\s*255[\s,]+255[\s,]+255.*|var\(--paper\)")
_NOTHING = re.compile(r"transparent|(?:rgba?|hsla?)\([^)]*[,/]\s*0?\.?0*%?\s*\)|#(?:[0-9a-f]{3}0|[0-9a-f]{6}00)")
_CLIPPED = re.compile(r"inset\((?:5\d|[6-9]\d|100)%.*|circle\(0.*|polygon\(0(?:px|%)? 0(?:px|%)?\).*|rect\(0.*0\)")
_GONE = re.compile(r"scale[xy3d]*\(0[,)]?.*|.*opacity\(0%?\).*")


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as a reader meets it.

    Attributes:
        text: all text that is shown.
        hidden: (text, why it is not shown).
        pictures: for each picture that is shown, the ids of the elements around it.
    """

    text: str
    hidden: tuple[tuple[str, str], ...]
    pictures: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _State:
    """What an element hands down: its font size in pixels, why it is hidden, and what is inherited."""

    size: float = 16.0
    gone: str = ""  # with all that is in it
    unseen: str = ""  # unless what is in it says otherwise
    colour: str = ""
    ids: frozenset[str] = frozenset()


def shown(page: str) -> Shown:
    """Return what a page shows."""
    import tinyhtml5
    from cssselect2 import ElementWrapper, Matcher

    root = tinyhtml5.parse(_BULK.sub(r"\1\2\3", page), namespace_html_elements=False)
    matcher = Matcher()
    for style in root.iter("style"):
        for order, (selectors, declared) in enumerate(_rules(style.text or "")):
            _add(matcher, selectors, declared, order)
    text: list[str] = []
    hidden: list[tuple[str, str]] = []
    pictures: list[frozenset[str]] = []
    waiting: list[tuple[Any, _State]] = [(ElementWrapper.from_html_root(root), _State())]
    # In the order of the document: what follows an element's children waits as text.
    while waiting:
        item, state = waiting.pop()
        if isinstance(item, str):
            why = state.gone or state.unseen or state.colour
            if why:
                hidden.append((item, why))
            else:
                text.append(item)
            continue
        element = item.etree_element
        tag = str(element.tag).rpartition("}")[2]
        if not isinstance(element.tag, str) or tag in _SILENT:
            continue
        inner = _inside(item, state, matcher)
        if tag in ("svg", "img"):
            if not (inner.gone or inner.unseen):
                pictures.append(inner.ids)
            continue
        following: list[tuple[Any, _State]] = [(element.text or "", inner)]
        for child in item.iter_children():
            following += [(child, inner), (child.etree_element.tail or "", inner)]
        waiting += reversed(following)
    return Shown("".join(text), tuple(hidden), tuple(pictures))


# ---------------------------------------------------------------- style sheets


def _rules(css: str) -> Iterator[tuple[list[Any], list[tuple[str, str, bool]]]]:
    """Yield (prelude, declarations that could hide something) of each rule for screens."""
    import tinycss2

    waiting: list[Any] = list(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))
    while waiting:
        rule = waiting.pop(0)
        if (
            rule.type == "at-rule"
            and rule.content is not None
            and rule.lower_at_keyword in ("media", "supports", "layer")
        ):
            condition = tinycss2.serialize(rule.prelude).lower()
            if "print" not in condition and "prefers-color-scheme" not in condition:
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                waiting = [*inner, *waiting]
        if rule.type != "qualified-rule":
            continue
        declared = [
            (d.lower_name, tinycss2.serialize(d.value).strip().lower(), d.important)
            for d in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            if d.type == "declaration"
        ]
        kept = [d for full in declared for d in _long(*full) if d[0] in _PROPERTIES]
        if kept:
            yield rule.prelude, kept


def _long(name: str, value: str, important: bool) -> Iterator[tuple[str, str, bool]]:  # noqa: FBT001 - of tinycss2
    """Yield a declaration, a shorthand as the ones it stands for."""
    if name == "inset":
        yield from ((side, value.split(maxsplit=1)[0], important) for side in ("top", "left") if value)
    elif name == "margin" and value:
        parts = value.split()
        sides = {"top": 0, "right": 1, "bottom": 2, "left": 3}
        yield from (
            (f"margin-{side}", parts[at % len(parts) if len(parts) != 3 else min(at, 2)], important)
            for side, at in sides.items()
        )
    elif name == "font" and (size := re.search(r"(?:^|\s)(\S+?)(?:/\S+)?\s+(?=[\"'a-z-])", value)):
        yield "font-size", size[1], important
    else:
        yield name, value, important


def _add(matcher: Any, prelude: list[Any], declared: list[tuple[str, str, bool]], order: int) -> None:  # noqa: ANN401
    import cssselect2

    try:
        selectors = cssselect2.compile_selector_list(prelude)
    except cssselect2.SelectorError:
        return  # a browser ignores such a rule, too
    for selector in selectors:
        matcher.add_selector(selector, (order, declared))


# ---------------------------------------------------------------- elements


def _inside(item: Any, state: _State, matcher: Any) -> _State:  # noqa: ANN401 - comes without types
    """Return what an element hands down to what stands in it."""
    won: dict[str, tuple[tuple[Any, ...], str]] = {}
    for specificity, order, pseudo, (_, declared) in matcher.match(item):
        for name, value, important in declared if pseudo is None else ():
            rank = (important, specificity, order)
            if name not in won or won[name][0] <= rank:
                won[name] = (rank, value)
    style = {name: value for name, (_, value) in won.items()}
    size = _size(style.get("font-size", ""), state.size)
    ids = state.ids | ({item.id} if item.id else set())
    gone = state.gone or _gone(style, "hidden" in item.etree_element.attrib)
    unseen = state.unseen
    if "visibility" in style:
        unseen = "" if style["visibility"] == "visible" else "visibility: " + style["visibility"]
    small = f"font-size: {style.get('font-size', '')}" if "font-size" in style else "a font size that is handed down"
    colour = _colour(style["color"]) if "color" in style else state.colour
    if size < _SMALLEST:
        return _State(size, gone or small, unseen, colour, ids)
    return _State(size, gone, unseen, colour, ids)


def _gone(style: Mapping[str, str], attribute: bool) -> str:  # noqa: FBT001 - one of two reasons
    """Return the declaration that hides an element with all that is in it, if there is one."""
    if attribute:
        return "the attribute hidden"
    for name, value in style.items():
        pattern = _HIDING.get(name)
        if pattern is not None and pattern.fullmatch(value):
            return f"{name}: {value}"
        if name in _MOVING and any(_pixels(part) <= _FAR for part in _numbers(value)):
            return f"{name}: {value}"
    clipped = any(style.get(name, "") in ("hidden", "clip") for name in ("overflow", "overflow-x", "overflow-y"))
    for name in ("height", "max-height", "width", "max-width"):
        if clipped and name in style and (numbers := _numbers(style[name])) and _pixels(numbers[0]) < 2:
            return f"{name}: {style[name]} with overflow: hidden"
    return ""


def _colour(value: str) -> str:
    hidden = _NOTHING.fullmatch(value) or _WHITE.fullmatch(value)
    return f"color: {value}" if hidden else ""


def _size(value: str, around: float) -> float:
    found = _LENGTH.fullmatch(value)
    if found is None:
        return (
            around
            if value in ("", "inherit", "smaller", "larger") or value.startswith(("calc", "clamp", "var"))
            else 16.0
        )
    number, unit = float(found[1]), found[2] or "px"
    if unit in ("em", "%"):
        return around * number / (100 if unit == "%" else 1)
    return number * _PIXELS.get(unit, 1.0)


def _numbers(value: str) -> list[tuple[str, str]]:
    return [(number, unit or "px") for number, unit in _LENGTH.findall(value)]


def _pixels(length: tuple[str, str]) -> float:
    return float(length[0]) * _PIXELS.get(length[1], 1.0)


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words))


_HIDING: Mapping[str, re.Pattern[str]] = {
    "display": _any("none"),
    "content-visibility": _any("hidden"),
    "opacity": re.compile(r"0?\.?0\d*%?"),
    "clip-path": _CLIPPED,
    "clip": _CLIPPED,
    "transform": _GONE,
    "filter": _GONE,
}
_MOVING = frozenset(
    ("left", "right", "top", "bottom", "margin-left", "margin-right", "margin-top", "text-indent", "transform")
)
