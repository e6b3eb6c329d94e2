"""What can stand on one axis: indicators by the kind of their unit, as numbers that can be compared.

In: indicators. Out: `Panel`s of `Quantity`s, a unit each; years, ranks and ordinals are no quantities. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from briefgen.model import Indicator
from briefgen.words import Say

SHARE = "per cent"  # the unit of all shares, whatever a record calls it
NOT_QUANTITIES = frozenset({"year", "ordinal", "rank"})
_PERCENT = frozenset({"%", "percent", "per cent"})
_SCALES = MappingProxyType({"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12})
_MONEY = frozenset(
    ("dollars", "euros", "pounds", "yen", "yuan", "won", "roubles", "rubles", "tögrögs", "francs", "rupees")
)
_BOUNDS = ("at least", "at most", "limit", "more than", "less than", "up to", "over", "under")
STEPS = (1, 2, 2.5, 5, 10)


class Quantity(NamedTuple):
    """An indicator as a number of its panel's unit, how it is written, and whether it only bounds the true one."""

    indicator: Indicator
    number: float
    said: str
    bound: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """The quantities of one unit, the largest first."""

    unit: str
    rows: tuple[Quantity, ...]

    @property
    def alone(self) -> bool:
        """Whether there is nothing to compare: one number, and no whole that it is a share of."""
        return len(self.rows) == 1 and self.unit != SHARE

    def title(self, say: Say) -> str:
        """Return what the panel's axis counts."""
        if self.unit == SHARE:
            return say("dependence.in_unit", unit=say("dependence.share"))
        if is_money(self.unit):
            return say("dependence.in_unit", unit=self.unit)
        return self.unit[:1].upper() + self.unit[1:]


def panels(indicators: Iterable[Indicator], say: Say) -> tuple[Panel, ...]:
    """Return the quantities by unit: shares, then money, then what else is counted at least twice."""
    found: dict[str, list[Quantity]] = {}
    for row in indicators:
        if row.unit not in NOT_QUANTITIES:
            unit, quantity = _quantity(row, say)
            found.setdefault(unit, []).append(quantity)
    units = sorted(
        (unit for unit in found if unit == SHARE or is_money(unit) or len(found[unit]) > 1),
        key=lambda unit: (unit != SHARE, not is_money(unit), -len(found[unit]), unit),
    )
    return tuple(Panel(unit, tuple(sorted(found[unit], key=_order))) for unit in units)


def is_money(unit: str) -> bool:
    """Tell whether a unit is a currency."""
    return unit.casefold().rpartition(" ")[2] in _MONEY


def _order(row: Quantity) -> tuple[float, str]:
    return -row.number, row.indicator.id


def _quantity(row: Indicator, say: Say) -> tuple[str, Quantity]:
    """Return the unit of the axis a number belongs on, and the number on it."""
    number = Fraction(row.value)
    scale, _, scaled = row.unit.partition(" ")
    unit, said = row.unit, written(row.value, say)
    if row.unit.casefold() in _PERCENT:
        unit, said = SHARE, say("dependence.percent", n=said)
    elif "/" in row.value:
        unit, number = SHARE, number * 100
    elif scale in _SCALES and scaled:
        unit, number, said = scaled, number * _SCALES[scale], say(f"scale.{scale}", n=said)
    hedged = " ".join(filter(None, (row.qualifier, said)))
    return unit, Quantity(row, float(number), hedged, row.qualifier.startswith(_BOUNDS))


def written(value: str, say: Say) -> str:
    """Return a number with its thousands set apart."""
    return value if "/" in value else say.amount(float(value) if "." in value else int(value))


def ticks(rows: Sequence[Quantity], *, share: bool) -> tuple[float, ...]:
    """Return two to six round numbers that span the quantities and zero; a share's axis is the whole."""
    low, high = min(0.0, *(row.number for row in rows), 0.0), max(0.0, *(row.number for row in rows), 0.0)
    if share and low == 0 and high <= 100:
        return (0, 25, 50, 75, 100)
    rough = (high - low) / 4 or 1.0
    power = 10.0 ** len(str(int(rough))) / 10 if rough >= 1 else 10.0 ** -len(str(int(1 / rough)))
    step = next(power * factor for factor in STEPS if power * factor >= rough)
    first = int(low // step)
    done = [step * first]
    while len(done) < 2 or done[-1] < high:
        done.append(step * (first + len(done)))
    return tuple(done)


def short(number: float, say: Say) -> str:
    """Return a round number as an axis has it: `15 billion`, `250`."""
    for word, scale in sorted(_SCALES.items(), key=lambda item: -item[1]):
        if abs(number) >= scale > 10**3:
            return say(f"scale.{word}", n=say.amount(number / scale))
    return say.amount(number)
