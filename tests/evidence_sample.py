"""A hand-made dataset about a village well: three sources of two voices, one dispute, one of everything else."""

from __future__ import annotations

from types import MappingProxyType

from briefgen import model
from briefgen.dataset import Dataset
from briefgen.evidence import Evidenced, Span
from briefgen.model import TABLES, Record, Source

TEXTS = {
    "gazette": "The well was dug in May 1901. It serves forty families. Somebody wrote that the water is sweet.",
    "diary": "I saw the well in 1902, and not before. The mayor said: the council should mend the rope.",
    "letters": "The water tastes of iron.",
}
_PASSAGES = {
    "p-dug": ("gazette", "The well was dug in May 1901"),
    "p-forty": ("gazette", "It serves forty families"),
    "p-saw": ("diary", "I saw the well in 1902"),
    "p-rope": ("diary", "the council should mend the rope"),
    "p-iron": ("letters", "The water tastes of iron"),
}
_EVIDENCE = (
    ("well-dug", "p-dug"),
    ("families", "p-forty"),
    ("pos-1901", "p-dug"),
    ("pos-1902", "p-saw"),
    ("mend-rope", "p-rope"),
    ("iron", "p-iron"),
    ("rope-mended", "p-rope"),
)


def sources() -> dict[str, Source]:
    """Return the three sources; the diary and the letters are one voice."""
    return {
        "gazette": Source(
            id="gazette",
            file="seeds/gazette.txt",
            origin="gazette",
            interest="Printed by the council.",
            descriptor="Official gazette",
            basis={"title": "stated", "issued": "inferred", "author": "absent"},
            csl={"title": "The Gazette", "title-short": "Gazette", "issued": {"date-parts": [[1901, 6]]}},
        ),
        "diary": Source(
            id="diary",
            file="seeds/diary.txt",
            origin="ann",
            descriptor="Diary",
            basis={"author": "stated"},
            csl={
                "title": "A Diary",
                "author": [{"family": "Lee", "given": "Ann"}],
                "editor": [{"literal": "Bo"}, {"literal": "Cy"}],
            },
        ),
        "letters": Source(id="letters", file="seeds/letters.txt", origin="ann", csl={"title": "Letters"}),
    }


def _tables() -> dict[str, dict[str, Record]]:
    actors = {
        "council": model.Actor(id="council", name="North Village council", kind="organisation"),
        "mayor": model.Actor(id="mayor", name="The mayor", kind="person"),
    }
    events = {
        "well-dug": model.Event(
            id="well-dug",
            date="1901-05",
            title="The well is dug in North Village",
            category="institution",
            status="held",
            importance=3,
            topics=("well",),
            actors=("council",),
            line=2,
        ),
        "rope-mended": model.Event(
            id="rope-mended",
            date="1903",
            date_from="event:well-dug +2Y",
            title="The rope is to be mended",
            category="policy",
            status="planned",
            topics=("well",),
            note="Two years after the digging.",
            line=3,
        ),
    }
    return {
        "actors": dict(actors),
        "events": dict(events),
        "indicators": {
            "families": model.Indicator(
                id="families", label="families served", value="40", unit="families", qualifier="about", topics=("well",)
            ),
            "share": model.Indicator(id="share", label="share of the rope", value="1/3", unit="rope", date="1901"),
        },
        "recommendations": {
            "mend-rope": model.Recommendation(
                id="mend-rope",
                text="Mend the rope",
                proposer="mayor",
                addressee=("council",),
                theme="rope",
                force="should",
                made_on="1902",
                topics=("well",),
            )
        },
        "statements": {
            "iron": model.Statement(
                id="iron",
                speaker="mayor",
                channel="quoted",
                claim="It tastes of iron",
                stance="critical",
                topics=("well",),
            )
        },
        "disputes": {
            "when": model.Dispute(
                id="when",
                question="When was the well dug?",
                relation="contradiction",
                materiality="material",
                reconcile="Nothing settles it.",
                topics=("well",),
            )
        },
        "positions": {
            "pos-1901": model.Position(id="pos-1901", dispute="when", text="In 1901."),
            "pos-1902": model.Position(id="pos-1902", dispute="when", text="In 1902."),
        },
        "judgements": {
            "probably": model.Judgement(
                id="probably",
                text="The gazette is right",
                basis=("well-dug",),
                alternative="the diary is right",
                confidence="low",
                would_change="a bill",
                author="the editors",
                topics=("well",),
            )
        },
        "silences": {"depth": model.Silence(id="depth", question="How deep is it?", terms=("deep",), topics=("well",))},
        "glossary": {"well": model.GlossaryTerm(id="well", term="well", definition="a hole with water")},
        "passages": {
            key: model.Passage(id=key, source=source, exact=exact, speaker="mayor" if key == "p-rope" else "")
            for key, (source, exact) in _PASSAGES.items()
        },
        "evidence": {
            f"evidence:{n}": model.Evidence(record=record, field="*", passage=passage, relation="supports")
            for n, (record, passage) in enumerate(_EVIDENCE, 1)
        },
    }


def dataset(**tables: dict[str, Record]) -> Dataset:
    """Return the dataset; `tables` replaces whole tables."""
    whole = {name: MappingProxyType({**_tables(), **tables}.get(name, {})) for name in TABLES}
    return Dataset(MappingProxyType(sources()), MappingProxyType(whole))


def evidenced() -> Evidenced:
    """Return where the passages stand."""
    spans = {
        key: Span(key, source, TEXTS[source].index(exact), TEXTS[source].index(exact) + len(exact))
        for key, (source, exact) in _PASSAGES.items()
    }
    return Evidenced(spans, TEXTS)
