"""The look a project gives itself without CSS: its logo and its choice of fonts.

In: the metadata of an edition and the folder of assets. Out: a picture in the page, and rules of CSS.
"""

from __future__ import annotations

import base64
from pathlib import Path

from markupsafe import Markup

from briefgen.document import Metadata
from briefgen.errors import BriefgenError, Diagnostic, Place, did_you_mean
from briefgen.render.pictures import PictureError, fit_picture

_FAMILIES = {"serif": '"Source Serif 4",Georgia,serif', "sans": '"Inter",system-ui,sans-serif'}
_FURNITURE = (
    "h1,h2,h3,.series,.horizon,.box-title,.headline,.subtitle,.credit,table,.table,figcaption,.colophon,.voices,"
    ".question,.notes,.references,.contents,.from,.descriptor,.left-out,.draft-note,summary,dt"
)


def logo(meta: Metadata, assets: Path | None) -> Markup:
    """Return the logo as an image in the page; nothing when the edition has none.

    Raises:
        BriefgenError: there is no such picture in templates/assets/ (`file-missing`), or it is unfit (`bad-picture`).
    """
    if not meta.logo:
        return Markup()
    name = f"templates/assets/{meta.logo}"
    path = assets / meta.logo if assets else None
    if path is None or not path.is_file() or not path.resolve().is_relative_to((assets or path).resolve()):
        known = [p.name for p in assets.iterdir() if p.is_file()] if assets and assets.is_dir() else []
        hint = did_you_mean(meta.logo, known)
        raise BriefgenError(Diagnostic("file-missing", f"there is no logo “{meta.logo}”", Place(name), hint=hint))
    try:
        data = fit_picture(path.read_bytes(), name)
    except PictureError as error:
        raise BriefgenError(Diagnostic("bad-picture", str(error), Place(name))) from None
    drawn = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    kind = "svg+xml" if drawn else "jpeg" if data[:2] == b"\xff\xd8" else "png"
    words = meta.logo_alt or meta.publisher
    encoded = base64.b64encode(data).decode()
    return Markup('<img class="logo" src="data:image/{};base64,{}" alt="{}">').format(kind, encoded, words)


def font_rules(meta: Metadata) -> str:
    """Return CSS for the fonts an edition chooses; nothing for the usual ones."""
    rules = ""
    if meta.text_font != "serif":
        rules += f"html{{font-family:{_FAMILIES[meta.text_font]}}}\n"
    if meta.heading_font != "sans":
        rules += f"{_FURNITURE}{{font-family:{_FAMILIES[meta.heading_font]}}}\n"
    return rules
