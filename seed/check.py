"""All rules that curated data must keep and that need no source text, each by its own id."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from api.models.vocabulary import RecordType
from seed.reading.files import Dataset, Held, Problem, shown
from seed.rules import (
    actors,
    archive,
    citations,
    claims,
    dates,
    files,
    links,
    notes,
    quotations,
    references,
    same_as,
    sentences,
    slugs,
    sources,
    texts,
)

Rule = Callable[[Dataset], Iterable[Problem]]

RULES: Mapping[str, Rule] = {
    **slugs.RULES,
    **files.RULES,
    **texts.RULES,
    **references.RULES,
    **citations.RULES,
    **sources.RULES,
    **sentences.RULES,
    **actors.RULES,
    **dates.RULES,
    **quotations.RULES,
    **claims.RULES,
    **links.RULES,
    **archive.RULES,
    **same_as.RULES,
    **notes.RULES,
}
ALL = frozenset(RecordType)
SOURCE = frozenset({RecordType.SOURCE})
# What a rule looks up in other records or files: without it, it would complain of what is right.
NEEDS: Mapping[str, frozenset[Held]] = {
    "text-folder": SOURCE,
    "counts": frozenset({"counts.yaml"}),
    "span-across-works": SOURCE,
    "span-median": ALL,
    "sentences-text": SOURCE,
    "receipt-missing": frozenset({"verified.yaml"}),
    "receipt-stale": SOURCE,
    "receipt-orphan": frozenset({RecordType.QUOTATION}),
    "author": SOURCE,
    "held-by-author": SOURCE,
    "held-by-others": SOURCE,
    "position-holders": frozenset({RecordType.SOURCE, RecordType.INTERPRETATION}),
    "document-arrives": frozenset({RecordType.TRANSMISSION}),
}
# These pass over what they cannot know, and judge the rest.
NEEDS_IN_PART: Mapping[str, frozenset[Held]] = {
    **dict.fromkeys(("reference", "moved-target", "counts", "note-slug"), ALL),
    "same-as-target": frozenset({RecordType.ACTOR}),
}


def check(dataset: Dataset) -> list[Problem]:
    """Every problem of every rule that what was read is enough for, by file and line."""
    missing = dataset.missing()
    rules = (rule for name, rule in RULES.items() if missing.isdisjoint(NEEDS.get(name, ())))
    found = (problem for rule in rules for problem in rule(dataset))
    return sorted(found, key=lambda problem: (str(problem.path), problem.line))


def waiting(dataset: Dataset) -> Iterator[str]:
    """For each file that cannot be read, a line that says how many rules wait for it, in whole or in part."""
    for path, held in dataset.unreadable.items():
        rules = {name for needs in (NEEDS, NEEDS_IN_PART) for name, wanted in needs.items() if held in wanted}
        if rules:
            some = f"{len(rules)} rules about other records wait" if len(rules) > 1 else "1 rule about records waits"
            yield f"{shown(path)}: {some} until this file can be read"
