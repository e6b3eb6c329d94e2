"""The dataset for other programs: the same facts in formats others read.

In: the dataset and the evidence as located. Out: bytes, the same for the same input.
"""

from briefgen.export.as_json import to_json

__all__ = ["to_json"]
