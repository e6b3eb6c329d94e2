"""publish: what stands on a site, when nothing is done, and what stops it."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest

from briefgen.errors import BriefgenError
from briefgen.publish import paths
from tests.commands import run
from tests.projects import edit
from tests.publish.sites import BASE, QUICK, files, published, restrict, site_project


def refused(project: Path) -> str:
    """Return what a publish that must fail says."""
    with pytest.raises(BriefgenError) as caught:
        published(project)
    return str(caught.value)


def test_the_site_has_a_page_for_everything(site: Path) -> None:
    """Home, topics, audiences, editions with their files, claims, sources, lists, data, method, and the rest."""
    there = set(files(site))
    assert {
        paths.HOME, paths.TOPICS, paths.AUDIENCES, paths.CLAIMS, paths.SOURCES, paths.TIMELINE, paths.DISPUTES,
        paths.SILENCES, paths.DATA, paths.METHOD, paths.CORRECTIONS, paths.COLOPHON, paths.SEARCH, paths.NOT_FOUND,
        paths.ATOM, paths.JSON_FEED, paths.SITEMAP, paths.ROBOTS, paths.MANIFEST, "topics/well/index.html",
        "topics/well/feed.xml", "topics/well/feed.json", "audiences/reader.html", "claims/well-reopened.html",
        "sources/parish-2019.html", "data/datapackage.zip", "data/csv.zip", "data/dataset.json", "data/dataset.sqlite",
        "topics/spring/index.html", "pagefind/pagefind.js",
        *(f"topics/well/reader{suffix}" for suffix in (".html", ".pdf", ".png", ".bib", ".ris", ".csl.json")),
    } <= there  # fmt: skip
    assert not [name for name in there if "diplomat" in name], "only the audiences that [site] names are published"


def test_an_edition_is_the_same_as_rendered(project: Path, site: Path, tmp_path: Path) -> None:
    """The PDF to the byte; the page in other surroundings."""
    run(project, "render", "well", "-a", "reader", "--out", str(tmp_path))
    assert (site / "topics/well/reader.pdf").read_bytes() == (tmp_path / "well" / "reader.pdf").read_bytes()


def test_pages_share_style_sheets_and_fonts(site: Path) -> None:
    """A page weighs less than 100 kB; what is shared bears its hash in its name."""
    pages = {name: content for name, content in files(site).items() if name.endswith(".html")}
    assert max(map(len, pages.values())) < 100_000
    assert all(b"@font-face" not in content for content in pages.values())
    fonts = [name for name in files(site) if name.endswith(".woff2")]
    assert len(fonts) == 4
    assert all(
        name.startswith("assets/") and len(name.rpartition("-")[2]) == len("0123456789ab.woff2") for name in fonts
    )


def test_every_page_has_a_strict_policy(site: Path) -> None:
    """Nothing is allowed that is not named; no script in a page, no other host."""
    for name, content in files(site).items():
        if name.endswith(".html"):
            text = unescape(content.decode())
            assert "default-src 'none'" in text, name
            assert "unsafe-inline" not in text, name
            assert "https:" not in text.partition("Content-Security-Policy")[2].partition(">")[0], name


def test_publishing_again_changes_nothing(project: Path, site: Path) -> None:
    """Not a byte, not a time; and it says so."""
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    made = published(project)
    assert not made.changed
    assert made.files == len(files(site))
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before


def test_a_file_that_was_damaged_is_made_again(tmp_path: Path) -> None:
    """What the folder holds is compared with the manifest, byte for byte."""
    project = site_project(tmp_path / "project", QUICK)
    published(project)
    page = project / "out/site/timeline.html"
    whole = page.read_bytes()
    page.write_bytes(whole[:-1])
    assert published(project).changed
    assert page.read_bytes() == whole


def test_two_machines_make_the_same_site(project: Path, site: Path, tmp_path: Path) -> None:
    """In another process, with another hash seed and time zone, in another folder, with an empty cache."""
    copy = site_project(tmp_path / "elsewhere" / "project")
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Ulaanbaatar"}
    command = [sys.executable, "-m", "briefgen", "publish", "--json"]
    done = subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout)["data"] == {"folder": "out/site", "changed": True, "files": len(files(site))}
    assert files(copy / "out" / "site") == files(site)


def test_files_of_others_survive(tmp_path: Path) -> None:
    """In folders of the site and beside them, links too; pages that are no longer made go."""
    project = site_project(tmp_path / "project", QUICK.replace('["reader"]', '["reader", "researcher"]'))
    published(project)
    site = project / "out" / "site"
    (site / "CNAME").write_text("example.org", encoding="utf-8")
    (site / "topics" / "well" / "photo.jpg").write_bytes(b"photo")
    (site / "own").mkdir()
    (site / "own" / "link").symlink_to("../CNAME")
    edit(project, "briefgen.toml", {'["reader", "researcher"]': '["reader"]'})
    assert published(project).changed
    assert (site / "CNAME").read_text(encoding="utf-8") == "example.org"
    assert (site / "topics" / "well" / "photo.jpg").read_bytes() == b"photo"
    assert (site / "own" / "link").readlink() == Path("../CNAME")
    assert not (site / "topics" / "well" / "researcher.html").exists()
    assert not list(site.parent.glob(".site.new")) + list(site.parent.glob(".site.old"))


def test_a_file_of_others_is_not_overwritten(tmp_path: Path) -> None:
    """A folder that briefgen did not make stays as it is."""
    project = site_project(tmp_path / "project", QUICK)
    folder = project / "out" / "site"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("mine", encoding="utf-8")
    assert refused(project) == (
        "error[not-ours] out/site/index.html\n  briefgen did not make this file, and would have to overwrite it\n"
        "  hint: move it away, or publish into another folder with --out"
    )
    assert files(folder) == {"index.html": b"mine"}


def test_unsound_evidence_is_not_published(tmp_path: Path) -> None:
    """The site stays as it was; there is no way to publish a draft."""
    project = site_project(tmp_path / "project", QUICK)
    published(project)
    before = files(project / "out" / "site")
    edit(project, "data/passages.csv", {"About 40 households": "About 41 households"})
    assert "passage-not-found" in refused(project)
    assert files(project / "out" / "site") == before
    assert "--draft" not in run(project, "publish", "--help").stdout


def test_faulty_prose_is_not_published(tmp_path: Path) -> None:
    """The faults of all editions are told."""
    project = site_project(tmp_path / "project", QUICK)
    edit(
        project, "templates/topics/well/sections/story.md.j2", {"asks the county": "asked 77 counties, and the county"}
    )
    assert "number-unsupported" in refused(project)
    assert not (project / "out" / "site").exists()


def test_a_fault_in_a_page_stops_the_publish(tmp_path: Path) -> None:
    """It is told with page and line, all together, and the folder does not come to be."""
    project = site_project(tmp_path / "project", QUICK)
    layout = project / "templates/site/colophon.html.j2"
    layout.parent.mkdir(parents=True)
    faulty = (
        '<p><a href="nowhere.html">x</a></p>\n<p><img src="https://example.com/a.png" alt=""></p>\n<p id="text">x</p>'
    )
    layout.write_text(
        f'{{% extends "builtin/site/colophon.html.j2" %}}\n{{% block body %}}\n{faulty}\n{{% endblock %}}\n',
        encoding="utf-8",
    )
    said = refused(project)
    lines = [int(line) for line in re.findall(r"out/site/colophon\.html:(\d+)", said)]
    assert lines == [lines[0], lines[0] + 1, lines[0] + 2]
    assert [said.index(rule) for rule in ("site-broken-link", "site-outside-request", "site-id-twice")] == sorted(
        said.index(rule) for rule in ("site-broken-link", "site-outside-request", "site-id-twice")
    )
    assert not (project / "out" / "site").exists()


def everything(site: Path) -> str:
    """Return all words of a site, those packed in archives, in the search index and in PDFs too, in one line."""
    parts = []
    for name, content in files(site).items():
        if name.endswith(".zip"):
            archive = ZipFile(io.BytesIO(content))
            parts += [archive.read(inner) for inner in archive.namelist()]
        elif name.endswith((".pf_fragment", ".pf_index", ".pf_meta", ".pf_filter")):
            parts.append(gzip.decompress(content))
        elif name.endswith(".pdf"):
            parts.append(subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout)
        else:
            parts.append(content)
    return " ".join(b"\n".join(parts).decode(errors="replace").split())


def test_nothing_of_a_restricted_source_is_anywhere(tmp_path: Path) -> None:
    """Not its words, not a page for it or for what rests on it alone: in no page, feed, index, archive, database."""
    project = site_project(tmp_path / "project", QUICK.replace("false", "true"))
    restrict(project, "county-2020")
    published(project)
    site = project / "out" / "site"
    whole = everything(site)
    assert "reopened in July 2018, two years after" not in whole
    assert "About 40 households" not in whole
    assert "In June 2018 the parish council of Alderby reopened the old well" in whole
    there = set(files(site))
    assert not there & {"sources/county-2020.html", "claims/well-dry.html", "claims/households.html"}
    assert "county-2020" not in (site / "data" / "dataset.json").read_text(encoding="utf-8")


def test_words_of_a_restricted_source_stop_the_publish(tmp_path: Path) -> None:
    """Wherever they come from, a layout for one; the page is named."""
    project = site_project(tmp_path / "project", QUICK)
    restrict(project, "county-2020")
    layout = project / "templates/site/colophon.html.j2"
    layout.parent.mkdir(parents=True)
    layout.write_text(
        '{% extends "builtin/site/colophon.html.j2" %}\n'
        "{% block body %}The well was reopened in July 2018, two years after it had run dry.{% endblock %}\n",
        encoding="utf-8",
    )
    said = refused(project)
    assert said.startswith("error[restricted-passage] out/site/colophon.html\n  words of the restricted passage")
    assert not (project / "out" / "site").exists()


def test_editions_may_go_without_a_pdf(tmp_path: Path) -> None:
    """Then nothing leads to one; Pango is not needed."""
    project = site_project(tmp_path / "project", f'\nbase_url = "{BASE}"\n{QUICK}')
    published(project)
    there = files(project / "out" / "site")
    assert not [name for name in there if name.endswith(".pdf")]
    assert not [
        name for name, content in there.items() if name.endswith((".html", ".xml", ".json")) and b".pdf" in content
    ]


def test_corrections_have_a_page(project: Path) -> None:
    """Newest first; without any it says so."""
    text = (project / "out" / "site" / paths.CORRECTIONS).read_text(encoding="utf-8")
    assert "Nothing has been corrected so far." in text
    assert "write to desk@example.org" in text


def test_a_page_that_nothing_leads_to_stops_the_publish(tmp_path: Path) -> None:
    """Readers would never find it."""
    project = site_project(tmp_path / "project", QUICK)
    for layout in ("claims", "silences", "topic", "edition"):
        target = project / f"templates/site/{layout}.html.j2"
        target.parent.mkdir(parents=True, exist_ok=True)
        above = "builtin/site/edition.html.j2" if layout == "edition" else "site/page.html.j2"
        blocks = "{% block note_links %}{% endblock %}" if layout == "edition" else "{% block body %}{% endblock %}"
        target.write_text(f'{{% extends "{above}" %}}\n{blocks}\n', encoding="utf-8")
    assert "error[site-orphan-page] out/site/claims/cost-of-pump.html" in refused(project)


def test_a_redirect_leads_on(site: Path) -> None:
    """With a link for who does not follow by itself, relative to its own place; search engines are told."""
    text = (site / "topics/spring/index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../well/index.html">' in text
    assert f'<link rel="canonical" href="{BASE}topics/well/">' in text


def test_without_an_address_it_warns(tmp_path: Path) -> None:
    """The site works, without sitemap and canonical links."""
    project = site_project(tmp_path / "project", QUICK)
    done = run(project, "publish", "--out", "public")
    assert "warning[no-address]" in done.stderr
    assert done.stdout == f"public: {len(files(project / 'public'))} files\n"
    assert not (project / "public" / "sitemap.xml").exists()
    assert b"canonical" not in (project / "public" / "index.html").read_bytes()


def test_an_audience_that_is_not_there_cannot_be_published(tmp_path: Path) -> None:
    """As everywhere in briefgen.toml."""
    project = site_project(tmp_path / "project", '\n[site]\naudiences = ["readers"]\n')
    assert "error[unknown-audience] briefgen.toml" in refused(project)


def test_nothing_to_publish(tmp_path: Path) -> None:
    """A project without topics says so."""
    project = site_project(tmp_path / "project", QUICK)
    shutil.rmtree(project / "templates" / "topics" / "well")
    edit(project, "briefgen.toml", {'topics = ["well"]': "topics = []"})
    assert "error[nothing-to-render]" in refused(project)


def test_the_home_page_tells_what_is_new(tmp_path: Path) -> None:
    """Numbered editions with what changed since the one before, and corrections, latest first; feeds tell the day."""
    project = site_project(tmp_path / "project", QUICK)
    site = project / "out" / "site"
    published(project)
    assert "What is new" not in (site / paths.HOME).read_text(encoding="utf-8")
    assert run(project, "release", "well", "-a", "reader").returncode == 0
    edit(project, "briefgen.toml", {"2020-06-30": "2020-07-30"})
    edit(project, "data/events.csv", {"The well runs dry": "The well is dry"})
    rows = (
        "id,edition,number,wrong,now,date,claims,note\nlate,well/reader,1,It ran dry.,It is dry.,2020-07-15,well-dry,\n"
    )
    (project / "data/corrections.csv").write_text(rows, encoding="utf-8")
    assert run(project, "check", "--fix").returncode == 0
    assert run(project, "release", "well", "-a", "reader").returncode == 0
    published(project)
    home = " ".join(re.sub(r"<[^>]+>", " ", (site / paths.HOME).read_text(encoding="utf-8")).split())
    told = (
        home[home.index("What is new") : home.index("What it rests on")]
        .replace(" ,", ",")
        .replace(" :", ":")
        .replace("\u00a0", " ")
    )
    assert told.index("30 July 2020") < told.index("15 July 2020 Corrected: It is dry.")
    assert "published as edition 2 Changed since edition 1, 30 June 2020: corrections (1), claims reworded (1)" in told
    assert json.loads((site / paths.JSON_FEED).read_bytes())["items"][0]["date_published"].startswith("2020-07-30")
