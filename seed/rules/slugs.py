"""Slugs, and the slugs they were renamed from."""

import re
from collections.abc import Iterator

from seed.reading.files import Dataset, Problem

PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 60
ARTICLES = {"a", "an", "the"}


def pattern(data: Dataset) -> Iterator[Problem]:
    for slug, entry in data.entries.items():
        if not PATTERN.fullmatch(slug):
            yield entry.problem((), "not a slug; write lower-case letters and digits, words divided by one hyphen")


def length(data: Dataset) -> Iterator[Problem]:
    for slug, entry in data.entries.items():
        if len(slug) > LONGEST:
            yield entry.problem((), f"a slug of {len(slug)} characters; write at most {LONGEST}")


def frus(data: Dataset) -> Iterator[Problem]:
    """`frus1950v07-d86` and its like belong to imported volumes."""
    for slug, entry in data.entries.items():
        if re.match(r"frus\d", slug):
            yield entry.problem((), "slugs that begin with `frus` and a digit are for imported volumes; write another")


def article(data: Dataset) -> Iterator[Problem]:
    for slug, entry in data.entries.items():
        if found := ARTICLES.intersection(slug.split("-")):
            yield entry.problem((), f"the slug has the article `{min(found)}`; leave it out")


def moved_target(data: Dataset) -> Iterator[Problem]:
    for kind, moves in data.moved.items():
        for old, new in moves.items():
            entry = data.entries.get(new)
            is_there = entry.kind == kind if entry else data.unread.get(new) == kind
            if not is_there and new not in moves and kind not in data.missing(by_slug=False):
                message = f"`{old}` moved to `{new}`, which is no {kind}; write the slug that record has now"
                yield data.beside("moved.yaml", (kind.value, old), message)


def moved_chain(data: Dataset) -> Iterator[Problem]:
    for kind, moves in data.moved.items():
        for old, new in moves.items():
            if new in moves:
                message = f"`{old}` moved to `{new}`, which moved itself; write `{old}: {moves[new]}`"
                yield data.beside("moved.yaml", (kind.value, old), message)


def moved_in_use(data: Dataset) -> Iterator[Problem]:
    for kind, moves in data.moved.items():
        for old in moves:
            if entry := data.entries.get(old):
                message = f"`{old}` has moved and is in use at {entry.where()}; give that record a slug never used"
                yield data.beside("moved.yaml", (kind.value, old), message)


RULES = {
    "slug-pattern": pattern,
    "slug-length": length,
    "slug-frus": frus,
    "slug-article": article,
    "moved-target": moved_target,
    "moved-chain": moved_chain,
    "moved-in-use": moved_in_use,
}
