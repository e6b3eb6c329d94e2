"""The dataset for others: every format `briefgen export` knows, of what the site may show.

In: what may be shown, the project's name. Out: path, name, media type and content of each file.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.export.as_bibliography import to_bibtex, to_csl, to_ris
from briefgen.export.as_csv import to_csv, zipped
from briefgen.export.as_json import to_json
from briefgen.export.as_sqlite import to_sqlite
from briefgen.export.bundle.package import package
from briefgen.export.flat import flatten
from briefgen.publish.public import Public
from briefgen.words import ENGLISH, Say


def downloads(shown: Public, name: str, say: Say = ENGLISH) -> Iterator[tuple[str, str, str, bytes]]:
    """Yield (path, name, media type, content) of each file."""
    dataset, evidenced = shown.shared, shown.evidenced
    flat = flatten(dataset, evidenced)
    sources = tuple(dataset.sources.values())
    files = package(dataset, evidenced, name, f" {say('download.about')}")
    yield "data/datapackage.zip", say("download.package"), "application/zip", zipped(files)
    yield "data/csv.zip", say("download.csv"), "application/zip", zipped(to_csv(flat))
    yield "data/dataset.json", say("download.json"), "application/json", to_json(dataset, evidenced)
    yield "data/dataset.sqlite", "SQLite", "application/vnd.sqlite3", to_sqlite(flat)
    yield "data/sources.csl.json", say("download.csl"), "application/vnd.citationstyles.csl+json", to_csl(sources)
    yield "data/sources.bib", say("download.bibtex"), "application/x-bibtex", to_bibtex(sources)
    yield "data/sources.ris", say("download.ris"), "application/x-research-info-systems", to_ris(sources)


def packed(shown: Public) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of what lies packed in the archives, for who looks for words that may not be there."""
    for inner, content in to_csv(flatten(shown.shared, shown.evidenced)).items():
        yield f"data/csv.zip/{inner}", content.decode()
