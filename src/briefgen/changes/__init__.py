"""What changed, and what was published: snapshots of what is said, the changes between two, the register of editions.

In: datasets, exports, finished Documents. Out: values and texts, the same for the same input; nothing is read or
written here.
"""

from briefgen.changes.compare import Change, Changes, Sort, what_changed
from briefgen.changes.reading import of_export
from briefgen.changes.snapshot import Entry, Ground, Snapshot, of_dataset
from briefgen.changes.telling import Group, Line, as_text, told

__all__ = [
    "Change",
    "Changes",
    "Entry",
    "Ground",
    "Group",
    "Line",
    "Snapshot",
    "Sort",
    "as_text",
    "of_dataset",
    "of_export",
    "told",
    "what_changed",
]
