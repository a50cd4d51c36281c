"""Changes to the corpus, for tables of what each rule must report."""

from collections.abc import Callable
from typing import Any

from tests.seed.mutants import Mutant

Change = Callable[[Mutant], object]
Case = tuple[str, str, Change, str]  # the rule, what is special, the change, a part of the message


def put(slug: str, *path: str | int, to: Any) -> Change:
    """Sets a value, in lists and mappings that are there."""

    def change(mutant: Mutant) -> None:
        target = mutant.records[slug]
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = to

    return change


def drop(slug: str, *path: str | int) -> Change:
    def change(mutant: Mutant) -> None:
        target = mutant.records[slug]
        for step in path[:-1]:
            target = target[step]
        del target[path[-1]]

    return change


def both(*changes: Change) -> Change:
    def change(mutant: Mutant) -> None:
        for one in changes:
            one(mutant)

    return change


def beside(name: str, *path: str, to: Any) -> Change:
    def change(mutant: Mutant) -> None:
        target = mutant.beside[name]
        for step in path[:-1]:
            target = target.setdefault(step, {})
        target[path[-1]] = to

    return change


def uncounted(name: str, *path: str, to: Any) -> Change:
    def change(mutant: Mutant) -> None:
        mutant.counted = False
        beside(name, *path, to=to)(mutant)

    return change
