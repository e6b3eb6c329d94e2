"""Rules on prose, applied to a finished edition. Each is a pure function from a `ProseView` to diagnostics.

In: views of editions. Out: diagnostics at the template lines that wrote what is wrong.
"""

from __future__ import annotations

from briefgen.checks.prose import (
    disputes,
    editions,
    foreign,
    horizon,
    inferred,
    judgements,
    likelihood,
    limit,
    misattributed,
    parity,
    planned,
    reading,
    related,
    reported,
    should,
    supported,
    uniqueness,
    unsupported,
)
from briefgen.checks.prose.silences import with_editions
from briefgen.checks.prose.view import ProseView, Rule, Settings
from briefgen.errors import Severity

PARITY = "parity"

__all__ = ["PARITY", "PROSE_RULES", "ProseView", "Rule", "Settings", "parity", "with_editions"]

PROSE_RULES = (
    Rule("unsupported-sentence", "A factual sentence rests on what its paragraph cites.", unsupported.check),
    Rule("number-unsupported", "A number stands in what its paragraph cites.", supported.numbers),
    Rule("date-unsupported", "A date stands in what its paragraph cites.", supported.dates),
    Rule("edition-misdated", "A meeting's number and date belong together.", editions.check),
    Rule("quotation-not-verbatim", "A quotation stands word for word in a cited passage.", supported.quotations),
    Rule("unknown-name", "Whoever is named is known to the dataset.", supported.names),
    Rule("name-unsupported", "Whoever is named is in what is cited.", supported.unsupported_names),
    Rule("citation-unrelated", "A citation has to do with its sentence.", related.check, Severity.WARNING),
    Rule("planned-as-held", "What is planned is not told as held.", planned.check),
    Rule("inferred-as-stated", "What is inferred is not told as stated.", inferred.check),
    Rule("reported-as-established", "What somebody says is told as theirs.", reported.check),
    Rule("misattributed", "Words are told as theirs whose they are.", misattributed.check),
    Rule("dispute-without-box", "A contradiction is shown.", disputes.boxes),
    Rule("dispute-without-hedge", "A minor difference is hedged or attributed.", disputes.hedges, Severity.WARNING),
    Rule("unattributed-uniqueness", "“The first”, “the only” have an author and a passage.", uniqueness.check),
    Rule("unattributed-should", "“Should” has a named proposer.", should.check),
    Rule("judgement-unmarked", "The publisher’s judgement is marked.", judgements.check),
    Rule("likelihood-and-confidence", "A sentence has a likelihood or a confidence.", likelihood.both),
    Rule("likelihood-off-yardstick", "Judgements keep to the yardstick.", likelihood.off_yardstick, Severity.WARNING),
    Rule("foreign-term", "An edition keeps its audience’s words.", foreign.check),
    Rule("reading-level", "The text is as easy as its audience asks.", reading.check, Severity.WARNING),
    Rule("length", "The text is as short as its audience asks.", reading.length),
    Rule("quotation-limit", "No source is quoted beyond the limit.", limit.check),
    Rule("horizon-missing", "The edition says how much it rests on, and how new that is.", horizon.check),
)
