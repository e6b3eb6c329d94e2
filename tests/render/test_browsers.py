"""render.browsers: what only an engine for paper knows stays out of a page for browsers."""

from __future__ import annotations

import pytest

from briefgen.render.browsers import for_browsers


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("p { color: red; string-set: a content() }", "p{color:red}"),
        ("p { float: footnote }", ""),
        ("p { float: left !important }", "p{float:left !important}"),
        ("::footnote-call { color: red } a { color: blue }", "a{color:blue}"),
        ("@page { size: A4; @footnote { margin: 1mm } @top-left { content: string(a) } }", "@page{size:A4}"),
        ("@page :first { @top-right { content: counter(page) } }", "@page :first{@top-right{content:counter(page)}}"),
        ("@media print { p { bookmark-level: 1 } q { color: red } }", "@media print{q{color:red}}"),
        ("@media print { p { bookmark-level: 1 } }", ""),
        ("@layer a; /* nothing */ p { color: red }", "@layer a;\np{color:red}"),
        ("p", ""),
    ],
)  # fmt: skip
def test_what_browsers_know_is_kept(css: str, kept: str) -> None:
    """Declarations, rules and margin boxes that they do not know go, and what is empty without them."""
    assert for_browsers(css) == kept
