"""Feeds, sitemap, robots.txt, and the head of pages: what programs read."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
import rispy
from defusedxml import ElementTree
from pybtex.database import parse_string

from tests.publish.sites import BASE, files

Json = Any


def nodes(page: Path) -> list[Json]:
    """Return the nodes of a page's JSON-LD."""
    found = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL
    )
    (text,) = found
    whole = json.loads(text)
    assert whole["@context"] == "https://schema.org"
    graph: list[Json] = whole["@graph"]
    return graph


def metas(page: Path) -> dict[str, list[str]]:
    """Return the contents of the metas of a page by their names."""
    found: dict[str, list[str]] = {}
    for _, name, content in re.findall(
        r'<meta (name|property)="([^"]+)" content="([^"]*)"', page.read_text(encoding="utf-8")
    ):
        found.setdefault(name, []).append(unescape(content))
    return found


def test_the_atom_feed_is_read(site: Path) -> None:
    """Without a complaint; each edition is an entry with its page and its PDF."""
    feed = feedparser.parse((site / "feed.xml").read_bytes())
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == "Alderby Well"
    assert feed.feed.id == f"{BASE}feed.xml"
    assert {entry.link for entry in feed.entries} == {f"{BASE}topics/well/{a}.html" for a in ("reader", "researcher")}
    (pdf,) = feed.entries[0].enclosures
    assert pdf.href == feed.entries[0].link.replace(".html", ".pdf")
    assert int(pdf.length) == (site / pdf.href.removeprefix(BASE)).stat().st_size
    assert feed.entries[0].updated == "2020-06-30T00:00:00Z"


def test_a_topic_has_its_own_feed(site: Path) -> None:
    """With its title."""
    feed = feedparser.parse((site / "topics/well/feed.xml").read_bytes())
    assert not feed.bozo
    assert feed.feed.title == "The well of Alderby – Alderby Well"
    assert feed.feed.link == f"{BASE}topics/well/"


def test_the_json_feed_is_one(site: Path) -> None:
    """What JSON Feed 1.1 demands: version, title, items with id and content."""
    feed = json.loads((site / "feed.json").read_bytes())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{BASE}feed.json"
    assert all(item["id"] == item["url"] and item["content_text"] and item["title"] for item in feed["items"])
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"]) == 2


def test_the_sitemap_lists_every_page(site: Path) -> None:
    """By its canonical address; redirects and the page where nothing is are left out."""
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    listed = {element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    pages = {name for name in files(site) if name.endswith(".html")} - {"404.html", "topics/spring/index.html"}
    assert listed == {BASE + re.sub(r"(^|/)index\.html$", r"\1", name) for name in pages}
    assert (site / "robots.txt").read_text(encoding="utf-8").endswith(f"Sitemap: {BASE}sitemap.xml\n")


def test_an_edition_is_a_report(site: Path) -> None:
    """In the words of schema.org, with the way down to it and its sources."""
    report, way = nodes(site / "topics/well/reader.html")
    assert report["@type"] == "Report"
    assert report["url"] == f"{BASE}topics/well/reader.html"
    assert report["encoding"]["contentUrl"] == f"{BASE}topics/well/reader.pdf"
    assert report["author"] == {"@type": "Organization", "name": "Alderby Reading Room"}
    assert report["datePublished"] == "2020-06-30"
    assert report["license"] == "CC BY 4.0"
    assert {work["name"] for work in report["citation"]} == {"The Well of Alderby", "Water in the County"}
    assert way["@type"] == "BreadcrumbList"
    steps = way["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3, 4]
    assert [step["item"] for step in steps][:3] == [BASE, f"{BASE}topics/", f"{BASE}topics/well/"]


def test_a_claim_is_quoted(site: Path) -> None:
    """Each passage with its words, its source, and a place on the page."""
    page = site / "claims/brook-on-use.html"
    quotation, way = nodes(page)
    assert quotation["@type"] == "Quotation"
    assert quotation["text"] == "One-third of the households draw their water there"
    assert quotation["spokenByCharacter"]["name"] == "Ada Brook"
    assert quotation["isBasedOn"]["@id"] == f"{BASE}sources/parish-2019.html"
    assert f'id="{quotation["@id"].partition("#")[2]}"' in page.read_text(encoding="utf-8")
    assert way["itemListElement"][-1]["name"] == "One in three households draws water at the well."


def test_the_data_are_a_dataset(site: Path) -> None:
    """With a download for each format, of the size that is said."""
    dataset, _ = nodes(site / "data/index.html")
    assert dataset["@type"] == "Dataset"
    for download in dataset["distribution"]:
        size = (site / download["contentUrl"].removeprefix(BASE)).stat().st_size
        assert download["contentSize"] == f"{size} B"
    assert len(dataset["distribution"]) == 7


def test_scholars_search_engines_find_an_edition(site: Path) -> None:
    """Highwire tags: title, author, date, PDF."""
    said = metas(site / "topics/well/reader.html")
    assert said["citation_title"] == ["The well of Alderby (For anyone in the village)"]
    assert said["citation_author"] == ["Alderby Reading Room"]
    assert said["citation_publication_date"] == ["2020/06/30"]
    assert said["citation_pdf_url"] == [f"{BASE}topics/well/reader.pdf"]
    assert said["og:image"] == [f"{BASE}topics/well/reader.png"]
    assert said["og:type"] == ["article"]


def test_editions_and_forms_know_one_another(site: Path) -> None:
    """Other audiences, PDF, citations and feeds as alternates; one canonical address."""
    text = (site / "topics/well/reader.html").read_text(encoding="utf-8")
    others = dict(re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]*" href="([^"]+)">', text))
    assert others["text/html"] == "researcher.html"
    assert others["application/pdf"] == "reader.pdf"
    assert others["application/x-bibtex"] == "reader.bib"
    assert others["application/atom+xml"] == "feed.xml"
    assert re.findall(r'<link rel="canonical" href="([^"]+)">', text) == [f"{BASE}topics/well/reader.html"]


def test_reference_managers_read_the_citation_of_an_edition(site: Path) -> None:
    """BibTeX, RIS and CSL-JSON say the same."""
    folder = site / "topics" / "well"
    (entry,) = parse_string((folder / "reader.bib").read_text(encoding="utf-8"), "bibtex").entries.values()
    (ris,) = rispy.loads((folder / "reader.ris").read_text(encoding="utf-8"))
    (csl,) = json.loads((folder / "reader.csl.json").read_bytes())
    title = "The well of Alderby (For anyone in the village)"
    assert entry.type == "techreport"
    assert entry.fields["title"].strip("{}") == ris["title"] == csl["title"] == title
    assert entry.fields["year"] == ris["year"] == "2020"
    assert csl["issued"] == {"date-parts": [[2020, 6, 30]]}
    assert entry.fields["url"] == ris["urls"][0] == csl["URL"] == f"{BASE}topics/well/reader.html"
