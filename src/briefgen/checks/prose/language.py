"""Turns of English that rules on prose look for: saying, planning, holding, inferring, judging, past tense.

In: a text. Out: whether it has one. Word lists, not grammar: where a list cannot tell, the rule that asks keeps silent.
"""

from __future__ import annotations

import re

_SAYING = (
    "according to|says?|said|saying|reports?|reported|reportedly|allegedly|purportedly|argue[sd]?|stated|states that"
    "|writes?|wrote"
    "|written|tells?|told|recalls?|recalled|recollect\\w*|calls?|called|sees?|saw|seen|regards?|regarded|thinks?"
    "|thought"
    "|believe[sd]?|suggest(?:s|ed)?|warn(?:s|ed|ing)?|expect(?:s|ed)?|claim(?:s|ed)?|maintain(?:s|ed)?"
    "|consider(?:s|ed)?"
    "|point(?:s|ed)? (?:to|out)|note[sd]?|adds?|added|names?|named|lists?|listed|describe[sd]?|propose[sd]?"
    "|proposals?"
    "|recommend(?:s|ed|ations?)?|advise[sd]?|advice|ask(?:s|ed)?|urge[sd]?|want(?:s|ed)?|hope[sd]?|wish(?:es"
    "|ed)?|agree[sd]?"
    "|announce[sd]?|declare[sd]?|explain(?:s|ed)?|blame[sd]?|contrasts?|places?|puts?|class(?:es)?|judge[sd]?"
    "|judgements?"
    "|quoted?|cited?|attribute[sd]?|assess(?:es|ed)?|assessments?|accounts?|views?|opinion|words|recollection|doubts?"
    "|question(?:s|ed)?|portray(?:s|ed)?|stress(?:es|ed)?|underline[sd]?|emphasi[sz]e[sd]?|depicts?|presents?|dates?"
    "|paraphrased?|mentions?|mentioned|observers?|critics|analysts?|scholars?|experts?|authors?|sources?"
    "|documents?|papers?"
    "|essays?|articles?|interview(?:s|ed)?|analys[ie]s|calls for|holds? that|finds?|found"
)
ATTRIBUTION = re.compile(rf"\b(?:{_SAYING})\b", re.IGNORECASE)
# Words that make a merely reported thing one: not any verb of saying, which may be the reported person's own.
REPORTED = re.compile(
    r"\b(?:according to|reported(?:ly)?|reports?|allegedly|alleged|purportedly|is said to|are said to"
    r"|was said to|apparently"
    r"|accounts?|recollections?|recall(?:s|ed)|relates?|related|by (?:way of|hearsay)|through|second[- ]hand"
    r"|paraphrased|known only)\b",
    re.IGNORECASE,
)
REPORTEDLY = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|is said to|are said to|was said to|were said to)\b",
    re.IGNORECASE,
)
PLANNED = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|announce[sd]?|announcing|announcement|schedul\w+|propos\w+|intend\w*|expect\w*"
    r"|hope[sd]?|hoping"
    r"|invit\w+|would|will|was to|were to|is to|are to|to be (?:held|hosted|convened)|to (?:meet|convene"
    r"|take place)|foresee\w*"
    r"|envisage\w*|due|upcoming|forthcoming|next|future|aim\w*|seeks?|sought|(?-i:may)|might|could|should|potential\w*"
    r"|prospect\w*"
    r"|whether|if|not known|unknown|unconfirmed|never (?:met|took place|held)|did not|no (?:document|source"
    r"|record)\w*|silent"
    r"|probabl[ey]|call(?:s|ed)? for|called off|cancel\w*|fail(?:s|ed)|wish\w*|want\w*|unmentioned|failure"
    r"|in vain|not as)\b",
    re.IGNORECASE,
)
INFERRED = re.compile(
    r"\b(?:infer\w*|probabl[ey]|presum\w+|likely|apparent(?:ly)?|judgements?|judge[sd]?|suggest\w*|deduc\w+"
    r"|follows? from"
    r"|counted (?:back|from)|by counting|must have|appears? to|seems? to|about|around|circa|roughly"
    r"|approximate\w*|implie[sd]"
    r"|reckon\w*|estimat\w+|assum\w+|derived?|not stated|uncertain|unclear)\b|\bc\. ?\d",
    re.IGNORECASE,
)
JUDGED = re.compile(
    r"\b(?:editors?[’']? (?:judgement|view|reading|opinion|assessment)|in (?:the )?editors[’']|our (?:judgement"
    r"|view|reading"
    r"|assessment)|we (?:judge|assess|think|believe|consider|read)|the editors|editorial (?:judgement|view"
    r"|assessment)"
    r"|publisher[’']s (?:judgement|view|own|reading)|the publisher|this (?:brief|note|briefing) (?:judges"
    r"|assesses|takes|rests)"
    r"|the (?:brief|note|briefing) (?:judges|assesses|rests|takes))\b",
    re.IGNORECASE,
)
HEDGED = re.compile(
    r"\b(?:or|perhaps|about|around|disput\w+|disagree\w*|differ\w*|contested|unclear|uncertain|unsettled|either"
    r"|between"
    r"|at least|some|by one|one of|variously|contradict\w*)\b",
    re.IGNORECASE,
)
FURNITURE = re.compile(
    # sentences in which the brief speaks of itself
    r"^(?:(?:this|the|these|each|every) (?:brief|briefing|note|page|section|summary|annex|table|figure|chart|map"
    r"|list|box"
    r"|boxes|timeline|notes|citations?|reference|references|appendix|glossary|following|statements?|quotations?"
    r"|editors)\b"
    r"|a search of\b|where (?:a|an|the) (?:year|date|month|day|name)\b|see\b|for (?:details|more)\b|here\b"
    r"|below\b|overleaf\b)",
    re.IGNORECASE,
)
_IRREGULAR = (
    "was|were|had|did|withdrew|met|held|came|began|became|left|made|gave|took|brought|went|stood|fell|rose|grew"
    "|led|won|lost"
    "|sent|spent|paid|built|bought|sold|kept|broke|chose|drove|drew|forgot|froze|hid|knew|meant|rang|ran|sang"
    "|sat|shook|shot"
    "|shut|slept|spoke|stole|struck|swore|taught|threw|understood|woke|wore|set up|cut|put"
)
PAST = re.compile(rf"\b(?:{_IRREGULAR}|[a-z]{{2,}}(?:[^e\W]ed|eed))\b")
# “is shown”, “are counted”: a passive in the present is no past.
PRESENT_PASSIVE = re.compile(r"\b(?:is|are|be|been|being|as|not)(?: \w+ly| not| also)? [a-z]+(?:ed|wn|en|t)\b")
# “of quoted words”, “the inferred year”: a participle before its noun.
_ATTRIBUTIVE = re.compile(
    r"\b(?:of|the|an?|any|no|its|their|by|with|for|in|as|each|every|these|those|all|are|is)(?: \w+ly)? "
    r"[a-z]+ed (?=[a-z])"
)


def tells_of_the_past(text: str) -> bool:
    """Tell whether a sentence reports something done."""
    return PAST.search(_ATTRIBUTIVE.sub(" ", PRESENT_PASSIVE.sub(" ", text))) is not None


def without_quotations(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """Return the text with spaces for what stands in the spans, so that offsets stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
