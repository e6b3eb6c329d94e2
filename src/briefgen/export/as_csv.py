"""The dataset as CSV files, as a folder or as one zip.

In: flat tables. Out: file name → bytes (UTF-8, RFC 4180, lines end with LF as in data/), or the bytes of a zip.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from briefgen.export.flat import Flat, text_of
from briefgen.export.formula import neutralise

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can say


def to_csv(tables: Iterable[Flat]) -> Mapping[str, bytes]:
    """Return `events.csv` and so on; cells that a spreadsheet would run are escaped (see `formula`)."""
    return {
        f"{table.name}.csv": csv_bytes(
            [list(table.columns), *([neutralise(text_of(cell)) for cell in row] for row in table.rows)]
        )
        for table in tables
    }


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows in the one form in which briefgen writes CSV: quoted where needed, LF at the end of each."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip that is the same whenever it is made."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in files.items():
            entry = ZipInfo(name, EPOCH)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, whatever the machine
            archive.writestr(entry, data, ZIP_DEFLATED, 9)
    return out.getvalue()
