"""Every format the dataset can be exported to, under the name the command line knows it by.

In: the dataset, the evidence as located, the project's name. Out: the bytes of one file, or of several.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from briefgen.dataset import Dataset
from briefgen.evidence import Evidenced
from briefgen.export.as_bibliography import to_bibtex, to_csl, to_ris
from briefgen.export.as_csv import to_csv
from briefgen.export.as_json import to_json
from briefgen.export.as_package import to_package
from briefgen.export.as_sqlite import to_sqlite
from briefgen.export.flat import flatten
from briefgen.export.workbook import to_workbook

One = Callable[[Dataset, Evidenced, str], bytes]
Several = Callable[[Dataset, Evidenced, str], Mapping[str, bytes]]

FILES: Mapping[str, One] = MappingProxyType(
    {
        "json": lambda dataset, evidenced, _: to_json(dataset, evidenced),
        "xlsx": lambda dataset, evidenced, name: to_workbook(flatten(dataset, evidenced), name),
        "sqlite": lambda dataset, evidenced, _: to_sqlite(flatten(dataset, evidenced)),
        "csl": lambda dataset, _, __: to_csl(dataset.sources.values()),
        "bibtex": lambda dataset, _, __: to_bibtex(dataset.sources.values()),
        "ris": lambda dataset, _, __: to_ris(dataset.sources.values()),
    }
)
FOLDERS: Mapping[str, Several] = MappingProxyType(
    {
        "csv": lambda dataset, evidenced, _: to_csv(flatten(dataset, evidenced)),
        "datapackage": lambda dataset, evidenced, name: to_package(flatten(dataset, evidenced), name),
    }
)
TEXTS = frozenset({"json", "csl", "bibtex", "ris"})  # what a terminal can show
