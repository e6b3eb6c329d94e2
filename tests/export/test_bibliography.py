"""export.as_bibliography: reference managers read the sources."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any

import rispy
from pybtex.database import parse_string

from briefgen.export.as_bibliography import to_bibtex, to_csl, to_ris
from briefgen.export.flat import name_of
from briefgen.model import Source
from tests.projects import TINY, opened

ODD: dict[str, Any] = {
    "id": "odd",
    "type": "article-newspaper",
    "title": "Ulan Bator’s 100% {small} “R&D” policy:\n$5_000 & more ~ #1 \\ ^",
    "author": [
        {"family": "Lee", "given": "Eun-Jeung"},
        {"non-dropping-particle": "van", "family": "Dam", "given": "Jan", "suffix": "Jr."},
        {"literal": "Ministry of Water and Roads"},
    ],
    "editor": [{"family": "Cathcart", "given": "Adam"}],
    "container-title": "The Well_Times",
    "issued": {"date-parts": [[2015, 6, 22]]},
    "URL": "https://example.org/a_b?c=%20d&e={f}",
    "language": "en",
    "custom": {"file": "seeds/odd.txt"},
}


def _odd() -> Source:
    return Source(id="odd", csl=MappingProxyType({**ODD, "custom": {"file": "seeds/odd.txt"}}))


def test_csl_is_what_the_sources_say_and_no_more() -> None:
    """Each item is the source's own CSL-JSON, without the keys that are briefgen's."""
    _, dataset, _ = opened(TINY)
    items = json.loads(to_csl(dataset.sources.values()))
    assert [item["id"] for item in items] == ["parish-2019", "county-2020"]
    assert not any("custom" in item for item in items)
    assert json.loads(to_csl([_odd()]))[0] == {key: value for key, value in ODD.items() if key != "custom"}


def test_bibtex_is_read_by_pybtex() -> None:
    """Names, dates and titles come back; what a source does not state is not there."""
    _, dataset, _ = opened(TINY)
    entries = parse_string(to_bibtex(dataset.sources.values()).decode(), "bibtex").entries
    parish, county = entries["parish-2019"], entries["county-2020"]
    assert (parish.type, parish.fields["institution"], parish.fields["year"]) == (
        "techreport",
        "Alderby Parish Council",
        "2019",
    )
    assert "month" not in parish.fields
    assert "author" not in parish.persons
    assert [str(person) for person in county.persons["author"]] == ["{Wold County}"]
    assert (county.fields["month"], county.fields["day"]) == ("February", "03")


def test_bibtex_survives_odd_characters() -> None:
    """What TeX would take for commands is escaped; braces stay balanced, so that the entry ends where it ends."""
    entry = parse_string(to_bibtex([_odd(), _odd()]).decode().replace("{odd,", "{one,", 1), "bibtex").entries["odd"]
    assert entry.fields["title"] == (
        r"{Ulan Bator’s 100\% \{small\} “R\&D” policy: \$5\_000 \& more \textasciitilde{} \#1 "
        r"\textbackslash{} \textasciicircum{}}"
    )
    assert [str(person) for person in entry.persons["author"]] == [
        "Lee, Eun-Jeung",
        "van Dam, Jr., Jan",
        "{Ministry of Water and Roads}",
    ]
    assert (entry.persons["author"][1].prelast_names, entry.persons["author"][1].lineage_names) == (["van"], ["Jr."])
    assert entry.fields["journal"] == r"The Well\_Times"
    assert entry.fields["url"] == "https://example.org/a_b?c=%20d&e=%7Bf%7D"


def test_ris_is_read_by_rispy() -> None:
    """Types, names, dates and addresses come back, one entry for each source."""
    _, dataset, _ = opened(TINY)
    parish, county, odd = rispy.loads(to_ris([*dataset.sources.values(), _odd()]).decode())
    assert (parish["type_of_reference"], parish["title"], parish["year"]) == ("RPRT", "The Well of Alderby", "2019")
    assert "authors" not in parish
    assert (county["authors"], county["date"]) == (["Wold County"], "2020/02/03/")
    assert odd["authors"] == ["Lee, Eun-Jeung", "van Dam, Jan, Jr.", "Ministry of Water and Roads"]
    assert odd["title"] == "Ulan Bator’s 100% {small} “R&D” policy: $5_000 & more ~ #1 \\ ^"
    assert odd["urls"] == ["https://example.org/a_b?c=%20d&e={f}"]


def test_a_name_without_parts_is_itself() -> None:
    """A family name alone, a given name alone, nothing at all."""
    assert [name_of(name) for name in ({"family": "Lee"}, {"given": "Ann"}, {})] == ["Lee", "Ann", ""]
