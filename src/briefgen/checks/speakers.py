"""Rule `speaker-unsupported` (rule 7): whose words something is, the evidence says.

The speaker of a statement and the proposer of a recommendation are named in its words or in its passages; who assesses
something without being named there is the author of its source; the speaker of a passage is named in its source;
passages that overlap have one speaker; where passages have speakers, the statement resting on them is one of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from briefgen.checks.account import naming
from briefgen.checks.account.vocabulary import stems
from briefgen.checks.rule import DataView
from briefgen.errors import Diagnostic
from briefgen.model import Passage, Recommendation, Record, Statement


def check(view: DataView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each speaker or proposer that the evidence does not know as such."""
    if not view.dataset.faulty.isdisjoint(("actors", "mechanisms", "sources")):
        return  # who is called what is not wholly known
    for key, statement in view.dataset.statements.items():
        if _is_told(view, key):
            yield from _of_statement(view, statement)
    for key, proposal in view.dataset.recommendations.items():
        if _is_told(view, key) and not _is_known(view, proposal.proposer, key, _words(view, proposal, proposal.text)):
            yield _unsupported(view, proposal, "proposer", proposal.proposer)
    yield from _overlapping(view)
    for key, passage in view.dataset.passages.items():
        if passage.speaker and key not in view.dataset.faulty and passage.source in view.evidenced.texts:
            text = view.evidenced.texts[passage.source]
            if not _is_known(view, passage.speaker, f"source:{passage.source}", text):
                yield _unsupported(view, passage, "speaker", passage.speaker)


def _is_told(view: DataView, key: str) -> bool:
    """Tell whether a record has evidence without fault: what has none is reported as unsupported."""
    return view.judgeable(key) and any(link.relation == "supports" for link in view.dataset.evidence_for(key))


def _overlapping(view: DataView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each passage that shares words of its source with one of another speaker."""
    passages = view.dataset.passages
    spoken = [span for span in view.evidenced.spans.values() if passages[span.passage].speaker]
    spans = sorted(spoken, key=lambda span: (span.source, span.start, span.end))
    for at, span in enumerate(spans):
        for other in islice(spans, at + 1, None):
            if other.source != span.source or other.start >= span.end:
                break
            mine, theirs = passages[span.passage], passages[other.passage]
            if mine.speaker != theirs.speaker:
                message = f"“{mine.id}” shares words with it and is spoken by “{mine.speaker}”"
                hint = "the same words have one speaker"
                yield Diagnostic("speaker-unsupported", message, view.place(theirs, "speaker"), hint=hint)


def _of_statement(view: DataView, statement: Statement) -> Iterator[Diagnostic]:
    words = _words(view, statement, statement.claim)
    speaker = view.dataset.actors.get(statement.speaker)
    in_person = speaker is not None and speaker.kind in ("person", "organisation")
    own = [statement.speaker, *([] if in_person else [statement.on_behalf_of])]
    assessed = statement.channel == "assessed"
    is_known = _is_named_or_author if assessed else _is_known
    if not any(is_known(view, actor, statement.id, words) for actor in own if actor):
        yield _unsupported(view, statement, "speaker", statement.speaker)
        return
    of_them = speaker is not None and speaker.country == statement.on_behalf_of
    if statement.on_behalf_of and not of_them and not _is_known(view, statement.on_behalf_of, statement.id, words):
        yield _unsupported(view, statement, "on_behalf_of", statement.on_behalf_of)
    speakers = {passage.speaker for passage in _passages(view, statement.id)} - {""}
    if speakers and speakers.isdisjoint((statement.speaker, statement.reported_by)):
        message = f"its passages are words of “{'”, “'.join(sorted(speakers))}”, not of “{statement.speaker}”"
        hint = "correct the speaker here or in data/passages.csv, or name in reported_by through whom it is known"
        yield Diagnostic("speaker-unsupported", message, view.place(statement, "speaker"), hint=hint)


def _unsupported(view: DataView, record: Record, column: str, actor: str) -> Diagnostic:
    where = "its source" if isinstance(record, Passage) else "its words or its passages"
    message = f"nothing in {where} names “{actor}”"
    hint = "correct it, or add the name that the source uses to the actor's aliases"
    return Diagnostic("speaker-unsupported", message, view.place(record, column), hint=hint)


def _passages(view: DataView, key: str) -> Iterator[Passage]:
    yield from view.supporting(key, "speaker")


def _words(view: DataView, record: Statement | Recommendation, own: str) -> str:
    """Return what a record and its passages say, with the names of whose words the passages are."""
    parts = [own]
    for passage in _passages(view, record.id):
        parts += [passage.exact, *_names(view, [passage.speaker])]
    return "\n".join(parts)


def _names(view: DataView, actors: Iterable[str]) -> Iterator[str]:
    for key in actors:
        if (actor := view.dataset.actors.get(key)) is not None:
            yield actor.name
            yield from actor.aliases


def _is_named_or_author(view: DataView, actor: str, key: str, text: str) -> bool:
    """Tell whether a text names an actor by a name, or an actor wrote the source of a record's passages."""
    if actor not in view.dataset.actors or actor in view.dataset.faulty or actor in view.named(key, text):
        return True
    sources = {passage.source for passage in _passages(view, key)} & view.dataset.sources.keys()
    return any(actor in _authors(view, source) for source in sources)


def _authors(view: DataView, source: str) -> Iterator[str]:
    """Yield who wrote a source: whom it names, and who is called the author of it."""
    item = view.dataset.sources[source]
    for name in naming.creators(item.csl, ("author",)):
        yield from view.knowledge.lexicon.bears(name)
    called = {f"{word} of {what}" for word in ("author", "authors") for what in (source, item.title.casefold())}
    for actor in view.dataset.actors.values():
        if any(alias.casefold() in called for alias in actor.aliases):
            yield actor.id


def _is_known(view: DataView, actor: str, key: str, text: str) -> bool:
    """Tell whether a text names an actor: by a name, by half the words of a description, or by what it belongs to.

    Of a group of a country the country's own name is not enough.
    """
    if actor not in view.dataset.actors or actor in view.dataset.faulty:
        return True  # reported as a dangling reference, or where the actor is
    named = view.named(key, text)
    if actor in named:
        return True
    own, said = stems(" ".join(_names(view, [actor]))), stems(text)
    record = view.dataset.actors.get(actor)
    if record is not None and record.kind == "group" and record.country in named:
        besides = own - stems(" ".join(_names(view, [record.country])))
        return not besides or 3 * len(besides & said) >= len(besides)
    mechanisms = (view.dataset.mechanisms[other] for other in named if other in view.dataset.mechanisms)
    if any(actor in mechanism.members for mechanism in mechanisms):
        return True
    return bool(own) and 2 * len(own & said) >= len(own)
