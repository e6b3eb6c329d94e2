"""What the layouts of the site may use, for templates/CONTEXT.md.

In: nothing. Out: name → (type, what it is, example), and the further names of each layout.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SITE: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "page": ("Page", "the page: path, title, description, crumbs, alternates …", "{{ page.title }}"),
        "config": ("Config", "the project's settings", "{{ config.publisher }}"),
        "canonical": ("text", "its one address; empty when the site's is not known", "{{ canonical }}"),
        "base": ("text", "the site's address, or empty", "{{ base }}"),
        "to": (
            "function of a path",
            "the address of a file of the site, relative to the page",
            '{{ to("search.html") }}',
        ),
        "say": (
            "function of a key and values",
            "words of the catalogue in the site's language",
            '{{ say("site.reviewed", date=date(config.as_of)) }}',
        ),
        "some": (
            "function of a count and a key",
            "the words of `key.one` or `key.many`",
            '{{ some(entry.pages, "site.pages") }}',
        ),
        "number": ("function of a number", "the number as the language writes it", "{{ number(1.5) }}"),
        "date": ("function of an EDTF text", "the date in words", "{{ date(config.as_of) }}"),
        "styles": (
            "list of paths",
            "the style sheets of the site's own pages",
            "{% for style in styles %}…{% endfor %}",
        ),
        "icon": ("path", "the site's icon", "{{ to(icon) }}"),
        "navigation": (
            "path → name",
            "the pages in the bar",
            "{% for path, name in navigation.items() %}…{% endfor %}",
        ),
        "linked_data": ("markup", "what the page is, as JSON-LD", "{{ linked_data }}"),
        "version": ("text", "the version of briefgen", "{{ version }}"),
    }
)
LAYOUTS: Mapping[str, str] = MappingProxyType(
    {
        "audience": "entries, subjects",
        "audiences": "audiences, audience",
        "claim": "claim, cited, limit",
        "claim-list": "claims, pages",
        "claims": "groups, list_page",
        "colophon": "",
        "corrections": "corrections",
        "data": "downloads, schema, tables, limit",
        "disputes": "disputes",
        "edition": "the names of `document.html.j2`, and files, claims_of, style_sheets, page_script, topic_page",
        "home": "site, subjects, counts, news",
        "method": "report, remarks, limit",
        "not-found": "style",
        "page": "what every layout above is made from",
        "parts": "macros: head, bar, crumbs, foot, claim_item",
        "search": "",
        "silences": "silences",
        "source": "said, origin, url, sha256, groups, count, editions",
        "sources": "sources, source",
        "timeline": "years, undated",
        "topic": "subject, disputes, silences, sources, source",
        "topics": "subjects",
    }
)
