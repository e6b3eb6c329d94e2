"""All tables as one workbook, and back: `briefgen sheet`.

In: an open project; a workbook. Out: the workbook's bytes; or `Import`: what would change, what is wrong, and the files
to write.
"""

from briefgen.api.sheet.bringing import Import, read_import, write_import
from briefgen.api.sheet.changes import Change, Changes
from briefgen.api.sheet.taking import sheet_of

__all__ = ["Change", "Changes", "Import", "read_import", "sheet_of", "write_import"]
