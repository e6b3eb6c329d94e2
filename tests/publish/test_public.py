"""publish.public: what a site may show."""

from __future__ import annotations

import io
import json
import sqlite3
from pathlib import Path
from zipfile import ZipFile

import pytest

from briefgen.dataset import write_datapackage
from briefgen.errors import BriefgenError
from briefgen.publish import site_address
from briefgen.publish.claims import all_claims
from briefgen.publish.downloads import downloads
from briefgen.publish.public import Public, public
from briefgen.workspace import Workspace
from tests.projects import copy_tiny, edit, opened
from tests.publish.sites import QUICK, published, restrict, site_project


def shown(project: Path, limit: int = 400) -> Public:
    """Return what may be shown of a project."""
    _, dataset, evidenced = opened(project)
    return public(dataset, evidenced, limit)


def test_without_restricted_sources_everything_is_shown(tiny: Path) -> None:
    """The dataset as it is."""
    _, dataset, _ = opened(tiny)
    assert shown(tiny).dataset.tables == dataset.tables


def test_what_only_a_restricted_source_supports_is_gone(tiny: Path) -> None:
    """Its passages, its links, the claims on it alone, what refers to them, who is named only there."""
    restrict(tiny, "county-2020")
    part = shown(tiny).dataset
    assert set(part.sources) == {"parish-2019"}
    assert {passage.source for passage in part.passages.values()} == {"parish-2019"}
    assert "well-dry" not in part.events
    assert "well-reopened" in part.events
    assert "households" not in part.indicators
    assert part.judgements["well-matters"].basis == ("share-of-households",)
    assert "reopened-in-july" not in part.positions
    assert not part.disputes, "one answer alone would not show that there is another"
    assert {link.passage for link in part.evidence} <= set(part.passages)


def test_every_reference_of_what_is_shown_leads_to_something_shown(tiny: Path) -> None:
    """No dangling id tells that there is more."""
    restrict(tiny, "parish-2019")
    part = shown(tiny).dataset
    assert set(part.events) == {"well-dry"}, "its date followed from an event that is not shown"
    assert part.events["well-dry"].date == part.events["well-dry"].date_from == ""
    assert set(part.indicators) == {"households"}
    assert not part.recommendations
    assert set(part.actors) == {"wold-county"} or not part.actors
    assert set(part.silences) == {"cost-of-pump"}


def test_a_silence_of_restricted_sources_is_gone(tiny: Path) -> None:
    """Emptied, its list of sources would mean every source."""
    edit(tiny, "data/silences.csv", {"cost*+pump;price+pump,,2": "cost*+pump;price+pump,county-2020,2"})
    restrict(tiny, "county-2020")
    assert not shown(tiny).dataset.silences


def test_words_are_shown_within_the_limit_those_of_weighty_claims_first(tiny: Path) -> None:
    """Each source for itself; other passages give their place."""
    few = shown(tiny, 15)
    assert few.spoken == {"p-reopened-june", "p-forty"}, "the county's other passage has sixteen words"
    assert few.words("p-reopened-june").startswith("In June 2018")
    assert few.words("p-pump") == ""
    none = shown(tiny, 0)
    assert not none.spoken
    assert len(shown(tiny).spoken) > len(few.spoken)


def test_downloads_hold_no_more_words_than_the_limit_allows(tiny: Path) -> None:
    """In no format; the place of every passage is there."""
    few = shown(tiny, 15)
    files = {path: content for path, _, _, content in downloads(few, "Alderby")}
    hidden = "asks the county to pay for a new pump"
    packed = b"".join(
        archive.read(name)
        for path in ("data/csv.zip", "data/datapackage.zip")
        for archive in [ZipFile(io.BytesIO(files[path]))]
        for name in archive.namelist()
    )
    assert hidden.encode() not in b"".join(files.values()) + packed
    claims = json.loads(files["data/dataset.json"])["recommendations"]
    (evidence,) = claims[0]["evidence"]
    assert evidence["exact"] == ""
    assert evidence["end"] - evidence["start"] == len("The council asks the county to pay for a new pump.")


def test_the_database_opens(tiny: Path, tmp_path: Path) -> None:
    """Words that are withheld are an empty text there."""
    files = {path: content for path, _, _, content in downloads(shown(tiny, 15), "Alderby")}
    (tmp_path / "a.sqlite").write_bytes(files["data/dataset.sqlite"])
    with sqlite3.connect(tmp_path / "a.sqlite") as connection:
        rows = dict(connection.execute("SELECT id, exact FROM passages").fetchall())
    connection.close()
    assert rows["p-pump"] == ""
    assert rows["p-reopened-june"]


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org/", "https://example.org/?a", "https://", "a b"])
def test_an_address_that_cannot_be_is_refused(tmp_path: Path, address: str) -> None:
    """In briefgen.toml with its line; on the command line with exit code 2."""
    project = copy_tiny(tmp_path / "project")
    with pytest.raises(BriefgenError, match=r"\[bad-address\] --base-url") as caught:
        site_address(Workspace.open(project), address)
    assert caught.value.exit_code == 2
    with (project / "briefgen.toml").open("a", encoding="utf-8") as stream:
        stream.write(f'base_url = "{address}"\n')
    with pytest.raises(BriefgenError, match=r"\[bad-address\] briefgen.toml:8 base_url"):
        site_address(Workspace.open(project))


def test_an_address_ends_with_a_slash(tiny: Path) -> None:
    """However it is written."""
    assert site_address(Workspace.open(tiny), "https://example.org/a") == "https://example.org/a/"
    assert site_address(Workspace.open(tiny)) == ""


def test_a_date_with_an_open_start_stands_at_its_end(tiny: Path) -> None:
    """What ended in 2016 and began nobody knows when is no event of the year one."""
    edit(tiny, "data/events.csv", {"well-dry,2016,event:well-reopened -2Y": "well-dry,../2016,event:well-reopened -2Y"})
    claim = all_claims(shown(tiny), {})["well-dry"]
    assert (claim.year, claim.day) == ("2016", "2016-01-01")


def test_readers_know_sources_by_their_labels(tiny: Path) -> None:
    """In what curators wrote, too."""
    edit(tiny, "data/disputes.csv", {"neither document says so": "county-2020 does not say so"})
    claim = all_claims(shown(tiny), {})["month-of-reopening"]
    (reconcile,) = (fact.values[0].text for fact in claim.facts if fact.label.startswith("What could reconcile"))
    assert reconcile.endswith("; the Water in the County does not say so.")


def test_a_passage_under_two_answers_has_one_place_on_the_page(tiny: Path) -> None:
    """So that its id stands there once."""
    edit(
        tiny,
        "data/evidence.csv",
        {"reopened-in-july,*,p-reopened-july,supports,": "reopened-in-july,*,p-reopened-june,supports,"},
    )
    claim = all_claims(shown(tiny), {})["month-of-reopening"]
    assert [quoted.first for answer in claim.answers for quoted in answer.quoted] == [True, False]


def test_corrections_are_told_with_the_editions_they_concern(tmp_path: Path) -> None:
    """Newest first, each with a link to every edition and to the claims behind it."""
    project = site_project(tmp_path / "project", QUICK)
    (project / "data" / "corrections.csv").write_text(
        "id,edition,number,wrong,now,date,claims,note\n"
        "first,well/reader,,The well ran dry in 2015.,The well ran dry in 2016.,2020-05-01,well-dry,\n"
        "second,*,,A.,B.,2020-06-01,,\n",
        encoding="utf-8",
    )
    write_datapackage(Workspace.open(project))
    published(project)
    text = (project / "out" / "site" / "corrections.html").read_text(encoding="utf-8")
    assert text.index("B.</p>") < text.index("The well ran dry in 2016.")
    assert '<a href="claims/well-dry.html">' in text
    assert text.count('<a href="topics/well/reader.html">') == 2
