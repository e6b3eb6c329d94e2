"""The keys of topic.toml and audience.toml: what they are for, what they may be, how they are written.

They are checked by `settings`, and written out in templates/CONTEXT.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from briefgen.workspace.keys import Key
from briefgen.workspace.theme import PAPERS, THEME_KEYS

CITATIONS = ("notes", "sources", "author-date")
_WIDTH = (60, 250)  # millimetres

SELECT_KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "topics": Key(list, "records with one of these topics", [], '["bridge"]', of=str),
        "importance": Key(int, "least importance: 1, 2 or 3", 1, "2", limits=(1, 3)),
        "include": Key(list, "ids taken in addition", [], '["bridge-closed"]', of=str),
        "exclude": Key(list, "ids left out", [], '["ferry-idea"]', of=str),
    }
)
CHART_KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "headline": Key(str, "the finding, instead of the computed one", "", '"Two repairs in ten years"'),
        "subtitle": Key(str, "what is shown, instead of the computed one", "", '"Dated events"'),
        "stages": Key(
            list,
            "of the timeline: names of stretches of years, a date (EDTF) before each",
            [],
            '["2010/2012: two repairs", "2013: closed"]',
            of=str,
        ),
        "width": Key(int, "printed width in millimetres; 0: the audience's `chart_width`", 0, "120", limits=(0, 250)),
    }
)
TOPIC_KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "title": Key(str, "title of the brief", example='"Who mends the bridge"'),
        "standfirst": Key(str, "one or two sentences under the title: the main finding", example='"Nobody has said."'),
        "question": Key(str, "the question the brief answers", "", '"Who is to mend the bridge?"'),
        "keywords": Key(list, "subject keywords of the metadata", [], '["bridges"]', of=str),
        "mechanism": Key(str, "id of the mechanism whose editions the charts show", "", '"bridge-committee"'),
        "sections": Key(
            list,
            "names of the section templates, in order; `+name` stands on an uncounted reverse page, `++name` on an"
            " uncounted sheet of its own after everything else",
            example='["key-messages", "+sources"]',
            of=str,
        ),
        "select": Key(dict, "which records the brief uses", {}, '{topics = ["bridge"]}', keys=SELECT_KEYS),
        "charts": Key(dict, "settings per chart", {}, "{timeline = {width = 120}}", of=dict),
        "fit": Key(
            dict,
            "how well the topic suits an audience, in a sentence each; `--all` makes these (none named: all audiences)",
            {},
            '{diplomat = "Good."}',
            of=str,
        ),
    }
)
AUDIENCE_KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "name": Key(str, "whom the edition is for", example='"Diplomats"'),
        "edition": Key(str, "what the first page calls the edition", example='"Edition for diplomats"'),
        "updated": Key(
            str,
            "what the first page calls the edition when something changed since the last one that was published;"
            " empty: as ever",
            "",
            '"Update"',
        ),
        "principal": Key(str, "the person it is written for, when it is for one", "", '"The permanent secretary"'),
        "purpose": Key(str, "“For information”, or the decision asked for", "", '"For information"'),
        "citation": Key(
            str,
            "citation style: notes (in the margin), sources (a list on the reverse), author-date (in the text)",
            "notes",
            '"author-date"',
            CITATIONS,
        ),
        "append": Key(
            list,
            "sections after the topic's own, where the topic does not name them itself; written as in `sections`",
            [],
            '["++questions"]',
            of=str,
        ),
        "pages": Key(int, "page budget of the counted part; 0: none", 0, "2", limits=(0, 1000)),
        "words": Key(int, "word budget of the counted part; 0: none", 0, "400", limits=(0, 1_000_000)),
        "reading": Key(
            int, "hardest reading level (LIX) of the counted part, names masked; 0: none", 0, "45", limits=(0, 200)
        ),
        "paper": Key(str, "paper; not written: that of briefgen.toml", "A4", '"Letter"', PAPERS),
        "chart_width": Key(int, "printed width of charts in millimetres", 160, "150", limits=_WIDTH),
        "terms": Key(
            dict, "the audience's words for the dataset's", {}, '{"weir" = "small dam"}', of=str
        ),
        "theme": Key(dict, "design tokens", {}, '{accent = "#1f4e79", text_font = "sans"}', keys=THEME_KEYS),
    }
)  # fmt: skip
