"""The records of an edition as a Frictionless Data Package.

In: the part of the dataset an edition uses, already without what may not be quoted. Out: file name → bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from briefgen.dataset import Dataset
from briefgen.evidence import Evidenced
from briefgen.export.as_package import DESCRIPTOR, to_package
from briefgen.export.flat import flatten

_ABOUT = " Only the records that one edition uses. A passage without words is one the edition may not quote."


def package(part: Dataset, evidenced: Evidenced, title: str, about: str = _ABOUT) -> Mapping[str, bytes]:
    """Return the files of the package, `datapackage.json` first; `about` says of what it is a part."""
    files = dict(to_package(flatten(part, evidenced), title))
    descriptor = json.loads(files[DESCRIPTOR])
    descriptor["description"] += about
    for resource in descriptor["resources"]:
        if resource["name"] == "passages":
            for column in resource["schema"]["fields"]:
                if column["name"] == "exact":
                    column.pop("constraints", None)
                    column["description"] += " Empty where it may not be quoted."
    files[DESCRIPTOR] = (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()
    return files
