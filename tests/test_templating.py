"""Templates: values become tokens, lines are marked, limits hold, and every mistake names its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from markupsafe import Markup

from briefgen.document import Box, Emph, Origin, Paragraph, Quote, Text, Value
from briefgen.errors import BriefgenError, Diagnostic, Place
from briefgen.templating import (
    TOKEN,
    Close,
    Enclosure,
    Find,
    TemplateLimits,
    Tokens,
    enclose,
    mark,
    render_page,
    render_template,
    take_mark,
)
from tests.clock import busy


@dataclass(frozen=True)
class Event:
    """A record, as templates see it."""

    title: str
    year: int


def finder(templates: dict[str, str]) -> Find:
    """Return a find function over texts; the label is the name under templates/."""
    return lambda name: (f"templates/{name}", templates[name]) if name in templates else None


def written(source: str, more: dict[str, str] | None = None, **context: object) -> list[tuple[str, Origin | None]]:
    """Render a template; return its lines without marks, tokens as <what they stand for>, and what the marks say."""
    tokens = Tokens()
    text = render_template(finder({"a.md.j2": source, **(more or {})}), "a.md.j2", context, tokens)
    lines = (take_mark(line) for line in text.split("\n"))
    return [(TOKEN.sub(lambda found: f"<{shown(tokens.get(found[0]))}>", line), origin) for line, origin in lines]


def shown(node: object) -> str:
    """Return a node in short."""
    match node:
        case Text():
            return node.text
        case Value():
            return repr(node.datum)
        case Enclosure():
            return f"open {node.name}"
        case Close():
            return f"close {node.enclosure.name}"
        case _:
            return type(node).__name__


def texts(source: str, more: dict[str, str] | None = None, **context: object) -> list[str]:
    """Return the visible lines a template writes."""
    return [line for line, _ in written(source, more, **context) if line.strip()]


def places(source: str, more: dict[str, str] | None = None, **context: object) -> list[str]:
    """Return `text @ line` for each visible line; a line of another file bears its name."""
    return [
        f"{line} @ {origin.file.removeprefix('templates/a.md.j2') + ':' if origin.file else ''}{origin.line}"
        for line, origin in written(source, more, **context)
        if line.strip() and origin
    ]


def faults(source: str, more: dict[str, str] | None = None, /, **context: object) -> tuple[Diagnostic, ...]:
    """Return the diagnostics a template ends with."""
    with pytest.raises(BriefgenError) as caught:
        render_template(finder({"a.md.j2": source, **(more or {})}), "a.md.j2", context, Tokens())
    return caught.value.diagnostics


# ---------------------------------------------------------------- tokens


def test_tokens_return_what_was_put() -> None:
    """A token is made of reserved characters only, and leads back to its object."""
    tokens = Tokens()
    nodes = [Text(str(number)) for number in range(70)]
    found = [tokens.put(node) for node in nodes]
    assert [tokens.get(token) for token in found] == nodes
    assert all(0xE000 <= ord(char) <= 0xE00F for token in found for char in token)


@pytest.mark.parametrize("text", ["", "x", "\ue000\ue008\ue001", "\ue000\ue009", "\ue000\ue00f\ue00f\ue001"])
def test_unknown_tokens_are_refused(text: str) -> None:
    """A text that no `put` gave is no token."""
    with pytest.raises(KeyError):
        Tokens().get(text)


@pytest.mark.parametrize("label", ["", "templates/a.md.j2", "built-in templates/Ö ₮.md.j2"])
def test_marks_spell_file_and_line(label: str) -> None:
    """A mark carries any label and line, and leaves with both."""
    origin = Origin(label, 4711)
    assert take_mark(f"  {mark(origin)}a{mark(Origin('b', 1))}b") == ("  ab", origin)
    assert take_mark(f"{mark(origin)} {mark(Origin('b', 1))}b") == (" b", Origin("b", 1))


# ---------------------------------------------------------------- values


def test_values_become_tokens() -> None:
    """Texts, numbers and nodes are emitted as tokens, whatever they contain."""
    assert texts("{{ t }} {{ n }} {{ f }} {{ q }}", t="**a**", n=7, f=0.5, q=Quote((Text("w"),))) == [
        "<**a**> <7> <0.5> <Quote>"
    ]


def test_runs_of_nodes_are_emitted_one_by_one() -> None:
    """Inlines follow one another; blocks stand apart."""
    assert texts("{{ run }}", run=(Text("a"), Emph((Text("b"),)))) == ["<a><Emph>"]
    assert texts("{{ run }}", run=[Paragraph(inlines=()), Paragraph(inlines=())]) == ["<Paragraph>", "<Paragraph>"]


def test_what_templates_write_passes() -> None:
    """Results of macros, callers, blocks, set-blocks and includes are Markdown still, with their values as tokens."""
    source = (
        "{% extends 'base' %}{% import 'lib' as lib %}\n"
        "{% block body %}{{ super() }}\n"
        "{% from 'lib' import star %}{{ star(x) }}\n"
        "{% call star('y') %}**called** {{ x }}{% endcall %}\n"
        "{% set kept %}- {{ x }}{% endset %}{{ kept }}\n"
        "{% include 'part' %}{% endblock %}"
    )
    more = {
        "base": "{% block body %}*base*{% endblock %}",
        "lib": "{% macro star(a) %}*{{ a }}*{% if caller is defined %} {{ caller() }}{% endif %}{% endmacro %}",
        "part": "> {{ x }}",
    }
    assert texts(source, more, x="d") == ["*base*", "*<d>*", "*<y>* **called** <d>- <d>", "> <d>"]


def test_joining_keeps_values_whole() -> None:
    """`~`, `+`, join and trim never mix data into markup, and never print the repr of a node."""
    source = (
        "{% macro m() %} *m* {% endmacro %}"
        "{{ m() ~ x ~ 3 }}|{{ m() + x }}|{{ m()|trim ~ v }}|{{ ['a', v, m()]|join('; ') }}|{{ 'a' ~ x }}|{{ x|trim }}"
        "|{{ [e, e]|join(', ', attribute='title') }}"
    )
    assert texts(source, x="*d* ", v=Value(1, "number"), e=Event("t", 1)) == [
        " *m* <*d* ><3>| *m* <*d* >|*m*<1>|<a><; ><1><; > *m* |<a*d* >|<*d*>|<t, t>"
    ]


@pytest.mark.parametrize(
    "expression",
    ["(m() ~ x)|upper", "m()|upper", "m().replace('a', x)", "m()|title"],
)
def test_changed_markup_is_refused(expression: str) -> None:
    """Text of a macro that a filter or method has changed is an error, not a leak."""
    (fault,) = faults(f"{{% macro m() %}}*m*{{% endmacro %}}\n{{{{ {expression} }}}}", x="d")
    assert (fault.rule, fault.place.line) == ("template-error", 2)


@pytest.mark.parametrize(
    "value", [None, True, float("nan"), object(), {"a": 1}, "a\ue000", "Text(text='x')", Markup("<b>")]
)
def test_what_is_no_text_is_refused(value: object) -> None:
    """None, truth values, other objects, reserved characters, reprs and foreign markup are errors, with the line."""
    (fault,) = faults("\n{{ x }}", x=value)
    assert (fault.rule, fault.place, fault.details) == ("template-error", Place("templates/a.md.j2", 2), ("{{ x }}",))


def test_functions_get_plain_words() -> None:
    """A function of the context that is given what a template wrote gets its words, without marks or tokens."""
    seen: list[str] = []
    source = "{% set t %}A {{ x }} {{ v }}{{ b }}{% endset %}{{ f(t, k=t) }}"
    block = Paragraph(inlines=())

    def function(text: str, k: str) -> str:
        seen.extend([text, k])
        return text

    assert texts(source, x="d", v=Value(3), b=block, f=function) == ["<A d 3>"]
    assert seen == ["A d 3"] * 2


# ---------------------------------------------------------------- call-blocks


def box_maker(tokens: Tokens) -> Callable[..., str]:
    """Return a `box` function as compose makes them."""
    return lambda kind, caller=None: enclose(
        tokens, Enclosure(kind, lambda blocks: Box(kind=kind, title="", blocks=blocks)), caller
    )


def test_enclosures_surround_the_caller() -> None:
    """A call-block puts tokens on lines of their own around the caller's Markdown, with the line of the call."""
    tokens = Tokens()
    source = "a\n{% call box('facts') %}\n- {{ x }}\n{% endcall %}\nb {{ box('note') }}"
    text = render_template(finder({"a": source}), "a", {"box": box_maker(tokens), "x": "d"}, tokens)
    lines = [take_mark(line) for line in text.split("\n") if take_mark(line)[0].strip()]
    short = [(TOKEN.sub(lambda found: f"<{shown(tokens.get(found[0]))}>", line), at and at.line) for line, at in lines]
    assert short == [
        ("a", 1),
        ("<open facts>", 2),
        ("- <d>", 3),
        ("<close facts>", None),
        ("b ", 5),
        ("<open note>", None),
        ("<close note>", None),
    ]


def test_a_called_block_stands_alone() -> None:
    """What a function gives a call-block is emitted as a value: a block on its own line, an inline where it is."""
    source = "{% call f() %}{% endcall %}\nafter"
    assert places(source, f=lambda **_: Paragraph(inlines=())) == ["<Paragraph> @ :1", "after @ :2"]
    assert places(source, f=lambda **_: "*d*") == ["<*d*>after @ :2"]
    assert faults(source, f=lambda **_: None)[0].rule == "template-error"


# ---------------------------------------------------------------- lines


def test_lines_are_known_through_everything() -> None:
    """A line of prose knows its template line through loops, macros, includes, blocks and extends."""
    source = (
        "{% extends 'base' %}\n"
        "{% block body %}\n"
        "{% for i in [1, 2] %}\n"
        "- item {{ i }}\n"
        "{% endfor %}\n"
        "\n"
        "{{ x }}\n"
        "{%- if true %}\n\n\n"
        "  deep\n"
        "{% endif %}\n"
        "{% include 'part' %}\n"
        "{{ super() }}\n"
        "{% endblock %}"
    )
    more = {"base": "\n\nhead\n{% block body %}\ninner\n{% endblock %}\ntail", "part": "\npart\n"}
    assert places(source, more, x="d") == [
        "head @ templates/base:3",
        "- item <1> @ :4",
        "- item <2> @ :4",
        "<d> @ :7",
        "  deep @ :11",
        "part @ templates/part:2",
        "inner @ templates/base:5",
        "tail @ templates/base:7",
    ]


def test_rendering_twice_gives_the_same() -> None:
    """The text depends on template and context only."""
    find = finder({"a": "# {{ x }}\n"})
    assert render_template(find, "a", {"x": 1}, Tokens()) == render_template(find, "a", {"x": 1}, Tokens())


# ---------------------------------------------------------------- mistakes


@pytest.mark.parametrize(
    ("source", "rule", "line", "message", "hint"),
    [
        ("\n{% if %}", "template-syntax", 2, "Expected an expression, got 'end of statement block'", ""),
        ("{% fro x %}", "template-syntax", 1, "Encountered unknown tag 'fro'", "did you mean “from”?"),
        ("{{ x|uper }}", "template-syntax", 1, "No filter named 'uper'", "did you mean “upper”?"),
        ("a\n{{ evnt }}", "template-undefined", 2, "“evnt” is not defined", "did you mean “event”?"),
        ("a\n{{ event.titel }}", "template-undefined", 2, "“Event” has no “titel”", "did you mean “title”?"),
        ("{{ map.lon }}", "template-undefined", 1, "“dict” has no “lon”", "did you mean “long”?"),
        ("{{ x.lon }}", "template-undefined", 1, "“str” has no “lon”", ""),
        ("{% for i in evnt %}{% endfor %}", "template-undefined", 1, "“evnt” is not defined", "did you mean “event”?"),
        ("{{ []|first }}", "template-undefined", 1, "No first item, sequence was empty", ""),
        ("\n{% include 'b' %}", "template-missing", 2, "there is no template “b”", ""),
        ("{% extends 'b' %}", "template-missing", 1, "there is no template “b”", ""),
        ("{% include '../b' %}", "template-missing", 1, "there is no template “../b”", ""),
        ("{% include ['b', 'c'] %}", "template-missing", 1, "none of the templates given were found: b, c", ""),
        ("{{ 1 / 0 }}", "template-error", 1, "division by zero", ""),
        ("{{ f(1, 2) }}", "template-error", 1, "f() takes 1 positional argument but 2 were given", ""),
        ("{% for i in 3 %}{% endfor %}", "template-error", 1, "'int' object is not iterable", ""),
        ("{{ x.format() }}", "template-error", 1, "access to attribute 'format' of 'str' object is unsafe", ""),
        ("{{ x.__class__ }}", "template-error", 1, "access to attribute '__class__' of 'str' object is unsafe", ""),
        ("{{ '%s' % x }}", "template-error", 1, "% does not format texts", ""),
        ("a\nb\ue000", "reserved-character", 2, "U+E000 is a character that briefgen reserves", ""),
    ],
)
def test_mistakes_name_their_line(source: str, rule: str, line: int, message: str, hint: str) -> None:
    """A mistake is one diagnostic with file, line, the line itself and, where one is near, the right name."""

    def f(a: int) -> int:
        return a

    (fault,) = faults(source, x="text", event=Event("t", 1), map={"long": 1}, f=f)
    assert (fault.rule, fault.place, fault.hint) == (rule, Place("templates/a.md.j2", line), hint)
    assert fault.message.startswith(message)
    assert fault.details == (source.split("\n")[line - 1].strip(),)


def test_all_unprintable_values_are_reported() -> None:
    """Every output that fails is reported, not the first only; the lines are those of the file that holds them."""
    found = faults("{{ a }}\n{% include 'b' %}{{ none }}", {"b": "\n{{ c }}"})
    assert [(fault.rule, str(fault.place)) for fault in found] == [
        ("template-undefined", "templates/a.md.j2:1"),
        ("template-error", "templates/a.md.j2:2"),
        ("template-undefined", "templates/b:2"),
    ]
    assert len(faults("{% for i in range(9999) %}\n{{ a ~ i }}{% endfor %}")) == 1


def test_a_block_nobody_has_is_a_diagnostic() -> None:
    """A block that no template above has would vanish; one of a grandparent, or inside another block, is fine."""
    more = {"b": "{% extends 'c' %}", "c": "{% block main %}{% endblock %}"}
    (fault,) = faults("{% extends 'b' %}\n{% block mian %}x{% endblock %}", more)
    assert (fault.rule, fault.place.line, fault.hint) == ("template-block", 2, "did you mean “main”?")
    source = "{% extends 'b' %}{% block main %}{% block inner %}x{% endblock %}{% endblock %}"
    assert texts(source, more) == ["x"]
    assert texts("{% extends p %}{% block any %}{% endblock %}", {"c": "y"}, p="c") == ["y"]


def test_a_missing_template_is_a_diagnostic() -> None:
    """The template asked for may be missing itself."""
    with pytest.raises(BriefgenError) as caught:
        render_template(finder({}), "a", {}, Tokens())
    assert caught.value.diagnostics == (Diagnostic("template-missing", "there is no template “a”", Place("a")),)


def test_faults_of_functions_get_the_line() -> None:
    """A function that refuses its arguments is reported at the template's line, with its own hint."""

    def chart(name: str) -> None:
        raise BriefgenError(
            [
                Diagnostic("unknown-chart", f"no chart “{name}”", hint="known: timeline"),
                Diagnostic("bad-date", "no date", Place("data/events.csv", 3)),
            ]
        )

    first, second = faults("\n{{ chart('x') }}", chart=chart)
    assert (first.rule, str(first.place)) == ("bad-date", "data/events.csv:3")
    assert (second.rule, str(second.place), second.details) == (
        "unknown-chart",
        "templates/a.md.j2:2",
        ("{{ chart('x') }}",),
    )


# ---------------------------------------------------------------- limits


@pytest.mark.parametrize(
    "source",
    [
        "{% include 'a.md.j2' %}",
        "{% extends 'a.md.j2' %}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in range(99999) %}{% for b in range(99999) %}" + "x" * 1000 + "{% endfor %}{% endfor %}",
        "{% for a in range(9999) recursive %}{{ loop(range(9999)) if loop.depth < 3 else '' }}{% endfor %}",
        "{% macro m() %}{% for a in range(99999) %}" + "x" * 1000 + "{% endfor %}{% endmacro %}{{ m() }}",
        "{% for a in range(99999) %}{{ long }}{% endfor %}",
        "{% for a in range(99999) %}{% set x = range(99999)|sort %}{% endfor %}",
        "{{ 'a' * 10**9 }}",
        "{{ 10**9 * [1] }}",
        "{{ 2**(2**60) }}",
        "{% set n = namespace(x='aa') %}{% for a in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x='aa') %}{% for a in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x=2) %}{% for a in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "x" * 2_000_000,
    ],
)
def test_no_template_goes_on_for_ever(source: str) -> None:
    """Endless recursion, endless loops and gigabytes of text end as one diagnostic, soon."""
    started = busy()
    (fault,) = faults(source, long="x" * 100_000)
    assert fault.rule == "template-limit"
    assert fault.place.file == "templates/a.md.j2"
    assert busy() - started < 10


def test_time_is_limited_too() -> None:
    """A second net: where operations are slow, the time ends the rendering."""
    with pytest.raises(BriefgenError) as caught:
        render_template(
            finder({"a": "{% for i in range(9999) %}{% endfor %}"}), "a", {}, Tokens(), TemplateLimits(seconds=0)
        )
    assert caught.value.diagnostics[0].message == "the template takes longer than 0 seconds"


@pytest.mark.parametrize("expression", ["lipsum()", "x|safe", "x|replace('a', 'b')", "x|center(10**9)", "x|tojson"])
def test_what_is_not_needed_is_not_there(expression: str) -> None:
    """Filters and globals that make markup or long texts do not exist."""
    assert faults(f"{{{{ {expression} }}}}", x="a")[0].rule in {"template-syntax", "template-undefined"}


def test_loops_know_their_length() -> None:
    """Counting a loop's turns leaves `loop.length` and `loop.last` as they are."""
    assert texts("{% for i in x %}{{ loop.length }}{{ '' if loop.last else '/' }}{% endfor %}", x=("a", "b")) == [
        "<2></><2><>"
    ]
    assert texts("{% for i in x|map('upper') %}{{ i }}{% endfor %}", x=("a", "b")) == ["<A><B>"]


# ---------------------------------------------------------------- pages


def test_pages_escape() -> None:
    """In a layout values are escaped for HTML, numbers printed, and the renderer's own markup passes."""
    source = "<p title='{{ a }}'>{{ a }} {{ n }} {{ m }} {{ a ~ m }}</p>"
    html = render_page(finder({"p": source}), "p", {"a": "<'&", "n": 3, "m": Markup("<b>x</b>")})
    escaped = "&lt;&#39;&amp;"
    assert html == f"<p title='{escaped}'>{escaped} 3 <b>x</b> {escaped}<b>x</b></p>"


def test_pages_report_mistakes() -> None:
    """Layouts have the same limits and diagnostics as sections."""
    with pytest.raises(BriefgenError) as caught:
        render_page(finder({"p": "\n{{ x }}"}), "p", {"x": None})
    assert str(caught.value.diagnostics[0].place) == "templates/p:2"
