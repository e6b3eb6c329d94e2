"""A site from beginning to end: evidence, editions, pages, and the check of what came out.

In: a project, and a folder beside the one to replace. Out: path → SHA-256 of every file made; or all that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack

from briefgen import briefs
from briefgen.build import LazyEngine, every_edition, verify
from briefgen.build.editions import Maker
from briefgen.errors import BriefgenError, Diagnostic
from briefgen.inspect.handling import Secrets
from briefgen.publish import paths
from briefgen.publish.making import Making
from briefgen.publish.proof import faults
from briefgen.publish.sink import Sink
from briefgen.workspace import Beside, Workspace


def made(workspace: Workspace, folder: Beside, base: str, say: Callable[[str], None]) -> Mapping[str, str]:
    """Make a site and check it.

    Raises:
        BriefgenError: the evidence is unsound, an edition or a page is faulty, a link leads nowhere, something
            restricted would be shown, or the folder cannot be written.
    """
    with ExitStack() as stack:
        engine = LazyEngine(workspace)
        stack.callback(engine.close)
        if workspace.changed_since_last_build():
            engine.start()
        say("reading and verifying the evidence")
        verified = verify(workspace)
        verified.require_sound()
        material = verified.material
        sink = Sink(folder, folder.label, Secrets(material.dataset, material.evidenced))
        making = Making(workspace, verified, sink, base, say)
        maker = Maker(workspace, material, engine.pdf, None, verified.diagnostics, site=making.around)
        making.whole(maker, published_editions(workspace))
    say("checking the site")
    known = {*sink.hashes, *folder.foreign(), paths.MANIFEST}
    if found := (*sink.faults, *faults(sink.texts, known, base, folder.label, making.apart)):
        raise BriefgenError(found)
    return sink.hashes


def published_editions(workspace: Workspace) -> Iterator[tuple[str, tuple[briefs.Brief, ...]]]:
    """Yield (topic, briefs) of all that is published: every topic for every audience it is written for.

    Raises:
        BriefgenError: a setting is faulty, or there is nothing to publish (exit code 2).
    """
    config, some = workspace.config, False
    if wrong := briefs.named_in_config(workspace):
        raise BriefgenError(wrong)
    topics = config.site.topics or briefs.topics(workspace)
    audiences = config.site.audiences or briefs.audiences(workspace)
    for topic in topics:
        fit = briefs.read_topic(workspace, topic).fit
        pairs = every_edition((topic,), (audience for audience in audiences if not fit or audience in fit))
        if opened := tuple(briefs.open_brief(workspace, *pair) for pair in pairs):
            some = True
            yield topic, opened
    if not some:
        hint = "briefgen new topic NAME"
        raise BriefgenError(Diagnostic("nothing-to-render", "there is no brief to publish", hint=hint), exit_code=2)
