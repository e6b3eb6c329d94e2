"""The seal finds any byte changed."""

from __future__ import annotations

import pytest

from briefgen.render.seal import seal_holds, sealed

PDF = b"%PDF-1.7\nbody\n7 0 obj\n<</Type /XRef/Size 8>>\nstream\nx\nendstream\nendobj\nstartxref\n14\n%%EOF\n"


def test_sealed() -> None:
    """A sealed file holds; each of its bytes counts, those of the seal too."""
    made = sealed(PDF)
    assert seal_holds(made) is True
    assert len(made) == len(PDF) + len("/BriefgenSeal <>") + 64
    for at in range(len(made)):
        assert not seal_holds(made[:at] + bytes([made[at] ^ 1]) + made[at + 1 :])


def test_without_a_seal() -> None:
    """A file without a seal has none; two seals hold in no case; nothing is sealed twice."""
    assert seal_holds(PDF) is None
    assert seal_holds(sealed(PDF) * 2) is False
    for data in (sealed(PDF), b"%PDF", PDF.replace(b"startxref\n14", b"startxref\n15")):
        with pytest.raises(ValueError, match="trailer"):
            sealed(data)
