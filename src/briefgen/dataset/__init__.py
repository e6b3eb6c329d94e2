"""Step 2, load the dataset: CSV tables and CSL-JSON sources become frozen records with look-ups.

In: an open workspace. Out: `Dataset` and diagnostics; `datapackage_json`, the description of the tables.
"""

from briefgen.dataset.dataset import SOURCES_FILE, Dataset
from briefgen.dataset.load import Kept, load, uncollected
from briefgen.dataset.schema import DATAPACKAGE_FILE, datapackage_json, write_datapackage

__all__ = [
    "DATAPACKAGE_FILE",
    "SOURCES_FILE",
    "Dataset",
    "Kept",
    "datapackage_json",
    "load",
    "uncollected",
    "write_datapackage",
]
