"""publish.scan and publish.proof: what a site points to is there, told with page and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.errors import BriefgenError
from briefgen.inspect.handling import Secrets
from briefgen.publish.discovery import checked_redirects
from briefgen.publish.proof import faults, target
from briefgen.publish.scan import Scanned, scanned
from briefgen.publish.sink import Sink
from tests.projects import opened

BASE = "https://example.org/briefs/"
HOME = '<main id="text">\n<a href="method.html">a</a><a href="topics/a.html#b">b</a>\n{}</main>'
PAGES = {"method.html": '<p id="why">x</p>', "topics/a.html": '<p id="b">x</p>', "style.css": "p{}"}


def told(markup: str, base: str = BASE) -> str:
    """Return what is said of a site whose home page holds this markup on its third line."""
    whole = {"index.html": HOME.format(markup), **PAGES}
    texts = {name: found for name, text in whole.items() if (found := scanned(name, text.encode()))}
    return "\n".join(f"{d.rule} {d.place}: {d.message}" for d in faults(texts, {*whole}, base, "site"))


GOOD = [
    '<a href="method.html#why">x</a>',
    '<a href="#text">x</a>',
    '<a href="./topics/../method.html">x</a>',
    '<a href="https://example.com/">elsewhere a reader may go</a>',
    '<a href="mailto:desk@example.org">x</a>',
    '<img src="data:image/png;base64,AA" alt="">',
    f'<link rel="canonical" href="{BASE}topics/a.html">',
    f'<link rel="canonical" href="{BASE}">',
    f'<script type="application/ld+json">{{"@id": "{BASE}topics/a.html#b", "name": "<"}}</script>',
    '<link rel="stylesheet" href="style.css">',
    "<p>a &lt;a href=&quot;nowhere&quot;&gt; in words</p>",
    '<!-- <a href="nowhere.html">x</a> -->',
    "<script>\"<a href='nowhere.html'>\"</script>",
]


@pytest.mark.parametrize("markup", GOOD)
def test_a_sound_page_has_no_fault(markup: str) -> None:
    """Links within the site, to other hosts by a reader's own will, data in the page itself, words about markup."""
    assert told(markup) == ""


BAD = {
    '<a href="nowhere.html">x</a>': "site-broken-link",
    '<a href="method.html#nowhere">x</a>': "site-broken-link",
    '<a href="#nowhere">x</a>': "site-broken-link",
    '<a href="../outside.html">x</a>': "site-broken-link",
    '<a href="/method.html">x</a>': "site-broken-link",
    '<a href="topics/">x</a>': "site-broken-link",
    '<a href="javascript:x()">x</a>': "site-broken-link",
    "<a href=nowhere.html>x</a>": "site-broken-link",
    "<a href='nowhere.html'>x</a>": "site-broken-link",
    f'<a href="{BASE}nowhere.html">x</a>': "site-broken-link",
    '<img src="nowhere.png" alt="">': "site-broken-link",
    '<svg><use href="nowhere.svg"/></svg>': "site-broken-link",
    '<link rel="alternate" type="application/pdf" href="nowhere.pdf">': "site-broken-link",
    '<meta property="og:image" content="nowhere.png">': "site-broken-link",
    '<meta name="citation_pdf_url" content="nowhere.pdf">': "site-broken-link",
    '<script type="application/ld+json">{"a": [{"contentUrl": "nowhere.csv"}]}</script>': "site-broken-link",
    '<script type="application/ld+json">{,}</script>': "site-bad-data",
    '<img src="https://example.com/a.png" alt="">': "site-outside-request",
    '<img src="//example.com/a.png" alt="">': "site-broken-link",
    '<img srcset="https://example.com/a.png 2x" alt="">': "site-outside-request",
    '<script src="https://example.com/a.js"></script>': "site-outside-request",
    '<link rel="stylesheet" href="https://example.com/a.css">': "site-outside-request",
    "<style>p{background:url(https://example.com/a.png)}</style>": "site-outside-request",
    '<p id="text">x</p>': "site-id-twice",
}


@pytest.mark.parametrize("markup", BAD)
def test_a_fault_is_told_with_its_line(markup: str) -> None:
    """One fault, on the line where it stands."""
    assert told(markup).startswith(f"{BAD[markup]} site/index.html:3: ")
    assert "\n" not in told(markup)


def test_a_style_sheet_is_read_too() -> None:
    """Fonts and pictures in it are fetched by every page."""
    found = scanned("assets/a.css", b"p{}\n@font-face{src:url('a.woff2') format('woff2')}")
    assert found is not None
    said = faults({"assets/a.css": found}, {"assets/a.css"}, "", "site")
    assert [(d.rule, str(d.place)) for d in said] == [("site-broken-link", "site/assets/a.css:2")]


def test_feeds_and_sitemap_are_read_too() -> None:
    """Programs follow them."""
    feed = scanned("feed.xml", b'<feed>\n<link rel="alternate" href="nowhere.html"/></feed>')
    items = scanned("feed.json", b'{"items": [{"url": "nowhere.html"}]}')
    sitemap = scanned("sitemap.xml", f"<urlset>\n\n<url><loc>{BASE}nowhere.html</loc></url></urlset>".encode())
    named = {"feed.xml": feed, "feed.json": items, "sitemap.xml": sitemap}
    texts = {name: found for name, found in named.items() if found}
    said = faults(texts, {*texts}, BASE, "site")
    assert [str(d.place) for d in said] == ["site/feed.xml:2", "site/feed.json:1", "site/sitemap.xml:3"]


def test_a_page_needs_a_way_to_it() -> None:
    """From the home page, over other pages; a link in a head is none."""
    pages = {
        "index.html": '<link rel="alternate" href="b.html"><a href="a.html">a</a>',
        "a.html": "",
        "b.html": '<a href="c.html">c</a>',
        "c.html": "",
        "404.html": "",
    }
    texts = {name: found for name, text in pages.items() if (found := scanned(name, text.encode()))}
    said = faults(texts, {*texts}, "", "site", apart={"404.html"})
    assert [f"{d.rule} {d.place}" for d in said] == ["site-orphan-page site/b.html", "site-orphan-page site/c.html"]


def test_one_faulty_layout_is_not_told_of_a_thousand_pages() -> None:
    """Fifty faults of a kind are enough."""
    texts = {f"{n}.html": scanned("a.html", b'<a href="nowhere.html">x</a>') or Scanned(()) for n in range(1000)}
    said = faults(texts, {*texts}, "", "site", apart={*texts})
    assert len(said) == 50


def test_other_files_point_nowhere() -> None:
    """A PDF or a table is not read."""
    assert scanned("a.pdf", b"<a href='x'>") is None


@pytest.mark.parametrize(
    ("address", "page", "to"),
    [
        ("a.html", "b/c.html", ("b/a.html", "")),
        ("../", "b/c.html", ("index.html", "")),
        (".", "b/c.html", ("b/index.html", "")),
        ("?q=1", "b/c.html", ("b/c.html", "")),
        ("a%20b.html#c%2Fd", "x.html", ("a b.html", "c/d")),
        (f"{BASE}b/", "x/y.html", ("b/index.html", "")),
        ("urn:x:y", "a.html", "outside"),
        ("file:///etc/passwd", "a.html", "refused"),
    ],
)
def test_addresses(address: str, page: str, to: object) -> None:
    """As a browser resolves them, with a folder as its index.html."""
    assert target(address, page, BASE) == to


REDIRECTS = {
    ("topics/a.html", "topics/b.html"): "“topics/b.html” is no page of the site",
    ("index.html", "method.html"): "“index.html” is a page of the site",
    ("../a.html", "method.html"): "“../a.html” is no address of a page",
    ("/a.html", "method.html"): "“/a.html” is no address of a page",
    ("a", "method.html"): "“a” is no address of a page",
    ("a.html", "old.html"): "“old.html” leads on itself",
}


@pytest.mark.parametrize("pair", REDIRECTS)
def test_a_redirect_that_would_mislead_is_refused(pair: tuple[str, str]) -> None:
    """With its line in briefgen.toml."""
    old, new = pair
    text = f'[redirects]\n"old.html" = "method.html"\n"{old}" = "{new}"\n'
    known = {"index.html", "method.html"}
    with pytest.raises(BriefgenError) as caught:
        list(checked_redirects({"old.html": "method.html", old: new}, known, text))
    (fault,) = caught.value.diagnostics
    assert (fault.rule, str(fault.place), fault.message) == (
        "bad-redirect",
        "briefgen.toml:3 redirects",
        REDIRECTS[pair],
    )


def test_a_redirect_may_lead_to_a_place_on_a_page() -> None:
    """With a fragment."""
    given = {"old.html": "method.html#why"}
    assert list(checked_redirects(given, {"method.html"}, "")) == [("old.html", "method.html#why")]


class _Nowhere:
    """A folder that takes everything."""

    def write(self, name: str, content: bytes) -> None:
        """Forget it."""


def test_two_files_of_one_address_are_refused(tiny: Path) -> None:
    """One would silently take the place of the other; what is named by its content may come twice."""
    _, dataset, evidenced = opened(tiny)
    sink = Sink(_Nowhere(), "site", Secrets(dataset, evidenced))
    assert sink.asset("a.css", b"p{}") == sink.asset("a.css", b"p{}")
    sink.put("a.html", b"")
    with pytest.raises(BriefgenError, match=r"\[site-path-twice\] site/a.html"):
        sink.put("a.html", b"")
