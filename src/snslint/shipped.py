"""What a wheel carries besides its packs: the same in compiled form, written when it is built."""

from __future__ import annotations

from collections.abc import Iterator

from snslint import cache, municipalities, packfile
from snslint.bundled import municipalities_folder, rules_folder
from snslint.rules import compiler, sources, stored
from snslint.rules.known import Known, key


def files() -> Iterator[tuple[str, bytes]]:
    """Name and content of each file that `bundled.kept` reads. UserError with every mistake in the packs."""
    rules, towns = [rules_folder()], [municipalities_folder()]
    known = Known()
    library = stored.entries(compiler.compile_library(sources.read(rules), known), rules)
    yield "rules.json", cache.as_file(sources.basis() + packfile.digest(rules), library)
    yield "known.json", cache.as_file(key(), known.plain())
    compiled = {
        name: municipalities.plain(municipalities.load(name, towns)) for name in municipalities.names(towns)
    }
    yield "municipalities.json", cache.as_file(packfile.digest(towns), compiled)
