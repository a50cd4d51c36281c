"""References: that they exist, fit, are not repeated, and do not lead in circles."""

import difflib
from collections.abc import Iterator, Mapping, Sequence

from api.models.vocabulary import RecordType
from seed.reading.fields import Field, references
from seed.reading.files import KEY, Dataset, Entry, Problem
from seed.records import Date, Document, Event, OtherDate, Participant, Place, Relation, Role, Source

# Lists that may name the same record more than once, each time for something else.
REPEATABLE: frozenset[Field] = frozenset(
    {
        (Participant, "actor"),
        (Participant, "quotations"),
        (OtherDate, "given_by"),
        (Date, "calendar_place"),
        (Role, "body"),
        (Relation, "to"),
    }
)


def kind_of(data: Dataset, slug: str) -> RecordType | None:
    entry = data.entries.get(slug)
    return entry.kind if entry else data.unread.get(slug)


def exists(data: Dataset) -> Iterator[Problem]:
    unknown = data.missing(by_slug=False)
    for entry in data.entries.values():
        for leaf, fits in references(entry.record):
            if leaf.text and kind_of(data, leaf.text) is None and unknown.isdisjoint(fits):
                yield entry.problem(leaf.path, f"there is no record `{leaf.text}`; {meant(data, leaf.text, fits)}")


def meant(data: Dataset, slug: str, fits: Sequence[RecordType]) -> str:
    known = [name for name, entry in data.entries.items() if entry.kind in fits]
    if near := difflib.get_close_matches(slug, known, n=1):
        return f"did you mean `{near[0]}`?"
    return f"write the slug of {one_of(fits)}"


def one_of(fits: Sequence[RecordType]) -> str:
    return "any record" if len(fits) == len(RecordType) else f"one of kind {' or '.join(fits)}"


def fits_kind(data: Dataset) -> Iterator[Problem]:
    for entry in data.entries.values():
        for leaf, fits in references(entry.record):
            kind = kind_of(data, leaf.text)
            if kind is not None and kind not in fits:
                message = f"`{leaf.text}` is of kind {kind}, which does not fit here; {meant(data, leaf.text, fits)}"
                yield entry.problem(leaf.path, message)


def to_itself(data: Dataset) -> Iterator[Problem]:
    for slug, entry in data.entries.items():
        for leaf, fits in references(entry.record):
            if leaf.text == slug and entry.kind in fits:
                yield entry.problem(leaf.path, "the record names itself; name another, or leave it out")


def repeated(data: Dataset) -> Iterator[Problem]:
    for entry in data.entries.values():
        seen: set[tuple[KEY, str]] = set()
        for leaf, _ in references(entry.record):
            where = (tuple(step for step in leaf.path if isinstance(step, str)), leaf.text)
            if where in seen and leaf.field not in REPEATABLE:
                yield entry.problem(leaf.path, f"`{leaf.text}` is named twice; name it once")
            seen.add(where)


def circles(ways: Mapping[str, tuple[Entry, Sequence[str]]], field: str) -> Iterator[Problem]:
    """One problem for each record from which the field leads back to it; a record that names itself is `to_itself`."""
    for slug, (entry, _) in ways.items():
        seen: set[str] = set()
        ahead = [target for target in ways[slug][1] if target != slug]
        while ahead and slug not in seen:
            if (target := ahead.pop()) not in seen:
                seen.add(target)
                ahead += ways[target][1] if target in ways else []
        if slug in seen:
            yield entry.problem((field,), f"`{field}` leads in a circle back to this record; take out one of its steps")


def part_of_circle(data: Dataset) -> Iterator[Problem]:
    events = {entry.slug: (entry, [event.part_of] if event.part_of else []) for entry, event in data.of(Event)}
    sources = {entry.slug: (entry, [source.part_of] if source.part_of else []) for entry, source in data.of(Source)}
    yield from circles(events, "part_of")
    yield from circles(sources, "part_of")


def within_circle(data: Dataset) -> Iterator[Problem]:
    ways = {entry.slug: (entry, [place.within] if place.within else []) for entry, place in data.of(Place)}
    yield from circles(ways, "within")


def answers_circle(data: Dataset) -> Iterator[Problem]:
    ways = {entry.slug: (entry, document.answers) for entry, document in data.of(Document)}
    yield from circles(ways, "answers")


RULES = {
    "reference": exists,
    "reference-kind": fits_kind,
    "reference-self": to_itself,
    "reference-repeated": repeated,
    "part-of-circle": part_of_circle,
    "within-circle": within_circle,
    "answers-circle": answers_circle,
}
