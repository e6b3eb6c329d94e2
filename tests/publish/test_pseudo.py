"""A site says nothing by itself: in a language of no one's letters, plain letters are data, narrative or code.

What the rules of `check` find, and what a row of each table is, are told in English, as the command line tells them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.api import Project
from briefgen.checks import PROSE_RULES, RULES
from briefgen.model import CLAIM_TABLES, TABLES, Kind
from briefgen.publish.claims import KINDS, UNSAID
from briefgen.words import ENGLISH, PSEUDO
from briefgen.words.pseudo import pseudo
from tests.publish.sites import published, site_project
from tests.words.test_pseudo import hard_coded

# Names of formats and of type, a licence, what a setting is where none is made, and code.
NAMES = """Atom, JSON Feed, BibTeX, RIS, CSL, SQLite, Data Package, Frictionless, MB, kB, JavaScript, SHA, start,
Source Serif, Inter, SIL Open Font License, Policy brief"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the tiny project in the language of no one, and return its folder."""
    project = site_project(tmp_path_factory.mktemp("pseudo") / "project")
    config = project / "briefgen.toml"
    text = config.read_text(encoding="utf-8")
    changed, times = re.subn(r"(?m)^lang = .*", f'lang = "{PSEUDO}"', text)
    config.write_text(changed if times else f'lang = "{PSEUDO}"\n{text}', encoding="utf-8")
    published(project)
    return project


def data_of(project: Path) -> str:
    """Return all that the project says itself, and what is told of rules and tables."""
    kinds = {".csv", ".json", ".toml", ".j2", ".txt"}
    files = [path for path in project.rglob("*") if path.suffix in kinds and "out" not in path.parts]
    files += (Path(__file__).parents[2] / "templates" / "audiences").rglob("*.toml")
    told = [f"{rule.id} {rule.about}" for rule in (*RULES, *PROSE_RULES)] + [table.about for table in TABLES.values()]
    sources = Project.open(project).dataset.sources.values()
    told += [source.descriptor.capitalize() for source in sources]
    data = " ".join([*(path.read_text(encoding="utf-8") for path in files), *told, *TABLES, NAMES])
    labels = re.sub(r"\b[Tt]he (\w)", lambda found: found[1].upper(), data)  # of charts: without an article
    return f"{data} {data.lower()} {labels}"


def test_pages_say_nothing_by_themselves(folder: Path) -> None:
    """Every page of the site, editions and all."""
    data, site = data_of(folder), folder / "out" / "site"
    pages = sorted(site.rglob("*.html"))
    found = {page.relative_to(site).as_posix(): hard_coded(page.read_text(encoding="utf-8"), data) for page in pages}
    assert {page: said for page, said in found.items() if said} == {}
    assert len(pages) > 30


def test_the_search_says_nothing_by_itself(folder: Path) -> None:
    """Its script has words of the catalogue put in, and none of its own."""
    (script,) = (folder / "out" / "site" / "assets").glob("search-*.js")
    text = script.read_text(encoding="utf-8")
    assert "say(" not in text
    assert all(f'"{pseudo(words)}"' in text for words in ("Kind", "any", "{n} results"))


def test_every_column_and_value_has_a_name() -> None:
    """The catalogue names each kind of claim, each column a claim's page tells, and each value of a closed list."""
    columns, values, words = set(), set(), ENGLISH.catalogue
    for table in (TABLES[name] for name in (*CLAIM_TABLES, "positions")):
        columns |= set(table.columns) - {*UNSAID, table.text}
        values |= {value for column in table.columns.values() if column.kind is Kind.ENUM for value in column.values}
    assert {f"column.{column}" for column in columns} <= set(words)
    assert {f"value.{value}" for value in values} <= set(words)
    assert {f"{kinds}.{table}" for kinds in ("claim_kind", "claim_kinds") for table in KINDS} <= set(words)
    assert set(KINDS) <= set(CLAIM_TABLES)
