"""What a project makes of findings: the severity of each rule, and single findings it accepts with a reason.

In: diagnostics and the project's configuration. Out: the diagnostics as the project wants them. An accepted finding
stays in the report as a note with its reason; an acceptance that nothing needs is itself a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefgen.errors import Diagnostic, Place, Severity, did_you_mean
from briefgen.workspace import Config
from briefgen.workspace.config import CONFIG_FILE, Suppression

ACCEPTED = "accepted: "  # what a finding says that the project lives with


def settled(found: Iterable[Diagnostic], config: Config, known: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Return the findings with the severities the project sets; those it accepts become notes.

    Args:
        found: findings of rules.
        config: the project's settings.
        known: ids of the rules that may be set; any other stays as it is, for the program relies on it.
    """
    settable = frozenset(known)
    done: list[Diagnostic] = []
    for diagnostic in found:
        if diagnostic.rule not in settable:
            done.append(diagnostic)
            continue
        wanted = config.rules.get(diagnostic.rule, diagnostic.severity)
        if wanted == "off":
            continue
        accepted = next((s for s in config.suppress if accepts(s, diagnostic)), None)
        if accepted is None:
            done.append(replace(diagnostic, severity=Severity(wanted)))
        else:
            details = (*diagnostic.details, ACCEPTED + accepted.reason)
            done.append(replace(diagnostic, severity=Severity.NOTE, details=details))
    return tuple(done)


def accepts(suppression: Suppression, diagnostic: Diagnostic) -> bool:
    """Tell whether a suppression is about a finding."""
    if suppression.rule != diagnostic.rule:
        return False
    place = diagnostic.place
    known = (place.file, f"{place.file}:{place.line}", str(place))
    here = not suppression.place or suppression.place in known
    said = not suppression.text or any(suppression.text in text for text in (diagnostic.message, *diagnostic.details))
    return here and said


def setting_faults(config: Config, known: Mapping[str, bool]) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the rules that briefgen.toml names.

    Args:
        config: the project's settings.
        known: every rule id → whether a project may set it.
    """
    named = [(rule, Place(CONFIG_FILE, 0, "rules")) for rule in config.rules]
    named += [(s.rule, Place(CONFIG_FILE, s.line, "suppress")) for s in config.suppress]
    settable = [rule for rule, may in known.items() if may]
    done: list[Diagnostic] = []
    for rule, place in named:
        if rule not in known:
            message, hint = f"there is no rule “{rule}”", did_you_mean(rule, settable)
            done.append(Diagnostic("unknown-rule", message, place, hint=hint))
        elif not known[rule]:
            message = f"“{rule}” is no matter of taste: without it the data cannot be read, or the edition not made"
            done.append(Diagnostic("rule-not-settable", message, place, hint="mend what it finds"))
    return tuple(done)


def unused(found: Iterable[Diagnostic], config: Config) -> tuple[Diagnostic, ...]:
    """Return a warning for each suppression that none of the settled findings carries."""
    listed = tuple(found)
    return tuple(
        Diagnostic(
            "unused-suppression",
            f"nothing is found any more that this suppression of “{s.rule}” accepts",
            Place(CONFIG_FILE, s.line, "suppress"),
            hint="remove it",
            severity=Severity.WARNING,
        )
        for s in config.suppress
        if not any(ACCEPTED + s.reason in d.details and accepts(s, d) for d in listed)
    )
