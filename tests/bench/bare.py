"""Bare WeasyPrint: a finished print page in, a PDF out, with briefgen's fonts and PDF variant; nothing else."""

from __future__ import annotations

import sys
from pathlib import Path


def main(page: str, pdf: str) -> None:
    """Turn a print page into a PDF."""
    import weasyprint

    from briefgen.render.pdf import VARIANT

    weasyprint.HTML(string=Path(page).read_text(encoding="utf-8")).write_pdf(pdf, pdf_variant=VARIANT)


if __name__ == "__main__":
    main(*sys.argv[1:])
