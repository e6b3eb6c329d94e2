"""Examples for templates/CONTEXT.md of what is not briefgen's own to describe: filters, globals, names in layouts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FILTERS: Mapping[str, str] = MappingProxyType(
    {
        "abs": "{{ (2014 - 2019) | abs }}",
        "capitalize": "{{ purpose | capitalize }}",
        "count": "{{ (1, 2, 3) | count }}",
        "d": '{{ principal | d("nobody named", true) }}',
        "default": '{{ principal | default("nobody named", true) }}',
        "dictsort": "{% for name, id in {} | dictsort %}…{% endfor %}",
        "first": "{{ ids | first }}",
        "float": '{{ "2.5" | float }}',
        "groupby": '{% for year, rows in rows | groupby("year") %}…{% endfor %}',
        "int": '{{ "3" | int }}',
        "items": "{% for name, id in names | items %}…{% endfor %}",
        "join": '{{ ("a", "b") | join(", ") }}',
        "last": "{{ ids | last }}",
        "length": "{{ ids | length }}",
        "list": "{{ range(3) | list | length }}",
        "lower": "{{ title | lower }}",
        "map": '{{ ids | map("upper") | join(", ") }}',
        "max": "{{ (1, 2) | max }}",
        "min": "{{ (1, 2) | min }}",
        "reject": '{{ numbers | reject("odd") | list | length }}',
        "rejectattr": '{{ rows | rejectattr("held") | list | length }}',
        "reverse": "{% for id in ids | reverse %}…{% endfor %}",
        "select": '{{ numbers | select("odd") | list | length }}',
        "selectattr": '{{ rows | selectattr("held") | list | length }}',
        "sort": "{% for id in ids | sort %}…{% endfor %}",
        "sum": "{{ (1, 2) | sum }}",
        "title": "{{ topic | title }}",
        "trim": "{{ question | trim }}",
        "unique": "{% for id in ids | unique %}…{% endfor %}",
        "upper": "{{ audience | upper }}",
        "wordcount": "{{ title | wordcount }}",
    }
)
GLOBAL_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "cycler": '{% set turn = cycler("first", "second") %}{{ turn.next() }}',
        "dict": '{% set names = dict(a="one") %}',
        "joiner": '{% set comma = joiner(", ") %}{{ comma() }}',
        "namespace": "{% set seen = namespace(any=false) %}",
        "range": "{% for n in range(3) %}…{% endfor %}",
    }
)
BOXES: Mapping[str, str] = MappingProxyType(
    {
        "key-messages": "what to remember",
        "facts": "numbers",
        "note": "an aside",
        "silence": "what is not known",
        "judgement": "the publisher's own reading (made by `judgement()`)",
        "questions": "questions with answers (made by `questions()`)",
        "annex": "evidence by document (made by `annex()`)",
        "gap": "a gap in a draft (made by briefgen)",
    }
)
# name -> type, what it is, example
LAYOUT: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "document": ("Document", "the edition", "{% for section in document.sections %}…{% endfor %}"),
        "meta": ("Metadata", "what the edition is", "{{ meta.title }}"),
        "style": ("markup", "tokens, style sheets and fonts as CSS", "<style>{{ style }}</style>"),
        "html": ("function of inlines", "inlines as HTML, with citation markers", "{{ html(section.title) }}"),
        "plain": ("function of inlines", "their words, without markers", "{{ plain(section.title) }}"),
        "kind": ("function of a block", "its class in small letters", '{% if kind(b) == "figure" %}…{% endif %}'),
        "date": ("function of an EDTF text", "the date in words", "{{ date(meta.as_of) }}"),
        "spoken": ("function of a value", "a number or date as it is read", "{{ spoken(row.made_on) }}"),
        "picture": ("function of a figure", "its drawing", "{{ picture(b) }}"),
        "say": ("function of a key", "a word of the furniture, from the catalogue", '{{ say("sources") }}'),
        "place": ("function of a passage", "where it stands, when it may not be quoted", "{{ place(view) }}"),
        "here": ("function of an id", "a link to it, in the web page; else nothing", "{{ here(b.id) }}"),
        "marginal": (
            "function of a block",
            "number and short form of each note it cites",
            "{% for number, words in marginal(b) %}…{% endfor %}",
        ),
        "sources_of": (
            "function of a note",
            "its sources: `role` (first, also, same, qualifies, contradicts), `source`, `reference`, `passages`",
            "{% for voice in sources_of(note) %}…{% endfor %}",
        ),
        "whose": (
            "function of a speaker, a source and its reference",
            "who speaks in which source",
            "{{ whose(speaker, voice.source, voice.reference) }}",
        ),
        "cited_in": (
            "function of a source's id",
            "numbers of the notes that rest on it",
            "{{ cited_in(r.id) | join }}",
        ),
        "title_of": ("function of a dispute's id", "its question, if it has a box", "{{ title_of(note.disputes[0]) }}"),
        "neighbours": (
            "object",
            "what lies beside the page: `editions` (name and address; empty for this one) and `pdf`",
            "{% if neighbours.pdf %}…{% endif %}",
        ),
        "script": ("markup", "the page's script, in the web page", "<script>{{ script }}</script>"),
        "opens": ("function of a note", "what a screen reader calls it", "{{ opens(note) }}"),
        "brief": ("function of a note", "it in one line", "{{ brief(note) }}"),
        "doubts": (
            "function of a horizon",
            "kind and words of each reason why the evidence may not suffice",
            "{% for kind, words in doubts(document.horizon) %}{{ words }}{% endfor %}",
        ),
        "bound": ("function of a text", "it with no-break spaces in dates and names", "{{ bound(meta.standfirst) }}"),
        "titled": (
            "function of a text",
            "the same for a title, whose last line has two words",
            "{{ titled(meta.title) }}",
        ),
        "numeric": (
            "function of inlines",
            "whether a cell of a table is a number",
            '{% if numeric(cell) %} class="num"{% endif %}',
        ),
        "voices": ("function of a number", "how many independent voices, in words", "{{ voices(row.origins) }}"),
        "beside": (
            "function",
            "the notes of what has just been written, for the margin; nothing on a web page",
            "{{ beside() }}",
        ),
        "below": (
            "function",
            "the same in one run, below a table or a dispute, which have no margin",
            "{{ below() }}",
        ),
        "lead": (
            "Figure or None",
            "the figure that stands on the first page of print",
            "{% if lead %}{{ block(lead) }}{% endif %}",
        ),
        "logo": ("markup", "the logo as a picture, or nothing", "{% if logo %}{{ logo }}{% endif %}"),
        "main_notes": (
            "list of Note",
            "the notes that sections outside sheets cite",
            "{% for note in main_notes %}…{% endfor %}",
        ),
        "sheet_notes": (
            "list of Note",
            "the notes that only sheets cite",
            "{% for note in sheet_notes %}…{% endfor %}",
        ),
    }
)
