"""What a run is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.briefs import NOTHING, Once

Pair = tuple[str, str]  # slugs of a topic and an audience


@dataclass(frozen=True, slots=True)
class Job:
    """What to render: (topic, audience) pairs, formats, whether drafts are wanted, and keys given for once.

    `workers` is how many processes may make editions at once. More than one start the program anew, as the standard
    library's do: a script that asks for them keeps its own work under `if __name__ == "__main__"`.
    """

    editions: tuple[Pair, ...]
    formats: tuple[str, ...] = ("html", "pdf")
    draft: bool = False
    once: Once = NOTHING
    workers: int = 1
