"""All rules that curated data must keep and that need no source text, each by its own id."""

from collections.abc import Callable, Iterable, Mapping

from seed.files import Dataset, Problem
from seed.rules import actors, citations, claims, dates, files, links, quotations, references, slugs, sources, texts

Rule = Callable[[Dataset], Iterable[Problem]]

RULES: Mapping[str, Rule] = {
    **slugs.RULES,
    **files.RULES,
    **texts.RULES,
    **references.RULES,
    **citations.RULES,
    **sources.RULES,
    **actors.RULES,
    **dates.RULES,
    **quotations.RULES,
    **claims.RULES,
    **links.RULES,
}
# These look at all records at once, and would complain of those that could not be read.
RULES_OF_ALL: Mapping[str, Rule] = {**files.RULES_OF_ALL, **citations.RULES_OF_ALL, **links.RULES_OF_ALL}


def check(dataset: Dataset) -> list[Problem]:
    """Every problem of every rule, by file and line."""
    rules = RULES if dataset.unread else {**RULES, **RULES_OF_ALL}
    found = (problem for rule in rules.values() for problem in rule(dataset))
    return sorted(found, key=lambda problem: (str(problem.path), problem.line))
